"""A brand's console: who waits, what one answers, what stands open, and what one does with it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Community
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.support import Conversation, ConversationStatus, QueueUpdated
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.writing.drafts import Draft, Drafts
from spaces_desktop.communities.rights import is_staff
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.acts import Act, Acts
from spaces_desktop.support.console.api import ConsoleCalls
from spaces_desktop.support.console.book import Book
from spaces_desktop.support.console.colleagues import Colleagues
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.support.console.listing import Listing
from spaces_desktop.support.console.looking import LookingTeller
from spaces_desktop.support.console.opening import Opening
from spaces_desktop.support.console.tabs import Tabs
from spaces_desktop.support.console.times import ServerClock
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

CHECK_AFTER_MS = 400
"""When the server counts another queue than ours for so long, it is fetched again."""


@dataclass(frozen=True, slots=True)
class Counter:
    """What all consoles of one session share."""

    calls: ConsoleCalls
    live: LiveEvents
    tasks: Tasks
    me: User
    keep: Keep
    drafts: Drafts
    thread_of: Callable[[Conversation], ThreadModel]


class ConsoleModel(QObject):
    open_changed = Signal(object)
    farewell_changed = Signal(str)
    advice_changed = Signal(object)
    queue_changed = Signal()
    """Who waits."""
    customer_wrote = Signal(object, object)
    """In one of one's own conversations: the Conversation and the Message."""
    said = Signal(str)
    """Something was done that shows nowhere; in words."""
    learn_offered = Signal(str)
    """One has resolved that conversation with an answer that may be worth keeping."""

    open = Observed[OpenConversation | None](None)
    farewell = Observed("")
    """Why one does not answer here any more; "" as long as one does."""
    advice = Observed[Advice | None](None)
    """Why an act on a row came to nothing."""

    def __init__(
        self, community: Community, counter: Counter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._counter = counter
        self._calls, self._tasks = counter.calls, counter.tasks
        self._my_id = counter.me.id
        live, one = counter.live, community.id
        self.clock = ServerClock()
        self.book = Book()
        self.book.is_watched = self._is_watched
        self.colleagues = Colleagues(one, self._calls, live, self._tasks, self._my_id, parent=self)
        self.listing = Listing(
            one,
            self.book,
            self.colleagues,
            self.clock,
            self._calls,
            live,
            self._tasks,
            self._my_id,
            self,
        )
        self.listing.retry = self.load
        self.opening = Opening(one, self._calls, self._tasks, self)
        self.looking = LookingTeller(live, self)
        self.acts = Acts(self._calls, self._tasks, self)
        self.tabs = Tabs(f"support_tabs/{one}", counter.keep, self)
        self._opened: dict[str, OpenConversation] = {}
        self._watched = ""
        self._is_restored = False
        self._told_waiting: int | None = None
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._on_check)
        self._connect()
        self._unsubscribe = [
            live.subscribe(EventType.CONVERSATION_UPDATED, self._on_conversation),
            live.subscribe(EventType.MESSAGE_CREATED, self._on_message),
            live.subscribe(EventType.MESSAGE_UPDATED, self._on_message_updated),
            live.subscribe(EventType.QUEUE_UPDATED, self._on_queue),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self._on_resync()),
        ]
        self._link = live.link_changed.connect(self._on_link)

    def _connect(self) -> None:
        self.acts.done.connect(self._on_done)
        self.acts.refused.connect(self._on_refused)
        self.acts.stale.connect(self._reread)
        self.acts.busy_changed.connect(self._on_busy)
        self.tabs.current_changed.connect(self._on_tab)
        self.tabs.closed.connect(self._on_tab_closed)
        self.colleagues.company_changed.connect(self._on_company)
        self.colleagues.availability_changed.connect(lambda _how: self.queue_changed.emit())

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._check.stop()
        QObject.disconnect(self._link)
        self.looking.close()
        for one in self._opened.values():
            one.close()
        self._opened.clear()
        self.listing.close()
        self.colleagues.close()
        self.opening.close()

    def load(self) -> None:
        key = f"console of {self.community.id}"
        self._tasks.spawn(self._load(), name=key, key=key)
        self.colleagues.load()
        self.opening.load()

    @property
    def is_lead(self) -> bool:
        return is_staff(self.community)

    @property
    def waiting(self) -> list[Conversation]:
        return self.book.waiting()

    @property
    def new_of_mine(self) -> int:
        """How many of one's own conversations hold something new."""
        return self.listing.counts[2]

    def opened(self, conversation_id: str) -> OpenConversation | None:
        return self._opened.get(conversation_id)

    def note_draft(self, conversation_id: str) -> str:
        """What was begun as a note there, kept apart from replies under a name of its own."""
        return self._counter.drafts.text_of(_note_name(conversation_id))

    def keep_note(self, conversation_id: str, text: str) -> None:
        self._counter.drafts.put(_note_name(conversation_id), Draft(text=text))

    def show(self, conversation_id: str) -> None:
        """Open it in a tab; one that is not known yet is fetched first."""
        if self.book.get(conversation_id) is None:
            self._tasks.spawn(
                self._fetch(conversation_id, then_open=True),
                name="open a conversation",
                key=f"open in {self.community.id}",
            )
        else:
            self.tabs.open(conversation_id)

    def watch(self, conversation_id: str) -> None:
        """That conversation is really before somebody's eyes now; "" for none is."""
        self._watched = conversation_id
        self.looking.look(conversation_id)
        if conversation_id and self.book.read(conversation_id):
            self.listing.refresh()

    def accept_next(self) -> None:
        """Whoever waits the longest, unless it is oneself."""
        for one in self.book.waiting():
            if one.customer.id != self._my_id and not self.acts.is_busy(one.id):
                self.acts.accept(one.id)
                return
        self.said.emit(self.tr("Nobody is waiting."))

    def say_goodbye(self, words: str) -> None:
        """One does not answer here any more; what was begun stays in the drafts."""
        self.looking.look("")
        self._counter.drafts.flush()
        self.farewell = words

    def take_over(self) -> None:
        self._with_open(lambda one: self.acts.take_over(one.id), "take_over")

    def _with_open(self, do: Callable[[OpenConversation], None], act: Act) -> None:
        if self.open is not None and act in self.open.acts:
            do(self.open)

    def _is_watched(self, conversation_id: str) -> bool:
        return conversation_id == self._watched

    async def _load(self) -> None:
        if not len(self.book):
            self.listing.set_base(Phase.LOADING, None)
        try:
            queue = await self._calls.queue(self.community.id)
            held = await self._calls.held(self.community.id, self._my_id)
        except DesktopError as error:
            phase = Phase.READY if len(self.book) else Phase.FAILED
            self.listing.set_base(phase, advise(error))
            return
        for one in queue.value:
            self.clock.learn(one)
        stale = self.book.settle_queue(queue.value, queue.seq)
        self.book.fetched(held.value, held.seq)
        for conversation_id in stale:
            self._reread(conversation_id)
        self._told_waiting = None
        self.listing.set_base(Phase.READY, None)
        self._tell_open()
        self.queue_changed.emit()
        if not self._is_restored:
            self._is_restored = True
            self.tabs.restore()

    async def _fetch(self, conversation_id: str, *, then_open: bool = False) -> None:
        try:
            found = await self._calls.read(conversation_id)
        except DesktopError as error:
            log.info("a conversation cannot be read: %s", error)
            if isinstance(error, ApiError):
                self.tabs.close_tab(conversation_id)
                self.book.forget(conversation_id)
                self._changed(conversation_id)
            if then_open:
                self.advice = advise(error)
            return
        self.book.fetched([found.value], found.seq)
        self._changed(conversation_id)
        if then_open:
            self.tabs.open(conversation_id)
        elif conversation_id == self.tabs.current:
            self._on_tab(conversation_id)

    def _reread(self, conversation_id: str) -> None:
        key = f"read {conversation_id} again"
        self._tasks.spawn(self._fetch(conversation_id), name=key, key=key)

    def _changed(self, conversation_id: str) -> None:
        opened, one = self._opened.get(conversation_id), self.book.get(conversation_id)
        if opened is not None and one is not None:
            opened.tell(one)
        self.listing.refresh_soon()
        self.queue_changed.emit()

    def _tell_open(self) -> None:
        for conversation_id, opened in self._opened.items():
            one = self.book.get(conversation_id)
            if one is not None:
                opened.tell(one)

    def _on_conversation(self, data: Conversation, event: Event) -> None:
        if data.community_id != self.community.id or not isinstance(event.seq, int):
            return
        if self.book.told(data, event.seq):
            self._changed(data.id)

    def _on_message(self, data: Message, _event: Event) -> None:
        if data.community_id != self.community.id or not data.conversation_id:
            return
        self.colleagues.stopped_writing(data.conversation_id, data.author.id)
        if not self.book.heard(data):
            return
        self.listing.refresh_soon()
        one = self.book.get(data.conversation_id)
        if one is None:
            return
        mine = one.assignee is not None and one.assignee.id == self._my_id
        active = one.status is ConversationStatus.HUMAN_ACTIVE
        if mine and active and data.author.id == one.customer.id:
            self.customer_wrote.emit(one, data)

    def _on_message_updated(self, data: Message, _event: Event) -> None:
        if data.community_id == self.community.id and self.book.heard(data):
            self.listing.refresh_soon()

    def _on_queue(self, data: QueueUpdated, _event: Event) -> None:
        """Who waits is told conversation by conversation; this only shows that none was missed."""
        if data.community_id == self.community.id:
            self._told_waiting = data.waiting
            self._check.start()

    def _on_check(self) -> None:
        if self._told_waiting not in (None, len(self.book.waiting())):
            self.load()

    def _on_resync(self) -> None:
        self.book.clear()
        self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.listing.advice is not None:
            self.load()

    def _on_tab(self, conversation_id: str) -> None:
        one = self.book.get(conversation_id)
        if not conversation_id:
            self.open = None
        elif one is None:
            self.open = None
            self._reread(conversation_id)
        else:
            if conversation_id not in self._opened:
                self._opened[conversation_id] = self._make(one)
            opened = self._opened[conversation_id]
            opened.enter()
            self.open = opened

    def _make(self, one: Conversation) -> OpenConversation:
        counter = self._counter
        made = OpenConversation(
            one,
            counter.thread_of(one),
            self._calls,
            counter.live,
            self._tasks,
            self._my_id,
            lambda: self.is_lead,
            self,
        )
        made.company = self.colleagues.company(one.id)
        return made

    def _on_tab_closed(self, conversation_id: str) -> None:
        old = self._opened.pop(conversation_id, None)
        if old is None:
            return
        if self.open is old:
            self.open = None
        old.close()
        # Not deleted at once: an answer that is on its way may still be put to it.
        old.setParent(None)

    def _on_company(self, conversation_id: str) -> None:
        opened = self._opened.get(conversation_id)
        if opened is not None:
            opened.company = self.colleagues.company(conversation_id)

    def _on_busy(self, conversation_id: str) -> None:
        opened = self._opened.get(conversation_id)
        if opened is not None:
            opened.busy = self.acts.is_busy(conversation_id)
            if opened.busy:
                opened.advice = None
        self.advice = None

    def _on_done(self, act: Act, one: Conversation) -> None:
        self.book.answered(one)
        self._changed(one.id)
        if act in ("accept", "take_over"):
            self.listing.refresh()
            self.tabs.open(one.id)
        elif act == "resolve":
            opened = self._opened.get(one.id)
            if opened is not None and one.agent is not None:
                self.learn_offered.emit(one.id)

    def _on_refused(self, conversation_id: str, why: Advice) -> None:
        opened = self._opened.get(conversation_id)
        if opened is not None:
            opened.advice = why
        else:
            self.advice = why


def _note_name(conversation_id: str) -> str:
    return f"note of {conversation_id}"
