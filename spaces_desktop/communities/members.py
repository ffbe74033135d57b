"""Who is in one community, with who is here right now, and what staff may do with them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import EditMember, Membership, Role, Standing
from embedded_server.contracts.events import Event, EventType, Presence
from spaces_desktop.communities.api import MOST_MEMBERS, CommunitiesCalls
from spaces_desktop.communities.bans import Bans
from spaces_desktop.communities.rights import RANK, STAFF, Act, acts_on, is_muted
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.moments import when, wire_time
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)


class MembersModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    act_advice_changed = Signal(object)
    needle_changed = Signal(str)
    is_cut_changed = Signal(bool)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    act_advice = Observed[Advice | None](None)
    """Why something done to a member did not work."""
    needle = Observed("")
    """Only those whose name holds it are shown."""
    is_cut = Observed(False)
    """Whether there are more members than are known here."""

    def __init__(
        self,
        calls: CommunitiesCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_id = my_id
        self._community_id = ""
        self._members: dict[str, Membership] = {}
        self._presence: dict[str, str] = {}
        self._seq = 0
        self._my_known_role: Role | None = None
        self._bans = Bans(calls)
        self.entries = Entries(self)
        self._unsubscribe = [
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
            live.subscribe(EventType.PRESENCE, self._on_presence),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.reload()),
        ]
        live.link_changed.connect(self._on_link)
        self.needle_changed.connect(self._show)

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)

    @property
    def members(self) -> tuple[Membership, ...]:
        return tuple(self._members.values())

    @property
    def my_role(self) -> Role | None:
        mine = self._members.get(self._my_id)
        return self._my_known_role if mine is None else mine.role

    def get(self, user_id: str) -> Membership | None:
        return self._members.get(user_id) or self._bans.get(user_id)

    def open(self, community_id: str, my_role: Role | None = None) -> None:
        """`my_role` holds while one is not among the members that are known."""
        self._my_known_role = my_role
        if community_id != self._community_id:
            self._community_id = community_id
            self._members = {}
            self._bans.forget()
            self.needle = ""
            self.act_advice = None
            self.phase = Phase.LOADING
            self._show()
        self.reload()

    def reload(self) -> None:
        if self._community_id:
            self._tasks.spawn(self._load(), name="load members", key="members")

    def acts(self, user_id: str) -> tuple[Act, ...]:
        one = self.get(user_id)
        if one is None:
            return ()
        return acts_on(self.my_role, self._my_id, one, datetime.now(UTC))

    def set_role(self, user_id: str, role: Role) -> None:
        self._edit(user_id, EditMember(role=role))

    def mute_for(self, user_id: str, seconds: float) -> None:
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        self._edit(user_id, EditMember(muted_until=wire_time(until)))

    def unmute(self, user_id: str) -> None:
        self._edit(user_id, EditMember(muted_until=None))

    def remove(self, user_id: str) -> None:
        self._end(user_id, Standing.REMOVED, self._calls.remove_member)

    def ban(self, user_id: str) -> None:
        self._end(user_id, Standing.BANNED, self._calls.ban)

    def unban(self, user_id: str) -> None:
        self._end(user_id, Standing.REMOVED, self._calls.unban)

    def _edit(self, user_id: str, form: EditMember) -> None:
        async def act(community_id: str) -> Membership | None:
            return await self._calls.edit_member(community_id, user_id, form)

        self._act(act)

    def _end(
        self, user_id: str, standing: Standing, call: Callable[[str, str], Awaitable[None]]
    ) -> None:
        async def act(community_id: str) -> Membership | None:
            await call(community_id, user_id)
            known = self.get(user_id)
            return None if known is None else replace(known, status=standing, role=Role.MEMBER)

        self._act(act)

    def _act(self, act: Callable[[str], Awaitable[Membership | None]]) -> None:
        self._tasks.spawn(self._guarded(act, self._community_id), name="act on a member")

    async def _guarded(
        self, act: Callable[[str], Awaitable[Membership | None]], community_id: str
    ) -> None:
        self.act_advice = None
        try:
            now = await act(community_id)
        except DesktopError as error:
            log.info("member: %s", error)
            self.act_advice = advise(error)
            return
        if now is not None and community_id == self._community_id:
            self._put(now)

    async def _load(self) -> None:
        community_id = self._community_id
        try:
            snapshot = await self._calls.members(community_id)
            self._seq = snapshot.seq
            self._members = {one.user_id: one for one in snapshot.value}
            self.is_cut = len(snapshot.value) >= MOST_MEMBERS
            for one in snapshot.value:
                if not isinstance(one.presence, UnsetType):
                    self._presence[one.user_id] = one.presence
            self._show()
            if self.my_role in STAFF:
                await self._bans.load(community_id)
        except DesktopError as error:
            log.info("members: %s", error)
            self.advice = advise(error)
            if not self._members:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._show()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.reload()

    def _on_member(self, data: Membership, event: Event) -> None:
        old = not isinstance(event.seq, UnsetType) and event.seq <= self._seq
        if not old and data.community_id == self._community_id:
            self._put(data)

    def _put(self, data: Membership) -> None:
        self._bans.put(data)
        if data.status in (Standing.ACTIVE, Standing.EXPIRED):
            self._members[data.user_id] = data
        else:
            self._members.pop(data.user_id, None)
        self._show()

    def _on_presence(self, data: Presence, _event: Event) -> None:
        for one in data.users:
            self._presence[one.user_id] = one.status
        self._show()

    def _show(self, _needle: str = "") -> None:
        needle = self.needle.strip().casefold()
        banned = self._bans.people if self.my_role in STAFF else ()
        ordered = sorted(
            (
                one
                for one in (*self._members.values(), *banned)
                if needle in one.display_name.casefold()
            ),
            key=lambda one: (
                one.status is Standing.BANNED,
                -RANK[one.role],
                one.display_name.casefold(),
                one.user_id,
            ),
        )
        self.entries.show(self._entry(one) for one in ordered)
        if self._members:
            self.phase = Phase.READY if ordered else Phase.EMPTY

    def _entry(self, one: Membership) -> Entry:
        words = {
            Role.CREATOR: self.tr("Creator"),
            Role.MODERATOR: self.tr("Moderator"),
            Role.CS_AGENT: self.tr("Support"),
            Role.MEMBER: "",
        }[one.role]
        if one.status is Standing.BANNED:
            words = self.tr("Banned")
        elif one.muted_until is not None and is_muted(one, datetime.now(UTC)):
            muted = self.tr("muted until {time}").format(time=when(one.muted_until))
            words = " · ".join(part for part in (words, muted) if part)
        here = self._presence.get(one.user_id) in ("active", "idle")
        here = here and one.status is not Standing.BANNED
        return Entry(one.user_id, one.display_name, words, is_person=True, is_present=here)
