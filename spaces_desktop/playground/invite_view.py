"""The dialog that gives an owner a link into their space."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from embedded_server.contracts.playground import SpaceInvite
from spaces_desktop.playground.space import SpaceModel
from spaces_desktop.widgets.forms import FormDialog, captioned
from spaces_desktop.widgets.panes import button, label


class InviteView(FormDialog):
    def __init__(self, model: SpaceModel, parent: QWidget | None) -> None:
        super().__init__("", "space_invite", parent)
        name = "" if model.space is None else model.space.name
        self.set_title(self.tr("Invite to {name}").format(name=name))
        self._model = model
        model.edited()
        hint = self.tr(
            "Whoever opens this link in the app, signed in to this server, sees the space."
            " A new link ends the one before."
        )
        self.body.addWidget(label(hint, "muted", wrap=True))
        self._link = self._shown(self.tr("Link"), "space_invite_link")
        self._code = self._shown(self.tr("Code"), "space_invite_code")
        self._done = label("", "good", name="space_invite_done")
        self.body.addWidget(self._done)
        self.follow(model, model.edited)
        self.error.retry_requested.connect(model.make_invite)
        self._copy = button(self.tr("Copy the link"), "space_invite_copy", "primary")
        self._copy.clicked.connect(self._on_copy)
        self._fresh = button("", "space_invite_make")
        self._fresh.clicked.connect(model.make_invite)
        self.add_both(self.tr("Close"), self._fresh)
        self.buttons.addWidget(self._copy)
        self.bindings.bind(model, "invite", self._show)
        self.bindings.bind(model, "busy", self._fresh.setDisabled)

    def _shown(self, caption: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setReadOnly(True)
        captioned(self.body, caption, made, name)
        return made

    def _show(self, invite: SpaceInvite | None) -> None:
        self._link.setText("" if invite is None else invite.url)
        self._code.setText("" if invite is None else invite.code)
        self._copy.setEnabled(invite is not None)
        self._done.setText("")
        words = self.tr("Make a link") if invite is None else self.tr("Make a new link")
        self._fresh.setText(words)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link.text())
        self._done.setText(self.tr("Copied."))
