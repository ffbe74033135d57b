"""Who may accept conversations: seen live, invited by name or by a link, and taken off again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, CreateInvite, Membership, Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.support import AddCsAgent, CsAgent, SupportAgentUpdated
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.rights import RANK, role_in
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.moments import wire_time
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.settings.api import ServiceCalls

log = logging.getLogger(__name__)

LINK_DAYS = 7
"""How long a link that makes somebody a CS agent can be used, once."""


class TeamModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    people_changed = Signal(object)
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    added = Signal(str)
    """With their name."""
    link_made = Signal(str)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    people = Observed[tuple[CsAgent, ...]](())
    form_advice = Observed[Advice | None](None)
    busy = Observed(False)

    def __init__(
        self,
        community: Community,
        calls: ServiceCalls,
        communities: CommunitiesCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._communities = communities
        self._live = live
        self._tasks = tasks
        self._key = f"team {uuid4().hex}"
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.SUPPORT_AGENT_UPDATED, self._on_agent),
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)
        self._tasks.cancel(f"{self._key} act")

    @property
    def may_change(self) -> bool:
        role = role_in(self.community)
        return role is not None and RANK[role] > RANK[Role.CS_AGENT]

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="service team", key=self._key)

    def edited(self) -> None:
        self.form_advice = None

    def add(self, username: str) -> None:
        name = username.strip().removeprefix("@")
        if not name:
            self.form_advice = Advice(self.tr("Write their user name first."), field="username")
            return
        self._act(lambda: self._add(name))

    def remove(self, user_id: str) -> None:
        self._act(lambda: self._remove(user_id))

    def make_link(self) -> None:
        """One that lets one person in as CS agent; told by `link_made`."""
        self._act(self._make_link)

    async def _load(self) -> None:
        try:
            found = await self._calls.team(self.community.id)
        except DesktopError as error:
            log.info("team: %s", error)
            self.advice = advise(error)
            if not self.people:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._show(found)

    def _show(self, found: list[CsAgent]) -> None:
        found.sort(key=lambda one: (-RANK[one.role], one.display_name.casefold(), one.user_id))
        self.people = tuple(found)
        self.phase = Phase.READY if found else Phase.EMPTY

    async def _add(self, name: str) -> None:
        try:
            made = await self._calls.add_cs_agent(self.community.id, AddCsAgent(username=name))
        except ApiError as error:
            told = advise(error)
            if error.code is Code.NOT_FOUND:
                words = self.tr("Nobody on this server has the user name {name}.")
                told = Advice(words.format(name=name))
            self.form_advice = Advice(told.text, told.can_retry, told.details, field="username")
            return
        self._put(made)
        self.added.emit(made.display_name)

    async def _remove(self, user_id: str) -> None:
        await self._calls.remove_cs_agent(self.community.id, user_id)
        self._show([one for one in self.people if one.user_id != user_id])

    async def _make_link(self) -> None:
        until = wire_time(datetime.now(UTC) + timedelta(days=LINK_DAYS))
        form = CreateInvite(role=Role.CS_AGENT, max_uses=1, expires_at=until, client_id=uuid4().hex)
        self.link_made.emit((await self._communities.invite(self.community.id, form)).url)

    def _act(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if not self.busy:
            self._tasks.spawn(
                guarded(self, doing, log, "team"), name="team", key=f"{self._key} act"
            )

    def _put(self, one: CsAgent) -> None:
        self._show([*(old for old in self.people if old.user_id != one.user_id), one])

    def _on_agent(self, data: SupportAgentUpdated, _event: Event) -> None:
        if data.community_id == self.community.id:
            self._put(data.agent)

    def _on_member(self, data: Membership, _event: Event) -> None:
        if data.community_id == self.community.id:
            self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()
