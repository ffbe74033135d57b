"""The list over a composer from which `@` picks; the text keeps the keyboard while it is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.theme import Themes

_ROW = 36
_MOST = 6
_WIDEST = 460
_ICONS = {
    "agent": ("agent", "agent"),
    "person": ("person", "text_muted"),
    "everyone": ("clubs", "text_muted"),
}


class Picker(QFrame):
    picked = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setObjectName("mention_popup")
        self.setProperty("role", "popup")
        layout = column(self, 4, 0)
        self.list = QListWidget()
        self.list.setObjectName("mention_list")
        self.list.setAccessibleName(self.tr("Agents and people"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._on_clicked)
        layout.addWidget(self.list)
        self.hide()

    def offer(self, people: Sequence[Addressee]) -> None:
        self.list.clear()
        for one in people:
            item = QListWidgetItem(f"{one.name}   {one.detail}".rstrip())
            name, role = _ICONS[one.kind]
            item.setIcon(icon(name, self._themes.current, role))
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setSizeHint(QSize(0, max(_ROW, self.fontMetrics().height() + 14)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.setVisible(bool(people))

    def place(self, window: QWidget, corner: QPoint, width: int) -> None:
        """Over that corner of the window."""
        if not self.isVisible():
            return
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        row = self.list.sizeHintForRow(0)
        tall = min(_MOST, self.list.count()) * row + 12
        self.setGeometry(corner.x(), corner.y() - tall - 6, min(width, _WIDEST), tall)
        self.raise_()

    def key(self, key: int) -> bool:
        """Whether the key was for the list."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._on_clicked(self.list.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
