"""An error beside the act that met it: what happened, and a button for its remedy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.panes import button, label

BESIDE_FROM = 26
"""From this width, in lines' heights, the remedies stand beside the words."""


class ErrorStrip(QFrame):
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None, name: str = "error") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "error")
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(4)
        self._layout = layout
        remedies = QHBoxLayout()
        remedies.setContentsMargins(0, 0, 0, 0)
        self._text = label("", wrap=True, name=f"{name}_text")
        self._retry = button(self.tr("Try again"), f"{name}_retry", "link")
        self._copy = button(self.tr("Copy details"), f"{name}_copy", "link")
        self._details = ""
        layout.addWidget(self._text, 1)
        remedies.addStretch(1)
        remedies.addWidget(self._retry)
        remedies.addWidget(self._copy)
        layout.addLayout(remedies)
        self._retry.clicked.connect(self.retry_requested)
        self._copy.clicked.connect(self._on_copy)
        self.hide()

    def show_advice(self, advice: Advice | None, *, offer_details: bool = False) -> None:
        """None hides the strip."""
        self.setVisible(advice is not None)
        if advice is None:
            return
        self._text.setText(advice.text)
        self._details = advice.details
        self._retry.setVisible(advice.can_retry)
        self._copy.setVisible(offer_details and bool(advice.details))
        self.setAccessibleName(advice.text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() > BESIDE_FROM * self.fontMetrics().height()
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = row if has_room else stack
        if self._layout.direction() != wanted:
            self._layout.setDirection(wanted)

    @property
    def text(self) -> str:
        return self._text.text()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self._details}")
