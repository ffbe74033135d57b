"""Business hours: when people are there, in their own time zone and on their own holidays.

All of it is decided by the clock on the wall: a moment is open where the local date has a period
that holds its local time. So an hour that a change of the clocks repeats is open both times, and
one that it skips is never open. Moments are milliseconds since 1970 UTC, spans are seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from embedded_server.contracts.support_desk import BusinessHours, Period
from embedded_server.kernel.days import day_starts, even_spans

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
MOST_DAYS = 800
"""So far ahead is looked for an opening: longer than a year of holidays."""
MOST_DAYS_OF_WORK = 3 * 366
"""So far ahead ends a span of open time, at the latest."""


class _Span(NamedTuple):
    """From and up to, in seconds: of a day for periods, since 1970 UTC for what is open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Business hours, checked and ready to be asked; `week` is None where it is always open."""

    zone: ZoneInfo
    week: tuple[tuple[_Span, ...], ...] | None
    holidays: tuple[tuple[int, tuple[_Span, ...]], ...] = ()
    """By the ordinal of their day."""

    def on(self, ordinal: int) -> tuple[_Span, ...]:
        """The periods of a local date."""
        assert self.week is not None
        return _by_day(self.holidays).get(ordinal, self.week[(ordinal + 6) % 7])


@lru_cache(maxsize=64)
def _by_day(
    holidays: tuple[tuple[int, tuple[_Span, ...]], ...],
) -> dict[int, tuple[_Span, ...]]:
    return dict(holidays)


ALWAYS = Hours(ZoneInfo("UTC"), None)


def hours_of(settings: BusinessHours) -> Hours:
    """Of settings that were checked before (see service/settings.py)."""
    zone = ZoneInfo(settings.time_zone)
    if not settings.is_on:
        return Hours(zone, None)
    return Hours(
        zone,
        tuple(_spans(day) for day in settings.week),
        tuple(
            sorted(
                (date.fromisoformat(one.day).toordinal(), _spans(one.periods))
                for one in settings.holidays
            )
        ),
    )


def seconds_of_day(clock: str) -> int:
    """Of `09:30`, or of `24:00`."""
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def _spans(periods: Iterable[Period]) -> tuple[_Span, ...]:
    return tuple(
        sorted(_Span(seconds_of_day(one.from_), seconds_of_day(one.to)) for one in periods)
    )


def is_open(hours: Hours, at: int) -> bool:
    if hours.week is None:
        return True
    second = at // 1000
    return any(span.start <= second < span.end for span in _open_on(hours, second // _DAY))


def next_opening(hours: Hours, at: int) -> int | None:
    """`at` itself where it is open then; None where nobody comes for years."""
    if hours.week is None:
        return at
    for span in _open_from(hours, at // 1000, MOST_DAYS):
        return max(at, span.start * 1000)
    return None


def open_seconds_between(hours: Hours, a: int, b: int) -> float:
    """Of the time from `a` to `b` what was open; 0 where `b` is not later."""
    if b <= a:
        return 0.0
    if hours.week is None:
        return (b - a) / 1000
    days = b // 1000 // _DAY - a // 1000 // _DAY + 1
    total = 0
    for span in _open_from(hours, a // 1000, days):
        total += max(0, min(b, span.end * 1000) - max(a, span.start * 1000))
    return total / 1000


def add_open_seconds(hours: Hours, at: int, seconds: float) -> int | None:
    """The first moment at which so much open time has passed since `at`; None where that takes
    years. Nothing added to a closed moment is that moment."""
    left = round(seconds * 1000)
    if hours.week is None or left <= 0:
        return at + max(0, left)
    for span in _open_from(hours, at // 1000, MOST_DAYS_OF_WORK):
        start, end = max(at, span.start * 1000), span.end * 1000
        if end - start >= left:
            return start + left
        left -= max(0, end - start)
    return None


def local_day(hours: Hours, at: int) -> str:
    """The date on the wall, such as `2026-11-24`."""
    return local_time(hours, at).date().isoformat()


def local_time(hours: Hours, at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, hours.zone)


def day_start(hours: Hours, day: date) -> int:
    """The first moment of a local date; of one that a zone left out, that of the next."""
    return day_starts(hours.zone, day.toordinal())


def _open_from(hours: Hours, second: int, days: int) -> Iterator[_Span]:
    """What is open from `second` on, in the UTC days that follow; in order, none twice."""
    first = second // _DAY
    for day in range(first, first + days):
        for span in _open_on(hours, day):
            if span.end > second:
                yield span


@lru_cache(maxsize=8192)
def _open_on(hours: Hours, day: int) -> tuple[_Span, ...]:
    """What is open within one day of UTC, counted from 1970."""
    found: list[_Span] = []
    for start, end, offset in even_spans(hours.zone, day * _DAY, (day + 1) * _DAY):
        for local in range((start + offset) // _DAY, (end - 1 + offset) // _DAY + 1):
            midnight = local * _DAY - offset
            for span in hours.on(local + _EPOCH):
                opens, closes = max(start, midnight + span.start), min(end, midnight + span.end)
                if opens >= closes:
                    continue
                if found and found[-1].end == opens:
                    found[-1] = _Span(found[-1].start, closes)
                else:
                    found.append(_Span(opens, closes))
    return tuple(found)
