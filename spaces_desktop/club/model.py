"""One club's thread: its history both ways, what comes in live, and what one writes and asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.club import HistoryQuery, Message, MessageGone
from embedded_server.contracts.events import (
    Event,
    EventType,
    TurnChunk,
    TurnFinished,
    TurnStarted,
)
from embedded_server.contracts.turns import Turn
from spaces_desktop.club.api import ClubCalls
from spaces_desktop.club.history import PAGE, Handler, History
from spaces_desktop.club.length import TEXT_FIELD, too_long
from spaces_desktop.club.outbox import Outbox, Pending
from spaces_desktop.club.read_mark import ReadMark
from spaces_desktop.club.replies import Replies
from spaces_desktop.club.state import ThreadState
from spaces_desktop.club.turn_calls import TurnCalls
from spaces_desktop.club.typing import TypingModel
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.message_rows import MessageRows


class ThreadModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    act_advice_changed = Signal(object)
    newest_below_changed = Signal(bool)
    my_turn_changed = Signal(str)
    revealed = Signal(str)
    edit_wanted = Signal(str, str)
    """A text belongs back into the composer, and whom it asks ("" for nobody)."""

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
        community_id: str,
        calls: ClubCalls,
        live: LiveEvents,
        tasks: Tasks,
        me: User,
        fee_of: Callable[[str], int] = lambda _agent_id: 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community_id = community_id
        self.draft = ""
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._me = me
        self._fee_of = fee_of
        self._state = ThreadState(me)
        self._history = History(community_id, calls, tasks, self)
        self._read = ReadMark(community_id, calls, tasks)
        self._watching = False
        self.rows = MessageRows(self)
        self._outbox = Outbox(community_id, calls, tasks, self._show_pending, self._take)
        self._turns = TurnCalls(calls, tasks, self._apply_turn, self._on_reason, self._on_stopped)
        self._replies = Replies(self._grow, self._turns.catch_up, self)
        self.typing = TypingModel(community_id, live, me.id, parent=self)
        self._unsubscribe = [
            live.subscribe(kind, partial(self._history.dispatch, handler))
            for kind, handler in self._handlers().items()
        ]
        reload = live.subscribe(EventType.RESYNC, lambda _data, _event: self.load())
        self._unsubscribe.append(reload)
        live.link_changed.connect(self._on_link)

    def _handlers(self) -> dict[EventType, Handler]:
        return {
            EventType.MESSAGE_CREATED: self._on_message,
            EventType.MESSAGE_UPDATED: self._on_message_updated,
            EventType.MESSAGE_DELETED: self._on_message_deleted,
            EventType.TURN_STARTED: self._on_turn_started,
            EventType.TURN_CHUNK: self._on_turn_chunk,
            EventType.TURN_FINISHED: self._on_turn_finished,
        }

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self.typing.close()
        self._live.link_changed.disconnect(self._on_link)

    def load(self) -> None:
        """Fetch the newest page and show it in place of everything."""
        self._history.load(then=self._mark_read)

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
            self._history.load(query, then=lambda: self.revealed.emit(message_id))

    def to_newest(self) -> None:
        if self.newest_below:
            self.load()

    def set_watching(self, watching: bool) -> None:
        """Whether somebody really sees the newest row now: then it counts as read."""
        self._watching = watching
        self._mark_read()

    def send(self, text: str) -> None:
        self.ask("", text, 0)

    def ask(self, agent_id: str, text: str, fee_cents: int) -> None:
        if self.check_length(text):
            self._outbox.add(Pending(text, agent_id, fee_cents))
        else:
            self.edit_wanted.emit(text, agent_id)

    def check_length(self, text: str) -> bool:
        """Whether a text is short enough; says beside the composer by how much it is not."""
        warning = too_long(text)
        if warning is not None or (self.act_advice and self.act_advice.field == TEXT_FIELD):
            self.act_advice = warning
        return warning is None

    def act(self, row_id: str, action: str) -> None:
        """Do what a row offers: its actions' keys are the verbs."""
        verbs: dict[str, Callable[[str], object]] = {
            "retry": self._outbox.retry,
            "discard": self._discard,
            "edit": self._edit,
            "stop": self._stop_row,
            "ask_again": self._ask_again,
        }
        verbs[action](row_id)

    def stop_my_turn(self) -> None:
        if self.my_turn:
            self._turns.stop(self.my_turn)

    @property
    def newest_seq(self) -> int:
        return self._state.newest_seq

    def fetching(self) -> None:
        if not self._state.messages:
            self.phase = Phase.LOADING

    def fetched(self, advice: Advice | None) -> None:
        self.advice = advice
        if advice is not None and not self._state.messages:
            self.phase = Phase.FAILED

    def set_newest_below(self, below: bool) -> None:
        self.newest_below = below
        self._mark_read()

    def replace_all(self, messages: list[Message]) -> None:
        self._replies.clear()
        self._state.reset(messages)
        for message in messages:
            self._note_turn(message, from_start=False)
            self._settle(message)
        self.rows.reset(
            [self._state.row(one) for one in messages]
            + [self._state.pending_row(item) for item in self._outbox.items]
        )
        self.my_turn = self._state.my_turn()
        self._show_phase()

    def merge(self, messages: list[Message]) -> None:
        for message in messages:
            self._state.put(message)
            self._note_turn(message, from_start=False)
        self.rows.merge(self._state.row(one) for one in messages)
        self._show_phase()

    def _show_phase(self) -> None:
        self.phase = Phase.READY if self.rows.rowCount() else Phase.EMPTY

    def _on_message(self, data: Message, _event: Event) -> None:
        if data.community_id == self.community_id:
            self._take(data, from_start=True)

    def _take(self, message: Message, *, from_start: bool = False) -> None:
        self._settle(message)
        known = message.id in self._state.messages
        if self.newest_below and not known:
            return
        if not known:
            self._state.put(message)
            self._note_turn(message, from_start=from_start)
        self._put(message.id)
        self._mark_read()

    def _settle(self, message: Message) -> None:
        """If this is one of one's own that was pending, it stands in its real place now."""
        if message.client_id and self._state.is_mine(message):
            pending = self._outbox.arrived(message.client_id)
            if pending is not None:
                self.rows.remove(pending.row_id)

    def _on_message_updated(self, data: Message, _event: Event) -> None:
        if data.id in self._state.messages:
            if data.status != "streaming":
                self._replies.end(data.id)
            self._state.put(data)
            self._put(data.id)

    def _on_message_deleted(self, data: MessageGone, _event: Event) -> None:
        if self._state.remove(data.id):
            self._replies.end(data.id)
            self.rows.remove(data.id)
            self._show_phase()

    def _on_turn_started(self, data: TurnStarted, _event: Event) -> None:
        self._state.set_asker(data.message_id, data.asker_id)
        if data.message_id in self._state.messages:
            self._put(data.message_id)

    def _on_turn_chunk(self, data: TurnChunk, _event: Event) -> None:
        self._replies.add(data)

    def _on_turn_finished(self, data: TurnFinished, _event: Event) -> None:
        message = self._state.get(data.message_id)
        if message is None:
            return
        if data.message:
            self._state.set_failure(data.message_id, data.message)
        self._replies.flush()
        if message.status == "streaming":
            self._turns.catch_up(data.turn_id, data.message_id)
        self._put(data.message_id)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self._outbox.retry_waiting()
            if self.phase is Phase.FAILED:
                self.load()

    def _note_turn(self, message: Message, *, from_start: bool) -> None:
        if message.status == "streaming" and message.turn_id is not None:
            self._replies.begin(message.id, message.turn_id, from_start=from_start)
        elif self._state.needs_reason(message):
            self._turns.explain(message)

    def _on_reason(self, message_id: str, why: str) -> None:
        self._state.set_failure(message_id, why)
        if message_id in self._state.messages:
            self._put(message_id)

    def _grow(self, message_id: str, piece: str) -> None:
        if self._state.grow(message_id, piece):
            self._put(message_id)

    def _apply_turn(self, turn: Turn, message_id: str) -> None:
        if self._state.apply_turn(turn, message_id):
            if turn.status != "streaming":
                self._replies.end(message_id)
            self._put(message_id)

    def _discard(self, row_id: str) -> Pending | None:
        item = self._outbox.discard(row_id)
        if item is not None:
            self.rows.remove(row_id)
            self._show_phase()
        return item

    def _edit(self, row_id: str) -> None:
        item = self._discard(row_id)
        if item is not None:
            self.edit_wanted.emit(item.text, item.agent_id)

    def _stop_row(self, row_id: str) -> None:
        message = self._state.get(row_id)
        if message is not None and message.turn_id is not None:
            self._turns.stop(message.turn_id)

    def _on_stopped(self, advice: Advice | None) -> None:
        self.act_advice = advice

    def _ask_again(self, row_id: str) -> None:
        message = self._state.get(row_id)
        question = self._state.get(message.reply_to_id) if message else None
        if message is None or question is None:
            self.act_advice = Advice(self.tr("The question is not here any more; ask it again."))
            return
        self._state.set_asked_again(row_id)
        self._put(row_id)
        self.ask(message.author.id, question.text, self._fee_of(message.author.id))

    def _put(self, message_id: str) -> None:
        self.rows.put(self._state.row(self._state.messages[message_id]))
        self.phase = Phase.READY
        self.my_turn = self._state.my_turn()

    def _show_pending(self, item: Pending) -> None:
        self.rows.put(self._state.pending_row(item))
        self.phase = Phase.READY

    def _mark_read(self) -> None:
        if self._watching and not self.newest_below:
            self._read.move_to(self._state.newest_seq)
