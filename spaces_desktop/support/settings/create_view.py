"""The dialog that makes a customer service for a brand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.communities.types_view import TypeChooser
from spaces_desktop.support.settings.modes_view import ModeChooser
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, column, label, scroller
from spaces_desktop.widgets.theme import Themes

TALL = 76
HIGH = 46
"""Of the dialog, in lines' heights."""


class CreateServiceView(FormDialog):
    other_wanted = Signal(str, str)
    """A community of that kind is to be made instead; with the name as typed."""

    def __init__(
        self, model: CommunitiesModel, themes: Themes, parent: QWidget, name: str = ""
    ) -> None:
        """`model` is that of official communities."""
        super().__init__("", "create_service", parent, tall=HIGH)
        title = self.tr("Create a customer service")
        self.set_title(title)
        model.begin_form()
        self._model = model
        inside = QWidget()
        form = column(inside, 0, 8)
        form.setContentsMargins(0, 0, 8, 0)
        kinds = TypeChooser("official", "service_type")
        kinds.changed.connect(self._on_kind)
        self._kinds = kinds
        form.addWidget(kinds)
        hint = self.tr("For a brand: customers write, an AI or your people answer.")
        form.addWidget(label(hint, "muted", wrap=True))
        self._name = QLineEdit(name)
        self._name.setMaxLength(80)
        self._name.setPlaceholderText(self.tr("The name of the brand"))
        captioned(form, self.tr("Name"), self._name, "new_service_name")
        self._about = QPlainTextEdit()
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        self._about.setPlaceholderText(self.tr("What can customers ask about?"))
        captioned(form, self.tr("Description"), self._about, "new_service_description")
        form.addSpacing(4)
        form.addWidget(label(self.tr("Who answers"), "section"))
        self._mode = ModeChooser("new_service_mode", themes)
        form.addWidget(self._mode)
        later = self.tr("You can change this later; running conversations keep theirs.")
        form.addWidget(label(later, "small", wrap=True))
        form.addStretch(1)
        self.body.addWidget(scroller(inside, title), 1)
        fields = self.follow(model, model.form_edited)
        fields.add("name", self._name, form)
        fields.add("description", self._about, form)
        done = button(self.tr("Create the service"), "new_service_submit", "primary")
        done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), done)
        self.bindings.bind(model, "busy", done.setDisabled)
        self.bindings.listen(model.created, self.on_done)
        self._name.setFocus()

    def _on_kind(self, kind: str) -> None:
        if kind != "official":
            self.reject()
            self.other_wanted.emit(kind, self._name.text())

    def _submit(self) -> None:
        self._model.create(self._name.text(), self._about.toPlainText(), cs_mode=self._mode.mode)
