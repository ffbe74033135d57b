"""A field for a password, which an eye beside the text shows for as long as one looks at it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.theme import Themes

_GAP = 2
"""Pixels between the eye and the field's border."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("secret", text)


class SecretField(QLineEdit):
    """Hidden again when the focus goes elsewhere, the page or window is left, or it is emptied."""

    def __init__(self, name: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(1024)
        self._eye = QToolButton(self)
        self._eye.setObjectName(f"{name}_show")
        self._eye.setProperty("role", "eye")
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        dress(self._eye, "looking", themes)
        self._eye.toggled.connect(self._on_toggled)
        self._on_toggled(False)
        self.textChanged.connect(self._on_text)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def hide_text(self) -> None:
        self._eye.setChecked(False)

    def _on_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
        words = _tr("Hide the password") if shown else _tr("Show the password")
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(words)

    def _on_text(self, text: str) -> None:
        if not text:
            self.hide_text()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not self and now is not self._eye:
            self.hide_text()

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_text()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """At the end of the field, where the text keeps clear of it."""
        side = self.height() - 2 * _GAP
        wide = min(self._eye.sizeHint().width(), side + side // 2)
        left = _GAP if self.isRightToLeft() else self.width() - wide - _GAP
        self._eye.setGeometry(left, _GAP, wide, side)
        clear = wide + _GAP
        if self.isRightToLeft():
            self.setTextMargins(clear, 0, 0, 0)
        else:
            self.setTextMargins(0, 0, clear, 0)
