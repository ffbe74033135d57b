"""A second book of a lounge's meter, kept with other means: a wall that is read every quarter of an
hour, and a list of replies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

QUARTER_MS = 900_000


@dataclass
class Clip:
    """One turn as the book has it; `day` is the date on the wall when it started."""

    turn_id: str
    who: int
    day: date
    spoken: int = 0
    said: int = 0
    is_open: bool = True

    @property
    def seconds(self) -> int:
        return self.spoken + self.said


@cache
def beginnings(zone: str, around: int) -> tuple[tuple[int, date], ...]:
    """When the wall first showed each date, from three days before a moment (ms) to fifty after."""
    found: list[tuple[int, date]] = []
    first = around // QUARTER_MS * QUARTER_MS - 3 * 96 * QUARTER_MS
    for at in range(first, first + 53 * 96 * QUARTER_MS, QUARTER_MS):
        wall = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).date()
        if not found or wall > found[-1][1]:
            found.append((at, wall))
    return tuple(found)


def today(zone: str, around: int, now: int) -> tuple[date, int]:
    """The date of `now`, and when the next one begins (ms)."""
    begun = beginnings(zone, around)
    at = max(index for index, (moment, _) in enumerate(begun) if moment <= now)
    return begun[at][1], begun[at + 1][0]


def used(clips: Iterable[Clip], who: int, day: date) -> int:
    return sum(one.seconds for one in clips if one.who == who and one.day == day)
