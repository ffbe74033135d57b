"""The dialog that saves a statement: from which day to which, and how far it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QFileDialog, QProgressBar, QWidget

from spaces_desktop.billing.statement import StatementModel
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import label, line

ALL, RANGE = 0, 3


class StatementDialog(Dialog):
    def __init__(self, model: StatementModel, parent: QWidget) -> None:
        super().__init__(parent.tr("Statement"), "statement", parent)
        self._model = model
        model.advice = None
        self._bindings = Bindings()
        self.finished.connect(self._on_closed)
        words = self.tr("Every entry with its day, amount and balance, for any spreadsheet (CSV).")
        self.body.addWidget(label(words, "muted", wrap=True))
        self._span = QComboBox()
        self._span.setObjectName("statement_span")
        self._span.setAccessibleName(self.tr("Which days"))
        self._span.addItems(
            [
                self.tr("Everything"),
                self.tr("This month"),
                self.tr("This year"),
                self.tr("From one day to another"),
            ]
        )
        self.body.addWidget(self._span)
        days = line(spacing=8)
        today = QDate.currentDate()
        self._first = self._day("statement_first", self.tr("First day"), today.addDays(-30))
        self._last = self._day("statement_last", self.tr("Last day"), today)
        days.addWidget(self._first, 1)
        days.addWidget(self._last, 1)
        self.body.addLayout(days)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self.body.addWidget(self._progress)
        self._said = label("", "muted", wrap=True, name="statement_said")
        self.body.addWidget(self._said)
        self._stop = self.add_button(self.tr("Cancel"), "statement_stop")
        self._stop.clicked.connect(self._on_stop)
        self._save = self.add_button(self.tr("Save as…"), "statement_save", "primary")
        self._save.clicked.connect(self._choose)
        self._span.currentIndexChanged.connect(self._on_span)
        self._on_span(ALL)
        self._bindings.bind(model, "done_bytes", self._on_bytes)
        self._bindings.bind(model, "advice", self.error.show_advice)
        self._bindings.listen(model.saved, self._on_saved)

    def _day(self, name: str, title: str, at: QDate) -> QDateEdit:
        made = QDateEdit(at)
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setCalendarPopup(True)
        return made

    def _on_span(self, at: int) -> None:
        self._first.setVisible(at == RANGE)
        self._last.setVisible(at == RANGE)

    def _range(self) -> tuple[date | None, date | None]:
        today = date.today()
        if self._span.currentIndex() == RANGE:
            return _date(self._first.date()), _date(self._last.date())
        starts = (None, today.replace(day=1), today.replace(month=1, day=1))
        return starts[self._span.currentIndex()], None

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the statement"))
        dialog.setObjectName("statement_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("statement.csv")
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    def save_as(self, name: str) -> None:
        self._model.save(*self._range(), Path(name))

    def _on_stop(self) -> None:
        if self._model.done_bytes is None:
            self.reject()
        else:
            self._model.stop()

    def _on_bytes(self, done: int | None) -> None:
        busy = done is not None
        self._progress.setVisible(busy)
        self._save.setDisabled(busy)
        if done is not None:
            size = QLocale().formattedDataSize(done)
            self._said.setText(self.tr("{size} saved so far").format(size=size))
        else:
            self._said.clear()

    def _on_saved(self, where: str) -> None:
        self._said.setText(self.tr("Saved as {file}.").format(file=where))
        self._stop.setText(self.tr("Close"))

    def _on_closed(self) -> None:
        self._model.stop()
        self._bindings.release()


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
