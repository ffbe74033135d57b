"""A clock that only the test moves."""

from __future__ import annotations


class StillClock:
    """Milliseconds since the epoch, as `kernel.clock.Clock`."""

    def __init__(self, now: int = 1_795_000_000_000) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def advance_ms(self, ms: int) -> None:
        self._now += ms
