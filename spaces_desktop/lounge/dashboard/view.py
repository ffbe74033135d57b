"""A lounge's dashboard: figures, plots over a range of days, the same as a table, and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from embedded_server.contracts.lounge import Dashboard
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.lounge.dashboard.figures import (
    PLOTS,
    figures,
    range_words,
    table_captions,
    table_rows,
)
from spaces_desktop.lounge.dashboard.model import RANGES, DashboardModel
from spaces_desktop.lounge.dashboard.picture import picture_of
from spaces_desktop.widgets.chart import Chart
from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

COLUMNS = 4
TABLE_ROWS = 16


class DashboardView(QWidget):
    """Deletes nothing of the model: whoever made it closes it after `release`."""

    def __init__(self, model: DashboardModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("lounge_dashboard")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        outer = column(self, 0, 0)
        outer.addWidget(self._build_head())
        area = scroller(self._build_page(), self.tr("Dashboard"))
        none = Empty(
            self.tr("Nobody has come in yet"),
            self.tr(
                "As soon as people talk here, you see how many they are, how much is spoken and"
                " what comes in. Nobody’s name is among these figures."
            ),
            picture="plot",
            themes=themes,
        )
        self._states = StateStack(area, themes, none, shape="cards", name="dashboard")
        self._states.retry_requested.connect(model.load)
        outer.addWidget(self._states, 1)
        self._states.follow(self._bindings, model)
        self._bindings.bind(model, "days", lambda days: self._range.choose(str(days)))
        self._bindings.bind(model, "figures", self._on_figures)
        self._bindings.bind(model, "file_advice", self._error.show_advice)
        self._bindings.listen(model.saved, self._on_saved)

    def release(self) -> None:
        self._bindings.release()

    def show_as(self, form: str) -> None:
        """`plots`, or `table`."""
        self._plots.setVisible(form == "plots")
        self._table.setVisible(form == "table")
        self._form.choose(form)

    def choose_csv(self) -> None:
        self._choose_file(self.tr("Where to save the days"), "csv", self._model.save_csv)

    def choose_picture(self) -> None:
        self._choose_file(self.tr("Where to save the picture"), "png", self.save_picture)

    def save_picture(self, target: Path) -> None:
        found, model = self._model.figures, self._model
        if found is not None:
            png = picture_of(found, model.community.name, self._themes, self.font())
            model.save_picture(png, target)

    def _build_head(self) -> QWidget:
        above = QWidget()
        head = column(above, 16, 8)
        words = {
            7: self.tr("7 days"),
            30: self.tr("30 days"),
            90: self.tr("90 days"),
            365: self.tr("A year"),
        }
        self._range = SegmentedControl(
            [(str(days), words[days]) for days in RANGES],
            "dashboard_range",
            self.tr("Which days"),
            str(self._model.days),
        )
        self._range.changed.connect(self._on_range)
        self._form = SegmentedControl(
            [("plots", self.tr("Plots")), ("table", self.tr("Table"))],
            "dashboard_form",
            self.tr("How it is shown"),
            "plots",
        )
        self._form.changed.connect(self.show_as)
        self._csv = button(self.tr("Save as CSV…"), "dashboard_csv")
        self._csv.clicked.connect(self.choose_csv)
        self._png = button(self.tr("Save as picture…"), "dashboard_png")
        self._png.clicked.connect(self.choose_picture)
        choice = line(spacing=8)
        choice.addWidget(self._range)
        choice.addWidget(self._form)
        choice.addStretch(1)
        choice.addWidget(self._csv)
        choice.addWidget(self._png)
        head.addLayout(choice)
        self._error = ErrorStrip(name="dashboard_file_error")
        head.addWidget(self._error)
        self._said = label("", "muted", wrap=True, name="dashboard_said")
        self._said.hide()
        head.addWidget(self._said)
        return above

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = column(page, 16, 12)
        layout.setContentsMargins(16, 0, 16, 16)
        card = frame("card", "dashboard_figures")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(24)
        layout.addWidget(card)
        self._days = label("", "small", wrap=True, name="dashboard_days")
        layout.addWidget(self._days)
        self._plots = QWidget()
        below = column(self._plots, 0, 12)
        self._charts = {Chart(name, self._themes): plot_of for name, plot_of in PLOTS}
        self._titles = {chart: label("", "section") for chart in self._charts}
        for chart, title in self._titles.items():
            holder = frame("card")
            inside = column(holder, 8, 4)
            title.setContentsMargins(8, 4, 8, 0)
            inside.addWidget(title)
            inside.addWidget(chart)
            below.addWidget(holder)
        layout.addWidget(self._plots)
        self._table = self._build_table()
        self._table.hide()
        layout.addWidget(self._table)
        layout.addStretch(1)
        return page

    def _build_table(self) -> QTableWidget:
        captions = table_captions()
        made = QTableWidget(0, len(captions))
        made.setObjectName("dashboard_table")
        made.setAccessibleName(self.tr("The days as a table"))
        for place, caption in enumerate(captions):
            head = QTableWidgetItem(caption)
            head.setTextAlignment(_side(place))
            made.setHorizontalHeaderItem(place, head)
        made.verticalHeader().hide()
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setAlternatingRowColors(True)
        made.setTabKeyNavigation(False)
        made.setShowGrid(False)
        made.setMinimumHeight(TABLE_ROWS * 2 * made.fontMetrics().height())
        return made

    def _on_range(self, days: str) -> None:
        self._said.hide()
        self._model.set_days(int(days))

    def _on_figures(self, found: Dashboard | None) -> None:
        self._csv.setEnabled(found is not None)
        self._png.setEnabled(found is not None)
        if found is None:
            return
        clear(self._grid)
        for at, one in enumerate(figures(found)):
            row, place = at // COLUMNS * 2, at % COLUMNS
            self._grid.addWidget(label(one.value, "hero"), row, place)
            words = label(one.words, "small", wrap=True)
            self._grid.addWidget(words, row + 1, place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1)
        self._days.setText(range_words(found))
        for chart, plot_of in self._charts.items():
            data = plot_of(found)
            chart.show_data(data)
            self._titles[chart].setText(data.title)
        self._fill(table_rows(found))

    def _fill(self, rows: list[tuple[str, ...]]) -> None:
        self._table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(place))
                self._table.setItem(at, place, item)

    def _choose_file(self, title: str, suffix: str, save: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setObjectName("dashboard_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"lounge.{suffix}")
        dialog.fileSelected.connect(lambda name: save(Path(name)))
        dialog.open()

    def _on_saved(self, where: str) -> None:
        self._said.setText(self.tr("Saved as {file}.").format(file=where))
        self._said.show()


def _side(place: int) -> Qt.AlignmentFlag:
    """Days to the left, numbers to the right."""
    side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
