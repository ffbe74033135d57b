"""What a thread asks the server about turns: how one stands, why one failed, and to stop one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from embedded_server.contracts.club import Message
from embedded_server.contracts.turns import Turn
from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class TurnCalls:
    """`on_turn(turn, message_id)` is told how a turn stands, `on_failed(message_id, why)` why a
    reply failed, `on_stopped(advice)` whether stopping worked (None)."""

    def __init__(
        self,
        calls: ThreadCalls,
        tasks: Tasks,
        on_turn: Callable[[Turn, str], None],
        on_failed: Callable[[str, str], None],
        on_stopped: Callable[[Advice | None], None],
    ) -> None:
        self._calls = calls
        self._tasks = tasks
        self._on_turn = on_turn
        self._on_failed = on_failed
        self._on_stopped = on_stopped
        self._explained: set[str] = set()
        self._waiting: list[tuple[str, str]] = []
        self._is_explaining = False

    def catch_up(self, turn_id: str, message_id: str) -> None:
        key = f"catch up {turn_id}"
        self._tasks.spawn(self._catch_up(turn_id, message_id), name="catch up", key=key)

    def stop(self, turn_id: str) -> None:
        self._tasks.spawn(self._stop(turn_id), name="stop turn", key=f"stop {turn_id}")

    def explain(self, message: Message) -> None:
        """Find out why a reply failed: once for each, and one after the other."""
        if message.turn_id is None or message.id in self._explained:
            return
        self._explained.add(message.id)
        self._waiting.append((message.id, message.turn_id))
        if not self._is_explaining:
            self._is_explaining = True
            self._tasks.spawn(self._explain_all(), name="failure reasons")

    async def _catch_up(self, turn_id: str, message_id: str) -> None:
        try:
            turn = await self._calls.turn(turn_id)
        except DesktopError as error:
            log.info("turn: %s", error)
            return
        self._on_turn(turn, message_id)

    async def _stop(self, turn_id: str) -> None:
        try:
            turn = await self._calls.stop(turn_id)
        except DesktopError as error:
            self._on_stopped(advise(error))
            return
        self._on_stopped(None)
        self._on_turn(turn, turn.message_id)

    async def _explain_all(self) -> None:
        try:
            while self._waiting:
                await self._explain(*self._waiting.pop())
        finally:
            self._is_explaining = False

    async def _explain(self, message_id: str, turn_id: str) -> None:
        try:
            turn = await self._calls.turn(turn_id)
        except DesktopError as error:
            log.info("failure of a reply: %s", error)
            self._explained.discard(message_id)  # the next load may ask again
            return
        if turn.error:
            self._on_failed(message_id, turn.error.message)
