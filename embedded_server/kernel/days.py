"""Calendar days by the clock on the wall of a zone, whatever clocks do there.

A day is its number (`date.toordinal`). It begins when the wall first shows it, and lasts until the
wall first shows a later one: an hour before midnight that comes twice belongs to the new day the
second time, so that no day begins twice, and one that a zone skipped has no length.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY_SECONDS = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_FARTHEST = 2 * DAY_SECONDS
"""No zone is that far from UTC, even where one skipped a day."""


def day_of(zone: ZoneInfo, at: int) -> int:
    """The day that a moment (ms since 1970 UTC) belongs to."""
    second = at // 1000
    day = (second + _offset(zone, second)) // DAY_SECONDS + _EPOCH
    while day_starts(zone, day + 1) <= at:
        day += 1
    return day


@lru_cache(maxsize=1024)
def day_starts(zone: ZoneInfo, day: int) -> int:
    """When the wall first shows this day, or a later one; in ms since 1970 UTC."""
    midnight = (day - _EPOCH) * DAY_SECONDS
    for start, end, offset in even_spans(zone, midnight - _FARTHEST, midnight + _FARTHEST):
        first = max(start, midnight - offset)
        if first < end:
            return first * 1000
    raise AssertionError("a zone never reached a day")


def written(day: int) -> str:
    """`2026-11-24`"""
    return date.fromordinal(day).isoformat()


def even_spans(zone: ZoneInfo, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """`(from, up to, seconds ahead of UTC)`: the parts in which a zone's clock runs evenly."""
    begun = start
    # No zone changes twice within six hours.
    for low, high in pairwise([*range(start, end, DAY_SECONDS // 4), end - 1]):
        before = _offset(zone, low)
        if _offset(zone, high) == before:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if _offset(zone, middle) == before:
                low = middle
            else:
                high = middle
        yield begun, high, before
        begun = high
    yield begun, end, _offset(zone, end - 1)


def _offset(zone: ZoneInfo, second: int) -> int:
    found = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    assert found is not None
    return found // timedelta(seconds=1)
