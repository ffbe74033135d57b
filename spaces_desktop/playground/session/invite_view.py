"""Invites others into a session: a link for any browser, and one for the app."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from embedded_server.contracts.play import SessionLink
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import button, label, line


class InviteDialog(Dialog):
    def __init__(self, acts: SessionActs, parent: QWidget | None) -> None:
        super().__init__(_tr("Invite into this session"), "session_invite", parent)
        hint = _tr(
            "Whoever has a link may come in, without an account too, until the session ends."
        )
        self.body.addWidget(label(hint, "muted", wrap=True))
        self.browser = self._add(_tr("In any browser"), "invite_browser")
        self.app = self._add(_tr("In this app"), "invite_app")
        self.said = label("", "small", name="invite_said")
        self.body.addWidget(self.said)
        self.anew = self.add_button(_tr("Make a new link"), "invite_anew")
        self.anew.setToolTip(_tr("The link before is worth nothing then."))
        self.anew.clicked.connect(acts.make_link)
        done = self.add_button(_tr("Done"), "invite_done", "primary")
        done.clicked.connect(self.accept)
        self._bindings = Bindings()
        self._bindings.bind(acts, "link", self._on_link)
        self._bindings.bind(acts, "busy", lambda busy: self.anew.setEnabled(not busy))
        self._bindings.bind(acts, "form_advice", self.error.show_advice)
        self.error.retry_requested.connect(acts.make_link)
        self.finished.connect(lambda _how: self._bindings.release())
        # Making another would end the one that was given to somebody already.
        if acts.link is None:
            acts.make_link()

    def _add(self, title: str, name: str) -> QLineEdit:
        self.body.addWidget(label(title, "strong"))
        row = line(spacing=8)
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setReadOnly(True)
        row.addWidget(field, 1)
        copy = button(_tr("Copy"), f"{name}_copy")
        copy.setAccessibleName(_tr("Copy the link: {what}").format(what=title))
        copy.clicked.connect(lambda: self._copy(field))
        row.addWidget(copy)
        self.body.addLayout(row)
        return field

    def _copy(self, field: QLineEdit) -> None:
        if field.text():
            QGuiApplication.clipboard().setText(field.text())
            self.said.setText(_tr("Copied."))

    def _on_link(self, link: SessionLink | None) -> None:
        self.browser.setText("" if link is None else link.url)
        self.app.setText("" if link is None else link.app_url)
        for field in (self.browser, self.app):
            field.setCursorPosition(0)
        self.said.setText("")


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_invite", text)
