"""My communities of one type with their unread counts: make one, set how loud it is, leave."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any
from uuid import uuid4

from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.base import wire_name
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import (
    Community,
    CommunityType,
    CreateCommunity,
    CreateInvite,
    CsMode,
    EditMembership,
    Membership,
    NotificationLevel,
    Role,
    Standing,
)
from embedded_server.contracts.events import CommunityGone, Event, EventType, ReadUpdated
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.own import (
    entry_of,
    is_quiet,
    names_me,
    number,
    one_more,
    read_now,
    renewed,
)
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries

log = logging.getLogger(__name__)

REFRESH_EVERY_MS = 250
FEES = ("join_fee_cents", "monthly_fee_cents", "agent_call_fee_cents")


class CommunitiesModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    needle_changed = Signal(str)
    mention_total_changed = Signal(int)
    loaded = Signal(int)
    """The first snapshot is here; with its seq."""
    created = Signal(str)
    joined = Signal(str)
    gone = Signal(str)
    ended = Signal(object, object)
    """A Community and the Standing one has in it now; one is out."""
    community_changed = Signal(str)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    """Why the list could not be fetched."""
    form_advice = Observed[Advice | None](None)
    """Why making, changing or leaving one did not work."""
    busy = Observed(False)
    needle = Observed("")
    """Only those whose name holds it are shown."""
    mention_total = Observed(0)
    """Unread messages that name one, over all of them."""

    def __init__(
        self,
        kind: CommunityType,
        calls: CommunitiesCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._calls = calls
        self._tasks = tasks
        self._my_id = my_id
        self._mine: dict[str, Community] = {}
        self._live = live
        self._last_seen: dict[str, str] = {}
        """When the newest message came, of those in which there is one."""
        self._seq = 0
        self._form_id = uuid4().hex
        self.draft_of: Callable[[str], str] = lambda _community_id: ""
        self.entries = Entries(self)
        live.link_changed.connect(self._on_link)
        self.needle_changed.connect(lambda _needle: self.refresh())
        self._has_changed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REFRESH_EVERY_MS)
        self._rest.timeout.connect(self._on_rested)
        self._unsubscribe = [
            live.subscribe(EventType.COMMUNITY_UPDATED, self._on_updated),
            live.subscribe(EventType.COMMUNITY_DELETED, self._on_deleted),
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
            live.subscribe(EventType.READ_UPDATED, self._on_read),
            live.subscribe(EventType.MESSAGE_CREATED, self._on_message),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.load()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._rest.stop()
        self._live.link_changed.disconnect(self._on_link)

    @property
    def count(self) -> int:
        """All of one's own, also those that the filter hides."""
        return len(self._mine)

    def get(self, community_id: str) -> Community | None:
        return self._mine.get(community_id)

    def find(self, name: str) -> Community | None:
        """One of one's own by its whole name, whatever the case."""
        return next((c for c in self._mine.values() if c.name.casefold() == name.casefold()), None)

    @property
    def mine(self) -> tuple[Community, ...]:
        return tuple(self._mine.values())

    def is_member(self, community_id: str) -> bool:
        return community_id in self._mine

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="load communities", key=f"load {self._kind}")

    async def _load(self) -> None:
        if not self._mine:
            self.phase = Phase.LOADING
        try:
            snapshot = await self._calls.mine(self._kind)
        except DesktopError as error:
            log.info("communities: %s", error)
            self.advice = advise(error)
            if not self._mine:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._seq = snapshot.seq
        self._mine = {one.id: one for one in snapshot.value}
        self._last_seen = {}
        for one in snapshot.value:
            if not isinstance(one.last_message_at, UnsetType):
                self._last_seen[one.id] = one.last_message_at
        self.refresh()
        self.loaded.emit(snapshot.seq)

    def begin_form(self) -> None:
        """A form opens afresh: what went wrong before is forgotten, repeats are told apart."""
        self.form_advice = None
        self._form_id = uuid4().hex

    def form_edited(self) -> None:
        """A field is being changed: what was wrong with it before is no longer the point."""
        self.form_advice = None

    def create(
        self,
        name: str,
        description: str,
        fees: Mapping[str, str] | None = None,
        cs_mode: CsMode | UnsetType = UNSET,
        free_minutes: int | UnsetType = UNSET,
        text_when_used: bool | UnsetType = UNSET,
    ) -> None:
        """`fees` are what somebody typed for each of `FEES`, and for a lounge's
        `monthly_price_cents`; what is left out is free. `cs_mode` is for an official community,
        `free_minutes` (a day) and `text_when_used` for a lounge."""
        if not name.strip():
            self.form_advice = Advice(self.tr("Give it a name."), field="name")
            return
        cents = {}
        for field, text in (fees or {}).items():
            try:
                cents[field] = typed_cents(text) if text.strip() else 0
            except AmountError as error:
                self.form_advice = Advice(str(error), field=wire_name(field))
                return
        form = CreateCommunity(
            type=self._kind,
            name=name.strip(),
            description=description.strip(),
            client_id=self._form_id,
            cs_mode=cs_mode,
            free_minutes_per_day=free_minutes,
            text_when_used=text_when_used,
            monthly_price_cents=cents.get("monthly_price_cents", UNSET),
            join_fee_cents=cents.get("join_fee_cents"),
            monthly_fee_cents=cents.get("monthly_fee_cents"),
            agent_call_fee_cents=cents.get("agent_call_fee_cents"),
        )
        self._act(lambda: self._create(form))

    async def _create(self, form: CreateCommunity) -> None:
        made = await self._calls.create(form)
        self._mine[made.id] = made
        self.refresh()
        self.created.emit(made.id)

    def take(self, community: Community) -> None:
        """One has come in by another door: a join, an invite, a change of its settings."""
        if community.membership is None and community.id in self._mine:
            community = replace(community, membership=self._mine[community.id].membership)
        self._mine[community.id] = community
        if not isinstance(community.last_message_at, UnsetType):
            self._last_seen[community.id] = community.last_message_at
        self.refresh()

    def changed_by_me(self, community: Community) -> None:
        """One's own change, which need not wait for its event."""
        self.take(community)
        self.community_changed.emit(community.id)

    def enter(self, community: Community) -> None:
        self.take(community)
        self.joined.emit(community.id)

    def set_notifications(self, community_id: str, level: NotificationLevel) -> None:
        self._act(lambda: self._set_notifications(community_id, level))

    async def _set_notifications(self, community_id: str, level: NotificationLevel) -> None:
        held = await self._calls.edit_own(community_id, EditMembership(notifications=level))
        self._change(community_id, lambda old: renewed(old, held))

    def invite_link(self, community_id: str, take: Callable[[str], object]) -> None:
        """Hand the link of an invite without limits to `take`; one is made if there is none."""
        self._act(lambda: self._invite_link(community_id, take))

    async def _invite_link(self, community_id: str, take: Callable[[str], object]) -> None:
        page = await self._calls.invites(community_id, None)
        open_ones = (
            one.url
            for one in page.items
            if one.role is Role.MEMBER and one.max_uses is None and one.expires_at is None
        )
        url = next(open_ones, None)
        take(url or (await self._calls.invite(community_id, CreateInvite())).url)

    def leave(self, community_id: str) -> None:
        self._act(lambda: self._leave(community_id))

    async def _leave(self, community_id: str) -> None:
        await self._calls.leave(community_id)
        self._drop(community_id)

    def _act(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # Made when it starts: one that is replaced before that would never be awaited.
        self._tasks.spawn(
            guarded(self, doing, log, "communities"), name="communities", key=f"act {self._kind}"
        )

    def _on_updated(self, data: Community, event: Event) -> None:
        old = self._mine.get(data.id)
        if old is None or self._is_old(event):
            return
        # An event goes to everybody, so it cannot carry one's own membership.
        self._mine[data.id] = replace(data, membership=data.membership or old.membership)
        self.refresh()
        self.community_changed.emit(data.id)

    def _on_deleted(self, data: CommunityGone, event: Event) -> None:
        if not self._is_old(event):
            self._drop(data.id)

    def _on_member(self, data: Membership, event: Event) -> None:
        if self._is_old(event):
            return
        self._count_members(data)
        if data.user_id != self._my_id:
            return
        inside = data.status in (Standing.ACTIVE, Standing.EXPIRED)
        if inside and data.community_id in self._mine:
            self._change(data.community_id, lambda old: renewed(old, data))
            self.community_changed.emit(data.community_id)
        elif inside:
            self.load()
        else:
            known = self._mine.get(data.community_id)
            if known is not None:
                self.ended.emit(known, data.status)
            self._drop(data.community_id)

    def _count_members(self, data: Membership) -> None:
        old = self._mine.get(data.community_id)
        count = data.member_count
        if old is None or isinstance(count, UnsetType) or count == old.member_count:
            return
        self._mine[data.community_id] = replace(old, member_count=count)
        self._refresh_soon()
        self.community_changed.emit(data.community_id)

    def _on_read(self, data: ReadUpdated, event: Event) -> None:
        if not self._is_old(event):
            self._change(data.community_id, lambda old: read_now(old, data))

    def _on_message(self, data: Message, event: Event) -> None:
        if self._is_old(event) or data.community_id not in self._mine:
            return
        self._last_seen[data.community_id] = data.created_at
        if data.author.kind == "user" and data.author.id == self._my_id:
            self._refresh_soon()
            return
        named = names_me(data, self._my_id)
        self._change(data.community_id, lambda old: one_more(old, data.seq, named=named))

    def _is_old(self, event: Event) -> bool:
        return not isinstance(event.seq, UnsetType) and event.seq <= self._seq

    def _change(self, community_id: str, change: Callable[[Membership], Membership]) -> None:
        old = self._mine.get(community_id)
        if old is not None and old.membership is not None:
            self._mine[community_id] = replace(old, membership=change(old.membership))
            self._refresh_soon()

    def _drop(self, community_id: str) -> None:
        if self._mine.pop(community_id, None) is not None:
            self.refresh()
            self.gone.emit(community_id)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()

    def _refresh_soon(self) -> None:
        """The first change at once, those that follow closely together: badges in the list, on the
        home page and in the tray hang on it, and lively clubs have a hundred messages a second."""
        if self._rest.isActive():
            self._has_changed = True
        else:
            self.refresh()
            self._rest.start()

    def _on_rested(self) -> None:
        if self._has_changed:
            self._refresh_soon()

    def refresh(self) -> None:
        """Show them again: unread ones first, then by their last message, then by name."""
        self._has_changed = False
        needle = self.needle.strip().casefold()
        ordered = sorted(self._mine.values(), key=lambda one: (one.name.casefold(), one.id))
        ordered.sort(key=lambda one: self._last_seen.get(one.id, ""), reverse=True)
        ordered.sort(key=lambda one: not _calls_for_me(one))
        self.entries.show(
            entry_of(one, self.draft_of(one.id)) for one in ordered if needle in one.name.casefold()
        )
        self.mention_total = sum(
            number(one.membership.mention_count) for one in ordered if one.membership
        )
        self.phase = Phase.READY if ordered else Phase.EMPTY


def _calls_for_me(one: Community) -> bool:
    """A quiet one stays where it is, unless somebody names me in it."""
    held = one.membership
    if held is None:
        return False
    return bool(number(held.mention_count) or (number(held.unread_count) and not is_quiet(held)))
