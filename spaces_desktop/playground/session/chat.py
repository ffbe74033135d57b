"""The chat of a session: what was said, what waits to be sent, and what an agent is saying."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.events import (
    Event,
    EventType,
    TurnChunk,
    TurnFinished,
    TurnStarted,
)
from embedded_server.contracts.playground import SessionMessage
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import local_time
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.session.model import SessionModel
from spaces_desktop.widgets.message_rows import PENDING, Action, MessageRows, Row, RowState
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)
RETRY, DROP = "retry", "drop"
_STEP = 1000
"""Between the orders of two messages: what failed stands behind the last one before it."""
_DOES = "```state"
"""From here on a reply says what it changes, and that is no talk."""


@dataclass(frozen=True, slots=True)
class _Unsent:
    id: str
    text: str
    order: int


class Chat(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    has_older_changed = Signal(bool)
    writing_changed = Signal(str)
    said = Signal(object)
    """A SessionMessage that is new."""
    returned = Signal(str)
    """A text goes back into the field: nobody is to send it."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    has_older = Observed(False)
    writing = Observed("")
    """The name of the agent that is saying something, "" for none."""

    def __init__(
        self,
        model: SessionModel,
        live: LiveEvents,
        tasks: Tasks,
        keep: Keep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = MessageRows(self)
        self.agent_names: dict[str, str] = {}
        """Of agents that spoke here, by id."""
        self._model = model
        self._tasks = tasks
        self._keep = keep
        self._draft_name = f"session draft:{model.session_id}"
        self._cursor: str | None = None
        self._unsent: list[_Unsent] = []
        self._turns: dict[str, TurnStarted] = {}
        self._growing: dict[str, str] = {}
        self._last_order = 0
        self._next_pending = PENDING
        model.came.connect(self._on_came)
        self._unsubscribe = [
            live.subscribe(EventType.SESSION_MESSAGE, self._on_message),
            live.subscribe(EventType.TURN_STARTED, self._on_turn),
            live.subscribe(EventType.TURN_CHUNK, self._on_chunk),
            live.subscribe(EventType.TURN_FINISHED, self._on_turn_end),
        ]

    @property
    def draft(self) -> str:
        """What was being written here when it was last left."""
        return self._keep.get(self._draft_name)

    def keep_draft(self, text: str) -> None:
        waiting = [one.text for one in self._unsent]
        self._keep.put(self._draft_name, "\n".join([*waiting, text]).strip())

    def close(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        for what in ("chat", "older chat", "send"):
            self._tasks.cancel(f"{what} {id(self)}")
        self._model.came.disconnect(self._on_came)

    # History

    def _on_came(self) -> None:
        self.load()
        self.send_waiting()

    def load(self) -> None:
        self._tasks.spawn(self._load(None), name="chat of a session", key=f"chat {id(self)}")

    def load_older(self) -> None:
        if self._cursor is not None:
            self._tasks.spawn(
                self._load(self._cursor), name="older chat", key=f"older chat {id(self)}"
            )

    async def _load(self, cursor: str | None) -> None:
        model = self._model
        try:
            page = (await model.calls.messages(model.space_id, model.session_id, cursor)).value
        except DesktopError as error:
            log.info("the chat of a session: %s", error)
            self.advice = advise(error)
            if self.phase is Phase.LOADING:
                self.phase = Phase.FAILED
            return
        self.advice = None
        # What lies between the newest that were known and these may be missing: begin anew then.
        known = {row.id for row in self.rows.rows}
        if cursor is None and known and not any(one.id in known for one in page.items):
            kept = [row for row in self.rows.rows if row.order >= PENDING]
            self.rows.reset(kept)
            known = set()
        if cursor is not None or not known:
            self._cursor = page.next_cursor
            self.has_older = page.has_more
        for message in page.items:
            self._put(message)
        self.phase = Phase.READY

    def _on_message(self, data: SessionMessage, _event: Event) -> None:
        if data.session_id != self._model.session_id:
            return
        is_new = self.rows.get(data.id) is None or data.id in self._growing
        self._put(data)
        if is_new:
            self.said.emit(data)

    def _put(self, message: SessionMessage) -> None:
        self._growing.pop(message.id, None)
        if message.client_id is not None:
            self._forget(message.client_id)
        if message.author.kind == "agent":
            self.agent_names[message.author.id] = message.author.name
        order = message.seq * _STEP
        self._last_order = max(self._last_order, order)
        self.rows.put(row_of(message, self._model.me_id))

    # Sending

    def send(self, text: str) -> None:
        text = text.strip()
        if text:
            self._next_pending += 1
            unsent = _Unsent(uuid.uuid4().hex, text, self._next_pending)
            self._unsent.append(unsent)
            self._show_unsent(unsent, RowState.SENDING)
            self.send_waiting()

    def send_waiting(self) -> None:
        """What could not be sent, in its order; the server takes each once."""
        if self._unsent and not self._tasks.is_running(f"send {id(self)}"):
            self._tasks.spawn(self._send_all(), name="send a message", key=f"send {id(self)}")

    async def _send_all(self) -> None:
        model = self._model
        while self._unsent:
            one = self._unsent[0]
            self._show_unsent(one, RowState.SENDING)
            try:
                sent = await model.calls.say(model.space_id, model.session_id, one.text, one.id)
            except DesktopError as error:
                log.info("a message waits: %s", error)
                for waiting in self._unsent:
                    self._show_unsent(waiting, RowState.UNSENT, advise(error).text)
                if isinstance(error, ApiError):
                    self.advice = advise(error)
                return
            self._forget(one.id)
            is_new = self.rows.get(sent.id) is None
            self._put(sent)
            if is_new:
                self.said.emit(sent)

    def act(self, row_id: str, key: str) -> None:
        """Press a button of a row."""
        one = next((waiting for waiting in self._unsent if waiting.id == row_id), None)
        if one is None:
            return
        if key == RETRY:
            self.send_waiting()
        elif key == DROP:
            self._forget(one.id)
            self.returned.emit(one.text)

    def _forget(self, client_id: str) -> None:
        self._unsent = [one for one in self._unsent if one.id != client_id]
        self.rows.remove(client_id)

    def _show_unsent(self, one: _Unsent, state: RowState, note: str = "") -> None:
        mine = self._model.mine
        actions: tuple[Action, ...] = ()
        if state is RowState.UNSENT:
            actions = (
                Action(RETRY, self.tr("Send again"), "again"),
                Action(DROP, self.tr("Take it back"), "edit"),
            )
        self.rows.put(
            Row(
                id=one.id,
                order=one.order,
                author="" if mine is None else mine.name,
                author_id=self._model.me_id,
                text=one.text,
                at=datetime.now(UTC).astimezone(),
                is_own=True,
                state=state,
                note=note,
                actions=actions,
            )
        )

    # What agents are saying

    def _on_turn(self, data: TurnStarted, _event: Event) -> None:
        # The event names no session: it is of a seat here if that agent sits there.
        seat = self._model.seat_of(data.asker_id)
        if seat is None or seat.agent_id != data.agent_id:
            return
        if self.rows.get(data.message_id) is not None:
            return
        self.agent_names[data.agent_id] = data.agent_name
        self._turns[data.turn_id] = data
        self._growing[data.message_id] = ""
        self._next_pending += 1
        self.rows.put(
            Row(
                id=data.message_id,
                order=self._next_pending,
                author=data.agent_name,
                author_id=data.agent_id,
                text="",
                at=datetime.now(UTC).astimezone(),
                is_agent=True,
                state=RowState.STREAMING,
            )
        )
        self.writing = data.agent_name

    def _on_chunk(self, data: TurnChunk, _event: Event) -> None:
        row = self.rows.get(data.message_id)
        if data.message_id not in self._growing or row is None:
            return
        text = self._growing[data.message_id] + data.text
        self._growing[data.message_id] = text
        shown = _words(text)
        if shown != row.text:
            self.rows.put(replace(row, text=shown))

    def _on_turn_end(self, data: TurnFinished, _event: Event) -> None:
        started = self._turns.pop(data.turn_id, None)
        if started is None:
            return
        self.writing = next((one.agent_name for one in self._turns.values()), "")
        row = self.rows.get(data.message_id)
        if self._growing.pop(data.message_id, None) is None or row is None:
            return  # what it said is there already
        self.rows.remove(data.message_id)
        if data.status == "failed":
            self._last_order += 1
            note = self.tr("The AI could not answer: {why}").format(why=data.message or "")
            self.rows.put(replace(row, order=self._last_order, state=RowState.FAILED, note=note))


def _words(text: str) -> str:
    """What of a reply that still comes is talk."""
    said = text.partition(_DOES)[0].rstrip()
    begun = (_DOES[:count] for count in range(len(_DOES), 2, -1))
    return next((said.removesuffix(one) for one in begun if said.endswith(one)), said).strip()


def row_of(message: SessionMessage, me_id: str) -> Row:
    is_agent = message.author.kind == "agent"
    return Row(
        id=message.id,
        order=message.seq * _STEP,
        author=message.author.name,
        author_id=message.author.id,
        text=message.text,
        at=local_time(message.created_at),
        is_agent=is_agent,
        is_own=not is_agent and message.author.id == me_id,
    )
