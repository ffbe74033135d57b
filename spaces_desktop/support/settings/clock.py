"""Business hours as somebody types them, and what they mean at a moment: open, or when next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QByteArray, QCoreApplication, QDate, QDateTime, QLocale, QTime, QTimeZone

from embedded_server.contracts.support_desk import BusinessHours, Period

MOST_DAYS = 400
"""So far ahead is looked for an opening."""
_TYPED = re.compile(r"\s*(\d{1,2})(?:\s*[:.hH]?\s*(\d{2}))?\s*")


def _tr(text: str) -> str:
    return QCoreApplication.translate("service", text)


def typed_clock(text: str) -> str:
    """`9`, `9.30`, `0930` or `24` as the wire writes it; "" for what is no time of a day."""
    found = _TYPED.fullmatch(text)
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return ""
    return f"{hour:02}:{minute:02}"


def minutes(clock: str) -> int:
    """Since midnight, of what `typed_clock` takes."""
    hour, minute = typed_clock(clock).split(":")
    return int(hour) * 60 + int(minute)


def next_period(day: Sequence[Period]) -> Period:
    """One that may follow those of a day: office hours first, then what is left of it."""
    ends = [minutes(one.to) for one in day if typed_clock(one.to)]
    last = max(ends, default=0)
    if not last:
        return Period(from_="09:00", to="17:00")
    start = min(last + 60, 23 * 60)
    end = min(start + 4 * 60, 24 * 60)
    return Period(from_=f"{start // 60:02}:{start % 60:02}", to=f"{end // 60:02}:{end % 60:02}")


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Every zone by its name in the IANA database, this machine's first."""
    own = system_zone()
    known = {bytes(one.data()).decode() for one in QTimeZone.availableTimeZoneIds()}
    named = {one for one in known if "/" in one and not one.startswith(("Etc/", "SystemV/"))}
    return (own, *sorted((named | {"UTC"}) - {own}))


def system_zone() -> str:
    own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return "UTC" if own in ("", "Etc/UTC", "Etc/GMT", "Universal", "Zulu") else own


def local_now(zone: str) -> datetime:
    """What the clock on the wall shows there, without a zone of its own."""
    found = QTimeZone(QByteArray(zone.encode()))
    now = QDateTime.currentDateTimeUtc()
    there = now.toTimeZone(found) if found.isValid() else now
    day, time = there.date(), there.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())


def periods_on(hours: BusinessHours, day: date) -> list[Period]:
    """In order; a holiday's own instead of the weekday's. What is no period is left out."""
    holiday = next((one for one in hours.holidays if one.day == day.isoformat()), None)
    found = hours.week[day.weekday()] if holiday is None else holiday.periods
    whole = [one for one in found if typed_clock(one.from_) and typed_clock(one.to)]
    return sorted(whole, key=lambda one: minutes(one.from_))


def now_words(hours: BusinessHours, now: datetime) -> str:
    """What a customer would find at `now`, on the clock of the hours' zone."""
    if not hours.is_on:
        return _tr("Always open: customers are never told to come back later.")
    at = now.hour * 60 + now.minute
    for one in periods_on(hours, now.date()):
        if minutes(one.from_) <= at < minutes(one.to):
            return _tr("Open now, until {time}.").format(time=time_words(one.to))
    opening = _opening(hours, now)
    if opening is None:
        return _tr("Closed, and no day has hours yet.")
    day, clock = opening
    ahead = (day - now.date()).days
    if ahead < 2:
        words = _tr("Closed now, opens tomorrow {time}.")
        if not ahead:
            words = _tr("Closed now, opens today {time}.")
        return words.format(time=time_words(clock))
    name = QLocale().standaloneDayName(day.isoweekday())
    if ahead > 6:
        shown = QDate(day.year, day.month, day.day)
        name = QLocale().toString(shown, QLocale.FormatType.LongFormat)
    return _tr("Closed now, opens {day} {time}.").format(day=name, time=time_words(clock))


def _opening(hours: BusinessHours, now: datetime) -> tuple[date, str] | None:
    at = now.hour * 60 + now.minute
    for ahead in range(MOST_DAYS):
        day = now.date() + timedelta(days=ahead)
        for one in periods_on(hours, day):
            if ahead or minutes(one.from_) > at:
                return day, one.from_
    return None


def time_words(clock: str) -> str:
    """A time of day as this machine writes it; the end of a day stays 24:00."""
    hour, minute = typed_clock(clock).split(":")
    if hour == "24":
        return "24:00"
    return QLocale().toString(QTime(int(hour), int(minute)), QLocale.FormatType.ShortFormat)


def day_names() -> list[str]:
    """Monday first."""
    return [QLocale().standaloneDayName(at) for at in range(1, 8)]
