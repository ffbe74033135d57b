"""A panel that opens beside the thing it belongs to and goes when one turns elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

GAP = 4


class Popover(QFrame):
    closed = Signal()

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "popup")

    def open_at(self, anchor: QRect) -> None:
        """`anchor` is on the screen: below it where there is room, else above, never beyond."""
        self.adjustSize()
        size, room = self.size(), self._room(anchor)
        y = anchor.bottom() + GAP
        if y + size.height() > room.bottom() and anchor.top() - size.height() - GAP >= room.top():
            y = anchor.top() - size.height() - GAP
        x = anchor.left()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = anchor.right() - size.width()
        x = max(room.left(), min(x, room.right() - size.width()))
        y = max(room.top(), min(y, room.bottom() - size.height()))
        self.move(x, y)
        self.show()

    def open_by(self, widget: QWidget) -> None:
        """Beside a widget."""
        self.open_at(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()))

    def _room(self, anchor: QRect) -> QRect:
        parent = self.parentWidget()
        screen = self.screen() if parent is None else parent.screen()
        return screen.availableGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()
