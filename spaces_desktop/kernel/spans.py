"""How long something took, in words short enough for a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

MINUTE, HOUR, DAY = 60, 3600, 86_400


def _tr(text: str) -> str:
    return QCoreApplication.translate("spans", text)


def span(seconds: float) -> str:
    """The two largest units; what lies under a second is a second."""
    whole = max(round(seconds), 1) if seconds > 0 else 0
    if whole < MINUTE:
        return _tr("{seconds} s").format(seconds=whole)
    if whole < HOUR:
        minutes, rest = divmod(whole, MINUTE)
        if rest and minutes < 10:
            return _tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
        return _tr("{minutes} min").format(minutes=minutes)
    if whole < DAY:
        hours, rest = divmod(whole, HOUR)
        minutes = rest // MINUTE
        if minutes:
            return _tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
        return _tr("{hours} h").format(hours=hours)
    days, rest = divmod(whole, DAY)
    hours = rest // HOUR
    if hours:
        return _tr("{days} d {hours} h").format(days=days, hours=hours)
    return _tr("{days} d").format(days=days)
