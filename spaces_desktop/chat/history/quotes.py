"""Messages that others answer and that are not loaded: fetched one by one, each once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from embedded_server.contracts.club import HistoryQuery, Message
from embedded_server.contracts.errors import Code
from spaces_desktop.chat.api import ThreadCalls
from spaces_desktop.kernel.errors import ApiError, DesktopError
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class Quotes:
    """`on_found(message_id, message)` is told what was found, None for what is gone."""

    def __init__(
        self,
        place_id: str,
        calls: ThreadCalls,
        tasks: Tasks,
        on_found: Callable[[str, Message | None], None],
    ) -> None:
        self._place_id = place_id
        self._calls = calls
        self._tasks = tasks
        self._on_found = on_found
        self._asked: set[str] = set()
        self._waiting: list[str] = []
        self._is_running = False

    def find(self, message_id: str) -> None:
        if message_id in self._asked:
            return
        self._asked.add(message_id)
        self._waiting.append(message_id)
        if not self._is_running:
            self._is_running = True
            self._tasks.spawn(self._find_all(), name="quoted messages")

    async def _find_all(self) -> None:
        try:
            while self._waiting:
                await self._find(self._waiting.pop(0))
        finally:
            self._is_running = False

    async def _find(self, message_id: str) -> None:
        query = HistoryQuery(limit=1, around=message_id)
        try:
            page = (await self._calls.history(self._place_id, query)).value
        except ApiError as error:
            if error.code is Code.NOT_FOUND:
                self._on_found(message_id, None)
            return
        except DesktopError as error:
            log.info("quoted message: %s", error)
            self._asked.discard(message_id)  # the next load may ask again
            return
        found = next((one for one in page.items if one.id == message_id), None)
        self._on_found(message_id, found)
