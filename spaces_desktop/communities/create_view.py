"""The dialog that makes a club."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, label

TALL = 96


class CreateView(FormDialog):
    def __init__(self, model: CommunitiesModel, parent: QWidget) -> None:
        super().__init__("", "create_club", parent)
        self.set_title(self.tr("Create a club"))
        model.begin_form()
        self._model = model
        hint = self.tr("Anybody on this server can find it and join for free.")
        self.body.addWidget(label(hint, "muted", wrap=True))
        self._name = QLineEdit()
        self._name.setObjectName("club_name")
        self._name.setMaxLength(80)
        self._about = QPlainTextEdit()
        self._about.setObjectName("club_description")
        self._about.setTabChangesFocus(True)
        self._about.setFixedHeight(TALL)
        self._about.setPlaceholderText(self.tr("What it is about, for those who look for it"))
        captioned(self.body, self.tr("Name"), self._name)
        captioned(self.body, self.tr("Description"), self._about)
        fields = self.follow(model, model.form_edited)
        fields.add("name", self._name, self.body)
        fields.add("description", self._about, self.body)
        done = button(self.tr("Create the club"), "club_submit", "primary")
        done.clicked.connect(self._submit)
        self.add_both(self.tr("Cancel"), done)
        self.bindings.bind(model, "busy", done.setDisabled)
        self.bindings.listen(model.created, self.on_done)

    def _submit(self) -> None:
        self._model.create(self._name.text(), self._about.toPlainText())
