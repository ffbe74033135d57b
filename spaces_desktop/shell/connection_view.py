"""The one quiet strip over everything that says how the connection stands."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.widgets.panes import button, label, line


class ConnectionStrip(QFrame):
    """Not there while there is nothing to say."""

    def __init__(
        self, connection: ConnectionModel, bindings: Bindings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("connection_strip")
        self.setProperty("role", "strip")
        row = line(self, spacing=8)
        row.setContentsMargins(16, 2, 8, 2)
        self._text = label("", name="connection_text", wrap=True)
        retry = button(self.tr("Try now"), "connection_retry", "link")
        retry.clicked.connect(connection.retry)
        row.addWidget(self._text, 1)
        row.addWidget(retry)
        self.setMinimumHeight(36)
        bindings.bind(connection, "text", self._show)
        bindings.bind(connection, "can_retry", retry.setVisible)

    def _show(self, said: str) -> None:
        self._text.setText(said)
        self.setVisible(bool(said))
