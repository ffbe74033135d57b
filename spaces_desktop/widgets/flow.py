"""Things beside each other that go on in the next line where there is no room: tags, or cards."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """With `least`, in lines' heights, all are equally wide, at least so much, and those in one
    line equally tall."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, least: float = 0) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._least = least
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _wide(self, width: int) -> int:
        """How wide each is; 0 where each is as it likes."""
        parent = self.parentWidget()
        if not self._least or parent is None:
            return 0
        least = min(width, round(self._least * parent.fontMetrics().height()))
        columns = max(1, (width + self.spacing()) // (least + self.spacing()))
        return (width - (columns - 1) * self.spacing()) // columns

    def _lay_out(self, rect: QRect, *, moves: bool) -> int:
        """How tall all of it is."""
        same = self._wide(rect.width())
        y, at = rect.y(), 0
        while at < len(self._items):
            x, tall = rect.x(), 0
            row: list[tuple[QLayoutItem, int, int, int]] = []
            while at < len(self._items):
                item = self._items[at]
                hint = item.sizeHint()
                wide = same or min(hint.width(), rect.width())
                if row and x + wide > rect.x() + rect.width():
                    break
                needed = item.heightForWidth(wide) if item.hasHeightForWidth() else hint.height()
                row.append((item, x, wide, needed))
                tall = max(tall, needed)
                x += wide + self.spacing()
                at += 1
            if moves:
                for item, left, wide, needed in row:
                    item.setGeometry(QRect(left, y, wide, tall if same else needed))
            y += tall + self.spacing()
        return max(0, y - self.spacing() - rect.y())
