"""A calm card where a membership ran out: since when, and the way on with its price."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from embedded_server.contracts.communities import Membership
from spaces_desktop.communities.renewing import RenewModel
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import button, column, label, line


class RanOutCard(QFrame):
    def __init__(self, model: RenewModel, about: str = "") -> None:
        """`about` says what that means, where it is no club that one sees."""
        super().__init__()
        self.setObjectName("ran_out_card")
        self.setProperty("role", "card")
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 20, 8)
        self._title = label("", "title", wrap=True, name="ran_out_title")
        layout.addWidget(self._title)
        words = about or self.tr(
            "You see the club, but not what is said in it. What you wrote and did not send is kept,"
            " and goes out once you are in again."
        )
        layout.addWidget(label(words, "muted", wrap=True))
        self._error = ErrorStrip(name="ran_out_error")
        layout.addWidget(self._error)
        row = line(spacing=8)
        self._renew = button("", "ran_out_renew", "primary")
        self._renew.clicked.connect(model.renew)
        row.addWidget(self._renew)
        row.addStretch(1)
        layout.addLayout(row)
        bind = self._bindings.bind
        bind(model, "expired", self._on_expired)
        bind(model, "price", self._on_price)
        bind(model, "busy", self._renew.setDisabled)
        bind(model, "form_advice", self._error.show_advice)

    def _on_expired(self, held: Membership | None) -> None:
        self.setVisible(held is not None)
        if held is not None:
            words = self.tr("Your membership ran out on {day}")
            since = "" if held.expires_at is None else day(held.expires_at)
            self._title.setText(words.format(day=since))

    def _on_price(self, price: int) -> None:
        words = self.tr("Go on for free")
        if price:
            words = self.tr("Renew · {amount} for 30 days").format(amount=money(price))
        self._renew.setText(words)
