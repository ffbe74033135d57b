"""The dialog that takes a link into a space or a session."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, label


class LinkView(FormDialog):
    def __init__(self, model: PlaygroundsModel, parent: QWidget | None) -> None:
        super().__init__("", "space_link", parent)
        self.set_title(self.tr("Open an invite"))
        self._model = model
        model.edited()
        hint = self.tr("Paste the link you were given, to a space or into a live session.")
        self.body.addWidget(label(hint, "muted", wrap=True))
        self._link = QLineEdit()
        self._link.setMaxLength(500)
        self._link.setPlaceholderText("spaces://space/…")
        captioned(self.body, self.tr("Link or code"), self._link, "space_link_text")
        fields = self.follow(model, model.edited)
        self.error.retry_requested.connect(lambda: model.follow(self._link.text()))
        fields.add("inviteCode", self._link, self.body)
        self._go = button(self.tr("Open"), "space_link_go", "primary")
        self._go.clicked.connect(lambda: model.follow(self._link.text()))
        self.add_both(self.tr("Cancel"), self._go)
        self.bindings.bind(model, "busy", lambda _busy: self._allow())
        self.bindings.listen(model.come_in, self.on_done)
        self._link.textChanged.connect(lambda _text: self._allow())
        self._allow()
        self._link.setFocus()

    def use(self, text: str) -> None:
        """Follow it at once."""
        self._link.setText(text)
        self._model.follow(text)

    def _allow(self) -> None:
        self._go.setEnabled(bool(self._link.text().strip()) and not self._model.busy)
