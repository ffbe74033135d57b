"""Where one is in the app, and the way back and forward."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from spaces_desktop.kernel.properties import Observed


@dataclass(frozen=True, slots=True)
class Where:
    """A room, and which of its things is open ("" for none)."""

    room: str
    thing: str = ""


class Navigation(QObject):
    where_changed = Signal(object)
    where = Observed(Where("home"))

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._behind: list[Where] = []
        self._ahead: list[Where] = []

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def visit(self, room: str, thing: str = "") -> None:
        place = Where(room, thing)
        if place != self.where:
            self._behind.append(self.where)
            self._ahead.clear()
            self.where = place

    def back(self) -> None:
        if self._behind:
            self._ahead.append(self.where)
            self.where = self._behind.pop()

    def forward(self) -> None:
        if self._ahead:
            self._behind.append(self.where)
            self.where = self._ahead.pop()
