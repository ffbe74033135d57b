"""What one is in a session, in one's own words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from embedded_server.contracts.playground import Participant
from spaces_desktop.playground.session.acts import SessionActs
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import label

MOST = 40


class RoleDialog(Dialog):
    def __init__(self, acts: SessionActs, seat: Participant, parent: QWidget | None) -> None:
        super().__init__(_tr("Your role in this session"), "role", parent, wide=24)
        hint = _tr("Such as Teacher or Red team. Everybody sees it; it gives no power.")
        self.body.addWidget(label(hint, "muted", wrap=True))
        self.field = QLineEdit(seat.role or "")
        self.field.setObjectName("role_field")
        self.field.setAccessibleName(_tr("Your role"))
        self.field.setMaxLength(MOST)
        self.body.addWidget(self.field)
        self.add_cancel("role_cancel")
        keep = self.add_button(_tr("Keep"), "role_keep", "primary")
        keep.clicked.connect(self._on_keep)
        self._acts = acts

    def _on_keep(self) -> None:
        self._acts.set_role(self.field.text().strip())
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("session_people", text)
