"""The dashboard as a tab of a lounge's page, for its creator."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.pages_view import Made, PageKind
from spaces_desktop.communities.rights import is_creator
from spaces_desktop.lounge.dashboard.api import DashboardApi
from spaces_desktop.lounge.dashboard.model import DashboardModel
from spaces_desktop.lounge.dashboard.view import DashboardView
from spaces_desktop.widgets.rooms import Context

KEY = "dashboard"


class DashboardPane(DashboardView):
    """With a model of its own, which goes with it."""

    def __init__(self, context: Context, community: Community) -> None:
        model = DashboardModel(community, DashboardApi(context.http), context.live, context.tasks)
        super().__init__(model, context.themes)
        model.setParent(self)
        model.load()

    def release(self) -> None:
        super().release()
        self._model.close()


def dashboard_tab(context: Context) -> PageKind:
    def make(community: Community) -> Made:
        pane = DashboardPane(context, community)
        return Made(pane, pane.release)

    return PageKind(KEY, QCoreApplication.translate("dashboard", "Dashboard"), make, is_creator)
