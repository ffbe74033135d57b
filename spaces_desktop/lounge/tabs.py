"""The tabs of a lounge's page beside Talk, in their order; one is added by adding its line."""

from __future__ import annotations

from collections.abc import Callable

from spaces_desktop.communities.pages_view import PageKind
from spaces_desktop.lounge.dashboard.pane import dashboard_tab
from spaces_desktop.lounge.live.tab import live_tab
from spaces_desktop.lounge.settings.pane import settings_tab
from spaces_desktop.lounge.studio.view import studio_tab
from spaces_desktop.widgets.rooms import Context

TABS: tuple[Callable[[Context], PageKind], ...] = (
    live_tab,
    studio_tab,
    dashboard_tab,
    settings_tab,
)
