"""Holidays: days on which nobody is there, or only in periods of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QGridLayout, QLineEdit, QWidget

from embedded_server.contracts.support_desk import Holiday, Period
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.parts_view import tab_before
from spaces_desktop.support.settings.periods_view import PeriodsEditor
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import button, clear, column, frame, label
from spaces_desktop.widgets.theme import Themes

WIRE = "yyyy-MM-dd"
MOST = 366
TOP = Qt.AlignmentFlag.AlignTop


class HolidaysEditor(QWidget):
    def __init__(self, model: ServiceModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self.setObjectName("holidays")
        self._model = model
        self._themes = themes
        self._rows: list[PeriodsEditor] = []
        self._is_stale = False
        layout = column(self, 0, 8)
        layout.addWidget(label(self.tr("Holidays"), "section"))
        self._none = label(
            self.tr("None yet. On a holiday nobody is there, or only in the hours you give it."),
            "small",
            wrap=True,
        )
        layout.addWidget(self._none)
        self._list = column(holder := QWidget(), 0, 8)
        self._holder = holder
        layout.addWidget(holder)
        add = button(self.tr("Add a holiday"), "holiday_add", "link")
        dress(add, "add", themes, "accent")
        add.clicked.connect(self.add)
        self._add = add
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        bindings.bind(model, "faults", self._show_faults)

    def add(self) -> None:
        """The next day that is none yet."""
        holidays = self._model.draft.hours.holidays
        taken = {one.day for one in holidays}
        ordinal = date.today().toordinal() + 1
        while date.fromordinal(ordinal).isoformat() in taken:
            ordinal += 1
        self._set([*holidays, Holiday(day=date.fromordinal(ordinal).isoformat())])
        found = self.findChild(QLineEdit, f"holiday_{len(holidays)}_name")
        if found is not None:
            found.setFocus()

    def show_holidays(self, holidays: Sequence[Holiday]) -> None:
        """Rows are made anew where one came or went; else they stay as they are being typed in."""
        self._none.setVisible(not holidays)
        self._add.setEnabled(len(holidays) < MOST)
        if self._is_stale or len(holidays) != len(self._rows):
            self._is_stale = False
            clear(self._list)
            self._rows = []
            for at, one in enumerate(holidays):
                self._list.addWidget(self._row(at, one))
            self._show_faults(self._model.faults)
            tab_before(self._add, self._holder)
            return
        for row, one in zip(self._rows, holidays, strict=True):
            row.show_periods(one.periods)

    def _row(self, at: int, one: Holiday) -> QWidget:
        made = frame("card", f"holiday_{at}")
        grid = QGridLayout(made)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        day = QDateEdit(QDate.fromString(one.day, WIRE))
        day.setObjectName(f"holiday_{at}_day")
        day.setAccessibleName(self.tr("Day of holiday {number}").format(number=at + 1))
        day.setCalendarPopup(True)
        day.dateChanged.connect(lambda chosen: self._change(at, day=chosen.toString(WIRE)))
        name = QLineEdit(one.name)
        name.setObjectName(f"holiday_{at}_name")
        name.setAccessibleName(self.tr("Name of holiday {number}").format(number=at + 1))
        name.setPlaceholderText(self.tr("Name, such as New Year"))
        name.setMaxLength(80)
        name.textEdited.connect(lambda text: self._change(at, name=text))
        words = self.tr("Remove holiday {number}").format(number=at + 1)
        drop = tool(f"holiday_{at}_remove", words, "close", self._themes)
        drop.clicked.connect(lambda: self._remove(at))
        title = one.name or self.tr("holiday {number}").format(number=at + 1)
        hours = PeriodsEditor(f"holiday_{at}_hours", title, self.tr("Closed all day"), self._themes)
        hours.show_periods(one.periods)
        hours.changed.connect(lambda periods: self._change(at, periods=periods))
        fault = label("", "bad", wrap=True, name=f"fault_holiday_{at}")
        grid.addWidget(day, 0, 0, TOP)
        grid.addWidget(name, 0, 1, TOP)
        grid.addWidget(drop, 0, 2, TOP)
        grid.addWidget(hours, 1, 0, 1, 3)
        grid.addWidget(fault, 2, 0, 1, 3)
        fault.hide()
        self._rows.append(hours)
        return made

    def _show_faults(self, faults: dict[str, str]) -> None:
        for at in range(len(self._rows)):
            shown = self.findChild(QWidget, f"fault_holiday_{at}")
            path = f"hours.holidays[{at}]"
            told = next((words for one, words in faults.items() if one.startswith(path)), "")
            if shown is not None:
                shown.setProperty("text", told)
                shown.setVisible(bool(told))

    def _change(
        self,
        at: int,
        *,
        day: str | None = None,
        name: str | None = None,
        periods: list[Period] | None = None,
    ) -> None:
        one = self._model.draft.hours.holidays[at]
        one = replace(
            one,
            day=one.day if day is None else day,
            name=one.name if name is None else name,
            periods=one.periods if periods is None else periods,
        )
        holidays = list(self._model.draft.hours.holidays)
        holidays[at] = one
        self._set(holidays)

    def _remove(self, at: int) -> None:
        kept = list(self._model.draft.hours.holidays)
        del kept[at]
        self._is_stale = True  # each field is of another day now
        self._set(kept)
        self._add.setFocus()

    def _set(self, holidays: list[Holiday]) -> None:
        self._model.change_hours(lambda hours: replace(hours, holidays=holidays))
