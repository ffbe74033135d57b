"""A creator's income: totals, a plot over the days, every payment, and the way back for one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QWidget

from embedded_server.contracts.billing import Revenue
from embedded_server.contracts.communities import Community
from spaces_desktop.billing.income import RANGES, IncomeModel
from spaces_desktop.billing.income_data import plot_of
from spaces_desktop.billing.refund_view import RefundDialog
from spaces_desktop.billing.words import fee_title
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import SegmentedControl
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.money_list import MoneyList
from spaces_desktop.widgets.panes import Empty, button, clear, column, frame, label, scroller
from spaces_desktop.widgets.plot import Plot
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes

LIST_ROWS = 6


class IncomeView(QWidget):
    def __init__(self, model: IncomeModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("income")
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        inside = QWidget()
        layout = column(inside, 16, 12)
        layout.addLayout(self._build_choice())
        self._error = ErrorStrip(name="income_file_error")
        layout.addWidget(self._error)
        self._said = label("", "muted", wrap=True, name="income_said")
        self._said.hide()
        layout.addWidget(self._said)
        self._totals = frame("card", "income_totals")
        self._grid = QGridLayout(self._totals)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        layout.addWidget(self._totals)
        card = frame("card")
        self.plot = Plot("income_plot", themes)
        column(card, 8, 0).addWidget(self.plot)
        layout.addWidget(card)
        layout.addWidget(label(self.tr("Payments: open one to pay it back"), "section"))
        layout.addWidget(self._build_payments(), 1)
        none = Empty(
            self.tr("No community of your own"),
            self.tr("What members pay to a community that you created is shown here."),
            picture="wallet",
            themes=themes,
        )
        area = scroller(inside, self.tr("Income"))
        self._states = StateStack(area, themes, none, shape="cards", name="income")
        self._states.retry_requested.connect(lambda: model.open(model.chosen))
        column(self, 0, 0).addWidget(self._states)
        self._states.follow(self._bindings, model)
        bind = self._bindings.bind
        bind(model, "communities", self._on_communities)
        bind(model, "chosen", self._on_chosen)
        bind(model, "revenue", self._on_revenue)
        bind(model, "file_advice", self._error.show_advice)
        self._bindings.listen(model.saved, self._on_saved)

    def release(self) -> None:
        self._bindings.release()

    def _build_choice(self) -> QGridLayout:
        self._which = QComboBox()
        self._which.setObjectName("income_community")
        self._which.setAccessibleName(self.tr("Community"))
        self._which.activated.connect(lambda at: self._model.choose(self._which.itemData(at)))
        words = {
            7: self.tr("7 days"),
            30: self.tr("30 days"),
            90: self.tr("90 days"),
            365: self.tr("A year"),
        }
        self._range = SegmentedControl(
            [(str(days), words[days]) for days in RANGES],
            "income_range",
            self.tr("Which days"),
            str(self._model.days),
        )
        self._range.changed.connect(lambda key: self._model.set_days(int(key)))
        export = button(self.tr("Save as CSV…"), "income_export")
        export.clicked.connect(self._choose_file)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self._which, 0, 0, 1, 2)
        grid.addWidget(self._range, 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(export, 1, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    def _build_payments(self) -> QFrame:
        holder = frame("card", "income_payments")
        model = self._model
        self.list = MoneyList("payments_list", self.tr("Payments"), model.rows, self._themes)
        self.list.setMinimumHeight(LIST_ROWS * self.list.row_height)
        self.list.chosen.connect(self.refund)
        self.list.more_wanted.connect(model.payments.more)
        none = Empty("", self.tr("Nobody has paid anything yet."))
        states = StateStack(self.list, self._themes, none, name="payments")
        states.retry_requested.connect(model.payments.load)
        states.more_requested.connect(model.payments.more)
        column(holder, 4, 0).addWidget(states)
        bind = self._bindings.bind
        bind(model.payments, "phase", states.show_phase)
        bind(model.payments, "advice", states.show_advice)
        bind(model.payments, "has_more", states.show_more)
        return holder

    def refund(self, entry_id: str) -> None:
        made = self._model.refund_of(entry_id)
        if made is not None:
            RefundDialog(made, self).open()

    def _on_communities(self, mine: tuple[Community, ...]) -> None:
        self._which.clear()
        for one in mine:
            self._which.addItem(one.name, one.id)
        self._on_chosen(self._model.chosen)

    def _on_chosen(self, chosen: str) -> None:
        self._which.setCurrentIndex(self._which.findData(chosen))

    def _on_revenue(self, revenue: Revenue | None) -> None:
        if revenue is None:
            return
        clear(self._grid)
        captions = (
            "",
            self.tr("Number"),
            self.tr("Members paid"),
            self.tr("For you"),
            self.tr("For the server"),
        )
        for at, caption in enumerate(captions):
            self._put(0, at, caption, "section")
        for row, one in enumerate(revenue.totals, 1):
            self._put(row, 0, fee_title(one.kind), "")
            self._put(row, 1, str(one.count), "")
            for at, cents in enumerate((one.gross_cents, one.creator_cents, one.platform_cents), 2):
                self._put(row, at, money(cents), "")
        last = len(revenue.totals) + 1
        self._put(last, 0, self.tr("Together, refunds taken off"), "strong")
        totals = revenue.totals
        sums = (
            sum(one.gross_cents for one in totals),
            sum(one.creator_cents for one in totals),
            sum(one.platform_cents for one in totals),
        )
        for at, cents in enumerate(sums, 2):
            self._put(last, at, money(cents), "strong")
        self._grid.setColumnStretch(0, 1)
        title = self.tr("Income a day")
        self.plot.show_data(plot_of(revenue, title, self.tr("Together")))
        self._said.hide()

    def _put(self, row: int, at: int, text: str, role: str) -> None:
        side = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight
        made = label(text, role, wrap=at == 0)
        self._grid.addWidget(made, row, at, side if at else Qt.AlignmentFlag(0))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the income"))
        dialog.setObjectName("income_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("income.csv")
        dialog.fileSelected.connect(lambda name: self._model.save(Path(name)))
        dialog.open()

    def _on_saved(self, where: str) -> None:
        self._said.setText(self.tr("Saved as {file}.").format(file=where))
        self._said.show()
