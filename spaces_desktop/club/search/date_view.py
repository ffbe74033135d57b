"""A small calendar that opens at a button, to go to what was said on a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.theme import Themes


class DatePopover(QFrame):
    chosen = Signal(object)
    """A `date`."""

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("date_popover")
        self.setProperty("role", "popup")
        layout = column(self, 12, 8)
        layout.addWidget(label(self.tr("Go to a day"), "section"))
        self.calendar = QCalendarWidget()
        self.calendar.setObjectName("date_calendar")
        self.calendar.setAccessibleName(self.tr("Day"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMaximumDate(QDate.currentDate())
        self.calendar.activated.connect(self._on_chosen)
        self.calendar.clicked.connect(self._on_chosen)
        for name, arrow in (
            ("qt_calendar_prevmonth", "back"),
            ("qt_calendar_nextmonth", "forward"),
        ):
            step = self.calendar.findChild(QToolButton, name)
            if step is not None:
                dress(step, arrow, themes)
        layout.addWidget(self.calendar)

    def open_at(self, anchor: QWidget) -> None:
        """Below that button, and inside the window it belongs to."""
        plain = QTextCharFormat()
        plain.setForeground(self.palette().text())
        for one in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(one, plain)
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def _on_chosen(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
