"""The server's one clock, in milliseconds since 1970 UTC, injected so that tests can move it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Protocol

log = logging.getLogger(__name__)

LENIENT_MS = 60_000
"""So much a clock that keeps itself right may jump back; time then stands still for as long."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    def now(self) -> int:
        """Milliseconds since the epoch; never smaller than an answer before."""
        ...


class SystemClock:
    """Wall time that never runs backwards, plus an offset that only tests move."""

    def __init__(self) -> None:
        self._offset = 0
        """In milliseconds."""
        self._latest = 0
        self._on_move: list[Callable[[], None]] = []

    def now(self) -> int:
        self._latest = max(self._latest, time.time_ns() // 1_000_000 + self._offset)
        return self._latest

    def go_on_from(self, seen: int) -> None:
        """At the start: where the machine's time is well behind `seen` (ms), the newest moment
        that was written down, go on from there. Turning the machine's clock back neither
        lengthens nor shortens what people have paid for."""
        behind = seen - self.now()
        if behind > LENIENT_MS:
            log.warning(
                "the machine's clock is %d s behind the last start; ignored", behind // 1000
            )
            self._offset += behind
        self._latest = max(self._latest, seen)

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
