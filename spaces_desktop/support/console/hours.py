"""Whether a brand's people are there by its hours, and when they are back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from embedded_server.contracts.support_desk import BusinessHours, Period
from spaces_desktop.kernel.moments import wire_time

LOOK_AHEAD = 30
"""Days in which an opening is looked for."""


def is_open(hours: BusinessHours, now: datetime) -> bool:
    """`now` knows its time zone. Without hours it is always open."""
    if not hours.is_on:
        return True
    return any(start <= now < end for start, end in _spans(hours, now, 1))


def opens_at(hours: BusinessHours, now: datetime) -> str | None:
    """The next opening as the wire writes it; None where none is near, or it is open."""
    if is_open(hours, now):
        return None
    coming = [start for start, _end in _spans(hours, now, LOOK_AHEAD) if start > now]
    return wire_time(min(coming)) if coming else None


def _spans(hours: BusinessHours, now: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    try:
        zone = ZoneInfo(hours.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")  # the server refuses others; this machine may know fewer
    today = now.astimezone(zone).date()
    for ahead in range(days + 1):
        day = today + timedelta(days=ahead)
        for period in _periods(hours, day):
            yield _at(day, period.from_, zone), _at(day, period.to, zone)


def _periods(hours: BusinessHours, day: date) -> list[Period]:
    for holiday in hours.holidays:
        if holiday.day == day.isoformat():
            return holiday.periods
    return hours.week[day.weekday()]


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        return datetime.combine(day + timedelta(days=1), time.min, zone)
    return datetime.combine(day, time.fromisoformat(clock), zone)
