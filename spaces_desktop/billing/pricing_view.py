"""The prices of a community, with what others would mean beside them before they are saved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from embedded_server.contracts.billing import FeeTotal
from embedded_server.contracts.pricing import Lapse, PriceWhatIf
from spaces_desktop.billing.income_data import KINDS, ROLES
from spaces_desktop.billing.pricing import PricingModel
from spaces_desktop.billing.words import fee_title
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, column, frame, label, line
from spaces_desktop.widgets.plot import Plot
from spaces_desktop.widgets.plot_data import PlotData, Series
from spaces_desktop.widgets.theme import Themes

STEP_CENTS = 10
LEAST_TOP_CENTS = 2_000
"""A slider goes up to twice the price there is, and at least so far."""
MOST_NAMED = 6


class PricesPage(QWidget):
    def __init__(self, model: PricingModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("prices")
        self._model = model
        self._bindings = Bindings()
        model.setParent(self)
        layout = column(self, 16, 8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._fields: list[MoneyField] = []
        self._sliders: list[QSlider] = []
        now = model.now
        self._add_price(0, "price_join", self.tr("For joining, once"), now.join_fee_cents)
        self._add_price(1, "price_month", self.tr("For every 30 days"), now.monthly_fee_cents)
        self._add_price(
            2, "price_agent", self.tr("For a question to an agent"), now.agent_call_fee_cents
        )
        layout.addLayout(self._grid)
        words = self.tr(
            "0 is free. An agent can have a price of its own, which stays as it is. You receive"
            " your share of each payment at once; moderators and you never pay."
        )
        layout.addWidget(label(words, "small", wrap=True))
        layout.addWidget(self._build_meaning(themes))
        self._error = ErrorStrip(name="prices_error")
        layout.addWidget(self._error)
        row = line(spacing=8)
        self._said = label("", "muted", wrap=True, name="prices_said")
        row.addWidget(self._said, 1)
        self._save = button(self.tr("Save the prices"), "prices_save", "primary")
        self._save.clicked.connect(model.save)
        row.addWidget(self._save)
        layout.addLayout(row)
        layout.addStretch(1)
        bind = self._bindings.bind
        bind(model, "found", self._on_found)
        bind(model, "advice", self._trouble.show_advice)
        bind(model, "form_advice", self._error.show_advice)
        bind(model, "tried", lambda _it: self._show_save())
        bind(model, "busy", lambda _it: self._show_save())
        self._bindings.listen(model.saved, self._on_saved)
        model.load()

    def release(self) -> None:
        self._bindings.release()
        self._model.close()

    def _add_price(self, row: int, name: str, caption: str, cents: int) -> None:
        field = MoneyField(name, cents)
        field.setAccessibleName(caption)
        field.setMaximumWidth(8 * self.fontMetrics().height())
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"{name}_slider")
        slider.setAccessibleName(caption)
        slider.setRange(0, max(2 * cents, LEAST_TOP_CENTS) // STEP_CENTS)
        slider.setValue(cents // STEP_CENTS)
        said = label(caption, wrap=True)
        said.setBuddy(field)
        self._grid.addWidget(said, row, 0)
        self._grid.addWidget(field, row, 1)
        self._grid.addWidget(slider, row, 2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self._fields.append(field)
        self._sliders.append(slider)
        slider.valueChanged.connect(lambda value: field.show_cents(value * STEP_CENTS))
        field.textChanged.connect(lambda _text: self._on_typed(field, slider))

    def _on_typed(self, field: MoneyField, slider: QSlider) -> None:
        cents = field.cents
        if cents is not None:
            with QSignalBlocker(slider):
                slider.setValue(cents // STEP_CENTS)
        self._said.clear()
        self._model.try_prices(*(one.cents for one in self._fields))

    def _build_meaning(self, themes: Themes) -> QWidget:
        card = frame("card", "prices_meaning")
        inner = column(card, 12, 6)
        inner.addWidget(label(self.tr("What that would mean"), "section"))
        self._trouble = ErrorStrip(name="what_if_error")
        self._trouble.retry_requested.connect(self._model.load)
        inner.addWidget(self._trouble)
        self._income = label("", "strong", wrap=True, name="what_if_income")
        self._lapsing = label("", wrap=True, name="what_if_lapses")
        self._who = label("", "small", wrap=True, name="what_if_who")
        self.plot = Plot("what_if_plot", themes)
        self._assumed = label("", "small", wrap=True, name="what_if_assumed")
        for one in (self._income, self.plot, self._lapsing, self._who, self._assumed):
            inner.addWidget(one)
        return card

    def _show_save(self) -> None:
        model = self._model
        self._save.setEnabled(model.is_other and not model.busy)
        if model.tried is None:
            self._income.setText(self.tr("One of the prices is no amount."))
        elif model.found is not None:
            self._on_found(model.found)

    def _on_saved(self, _community: object) -> None:
        self._said.setText(self.tr("Saved. It holds for new joins and the next renewals."))
        self._show_save()

    def _on_found(self, found: PriceWhatIf | None) -> None:
        for one in (self._lapsing, self._who, self._assumed, self.plot):
            one.setVisible(found is not None)
        if found is None:
            return
        now, then = _mine(found.income_now), _mine(found.income_then)
        words = self.tr(
            "For you: {then} in place of {now}, had the last {days} days had these prices."
        )
        if not self._model.is_other:
            words = self.tr("For you: {now} in the last {days} days. Try other prices above.")
        self._income.setText(words.format(now=money(now), then=money(then), days=found.days))
        self.plot.show_data(what_if_plot(found))
        words = self.tr(
            "{count} of {paying} paying members lapse unless they do something themselves."
        )
        self._lapsing.setText(words.format(count=found.lapse_count, paying=found.paying_count))
        self._who.setText(self._lapses(found))
        is_other = self._model.is_other
        self._lapsing.setVisible(is_other)
        self._who.setVisible(is_other and bool(found.lapses or found.wallets_short))
        self._assumed.setText(_assumed(found))

    def _lapses(self, found: PriceWhatIf) -> str:
        lines = [_lapse(one) for one in found.lapses[:MOST_NAMED]]
        more = found.lapse_count - len(lines)
        if more > 0:
            lines.append(self.tr("and {count} more").format(count=more))
        if found.wallets_short:
            words = self.tr("{count} could not pay the monthly fee out of their wallets now.")
            lines.append(words.format(count=found.wallets_short))
        return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("billing", text)


def _mine(totals: list[FeeTotal]) -> int:
    return sum(one.creator_cents for one in totals)


def what_if_plot(found: PriceWhatIf) -> PlotData:
    """The creator's share of what members pay, as it is and as it would be, by kind; kinds that
    bring nothing either way are left out."""
    both = (found.income_now, found.income_then)
    by_kind = {
        kind: tuple(sum(one.creator_cents for one in part if one.kind == kind) for part in both)
        for kind in KINDS
    }
    return PlotData(
        _tr("Your share in {days} days").format(days=found.days),
        (_tr("As it is"), _tr("With these prices")),
        tuple(
            Series(fee_title(kind), by_kind[kind], ROLES[kind])
            for kind in KINDS
            if any(by_kind[kind])
        ),
        say=money,
        total=_tr("Together"),
    )


def _lapse(one: Lapse) -> str:
    reasons = {
        "renews_by_hand": _tr("{name}, {day}: renews by hand"),
        "must_agree_again": _tr("{name}, {day}: has agreed to another price"),
        "wallet_short": _tr("{name}, {day}: the wallet is short"),
    }
    return reasons[one.reason].format(name=one.display_name, day=day(one.expires_at))


def _assumed(found: PriceWhatIf) -> str:
    words = {
        "as_many_joins": _tr("as many people join"),
        "as_many_renewals": _tr("as many renew"),
        "as_many_questions": _tr("as many questions are asked"),
        "agents_prices_left_out": _tr("agents with a price of their own are left out"),
        "nobody_changes_their_mind": _tr("nobody stays or goes because of the price"),
    }
    said = ", ".join(words[one] for one in found.assumptions)
    return _tr("Assumed: {assumptions}.").format(assumptions=said)
