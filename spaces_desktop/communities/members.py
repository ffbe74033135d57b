"""Who is in one community, with who is here right now."""

from __future__ import annotations

import logging

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Membership, Role, Standing
from embedded_server.contracts.events import Event, EventType, Presence
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)

_RANK = {Role.CREATOR: 0, Role.MODERATOR: 1, Role.CS_AGENT: 2, Role.MEMBER: 3}


class MembersModel(QObject):
    advice_changed = Signal(object)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: CommunitiesCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._community_id = ""
        self._members: dict[str, Membership] = {}
        self._presence: dict[str, str] = {}
        self._seq = 0
        self.entries = Entries(self)
        self._unsubscribe = [
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
            live.subscribe(EventType.PRESENCE, self._on_presence),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()

    def open(self, community_id: str) -> None:
        if community_id != self._community_id:
            self._community_id = community_id
            self._members = {}
            self._show()
        self.reload()

    def reload(self) -> None:
        if self._community_id:
            self._tasks.spawn(self._load(), name="load members", key="members")

    async def _load(self) -> None:
        community_id = self._community_id
        try:
            snapshot = await self._calls.members(community_id)
        except DesktopError as error:
            log.info("members: %s", error)
            self.advice = advise(error)
            return
        self.advice = None
        self._seq = snapshot.seq
        self._members = {one.user_id: one for one in snapshot.value}
        for one in snapshot.value:
            if not isinstance(one.presence, UnsetType):
                self._presence[one.user_id] = one.presence
        self._show()

    def _on_member(self, data: Membership, event: Event) -> None:
        old = not isinstance(event.seq, UnsetType) and event.seq <= self._seq
        if old or data.community_id != self._community_id:
            return
        if data.status in (Standing.ACTIVE, Standing.EXPIRED):
            self._members[data.user_id] = data
        else:
            self._members.pop(data.user_id, None)
        self._show()

    def _on_presence(self, data: Presence, _event: Event) -> None:
        for one in data.users:
            self._presence[one.user_id] = one.status
        self._show()

    def _show(self) -> None:
        ordered = sorted(
            self._members.values(),
            key=lambda one: (_RANK[one.role], one.display_name.casefold(), one.user_id),
        )
        self.entries.show(self._entry(one) for one in ordered)

    def _entry(self, one: Membership) -> Entry:
        roles = {
            Role.CREATOR: self.tr("Creator"),
            Role.MODERATOR: self.tr("Moderator"),
            Role.CS_AGENT: self.tr("Support"),
            Role.MEMBER: "",
        }
        here = self._presence.get(one.user_id) in ("active", "idle")
        return Entry(
            one.user_id, one.display_name, roles[one.role], is_person=True, is_present=here
        )
