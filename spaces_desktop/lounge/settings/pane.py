"""The settings as a tab of a lounge's page, for its creator."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.communities.rights import is_creator
from spaces_desktop.lounge.settings.model import LoungeSettingsModel
from spaces_desktop.lounge.settings.settings_view import LoungeSettingsView
from spaces_desktop.widgets.rooms import Context

KEY = "settings"


def settings_tab(context: Context) -> PageKind:
    def make(community: Community) -> Made:
        model = LoungeSettingsModel(community, CommunitiesApi(context.http), context.tasks)
        view = LoungeSettingsView(model, context.themes)
        model.setParent(view)

        def release() -> None:
            view.release()
            model.close()

        return Made(view, release)

    title = QCoreApplication.translate("lounge_settings", "Settings")
    return PageKind(KEY, title, make, is_creator)
