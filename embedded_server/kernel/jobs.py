"""Work that comes round again: at the start, at an interval, and when somebody asks for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class Job:
    """Runs `work` one at a time. What it raises is logged, and the next round comes all the same.

    A test that moves the clock sees the next round at once.
    """

    def __init__(self, name: str, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        self._name = name
        self._seconds = seconds
        self._work = work
        self._asked = asyncio.Event()

    def start(self, tasks: Tasks, clock: SystemClock) -> None:
        clock.on_move(self.ask)
        tasks.spawn(self._run(), f"job: {self._name}")

    def ask(self) -> None:
        """Another round, now or when the running one has ended."""
        self._asked.set()

    async def _run(self) -> None:
        while True:
            self._asked.clear()
            try:
                await self._work()
            except (StorageError, OSError) as error:
                log.error("%s: %s", self._name, error)
            except Exception:
                log.exception("%s failed", self._name)
            try:
                async with asyncio.timeout(self._seconds):
                    await self._asked.wait()
            except TimeoutError:
                continue
