"""Small dialogs about one message: a reason to give, and what it said before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from embedded_server.contracts.club import Version
from spaces_desktop.club.rows import local_time
from spaces_desktop.widgets.panes import button, column, frame, label

MOST_REASON = 1000
WIDTH = 440


class ReasonDialog(QDialog):
    """Asks for a few words, and gives them with `given`."""

    given = Signal(str)

    def __init__(
        self,
        title: str,
        about: str,
        hint: str,
        act: str,
        parent: QWidget,
        *,
        is_optional: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reason_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._is_optional = is_optional
        layout = column(self, 20, 12)
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(label(about, "muted", wrap=True))
        self._text = QPlainTextEdit()
        self._text.setObjectName("reason")
        self._text.setAccessibleName(hint)
        self._text.setPlaceholderText(hint)
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._on_text)
        layout.addWidget(self._text)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(self.tr("Cancel"), "reason_cancel")
        cancel.clicked.connect(self.reject)
        self._send = button(act, "reason_send", "primary")
        self._send.clicked.connect(self._on_send)
        row.addWidget(cancel)
        row.addWidget(self._send)
        layout.addLayout(row)
        self._on_text()

    def _on_text(self) -> None:
        text = self._text.toPlainText().strip()
        self._send.setEnabled((self._is_optional or bool(text)) and len(text) <= MOST_REASON)

    def _on_send(self) -> None:
        self.given.emit(self._text.toPlainText().strip())
        self.accept()


class VersionsDialog(QDialog):
    """What a message said before each of its changes, newest first."""

    def __init__(self, now: str, versions: list[Version], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.setMinimumSize(WIDTH, WIDTH)
        layout = column(self, 20, 12)
        layout.addWidget(label(self.tr("Earlier versions"), "title"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Earlier versions"))
        inside = QWidget()
        lines = column(inside, 0, 8)
        lines.addWidget(_version(self.tr("Now"), now))
        for one in versions:
            until = local_time(one.until).strftime("%x %H:%M")
            lines.addWidget(_version(self.tr("Until {time}").format(time=until), one.text))
        if not versions:
            lines.addWidget(label(self.tr("It was not changed."), "muted", wrap=True))
        lines.addStretch(1)
        area.setWidget(inside)
        layout.addWidget(area, 1)
        close = button(self.tr("Close"), "versions_close", "primary")
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _version(when: str, text: str) -> QWidget:
    card = frame("card", "version")
    lines = column(card, 12, 4)
    lines.addWidget(label(when, "small"))
    said = label(text, wrap=True, name="version_text")
    said.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    lines.addWidget(said)
    return card
