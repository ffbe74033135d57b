"""Agents' replies in a thread: how they grow, how they end, and why one failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from embedded_server.contracts.club import Message
from embedded_server.contracts.events import Event, TurnChunk, TurnFinished, TurnStarted
from embedded_server.contracts.turns import Turn
from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.chat.replies.growing import Replies
from spaces_desktop.chat.replies.turn_calls import TurnCalls
from spaces_desktop.chat.state import ThreadState
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.tasks import Tasks


class Answers:
    """`put(message_id)` shows how a message stands; `on_stopped` hears whether stopping worked."""

    def __init__(
        self,
        state: ThreadState,
        calls: ThreadCalls,
        tasks: Tasks,
        put: Callable[[str], None],
        on_stopped: Callable[[Advice | None], None],
        parent: QObject,
    ) -> None:
        self._state = state
        self._put = put
        self._turns = TurnCalls(calls, tasks, self._apply_turn, self._on_reason, on_stopped)
        self._replies = Replies(self._grow, self._turns.catch_up, parent)

    def clear(self) -> None:
        self._replies.clear()

    def end(self, *message_ids: str) -> None:
        for message_id in message_ids:
            self._replies.end(message_id)

    def note(self, message: Message, *, from_start: bool) -> None:
        """A reply that is being written is followed; why one failed is asked for."""
        if message.status == "streaming" and message.turn_id is not None:
            self._replies.begin(message.id, message.turn_id, from_start=from_start)
        elif self._state.needs_reason(message):
            self._turns.explain(message)
        if from_start and message.author.kind == "agent" and message.reply_to_id is not None:
            self._put(message.reply_to_id)  # its question says now whom it went to

    def stop(self, turn_id: str) -> None:
        self._turns.stop(turn_id)

    def stop_row(self, row_id: str) -> None:
        message = self._state.get(row_id)
        if message is not None and message.turn_id is not None:
            self._turns.stop(message.turn_id)

    def on_started(self, data: TurnStarted, _event: Event) -> None:
        self._state.set_asker(data.message_id, data.asker_id)
        self._put(data.message_id)

    def on_chunk(self, data: TurnChunk, _event: Event) -> None:
        self._replies.add(data)

    def on_finished(self, data: TurnFinished, _event: Event) -> None:
        message = self._state.get(data.message_id)
        if message is None:
            return
        if data.message:
            self._state.set_failure(data.message_id, data.message)
        self._replies.flush()
        if message.status == "streaming":
            self._turns.catch_up(data.turn_id, data.message_id)
        self._put(data.message_id)

    def _on_reason(self, message_id: str, why: str) -> None:
        self._state.set_failure(message_id, why)
        self._put(message_id)

    def _grow(self, message_id: str, piece: str) -> None:
        if self._state.grow(message_id, piece):
            self._put(message_id)

    def _apply_turn(self, turn: Turn, message_id: str) -> None:
        if self._state.apply_turn(turn, message_id):
            if turn.status != "streaming":
                self._replies.end(message_id)
            self._put(message_id)
