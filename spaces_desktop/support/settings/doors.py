"""Makes what the settings' dialogs show of one brand: its service, its people, its answers."""

from __future__ import annotations

from embedded_server.contracts.communities import Community
from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.support.settings.api import ServiceApi
from spaces_desktop.support.settings.canned import CannedModel
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.start import StartModel
from spaces_desktop.support.settings.team import TeamModel
from spaces_desktop.widgets.rooms import Context


class ServiceDoors:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._calls = ServiceApi(context.http)
        self._communities = CommunitiesApi(context.http)

    def settings(self, community: Community) -> StartModel:
        """With the service and its people in it; whoever shows it closes all three."""
        context = self._context
        live, tasks = context.live, context.tasks
        service = ServiceModel(
            community, self._calls, self._communities, live, tasks, context.http.base_url
        )
        team = TeamModel(community, self._calls, self._communities, live, tasks)
        return StartModel(service, team, AgentsApi(context.http), tasks, context.me.id)

    def canned(self, community: Community) -> CannedModel:
        context = self._context
        return CannedModel(
            community, self._calls, context.live, context.tasks, context.me.display_name
        )
