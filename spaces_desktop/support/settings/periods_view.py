"""The periods of a day, each from a time to a time, typed as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from embedded_server.contracts.support_desk import Period
from spaces_desktop.support.settings.clock import next_period, typed_clock
from spaces_desktop.support.settings.parts_view import tab_before
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.panes import clear, column, label, line
from spaces_desktop.widgets.theme import Themes

MOST = 10
WIDE = 4.6
"""Of a field for a time, in lines' heights."""


class ClockField(QLineEdit):
    """`9` becomes `09:00` once it is left."""

    def __init__(self, name: str, title: str, clock: str) -> None:
        super().__init__(clock)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMaxLength(8)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(round(WIDE * self.fontMetrics().height()))
        self.editingFinished.connect(self._tidy)

    @property
    def clock(self) -> str:
        """As the wire has it; what is no time stays as it is typed."""
        return typed_clock(self.text()) or self.text().strip()

    def _tidy(self) -> None:
        if self.clock != self.text():
            self.setText(self.clock)


class PeriodsEditor(QWidget):
    """`closed` is what it says where there is none."""

    changed = Signal(object)
    """A list of `Period`."""

    def __init__(self, name: str, day: str, closed: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name = name
        self.day = day
        self._closed = closed
        self._themes = themes
        self._fields: list[tuple[ClockField, ClockField]] = []
        row = line(self, 0, 8)
        self._rows = column(holder := QWidget(), 0, 4)
        self._holder = holder
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        more = tool(f"{name}_add", self.tr("Add hours on {day}").format(day=day), "add", themes)
        more.clicked.connect(self.add)
        self._add = more
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.show_periods(())

    @property
    def periods(self) -> list[Period]:
        return [Period(from_=start.clock, to=end.clock) for start, end in self._fields]

    def show_periods(self, periods: Sequence[Period]) -> None:
        """Without telling anybody; the fields stay where they say the same."""
        if self._fields and self.periods == list(periods):
            return
        clear(self._rows)
        self._fields = []
        if not periods:
            none = label(self._closed, "muted")
            none.setMinimumHeight(self._add.sizeHint().height())
            self._rows.addWidget(none)
        for at, one in enumerate(periods):
            self._rows.addWidget(self._row(at, one))
        self._add.setEnabled(len(periods) < MOST)
        tab_before(self._add, self._holder)

    def add(self) -> None:
        self._set([*self.periods, next_period(self.periods)])
        self._fields[-1][0].setFocus()

    def remove(self, at: int) -> None:
        self._set([one for place, one in enumerate(self.periods) if place != at])
        self._add.setFocus()

    def _set(self, periods: list[Period]) -> None:
        self.show_periods(periods)
        self.changed.emit(periods)

    def _row(self, at: int, one: Period) -> QWidget:
        made = QWidget()
        row = line(made, 0, 6)
        words = {"day": self.day, "number": at + 1}
        opens = self.tr("{day}, hours {number}: from").format(**words)
        closes = self.tr("{day}, hours {number}: to").format(**words)
        start = ClockField(f"{self._name}_from_{at}", opens, one.from_)
        end = ClockField(f"{self._name}_to_{at}", closes, one.to)
        drop = tool(
            f"{self._name}_remove_{at}",
            self.tr("{day}, hours {number}: remove").format(**words),
            "close",
            self._themes,
        )
        drop.clicked.connect(lambda: self.remove(at))
        row.addWidget(start)
        row.addWidget(label("–", "muted"))
        row.addWidget(end)
        row.addWidget(drop)
        for field in (start, end):
            field.textEdited.connect(lambda _text: self.changed.emit(self.periods))
        self._fields.append((start, end))
        return made
