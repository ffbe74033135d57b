"""Where one is in the app, and the way back and forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from spaces_desktop.kernel.properties import Observed

MOST_STEPS = 100
MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class Where:
    """A room, which of its things is open ("" for none), and what in it (a message, a panel)."""

    room: str
    thing: str = ""
    inner: str = ""


HOME = Where("home")


class Navigation(QObject):
    where_changed = Signal(object)
    acted = Signal(object)
    """Something is to be opened that is no place to come back to."""
    where = Observed(HOME)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        is_fleeting: Callable[[Where], bool] = lambda _where: False,
    ) -> None:
        super().__init__(parent)
        self._behind: list[Where] = []
        self._ahead: list[Where] = []
        self._last_in: dict[str, Where] = {}
        self._recent: list[Where] = []
        self._is_fleeting = is_fleeting

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    @property
    def recent(self) -> tuple[Where, ...]:
        """Things one was at, the latest first, without the present one."""
        here = Where(self.where.room, self.where.thing)
        return tuple(one for one in self._recent if one != here)

    def begin(self, first: Where) -> None:
        """Be there from the start, with nothing to go back to."""
        self._settle(first)

    def go_on_from(self, before: Navigation) -> None:
        """With the steps and the last places of one that this one takes the place of."""
        self._behind, self._ahead = list(before._behind), list(before._ahead)
        self._last_in = before._last_in | self._last_in
        self._recent = list(before._recent)
        self.where_changed.emit(self.where)

    def visit(self, room: str, thing: str = "", inner: str = "") -> None:
        place = Where(room, thing, inner)
        if self._is_fleeting(place):
            if self.where.room != room:
                self.enter(room)
            self.acted.emit(place)
        elif place != self.where:
            self._behind.append(self.where)
            del self._behind[:-MOST_STEPS]
            self._ahead.clear()
            self._settle(place)
        elif inner:
            self.where_changed.emit(place)  # the same message once more: go to it again

    def enter(self, room: str) -> None:
        """Go to a room, at the thing one left it at."""
        if self.where.room != room:
            last = self._last_in.get(room, Where(room))
            self.visit(last.room, last.thing)

    def back(self) -> None:
        if self._behind:
            self._ahead.append(self.where)
            self._settle(self._behind.pop())

    def forward(self) -> None:
        if self._ahead:
            self._behind.append(self.where)
            self._settle(self._ahead.pop())

    def _settle(self, place: Where) -> None:
        self._last_in[place.room] = place
        if place.thing:
            thing = Where(place.room, place.thing)
            self._recent = [thing, *(one for one in self._recent if one != thing)][:MOST_RECENT]
        self.where = place
