"""One club's thread: its history both ways, what comes in live, and what one writes and asks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.accounts import User
from embedded_server.contracts.base import Page
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
from spaces_desktop.club.length import TEXT_FIELD, too_long
from spaces_desktop.club.outbox import Outbox, Pending
from spaces_desktop.club.read_mark import ReadMark
from spaces_desktop.club.replies import Replies
from spaces_desktop.club.state import ThreadState
from spaces_desktop.club.turn_calls import TurnCalls
from spaces_desktop.club.typing import TypingModel
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.message_rows import MessageRows

log = logging.getLogger(__name__)

PAGE = 50


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
        self._older: str | None = None
        self._seq = 0
        self._read = ReadMark(community_id, calls, tasks)
        self._watching = False
        self._late: list[Callable[[], None]] | None = None
        self._echo: list[Callable[[], None]] | None = None
        self.rows = MessageRows(self)
        self._outbox = Outbox(community_id, calls, tasks, self._show_pending, self._take)
        self._turns = TurnCalls(calls, tasks, self._apply_turn, self._on_reason, self._on_stopped)
        self._replies = Replies(self._grow, self._turns.catch_up, self)
        self.typing = TypingModel(community_id, live, me.id, parent=self)
        self._unsubscribe = [
            live.subscribe(kind, partial(self._dispatch, handler))
            for kind, handler in self._handlers().items()
        ]
        reload = live.subscribe(EventType.RESYNC, lambda _data, _event: self.load())
        self._unsubscribe.append(reload)
        live.link_changed.connect(self._on_link)

    def _handlers(self) -> dict[EventType, Callable[[Any, Event], None]]:
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
        self._fetch(self._load())

    def load_older(self) -> None:
        if self._older is not None and not self._is_fetching():
            self._fetch(self._load_older(self._older))

    def load_newer(self) -> None:
        if self.newest_below and not self._is_fetching():
            self._fetch(self._load_newer())

    def jump_to(self, message_id: str) -> None:
        """Show the part of the history around one message, and reveal it."""
        if message_id in self._state.messages:
            self.revealed.emit(message_id)
        else:
            self._fetch(self._load_around(message_id))

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

    def _is_fetching(self) -> bool:
        return self._tasks.is_running(f"history {self.community_id}")

    def _fetch(self, doing: Coroutine[Any, Any, None]) -> None:
        key = f"history {self.community_id}"
        self._tasks.spawn(self._guarded_fetch(doing), name="history", key=key)

    async def _guarded_fetch(self, doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except DesktopError as error:
            log.info("history: %s", error)
            self.advice = advise(error)
            if not self._state.messages:
                self.phase = Phase.FAILED
        else:
            self.advice = None

    async def _load(self) -> None:
        if not self._state.messages:
            self.phase = Phase.LOADING
        await self._load_page(HistoryQuery(limit=PAGE), newest_below=False)
        self._mark_read()

    async def _load_around(self, message_id: str) -> None:
        await self._load_page(HistoryQuery(limit=PAGE, around=message_id), newest_below=True)
        self.revealed.emit(message_id)

    async def _load_page(self, query: HistoryQuery, *, newest_below: bool) -> None:
        """Show one page in place of everything; what happens meanwhile is put to it after."""
        late: list[Callable[[], None]] = []
        self._late = late
        try:
            answer = await self._calls.history(self.community_id, query)
            self._seq = answer.seq
            self._replace_all(answer.value, newest_below=newest_below)
        finally:
            # Also after a failure: then what came in belongs to what is still shown.
            self._late = None
            for apply in late:
                apply()

    async def _load_older(self, cursor: str) -> None:
        page = await self._merge_page(HistoryQuery(limit=PAGE, cursor=cursor))
        self._older = page.next_cursor

    async def _load_newer(self) -> None:
        page = await self._merge_page(HistoryQuery(limit=PAGE, after=self._state.newest_seq))
        self.newest_below = page.has_more
        self._mark_read()

    async def _merge_page(self, query: HistoryQuery) -> Page[Message]:
        """Put a page to the rest. What was told of its messages while it came is told again."""
        echo: list[Callable[[], None]] = []
        self._echo = echo
        try:
            page = (await self._calls.history(self.community_id, query)).value
            self._merge(page.items)
        finally:
            self._echo = None
        for apply in echo:
            apply()
        return page

    def _replace_all(self, page: Page[Message], *, newest_below: bool) -> None:
        self._replies.clear()
        self._older = page.next_cursor
        self._state.reset(page.items)
        self.newest_below = newest_below
        for message in page.items:
            self._note_turn(message, from_start=False)
            self._settle(message)
        self.rows.reset(
            [self._state.row(one) for one in page.items]
            + [self._state.pending_row(item) for item in self._outbox.items]
        )
        self.my_turn = self._state.my_turn()
        self._show_phase()

    def _merge(self, messages: list[Message]) -> None:
        for message in messages:
            self._state.put(message)
            self._note_turn(message, from_start=False)
        self.rows.merge(self._state.row(one) for one in messages)
        self._show_phase()

    def _show_phase(self) -> None:
        self.phase = Phase.READY if self.rows.rowCount() else Phase.EMPTY

    def _dispatch(self, handler: Callable[[Any, Event], None], data: Any, event: Event) -> None:
        """Hand an event on, unless it is in the snapshot; while one is fetched it has to wait."""
        if self._late is not None:
            self._late.append(lambda: self._dispatch(handler, data, event))
        elif isinstance(event.seq, UnsetType) or event.seq > self._seq:
            if self._echo is not None:
                self._echo.append(lambda: handler(data, event))
            handler(data, event)

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
