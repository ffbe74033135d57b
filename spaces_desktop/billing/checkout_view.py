"""The dialog that pays money into one's own wallet: how much, and then the browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from spaces_desktop.billing.checkout import CheckoutModel
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, label


class CheckoutDialog(FormDialog):
    def __init__(self, model: CheckoutModel, currency: str, parent: QWidget) -> None:
        super().__init__(parent.tr("Top up my wallet"), "checkout", parent)
        self._model = model
        self._currency = currency.upper()
        model.begin_form()
        words = self.tr(
            "You pay on a page of the payment service, in your browser. The money is here as soon"
            " as the service has told this space."
        )
        self.body.addWidget(label(words, "muted", wrap=True))
        self._amount = MoneyField("checkout_amount")
        captioned(self.body, self.tr("Amount"), self._amount)
        fields = self.follow(model, model.edited)
        fields.add("amountCents", self._amount, self.body)
        self._done = button("", "checkout_submit", "primary")
        self._done.clicked.connect(lambda: model.pay(self._amount.text()))
        self.add_both(self.tr("Cancel"), self._done)
        self._amount.textChanged.connect(lambda _text: self._show_price())
        self.bindings.bind(model, "busy", self._done.setDisabled)
        self.bindings.listen(model.ready, self._on_ready)
        self._show_price()

    def _show_price(self) -> None:
        cents = self._amount.cents
        words = self.tr("Go on to pay")
        if cents:
            words = self.tr("Go on to pay {amount} {currency}").format(
                amount=money(cents), currency=self._currency
            )
        self._done.setText(words.strip())

    def _on_ready(self, url: str) -> None:
        QDesktopServices.openUrl(QUrl(url))
        self.accept()
