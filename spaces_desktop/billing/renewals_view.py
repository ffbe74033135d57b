"""What runs out, a card each: until when, what 30 days more cost, and whether it goes on itself."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from embedded_server.contracts.billing import Renewal
from spaces_desktop.billing.renewals import RenewalsModel
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Empty, button, column, label, line, scroller
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class RenewalsPage(QWidget):
    def __init__(self, model: RenewalsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._themes = themes
        self._bindings = Bindings()
        self._cards: dict[str, RenewalCard] = {}
        rows = QWidget()
        self._rows = column(rows, 16, 12)
        self._rows.addStretch(1)
        none = Empty(
            self.tr("Nothing runs out"),
            self.tr("Memberships with a monthly fee are listed here, with the day they run out."),
            picture="calendar",
            themes=themes,
        )
        area = scroller(rows, self.tr("Renewals to come"))
        self._states = StateStack(area, themes, none, name="renewals")
        self._states.retry_requested.connect(model.found.load)
        self._states.more_requested.connect(model.found.more)
        column(self, 0, 0).addWidget(self._states)
        bind = self._bindings.bind
        bind(model.found, "phase", self._states.show_phase)
        bind(model.found, "advice", self._states.show_advice)
        bind(model.found, "has_more", self._states.show_more)
        self._bindings.listen(model.found.changed, self._show)
        self._bindings.listen(model.acted, self._on_acted)
        self._show()

    def release(self) -> None:
        self._bindings.release()

    def _show(self) -> None:
        """A card stays with its community, so that the focus in it stays, too."""
        wanted = [one.community_id for one in self._model.found.items]
        for gone in self._cards.keys() - set(wanted):
            old = self._cards.pop(gone)
            old.hide()
            old.deleteLater()
        for at, one in enumerate(self._model.found.items):
            card = self._cards.get(one.community_id)
            if card is None:
                card = self._cards[one.community_id] = RenewalCard(self._model, self._themes)
            self._rows.insertWidget(at, card)
            card.show_renewal(one)

    def _on_acted(self, community_id: str) -> None:
        known = self._model.get(community_id)
        card = self._cards.get(community_id)
        if known is not None and card is not None:
            card.show_renewal(known)


class RenewalCard(QFrame):
    def __init__(self, model: RenewalsModel, themes: Themes) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._model = model
        self._id = ""
        layout = column(self, 16, 8)
        self._name = label("", "strong", wrap=True)
        self._until = label("", "muted", wrap=True)
        self._renew: QPushButton = button("", "renew")
        self._renew.clicked.connect(lambda: model.renew(self._id))
        row = line(spacing=16)
        holder = QWidget()
        words = column(holder, 0, 2)
        words.addWidget(self._name)
        words.addWidget(self._until)
        row.addWidget(holder, 1)
        row.addWidget(self._renew)
        layout.addLayout(row)
        self._auto = Toggle(self.tr("Renew by itself"), "auto_renew", themes)
        self._auto.clicked.connect(self._on_auto)
        layout.addWidget(self._auto)
        self._agreed = label("", "small", wrap=True, name="auto_renew_words")
        layout.addWidget(self._agreed)
        self._said = label("", "good", wrap=True, name="renewal_said")
        layout.addWidget(self._said)
        self._error = ErrorStrip(name="renewal_error")
        layout.addWidget(self._error)

    def show_renewal(self, one: Renewal) -> None:
        self._id = one.community_id
        busy = self._model.is_busy(one.community_id)
        amount = money(one.amount_cents)
        self._name.setText(one.community_name)
        self._until.setText(self.tr("Paid until {day}").format(day=day(one.expires_at)))
        self._renew.setText(self.tr("Renew · {amount} for 30 days").format(amount=amount))
        spoken = self.tr("Renew {community} for 30 days, {amount}")
        self._renew.setAccessibleName(spoken.format(community=one.community_name, amount=amount))
        self._renew.setDisabled(busy)
        with QSignalBlocker(self._auto):
            self._auto.setChecked(one.auto_renew)
        self._auto.setDisabled(busy)
        words = self.tr("Off: it runs out on that day, and nothing is charged.")
        if one.auto_renew:
            words = self.tr(
                "On: {amount} are taken every 30 days, as agreed. When the price changes or the"
                " wallet is short, nothing is taken and it runs out."
            ).format(amount=amount)
        self._agreed.setText(words)
        said = self._model.said_of(one.community_id)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._error.show_advice(self._model.advice_for(one.community_id))

    def _on_auto(self, on: bool) -> None:
        self._model.set_auto_renew(self._id, on)
