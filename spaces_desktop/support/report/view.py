"""The report of a customer service: what happened to conversations, how long it took, and plots by
day; every figure says in a line what it counts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from embedded_server.contracts.support_desk import SupportReport
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.report.cards_view import OutcomeCard, RatingCard, TargetCard, TimeCard
from spaces_desktop.support.report.model import RANGES, ReportModel
from spaces_desktop.support.report.plots import (
    handover_plot,
    outcome_plot,
    started_plot,
    waiting_plot,
)
from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, scroller
from spaces_desktop.widgets.plot import Plot
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class ReportView(QWidget):
    """Deletes nothing of the model: whoever made it closes it after `release`."""

    def __init__(self, model: ReportModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("support_report")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        outer = column(self, 0, 0)
        above = QWidget()
        head = column(above, 16, 8)
        head.addLayout(self._build_choice())
        self._error = ErrorStrip(name="report_file_error")
        head.addWidget(self._error)
        self._said = label("", "muted", wrap=True, name="report_said")
        self._said.hide()
        head.addWidget(self._said)
        outer.addWidget(above)
        self._page = QWidget()
        self._cards = column(self._page, 16, 12)
        self._cards.setContentsMargins(16, 0, 16, 16)
        self._plots = {
            Plot(name, themes): plot_of
            for name, plot_of in (
                ("report_started", started_plot),
                ("report_outcome", outcome_plot),
                ("report_handover", handover_plot),
                ("report_waiting", waiting_plot),
            )
        }
        self._titles = {plot: label("", "section") for plot in self._plots}
        self._figures = QWidget()
        self._tables = column(self._figures, 0, 12)
        self._cards.addWidget(self._figures)
        for plot, title in self._titles.items():
            card = frame("card")
            inside = column(card, 8, 4)
            title.setContentsMargins(8, 4, 8, 0)
            inside.addWidget(title)
            inside.addWidget(plot)
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        none = Empty(
            self.tr("No conversations in these days"),
            self.tr(
                "As soon as customers write, you see here what became of it, how long they"
                " waited, and how they rated it."
            ),
            picture="plot",
            themes=themes,
        )
        area = scroller(self._page, self.tr("Report"))
        self._states = StateStack(area, themes, none, shape="cards", name="report")
        self._states.retry_requested.connect(model.load)
        outer.addWidget(self._states, 1)
        self._states.follow(self._bindings, model)
        self._bindings.bind(model, "report", self._on_report)
        self._bindings.bind(model, "file_advice", self._error.show_advice)
        self._bindings.bind(model, "busy", self._export.setDisabled)
        self._bindings.listen(model.saved, self._on_saved)

    def release(self) -> None:
        self._bindings.release()

    def choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the report"))
        dialog.setObjectName("report_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("support-report.csv")
        dialog.fileSelected.connect(lambda name: self._model.save(Path(name)))
        dialog.open()

    def _build_choice(self) -> QGridLayout:
        words = {7: self.tr("7 days"), 30: self.tr("30 days"), 90: self.tr("90 days")}
        self._range = SegmentedControl(
            [(str(days), words[days]) for days in RANGES],
            "report_range",
            self.tr("Which days"),
            str(self._model.days),
        )
        self._range.changed.connect(self._on_range)
        self._export = button(self.tr("Save as CSV…"), "report_export")
        self._export.clicked.connect(self.choose_file)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self._range, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._export, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    def _on_range(self, days: str) -> None:
        self._said.hide()
        self._model.set_days(int(days))

    def _on_report(self, report: SupportReport | None) -> None:
        if report is None:
            return
        clear(self._tables)
        self._tables.addWidget(self._build_numbers(report))
        self._tables.addWidget(OutcomeCard(report))
        self._tables.addWidget(TimeCard(report))
        self._tables.addWidget(RatingCard(report))
        if any(one.met or one.missed for one in report.targets):
            self._tables.addWidget(TargetCard(report, self._themes))
        for plot, plot_of in self._plots.items():
            data = plot_of(report)
            plot.show_data(data)
            self._titles[plot].setText(data.title)

    def _build_numbers(self, report: SupportReport) -> QWidget:
        card = frame("card", "report_numbers")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        numbers = (
            (report.started, self.tr("started in these days")),
            (report.open_now, self.tr("open now")),
            (report.waiting_now, self.tr("waiting for a person now")),
        )
        for at, (number, words) in enumerate(numbers):
            grid.addWidget(label(QLocale().toString(number), "hero"), 0, at)
            grid.addWidget(label(words, "small", wrap=True), 1, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
        return card

    def _on_saved(self, where: str) -> None:
        self._said.setText(self.tr("Saved as {file}.").format(file=where))
        self._said.show()
