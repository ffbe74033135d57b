"""Ends what has fallen silent: one timer, re-armed, in place of one for each sign of life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Watchdog:
    """Calls `end` once: after `first` seconds without any sign of life, `between` seconds after
    the last one, or `whole` seconds after the start. `heard` is when the last came, 0 for never.
    """

    def __init__(
        self,
        first: float,
        between: float,
        whole: float,
        heard: Callable[[], float],
        end: Callable[[], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        started = self._loop.time()
        self._first = started + first
        self._between = between
        self._whole = started + whole
        self._heard = heard
        self._end = end
        self._handle = self._loop.call_at(self._deadline(), self._check)

    def _deadline(self) -> float:
        heard = self._heard()
        return min(heard + self._between if heard else self._first, self._whole)

    def _check(self) -> None:
        deadline = self._deadline()
        if self._loop.time() < deadline:
            self._handle = self._loop.call_at(deadline, self._check)
        else:
            self._end()

    def cancel(self) -> None:
        self._handle.cancel()
