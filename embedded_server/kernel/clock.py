"""The server's one clock, in milliseconds since 1970 UTC, injected so that tests can move it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    def now(self) -> int:
        """Milliseconds since the epoch; never smaller than an answer before."""
        ...


class SystemClock:
    """Wall time that never runs backwards, plus an offset that only tests move."""

    def __init__(self) -> None:
        self._offset = 0
        self._latest = 0
        self._on_move: list[Callable[[], None]] = []

    def now(self) -> int:
        self._latest = max(self._latest, time.time_ns() // 1_000_000 + self._offset)
        return self._latest

    def advance(self, seconds: int) -> None:
        self._offset += seconds * 1000
        for moved in self._on_move:
            moved()

    def on_move(self, moved: Callable[[], None]) -> None:
        """Call `moved` whenever a test has moved the clock."""
        self._on_move.append(moved)


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    # Not strftime, which writes years below 1000 with fewer than four digits.
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().removesuffix("+00:00")


def to_wire(ms: int) -> str:
    """`2026-11-23T18:30:00.000Z`; the day's part is remembered, since neighbours share it."""
    return f"{_second(ms // 1000)}.{ms % 1000:03d}Z"


def to_wire_or_none(ms: int | None) -> str | None:
    return None if ms is None else to_wire(ms)


def from_wire(text: str) -> int:
    """Raises ValueError for a day or hour that does not exist."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(milliseconds=1)
