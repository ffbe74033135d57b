"""Until when one may not write in a club; it ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from spaces_desktop.kernel.moments import when_ends
from spaces_desktop.kernel.properties import Observed

LONGEST_MS = 60_000
"""A clock may be set meanwhile, and Qt's timers do not reach beyond some weeks."""


class Muted(QObject):
    words_changed = Signal(str)
    words = Observed("")
    """Why one may not write, "" where one may."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def set(self, until: str | None) -> None:
        """`until` is a timestamp of the wire, None for not muted."""
        self._until = until
        self._look()

    def close(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        left = _left_ms(self._until)
        if left <= 0 or self._until is None:
            self._timer.stop()
            self.words = ""
            return
        self._timer.start(min(left + 50, LONGEST_MS))
        words = self.tr("You are muted here until {time}. What you write is kept.")
        self.words = words.format(time=when_ends(self._until))


def _left_ms(until: str | None) -> int:
    if until is None:
        return 0
    return round((datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds() * 1000)
