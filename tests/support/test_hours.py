"""Business hours against a clock that is read minute by minute, also where clocks change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.contracts.support_desk import BusinessHours, Holiday, Period
from embedded_server.support import hours
from embedded_server.support.hours import Hours

MINUTE = 60_000
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    # Half an hour of summer time.
    "Australia/Lord_Howe",
    # Clocks that change at midnight.
    "America/Havana",
    "Africa/Cairo",
    "Pacific/Kiritimati",
)


def ms(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def period(start: str, end: str) -> Period:
    return Period(from_=start, to=end)


def made(
    zone: str = "UTC", days: Sequence[int] = range(7), holidays: Sequence[Holiday] = (), *of: Period
) -> Hours:
    week = [list(of) if day in days else [] for day in range(7)]
    return hours.hours_of(
        BusinessHours(is_on=True, time_zone=zone, week=week, holidays=list(holidays))
    )


def shop(zone: str = "Europe/Berlin", holidays: Sequence[Holiday] = ()) -> Hours:
    """Weekdays from nine to five, with a lunch break."""
    return made(zone, range(5), holidays, period("09:00", "12:00"), period("13:00", "17:00"))


def by_the_wall(asked: BusinessHours, at: int) -> bool:
    """What a person sees who looks at the clock and at the sign on the door."""
    local = datetime.fromtimestamp(at // 1000, UTC).astimezone(ZoneInfo(asked.time_zone))
    today = next((one.periods for one in asked.holidays if one.day == str(local.date())), None)
    periods = asked.week[local.weekday()] if today is None else today
    clock = f"{local:%H:%M}"
    return any(one.from_ <= clock < one.to for one in periods)


@st.composite
def days(draw: st.DrawFn) -> list[Period]:
    cuts = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    clocks = [f"{cut // 4:02}:{cut % 4 * 15:02}" for cut in cuts]
    return [period(a, b) for a, b in zip(clocks[::2], clocks[1::2], strict=False)]


# Around the days on which the clocks of these zones change, and others.
STARTS = st.one_of(
    st.sampled_from(
        ["2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03"]
    ).map(date.fromisoformat),
    st.dates(date(2020, 1, 1), date(2030, 12, 1)),
)


@st.composite
def settings_(draw: st.DrawFn, start: date) -> BusinessHours:
    off = draw(st.lists(st.integers(0, 4), unique=True, max_size=2))
    return BusinessHours(
        is_on=True,
        time_zone=draw(st.sampled_from(ZONES)),
        week=[draw(days()) for _ in range(7)],
        holidays=[
            Holiday(day=str(start + timedelta(days=day)), periods=draw(days())) for day in off
        ],
    )


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_it_is_as_the_wall_says_minute_by_minute(data: st.DataObject) -> None:
    start = data.draw(STARTS)
    asked = data.draw(settings_(start))
    made_of = hours.hours_of(asked)
    first = int(datetime(start.year, start.month, start.day, tzinfo=UTC).timestamp() * 1000)
    minutes = [first + minute * MINUTE for minute in range(-60, 3 * 1440, 5)]
    wall = [by_the_wall(asked, at) for at in minutes]
    assert [hours.is_open(made_of, at) for at in minutes] == wall

    here = data.draw(st.integers(0, len(minutes) - 1))
    there = data.draw(st.integers(here, len(minutes) - 1))
    a, b = minutes[here], minutes[there]
    seconds = sum(wall[here:there]) * 300
    assert hours.open_seconds_between(made_of, a, b) == seconds

    later = hours.next_opening(made_of, a)
    expected = next(
        (at for at, is_open in zip(minutes, wall, strict=True) if at >= a and is_open), None
    )
    if expected is not None:
        assert later == expected
    elif later is not None:
        assert later > minutes[-1]
        assert by_the_wall(asked, later)

    if seconds:
        due = hours.add_open_seconds(made_of, a, seconds)
        assert due is not None
        assert due <= b
        assert hours.open_seconds_between(made_of, a, due) == seconds
        assert by_the_wall(asked, due - 1)


def test_without_hours_it_is_always_open() -> None:
    at = ms("2026-11-24 03:00")
    for one in (hours.ALWAYS, hours.hours_of(BusinessHours())):
        assert hours.is_open(one, at)
        assert hours.next_opening(one, at) == at
        assert hours.open_seconds_between(one, at, at + 90_000) == 90
        assert hours.add_open_seconds(one, at, 90) == at + 90_000


def test_a_lunch_break_and_a_weekend_are_closed() -> None:
    one = shop()
    noon = ms("2026-11-27 12:00", "Europe/Berlin")
    assert hours.is_open(one, noon - 1)
    assert not hours.is_open(one, noon)
    assert hours.next_opening(one, noon) == noon + 60 * MINUTE
    friday = ms("2026-11-27 17:00", "Europe/Berlin")
    monday = ms("2026-11-30 09:00", "Europe/Berlin")
    assert hours.next_opening(one, friday) == monday
    assert hours.open_seconds_between(one, friday - 60 * MINUTE, monday + 60 * MINUTE) == 7200
    assert hours.add_open_seconds(one, friday - 60 * MINUTE, 7200) == monday + 60 * MINUTE
    assert hours.open_seconds_between(one, monday, friday) == 0


def test_a_day_may_last_until_midnight_and_go_on() -> None:
    one = made("UTC", range(7), (), period("00:00", "24:00"))
    at = ms("2026-11-24 23:59")
    assert hours.open_seconds_between(one, at, at + 2 * MINUTE) == 120
    assert hours.add_open_seconds(one, at, 10 * 86_400) == at + 10 * 86_400_000


def test_a_holiday_has_its_own_periods_or_none() -> None:
    one = shop(
        holidays=[
            Holiday(day="2026-12-24", periods=[period("10:00", "12:00")]),
            Holiday(day="2026-12-25"),
        ]
    )
    assert hours.is_open(one, ms("2026-12-24 11:00", "Europe/Berlin"))
    assert not hours.is_open(one, ms("2026-12-24 09:30", "Europe/Berlin"))
    assert hours.next_opening(one, ms("2026-12-24 12:00", "Europe/Berlin")) == ms(
        "2026-12-28 09:00", "Europe/Berlin"
    )


@pytest.mark.parametrize(("day", "seconds"), [("2026-03-29", 23 * 3600), ("2026-10-25", 25 * 3600)])
def test_a_day_of_changing_clocks_has_23_or_25_hours(day: str, seconds: int) -> None:
    one = made("Europe/Berlin", range(7), (), period("00:00", "24:00"))
    start = hours.day_start(one, date.fromisoformat(day))
    after = hours.day_start(one, date.fromisoformat(day) + timedelta(days=1))
    assert hours.open_seconds_between(one, start, after) == seconds


def test_an_hour_that_is_skipped_is_never_open_and_a_repeated_one_twice() -> None:
    one = made("Europe/Berlin", range(7), (), period("02:00", "03:00"))
    spring = ms("2026-03-28 22:00")
    assert hours.open_seconds_between(one, spring, spring + 12 * 3_600_000) == 0
    autumn = ms("2026-10-24 22:00")
    assert hours.open_seconds_between(one, autumn, autumn + 12 * 3_600_000) == 7200


def test_a_day_begins_where_the_clocks_jump_at_midnight() -> None:
    one = made("Africa/Cairo", range(7), (), period("00:00", "24:00"))
    start = hours.day_start(one, date(2026, 4, 24))
    assert hours.local_day(one, start) == "2026-04-24"
    assert hours.local_day(one, start - 1) == "2026-04-23"


def test_nobody_ever_there_is_told_and_not_looked_for_for_ever() -> None:
    one = made("UTC", ())
    at = ms("2026-11-24 09:00")
    assert hours.next_opening(one, at) is None
    assert hours.add_open_seconds(one, at, 1) is None
    assert hours.open_seconds_between(one, at, at + 86_400_000) == 0
