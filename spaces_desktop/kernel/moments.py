"""Moments of the wire in words, on the clock and in the language of this machine."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale


def _tr(text: str) -> str:
    return QCoreApplication.translate("moments", text)


def local_time(stamp: str) -> datetime:
    """A timestamp of the wire on the clock of this machine."""
    return datetime.fromisoformat(stamp).astimezone()


def wire_time(moment: datetime) -> str:
    """A moment as the wire writes it. `moment` knows its time zone."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"


def when(stamp: str, now: datetime | None = None) -> str:
    """Today a time, yesterday with that word, else a date."""
    at = local_time(stamp)
    today = (now or datetime.now(UTC)).astimezone()
    locale = QLocale()
    shown = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    time = locale.toString(shown.time(), QLocale.FormatType.ShortFormat)
    days = (today.date() - at.date()).days
    if days == 0:
        return time
    if days == 1:
        return _tr("yesterday {time}").format(time=time)
    return locale.toString(shown.date(), QLocale.FormatType.ShortFormat)


def when_ends(stamp: str, now: datetime | None = None) -> str:
    """A moment to come: today a time, else with its date."""
    at = local_time(stamp)
    shown = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    if at.date() == (now or datetime.now(UTC)).astimezone().date():
        return QLocale().toString(shown.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def is_past(stamp: str) -> bool:
    return local_time(stamp) <= datetime.now(UTC)


def full(stamp: str) -> str:
    """Date and time, for where nothing may be left open."""
    shown = QDateTime.fromSecsSinceEpoch(int(local_time(stamp).timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def day(stamp: str) -> str:
    """The date alone, in words."""
    at = local_time(stamp)
    return QLocale().toString(QDate(at.year, at.month, at.day), QLocale.FormatType.LongFormat)


def utc_offset_minutes() -> int:
    """How far the clock of this machine is before UTC now, east positive."""
    offset = datetime.now().astimezone().utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)
