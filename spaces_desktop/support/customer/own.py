"""One's own conversations with brands: the open ones first, each with what is new in it."""

from __future__ import annotations

import logging

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.customer.api import CustomerCalls
from spaces_desktop.support.customer.words import status_words
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)

_KEY = "own conversations"


class OwnConversations(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    unread_changed = Signal(int)
    changed = Signal(str)
    """The id of a conversation that stands differently."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    """Why the list could not be fetched."""
    unread = Observed(0)
    """Messages of brands that one has not read."""

    def __init__(
        self, calls: CustomerCalls, live: LiveEvents, tasks: Tasks, my_id: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_id = my_id
        self._known: dict[str, Conversation] = {}
        self._seq = 0
        self.entries = Entries(self)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.CONVERSATION_UPDATED, self._on_updated),
            live.subscribe(EventType.RESYNC, lambda *_what: self.load()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(_KEY)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=_KEY, key=_KEY)

    @property
    def is_loading(self) -> bool:
        """Whether it is not known yet which there are."""
        return self.phase is Phase.LOADING

    @property
    def all(self) -> tuple[Conversation, ...]:
        """In the order of the list."""
        return tuple(self._known[one.id] for one in self.entries.entries)

    def get(self, conversation_id: str) -> Conversation | None:
        return self._known.get(conversation_id)

    def of_brand(self, community_id: str) -> Conversation | None:
        """The open one with a brand, else the last one."""
        return next((one for one in self.all if one.community_id == community_id), None)

    def take(self, one: Conversation) -> None:
        """How one stands now, as the server has answered."""
        self._known[one.id] = one
        self._show()
        self.changed.emit(one.id)

    async def _load(self) -> None:
        if not self._known:
            self.phase = Phase.LOADING
        try:
            answer = await self._calls.own()
        except DesktopError as error:
            log.info("own conversations: %s", error)
            self.advice = advise(error)
            if not self._known:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._seq = answer.seq
        self._known = {one.id: one for one in answer.value}
        self._show()
        for one in answer.value:
            self.changed.emit(one.id)

    def _on_updated(self, data: Conversation, event: Event) -> None:
        mine = data.customer.id == self._my_id
        # Whoever is staff of the brand too is also told what staff see of it.
        as_customer = isinstance(data.transfer_reason, UnsetType)
        is_old = not isinstance(event.seq, UnsetType) and event.seq <= self._seq
        if mine and as_customer and not is_old:
            self.take(data)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()

    def _show(self) -> None:
        ordered = sorted(self._known.values(), key=lambda one: one.last_at, reverse=True)
        ordered.sort(key=lambda one: one.status is ConversationStatus.RESOLVED)
        self.entries.show(_entry(one) for one in ordered)
        self.unread = sum(one.unread_count for one in ordered)
        self.phase = Phase.READY if ordered else Phase.EMPTY


def _entry(one: Conversation) -> Entry:
    last = " ".join(one.last_text.split())
    detail = " · ".join(part for part in (status_words(one), last) if part)
    return Entry(one.id, one.community_name, detail, one.unread_count)
