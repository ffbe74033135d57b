"""Calendar days of a zone against a wall that is looked at every quarter of an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.kernel.days import day_of, day_starts, written

QUARTER = 900


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "day", "starts"),
    [
        ("UTC", "2026-11-24", "2026-11-24T00:00"),
        ("Asia/Shanghai", "2026-11-24", "2026-11-23T16:00"),
        # Midnight was left out: the day began at one.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00"),
        ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00"),
        # At midnight it was eleven again: the new day had not begun.
        ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00"),
        ("Asia/Beirut", "2024-10-27", "2024-10-26T22:00"),
        # At one it was midnight again: the day has an hour more, and begins once.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00"),
        # Half an hour of summer time.
        ("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00"),
        ("Australia/Lord_Howe", "2026-04-06", "2026-04-05T13:30"),
        ("Australia/Lord_Howe", "2026-10-05", "2026-10-04T13:00"),
        # A minute after midnight it was eleven again: the new day had been seen, and goes on.
        ("America/St_Johns", "2006-10-29", "2006-10-29T02:30"),
        # A day that the islands skipped begins with the next, and has no length.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00"),
    ],
)
def test_a_day_begins_when_the_wall_first_shows_it(zone: str, day: str, starts: str) -> None:
    number = date.fromisoformat(day).toordinal()
    assert written(number) == day
    assert day_starts(ZoneInfo(zone), number) == ms(starts)


ZONES = (
    *("UTC", "Asia/Shanghai", "America/Sao_Paulo", "Asia/Beirut", "America/Havana"),
    *("Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Cairo", "Asia/Amman"),
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ZONES).map(ZoneInfo),
    st.datetimes(datetime(2005, 1, 1), datetime(2030, 1, 1)),
    st.integers(0, 3 * 96),
)
def test_every_moment_is_in_the_day_that_the_wall_has_shown(
    zone: ZoneInfo, start: datetime, quarters: int
) -> None:
    first = int(start.replace(tzinfo=UTC).timestamp()) // QUARTER * QUARTER
    shown = 0
    for second in range(first - 96 * QUARTER, first + quarters * QUARTER + 1, QUARTER):
        wall = datetime.fromtimestamp(second, UTC).astimezone(zone).date().toordinal()
        shown = max(shown, wall)
    at = (first + quarters * QUARTER) * 1000
    day = day_of(zone, at)
    assert day == shown
    assert day_starts(zone, day) <= at < day_starts(zone, day + 1)


def test_a_day_that_was_seen_is_not_left_again() -> None:
    newfoundland = ZoneInfo("America/St_Johns")
    seen, again = ms("2006-10-29T02:30"), ms("2006-10-29T02:45")
    wall = [datetime.fromtimestamp(at / 1000, newfoundland).day for at in (seen, again)]
    assert wall == [29, 28], "this hour came twice"
    assert written(day_of(newfoundland, again)) == "2006-10-29"
    skipped = ZoneInfo("Pacific/Apia")
    assert written(day_of(skipped, ms("2011-12-30T10:00"))) == "2011-12-31"
