"""Notices of background facts; they wait in a queue until a window can show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal


class Severity(Enum):
    INFO = auto()
    WARNING = auto()
    ERROR = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    severity: Severity = Severity.INFO
    details: str = ""


class Notices(QObject):
    posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Notice] = []
        self._shown = False

    def post(self, text: str, severity: Severity = Severity.INFO, details: str = "") -> None:
        notice = Notice(text, severity, details)
        if self._shown:
            self.posted.emit(notice)
        else:
            self._waiting.append(notice)

    def window_ready(self) -> None:
        """From now on a window listens; hand over what was waiting."""
        self._shown = True
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            self.posted.emit(notice)
