"""The dialog that pays a payment back, with whose part goes back before it is pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from spaces_desktop.billing.refund import RefundModel
from spaces_desktop.billing.words import fee_title
from spaces_desktop.kernel.moments import full
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, label


class RefundDialog(FormDialog):
    def __init__(self, model: RefundModel, parent: QWidget) -> None:
        payment = model.payment
        title = parent.tr("Payment of {name}").format(name=payment.user_name)
        super().__init__(title, "refund_dialog", parent)
        self._model = model
        model.setParent(self)
        words = self.tr("{what}, {amount}, on {when}.").format(
            what=fee_title(payment.kind), amount=money(payment.amount_cents), when=full(payment.at)
        )
        self.body.addWidget(label(words, "muted", wrap=True))
        if payment.refunded_cents:
            words = self.tr("{amount} of it have been paid back already.")
            back = words.format(amount=money(payment.refunded_cents))
            self.body.addWidget(label(back, wrap=True, name="refund_back"))
        self._amount = MoneyField("refund_amount", model.left_cents)
        self._note = QLineEdit()
        self._note.setObjectName("refund_note")
        self._note.setMaxLength(500)
        self._shares = label("", wrap=True, name="refund_shares")
        self._done = button("", "refund_submit", "primary")
        if model.left_cents:
            captioned(self.body, self.tr("Pay back"), self._amount)
            captioned(self.body, self.tr("Note, for their statement"), self._note)
            self.body.addWidget(self._shares)
        fields = self.follow(model, lambda: None)
        done = None
        if model.left_cents:
            fields.add("amountCents", self._amount, self.body)
            self._done.clicked.connect(lambda: model.refund(self._note.text()))
            done = self._done
        self.add_both(self.tr("Cancel") if model.left_cents else self.tr("Close"), done)
        self._amount.textChanged.connect(model.edit)
        self.bindings.bind(model, "shares", self._on_shares)
        self.bindings.bind(model, "busy", lambda _busy: self._on_shares(model.shares))
        self.bindings.listen(model.done, self.on_done)
        model.edit(self._amount.text())

    def _on_shares(self, shares: tuple[int, int, int] | None) -> None:
        self._done.setEnabled(shares is not None and not self._model.busy)
        if shares is None:
            self._done.setText(self.tr("Pay back"))
            self._shares.setText(self.tr("Type how much goes back."))
            return
        cents, mine, servers = shares
        self._done.setText(self.tr("Pay back {amount}").format(amount=money(cents)))
        words = self.tr(
            "{mine} of it come out of your wallet, {servers} out of the server's share."
        )
        self._shares.setText(words.format(mine=money(mine), servers=money(servers)))
