"""Small dialogs about one message: a reason to give, and what it said before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QWidget,
)

from embedded_server.contracts.club import Version
from spaces_desktop.kernel.moments import full
from spaces_desktop.widgets.dialogs import Dialog
from spaces_desktop.widgets.panes import column, frame, label, scroller

MOST_REASON = 1000


class ReasonDialog(Dialog):
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
        super().__init__(title, "reason_dialog", parent)
        self._is_optional = is_optional
        self.body.addWidget(label(about, "muted", wrap=True))
        self._text = QPlainTextEdit()
        self._text.setObjectName("reason")
        self._text.setAccessibleName(hint)
        self._text.setPlaceholderText(hint)
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._on_text)
        self._text.setFixedHeight(6 * self.fontMetrics().height())
        self.body.addWidget(self._text)
        self.add_cancel("reason_cancel")
        self._send = self.add_button(act, "reason_send", "primary")
        self._send.clicked.connect(self._on_send)
        self._on_text()

    def _on_text(self) -> None:
        text = self._text.toPlainText().strip()
        self._send.setEnabled((self._is_optional or bool(text)) and len(text) <= MOST_REASON)

    def _on_send(self) -> None:
        self.given.emit(self._text.toPlainText().strip())
        self.accept()


class VersionsDialog(Dialog):
    """What a message said before each of its changes, newest first."""

    def __init__(self, now: str, versions: list[Version], parent: QWidget) -> None:
        super().__init__("", "versions_dialog", parent, tall=30)
        self.set_title(self.tr("Earlier versions"))
        inside = QWidget()
        lines = column(inside, 0, 8)
        lines.addWidget(_version(self.tr("Now"), now))
        for one in versions:
            until = full(one.until)
            lines.addWidget(_version(self.tr("Until {time}").format(time=until), one.text))
        if not versions:
            lines.addWidget(label(self.tr("It was never changed."), "muted", wrap=True))
        lines.addStretch(1)
        self.body.addWidget(scroller(inside, self.tr("Earlier versions")), 1)
        self.add_cancel("versions_close", self.tr("Close"))


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
