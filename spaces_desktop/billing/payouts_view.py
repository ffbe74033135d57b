"""One's payouts with their states, and the dialog that asks for one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from spaces_desktop.billing.payouts import PayoutsModel
from spaces_desktop.billing.wallet import WalletModel
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.money_list import MoneyList
from spaces_desktop.widgets.panes import Empty, button, column, label, line
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class PayoutsPage(QWidget):
    def __init__(self, model: PayoutsModel, wallet: WalletModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._wallet = wallet
        self._bindings = Bindings()
        layout = column(self, 0, 0)
        row = line(spacing=16)
        row.setContentsMargins(16, 12, 16, 4)
        self._how = label("", "muted", wrap=True, name="payouts_how")
        row.addWidget(self._how, 1)
        self._ask = button(self.tr("Ask for a payout…"), "payout_ask")
        self._ask.clicked.connect(self.ask)
        row.addWidget(self._ask)
        layout.addLayout(row)
        self.list = MoneyList("payouts_list", self.tr("Payouts"), model.rows, themes)
        self.list.more_wanted.connect(model.found.more)
        none = Empty(
            self.tr("No payout yet"),
            self.tr("What you earned can be paid out to you. Ask for it here."),
            picture="payout",
            themes=themes,
        )
        self._states = StateStack(self.list, themes, none, name="payouts")
        self._states.retry_requested.connect(model.found.load)
        self._states.more_requested.connect(model.found.more)
        layout.addWidget(self._states, 1)
        bind = self._bindings.bind
        bind(model.found, "phase", self._states.show_phase)
        bind(model.found, "advice", self._states.show_advice)
        bind(model.found, "has_more", self._states.show_more)
        bind(wallet, "wallet", lambda _it: self._show_what_can_be_asked())

    def release(self) -> None:
        self._bindings.release()

    @property
    def _balance(self) -> int:
        return 0 if self._wallet.wallet is None else self._wallet.wallet.balance_cents

    def _show_what_can_be_asked(self) -> None:
        self._ask.setEnabled(self._balance > 0)
        words = self.tr(
            "The amount is set aside at once. The host pays it outside of this space, and"
            " confirms it here."
        )
        if not self._balance and self._wallet.wallet is not None:
            words = self.tr("Your wallet is empty: there is nothing to be paid out.")
        self._how.setText(words)

    def ask(self) -> None:
        AskPayoutDialog(self._model, self._balance, self).open()


class AskPayoutDialog(FormDialog):
    def __init__(self, model: PayoutsModel, balance_cents: int, parent: QWidget) -> None:
        super().__init__(parent.tr("Ask for a payout"), "payout_dialog", parent)
        self._model = model
        self._balance = balance_cents
        model.begin_form()
        words = self.tr("{amount} are in your wallet.").format(amount=money(balance_cents))
        self.body.addWidget(label(words, "muted", wrap=True))
        self._amount = MoneyField("payout_amount", balance_cents)
        self._note = QLineEdit()
        self._note.setObjectName("payout_note")
        self._note.setMaxLength(500)
        self._note.setPlaceholderText(self.tr("Where to pay it, for the host"))
        captioned(self.body, self.tr("Amount"), self._amount)
        captioned(self.body, self.tr("Note"), self._note)
        fields = self.follow(model, model.edited)
        fields.add("amountCents", self._amount, self.body)
        fields.add("note", self._note, self.body)
        self._done = button("", "payout_submit", "primary")
        self._done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), self._done)
        self._amount.textChanged.connect(lambda _text: self._show_price())
        self.bindings.bind(model, "busy", self._done.setDisabled)
        self.bindings.listen(model.asked, self.on_done)
        self._show_price()

    def _show_price(self) -> None:
        cents = self._amount.cents
        words = self.tr("Ask for it")
        if cents:
            words = self.tr("Ask for {amount}").format(amount=money(cents))
        self._done.setText(words)

    def _submit(self) -> None:
        self._model.ask(self._amount.text(), self._note.text(), self._balance)
