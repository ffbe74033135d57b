"""The dialog that makes a lounge."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.types_view import TypeChooser
from spaces_desktop.widgets.controls import Toggle
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.panes import button, column, label
from spaces_desktop.widgets.theme import Themes

TALL = 96
USUAL_MINUTES, MOST_MINUTES = 5, 1440


class CreateLoungeView(FormDialog):
    other_wanted = Signal(str, str)
    """A community of that kind is to be made instead; with the name as typed."""

    def __init__(
        self, model: CommunitiesModel, themes: Themes, parent: QWidget, name: str = ""
    ) -> None:
        """`model` is that of lounges."""
        super().__init__("", "create_lounge", parent)
        self.set_title(self.tr("Create a lounge"))
        model.begin_form()
        self._model = model
        kinds = TypeChooser("lounge", "lounge_type")
        kinds.changed.connect(self._on_kind)
        self.body.addWidget(kinds)
        hint = self.tr(
            "People talk here with an AI that you make, in your voice once you have recorded it."
        )
        self.body.addWidget(label(hint, "muted", wrap=True))
        self._name = QLineEdit(name)
        self._name.setMaxLength(80)
        captioned(self.body, self.tr("Name"), self._name, "lounge_name")
        self._about = QPlainTextEdit()
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        self._about.setPlaceholderText(self.tr("Who are you, and what can people talk about?"))
        captioned(self.body, self.tr("Description"), self._about, "lounge_description")
        self._minutes = QSpinBox()
        self._minutes.setRange(0, MOST_MINUTES)
        self._minutes.setValue(USUAL_MINUTES)
        captioned(
            self.body, self.tr("Free minutes of speech a day"), self._minutes, "lounge_minutes"
        )
        self._text = Toggle(
            self.tr("Answer in text when the minutes are used"), "lounge_text", themes
        )
        self._text.setChecked(True)
        self.body.addWidget(self._text)
        self._paid = Toggle(self.tr("Members pay"), "lounge_paid", themes)
        self._paid.toggled.connect(self._on_paid)
        self.body.addWidget(self._paid)
        self._prices = QWidget()
        inside = column(self._prices, 0, 4)
        self._join = MoneyField("lounge_join_fee")
        self._month = MoneyField("lounge_monthly_price")
        captioned(inside, self.tr("For coming in, once"), self._join)
        captioned(inside, self.tr("For talking without a limit, every 30 days"), self._month)
        self.body.addWidget(self._prices)
        fields = self.follow(model, model.form_edited)
        fields.add("name", self._name, self.body)
        fields.add("description", self._about, self.body)
        fields.add("joinFeeCents", self._join, inside)
        fields.add("monthlyPriceCents", self._month, inside)
        done = button(self.tr("Create the lounge"), "lounge_submit", "primary")
        done.clicked.connect(self.submit)
        self.add_both(self.tr("Cancel"), done)
        self.bindings.bind(model, "busy", done.setDisabled)
        self.bindings.listen(model.created, self.on_done)
        self._on_paid(False)
        self._name.setFocus()

    def show_prices(self, paid: bool) -> None:
        """Whether members pay."""
        self._paid.setChecked(paid)

    def _on_kind(self, kind: str) -> None:
        if kind != "lounge":
            self.reject()
            self.other_wanted.emit(kind, self._name.text())

    def _on_paid(self, paid: bool) -> None:
        self._prices.setVisible(paid)

    def submit(self) -> None:
        fees = {}
        if self._paid.isChecked():
            fees = {
                "join_fee_cents": self._join.text(),
                "monthly_price_cents": self._month.text(),
            }
        self._model.create(
            self._name.text(),
            self._about.toPlainText(),
            fees,
            free_minutes=self._minutes.value(),
            text_when_used=self._text.isChecked(),
        )
