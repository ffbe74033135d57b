"""What is shown of one place: its history both ways, what comes in live, and what was read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.chat.desk import Desk
from spaces_desktop.chat.history.bursts import Bursts
from spaces_desktop.chat.history.history import PAGE, Handler, History
from spaces_desktop.chat.history.quotes import Quotes
from spaces_desktop.chat.history.read_mark import ReadMark
from spaces_desktop.chat.history.unread import UnreadLine
from spaces_desktop.chat.place import Place
from spaces_desktop.chat.replies.answers import Answers
from spaces_desktop.chat.state import ThreadState
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.widgets.message_rows import MessageRows


class ShownThread(QObject):
    """`state` is a room's own, where it knows more of messages than that they are there."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    act_advice_changed = Signal(object)
    newest_below_changed = Signal(bool)
    my_turn_changed = Signal(str)
    revealed = Signal(str)
    entered = Signal()
    """The rows are here from which on all is new; they belong on the screen."""
    said = Signal(str)
    """Something was done that shows nowhere; in words."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    """Why history could not be fetched."""
    act_advice = Observed[Advice | None](None)
    """Why something one did to a message did not work."""
    newest_below = Observed(False)
    """Whether the rows end before the newest message, as after a jump."""
    my_turn = Observed("")
    """The turn one asked for that is still being written, "" for none."""

    def __init__(
        self,
        place: Place,
        desk: Desk,
        state: ThreadState | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.place = place
        self._desk = desk
        calls, tasks = desk.calls, desk.tasks
        self._state = state or ThreadState(desk.me, desk.name_of)
        self._history = History(place.id, calls, tasks, self)
        tell = partial(self.show_act_advice, again=None)
        self._read = ReadMark(place.id, calls, tasks, tell)
        self._quotes = Quotes(place.id, calls, tasks, self._on_quoted)
        self._watching = False
        self._is_going = False
        """Whether the rows are not yet where one is going to: nobody sees them as they are now."""
        self._again: Callable[[], None] | None = None
        self._failed: Advice | None = None
        self.rows = MessageRows(self)
        self.rows.trimmed.connect(self._on_trimmed)
        self._bursts = Bursts(desk.live, self._state, self.rows, self._on_shown, self)
        self._put = self._bursts.put
        self.unread = UnreadLine(self.rows, self)
        self._answers = Answers(self._state, calls, tasks, self.refresh_row, tell, parent=self)
        self._unsubscribe = [
            desk.live.subscribe(kind, partial(self._history.dispatch, handler))
            for kind, handler in self._handlers().items()
        ]
        self._unsubscribe.append(desk.live.subscribe(EventType.RESYNC, lambda *_what: self.load()))
        self._links = [
            desk.live.link_changed.connect(self._on_link),
            desk.outbox.changed.connect(self._on_pending),
            desk.outbox.gone.connect(self._on_pending_gone),
            desk.outbox.sent.connect(self._on_sent),
        ]

    def _handlers(self) -> dict[EventType, Handler]:
        return {
            EventType.MESSAGE_CREATED: self._on_message,
            EventType.MESSAGE_UPDATED: self._on_message_updated,
            EventType.MESSAGE_DELETED: lambda gone, _event: self.drop_message(gone.id),
            EventType.TURN_STARTED: self._answers.on_started,
            EventType.TURN_CHUNK: self._answers.on_chunk,
            EventType.TURN_FINISHED: self._answers.on_finished,
        }

    @property
    def community_id(self) -> str:
        return self.place.community_id

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        for link in self._links:
            QObject.disconnect(link)
        self._links.clear()
        self._bursts.close()

    def load(self) -> None:
        """Fetch the newest page and show it in place of everything."""
        self._is_going = False
        self._history.load(then=self._mark_read)

    def enter(self, last_read: int, unread: int) -> None:
        """Somebody comes in: begin where they left off, with a line above what is new."""
        self._read.release()
        self.unread.begin(last_read, unread)
        if self.unread.first(self._state.messages.values()):
            self.entered.emit()
        elif unread and last_read:
            query = HistoryQuery(limit=PAGE, around_seq=last_read + 1)
            self._go(query, self._on_entered)
        elif not self._state.messages:
            self.load()

    def load_older(self) -> None:
        self._history.load_older()

    def load_newer(self) -> None:
        self._history.load_newer()

    def jump_to(self, message_id: str) -> None:
        """Show the part of the history around one message, and reveal it."""
        if message_id in self._state.messages:
            self.revealed.emit(message_id)
        else:
            query = HistoryQuery(limit=PAGE, around=message_id)
            self._go(query, lambda: self.revealed.emit(message_id))

    def _go(self, query: HistoryQuery, arrive: Callable[[], None]) -> None:
        def then() -> None:
            self._is_going = False
            arrive()

        self._is_going = True
        self._history.load(query, then=then)

    def to_newest(self) -> None:
        if self.newest_below:
            self.load()

    def set_watching(self, watching: bool) -> None:
        """Whether somebody really sees the newest row now: then it counts as read."""
        self._watching = watching
        if not watching:
            self._read.release()
        self._mark_read()

    def seen_up_to(self, seq: int) -> None:
        """Somebody looks at the row of that place now."""
        if seq <= self._state.newest_seq and not self._is_going:
            self._read.move_to(seq)

    def refresh(self) -> None:
        """Show all rows anew, after something changed that stands in many of them."""
        self.rows.merge([self._state.row(one) for one in self._state.messages.values()])

    def refresh_row(self, message_id: str) -> None:
        """Show how one message stands now, if it is among these."""
        if message_id in self._state.messages:
            self._put(message_id)

    def try_again(self) -> None:
        """Once more what `act_advice` is about."""
        again, self._again = self._again, None
        if again is not None:
            again()

    def drop_message(self, message_id: str) -> None:
        if self._state.remove(message_id):
            self._answers.end(message_id)
            self.rows.remove(message_id)
            for reply in self._state.replies_to(message_id):
                self._put(reply.id)
            self._show_phase()

    def show_act_advice(self, advice: Advice | None, again: Callable[[], None] | None) -> None:
        self._again = again
        self.act_advice = advice

    def held(self) -> tuple[str, int]:
        return self._state.oldest_id, self._state.newest_seq

    def fetching(self) -> None:
        if not self._state.messages:
            self.phase = Phase.LOADING

    def fetched(self, advice: Advice | None) -> None:
        self._is_going = False
        self._failed = advice
        self._show_failed()
        if advice is not None and not self._state.messages:
            self.phase = Phase.FAILED

    def set_ends(self, *, older_above: bool, newest_below: bool) -> None:
        self.rows.set_ends(has_older=older_above, has_newer=newest_below)
        self.newest_below = newest_below
        self._mark_read()

    def replace_all(self, messages: list[Message]) -> None:
        self._answers.clear()
        self._state.reset(messages)
        for message in messages:
            self._note(message, from_start=False)
            self._settle(message)
        self.rows.reset(
            [self._state.row(one) for one in messages]
            + [self._state.pending_row(item) for item in self._pending()]
        )
        self.my_turn = self._state.my_turn()
        self._show_phase()

    def merge(self, messages: list[Message]) -> None:
        for message in messages:
            self._state.put(message, from_list=True)
        for message in messages:
            self._note(message, from_start=False)
        self.rows.merge(self._state.row(one) for one in messages)
        self._show_phase()

    def _pending(self) -> list[Pending]:
        return self._desk.outbox.of(self.place.id)

    def _show_phase(self) -> None:
        self.phase = Phase.READY if self.rows.rowCount() else Phase.EMPTY

    def _on_entered(self) -> None:
        if self.unread.first(self._state.messages.values()):
            self.entered.emit()

    def _on_message(self, data: Message, _event: Event) -> None:
        if self.place.has(data):
            self._take(data, from_start=True)

    def _take(self, message: Message, *, from_start: bool = False) -> None:
        self._settle(message)
        known = message.id in self._state.messages
        if self.newest_below and not known:
            self.rows.came_beyond.emit(message.id)
            return
        if not known:
            self._state.put(message)
            self._note(message, from_start=from_start)
            if not (self._watching or self._state.is_mine(message)):
                self.unread.came(message.seq, self._read.seq)
        self._put(message.id)
        self._mark_read()

    def _note(self, message: Message, *, from_start: bool) -> None:
        self._answers.note(message, from_start=from_start)
        wanted = self._state.needs_quote(message)
        if wanted:
            self._quotes.find(wanted)

    def _on_quoted(self, message_id: str, quoted: Message | None) -> None:
        for reply in self._state.set_quoted(message_id, quoted):
            self._put(reply.id)

    def _settle(self, message: Message) -> None:
        """If this is one of one's own that was pending, it stands in its real place now."""
        if message.client_id and self._state.is_mine(message):
            self._desk.outbox.arrived(message.client_id)

    def _on_message_updated(self, data: Message, _event: Event) -> None:
        if data.id in self._state.messages:
            if data.status != "streaming":
                self._answers.end(data.id)
            self._state.told(data)
            self._state.put(data)
            self._put(data.id)

    def _on_trimmed(self, ids: list[str], at_start: bool) -> None:
        self._answers.end(*ids)
        self._state.forget(ids)
        self._history.trimmed(at_start=at_start)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and (self.phase is Phase.FAILED or self._failed):
            self.load()
        self._show_failed()

    def _show_failed(self) -> None:
        """Without a connection the one strip over everything says so already."""
        lost = self._desk.live.link.state in (LinkState.WAITING, LinkState.CONNECTING)
        self.advice = None if lost and self._state.messages else self._failed

    def _on_shown(self) -> None:
        self.phase = Phase.READY
        self.my_turn = self._state.my_turn()

    def _on_pending(self, item: Pending) -> None:
        if item.place_id == self.place.id:
            self.rows.put(self._state.pending_row(item))
            self.phase = Phase.READY

    def _on_pending_gone(self, item: Pending) -> None:
        if item.place_id == self.place.id:
            self.rows.remove(item.row_id)
            self._show_phase()

    def _on_sent(self, message: Message) -> None:
        if self.place.has(message):
            self._take(message)

    def _mark_read(self) -> None:
        if self._watching and not (self.newest_below or self._is_going):
            self._read.move_to(self._state.newest_seq)
