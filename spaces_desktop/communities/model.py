"""My communities of one type with their unread counts: create, browse, join, leave."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import (
    Community,
    CommunityType,
    CreateCommunity,
    Membership,
    Standing,
)
from embedded_server.contracts.events import CommunityGone, Event, EventType, ReadUpdated
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)


class CommunitiesModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    loaded = Signal(int)
    """The first snapshot is here; with its seq."""
    created = Signal(str)
    joined = Signal(str)
    gone = Signal(str)
    community_changed = Signal(str)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    """Why the list could not be fetched."""
    form_advice = Observed[Advice | None](None)
    """Why creating, joining or browsing did not work."""
    busy = Observed(False)

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
        self._found: dict[str, Community] = {}
        self._seq = 0
        self._form_id = uuid4().hex
        self.entries = Entries(self)
        self.browsing = Entries(self)
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

    def get(self, community_id: str) -> Community | None:
        return self._mine.get(community_id) or self._found.get(community_id)

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
        self._show()
        self.loaded.emit(snapshot.seq)

    def begin_form(self) -> None:
        """A form opens afresh: what went wrong before is forgotten, repeats are told apart."""
        self.form_advice = None
        self._form_id = uuid4().hex

    def form_edited(self) -> None:
        """A field is being changed: what was wrong with it before is no longer the point."""
        self.form_advice = None

    def create(self, name: str, description: str) -> None:
        if not name.strip():
            self.form_advice = Advice(self.tr("Give it a name."), field="name")
            return
        form = CreateCommunity(
            type=self._kind,
            name=name.strip(),
            description=description.strip(),
            client_id=self._form_id,
        )
        self._act(lambda: self._create(form))

    async def _create(self, form: CreateCommunity) -> None:
        made = await self._calls.create(form)
        self._mine[made.id] = made
        self._show()
        self.created.emit(made.id)

    def browse(self, search: str) -> None:
        self._act(lambda: self._browse(search.strip()))

    async def _browse(self, search: str) -> None:
        found = await self._calls.browse(self._kind, search)
        self._found = {one.id: one for one in found}
        self.browsing.show(_entry(one, browsing=True) for one in found)

    def join(self, community_id: str) -> None:
        self._act(lambda: self._join(community_id))

    async def _join(self, community_id: str) -> None:
        if community_id not in self._mine:
            known = self._found.get(community_id) or await self._calls.read(community_id)
            await self._calls.join(community_id, known.join_fee_cents)
            self._mine[community_id] = await self._calls.read(community_id)
            self._show()
        self.joined.emit(community_id)

    def leave(self, community_id: str) -> None:
        self._act(lambda: self._leave(community_id))

    async def _leave(self, community_id: str) -> None:
        await self._calls.leave(community_id)
        self._drop(community_id)

    def _act(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # Made when it starts: one that is replaced before that would never be awaited.
        self._tasks.spawn(self._guarded(doing), name="communities", key=f"act {self._kind}")

    async def _guarded(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.form_advice = None
        self.busy = True
        try:
            await doing()
        except DesktopError as error:
            log.info("communities: %s", error)
            self.form_advice = advise(error)
        finally:
            self.busy = False

    def _on_updated(self, data: Community, event: Event) -> None:
        old = self._mine.get(data.id)
        if old is None or self._is_old(event):
            return
        # An event goes to everybody, so it cannot carry one's own membership.
        self._mine[data.id] = replace(data, membership=data.membership or old.membership)
        self._show()
        self.community_changed.emit(data.id)

    def _on_deleted(self, data: CommunityGone, event: Event) -> None:
        if not self._is_old(event):
            self._drop(data.id)

    def _on_member(self, data: Membership, event: Event) -> None:
        if self._is_old(event) or data.user_id != self._my_id:
            return
        inside = data.status in (Standing.ACTIVE, Standing.EXPIRED)
        if inside and data.community_id in self._mine:
            self._change(data.community_id, lambda old: _renewed(old, data))
        elif inside:
            self.load()
        else:
            self._drop(data.community_id)

    def _on_read(self, data: ReadUpdated, event: Event) -> None:
        if not self._is_old(event):
            self._change(
                data.community_id,
                lambda old: replace(
                    old, last_read_seq=data.last_read_seq, unread_count=data.unread_count
                ),
            )

    def _on_message(self, data: Message, event: Event) -> None:
        if self._is_old(event) or (data.author.kind == "user" and data.author.id == self._my_id):
            return
        self._change(data.community_id, lambda old: _one_more(old, data.seq))

    def _is_old(self, event: Event) -> bool:
        return not isinstance(event.seq, UnsetType) and event.seq <= self._seq

    def _change(self, community_id: str, change: Callable[[Membership], Membership]) -> None:
        old = self._mine.get(community_id)
        if old is not None and old.membership is not None:
            self._mine[community_id] = replace(old, membership=change(old.membership))
            self._show()

    def _drop(self, community_id: str) -> None:
        if self._mine.pop(community_id, None) is not None:
            self._show()
            self.gone.emit(community_id)

    def _show(self) -> None:
        ordered = sorted(self._mine.values(), key=lambda one: (one.name.casefold(), one.id))
        self.entries.show(_entry(one) for one in ordered)
        self.phase = Phase.READY if ordered else Phase.EMPTY


def _entry(one: Community, *, browsing: bool = False) -> Entry:
    count = 0 if one.membership is None else _number(one.membership.unread_count)
    count = 0 if browsing else count
    people = member_count(one.member_count)
    about = one.description.strip()
    detail = " · ".join(part for part in (people, about) if part) if browsing else about or people
    return Entry(one.id, one.name, detail, count)


def member_count(count: int) -> str:
    one = QCoreApplication.translate("communities", "1 member")
    many = QCoreApplication.translate("communities", "{count} members")
    return one if count == 1 else many.format(count=count)


def _number(value: int | UnsetType) -> int:
    return 0 if isinstance(value, UnsetType) else value


def _one_more(old: Membership, seq: int) -> Membership:
    if seq <= _number(old.last_read_seq):
        return old
    return replace(old, unread_count=_number(old.unread_count) + 1)


def _renewed(old: Membership, new: Membership) -> Membership:
    """What the event knows, with one's own counts where it does not say."""
    unread = old.unread_count if isinstance(new.unread_count, UnsetType) else new.unread_count
    read = old.last_read_seq if isinstance(new.last_read_seq, UnsetType) else new.last_read_seq
    return replace(new, unread_count=unread, last_read_seq=read)
