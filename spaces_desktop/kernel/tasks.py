"""The only place where coroutines become tasks: named, referenced, and never failing silently."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)

OnError = Callable[[str, BaseException], None]


class Tasks:
    """Starts coroutines on one loop.

    A task started under the key of a running one replaces it, so a repeated request cancels the
    older. What a coroutine raises is our own bug and goes to `on_error`; cancelling is no error.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, on_error: OnError | None = None) -> None:
        self._loop = loop
        self._on_error = on_error
        self._running: set[asyncio.Task[Any]] = set()
        self._by_key: dict[str, asyncio.Task[Any]] = {}
        self._closed = False

    def set_error_handler(self, on_error: OnError) -> None:
        self._on_error = on_error

    def spawn(
        self, coroutine: Coroutine[Any, Any, Any], *, name: str, key: str | None = None
    ) -> asyncio.Task[Any] | None:
        """Start it; None when everything is being shut down already."""
        if self._closed:
            coroutine.close()
            return None
        if key is not None:
            self.cancel(key)
        task = self._loop.create_task(coroutine, name=name)
        self._running.add(task)
        if key is not None:
            self._by_key[key] = task
        task.add_done_callback(lambda done: self._finished(done, key))
        return task

    def cancel(self, key: str) -> None:
        task = self._by_key.pop(key, None)
        if task is not None:
            task.cancel()

    def is_running(self, key: str) -> bool:
        # One that has ended stays in the book until the loop comes round: what asks in between
        # would leave its work to something that does none any more.
        task = self._by_key.get(key)
        return task is not None and not task.done()

    async def close(self) -> None:
        """Cancel everything and wait until it has ended."""
        self._closed = True
        waiting = [task for task in self._running if task is not asyncio.current_task()]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    @property
    def names(self) -> list[str]:
        return sorted(task.get_name() for task in self._running)

    def _finished(self, task: asyncio.Task[Any], key: str | None) -> None:
        self._running.discard(task)
        if key is not None and self._by_key.get(key) is task:
            del self._by_key[key]
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self.report(task.get_name(), error)

    def report(self, what: str, error: BaseException) -> None:
        """Say that something of ours failed, with no task to fail for it."""
        log.error("%s failed", what, exc_info=error)
        if self._on_error is not None:
            self._on_error(what, error)
