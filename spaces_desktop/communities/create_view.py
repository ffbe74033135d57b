"""The dialog that makes a club."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from embedded_server.contracts.base import wire_name
from spaces_desktop.communities.model import FEES, CommunitiesModel
from spaces_desktop.communities.types_view import TypeChooser
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, column, label
from spaces_desktop.widgets.theme import Themes

TALL = 96


class CreateView(FormDialog):
    other_wanted = Signal(str, str)
    """A community of that kind is to be made instead; with the name as typed."""

    def __init__(
        self,
        model: CommunitiesModel,
        themes: Themes,
        parent: QWidget,
        name: str = "",
    ) -> None:
        super().__init__("", "create_club", parent)
        self.set_title(self.tr("Create a club"))
        model.begin_form()
        self._model = model
        self._kinds = TypeChooser("club", "club_type")
        self._kinds.changed.connect(self._on_kind)
        self.body.addWidget(self._kinds)
        self._hint = label("", "muted", wrap=True, name="club_hint")
        self.body.addWidget(self._hint)
        self._name = QLineEdit(name)
        self._name.setObjectName("club_name")
        self._name.setMaxLength(80)
        self._about = QPlainTextEdit()
        self._about.setObjectName("club_description")
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        self._about.setPlaceholderText(
            self.tr("What is it about? People see this when they look for a club.")
        )
        captioned(self.body, self.tr("Name"), self._name)
        captioned(self.body, self.tr("Description"), self._about)
        self._paid = Toggle(self.tr("Members pay"), "club_paid", themes)
        self._paid.toggled.connect(self._on_paid)
        self.body.addWidget(self._paid)
        self._prices = QWidget()
        inside = column(self._prices, 0, 4)
        self._fees = {field: MoneyField(f"club_{field}") for field in FEES}
        captions = (
            self.tr("For joining, once"),
            self.tr("For every 30 days"),
            self.tr("For a question to an agent"),
        )
        for caption, fee in zip(captions, self._fees.values(), strict=True):
            captioned(inside, caption, fee)
        self.body.addWidget(self._prices)
        self._on_paid(False)
        fields = self.follow(model, model.form_edited)
        for field, fee in self._fees.items():
            fields.add(wire_name(field), fee, inside)
        fields.add("name", self._name, self.body)
        fields.add("description", self._about, self.body)
        done = button(self.tr("Create the club"), "club_submit", "primary")
        done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), done)
        self.bindings.bind(model, "busy", done.setDisabled)
        self.bindings.listen(model.created, self.on_done)
        self._name.setFocus()

    def _on_kind(self, kind: str) -> None:
        if kind != "club":
            self.reject()
            self.other_wanted.emit(kind, self._name.text())

    def _on_paid(self, paid: bool) -> None:
        self._prices.setVisible(paid)
        hint = self.tr("Anybody on this server can find it and join for free.")
        if paid:
            hint = self.tr(
                "Anybody on this server can find it. What is left empty is free. Your share of each"
                " payment goes into your wallet, the rest to the server. Prices can be changed"
                " later."
            )
        self._hint.setText(hint)

    def _submit(self) -> None:
        paid = self._paid.isChecked()
        fees = {field: one.text() for field, one in self._fees.items()} if paid else {}
        self._model.create(self._name.text(), self._about.toPlainText(), fees)
