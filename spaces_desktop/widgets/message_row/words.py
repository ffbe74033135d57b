"""What a message row says in words: on the screen, in hints, and to a screen reader."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def ai_label() -> str:
    return _tr("AI")


def unread_label() -> str:
    return _tr("New messages")


def state_label(*, is_pinned: bool, is_private: bool) -> str:
    if is_pinned and is_private:
        return _tr("Pinned · Only you see this")
    return _tr("Pinned") if is_pinned else _tr("Only you see this")


def clock(at: datetime) -> str:
    time = QTime(at.hour, at.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def exact_time(at: datetime) -> str:
    time = QLocale().toString(QTime(at.hour, at.minute, at.second), QLocale.FormatType.LongFormat)
    return _tr("{day}, {time}").format(day=day_name(at.date()), time=time)


def day_name(day: date) -> str:
    past = (date.today() - day).days
    if past == 0:
        return _tr("Today")
    if past == 1:
        return _tr("Yesterday")
    shown = QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.LongFormat)


def length(duration_ms: int) -> str:
    """Minutes and seconds of a sound, as players show them."""
    seconds = round(duration_ms / 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"
