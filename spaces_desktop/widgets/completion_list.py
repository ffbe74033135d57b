"""The list over a text field from which a word is completed; the text keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from spaces_desktop.widgets.completion_offer import Offer
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import column
from spaces_desktop.widgets.theme import Themes

_ROW = 36
_MOST = 6
_WIDEST = 460


class CompletionList(QFrame):
    picked = Signal(object)

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setObjectName("completion_popup")
        self.setProperty("role", "popup")
        layout = column(self, 4, 0)
        self.list = QListWidget()
        self.list.setObjectName("completion_list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._on_clicked)
        layout.addWidget(self.list)
        self.hide()

    def offer(self, title: str, offers: Sequence[Offer]) -> None:
        self.list.setAccessibleName(title)
        self.list.clear()
        for one in offers:
            item = QListWidgetItem(f"{one.title}   {one.detail}".rstrip())
            if one.icon is not None:
                name, role = one.icon
                item.setIcon(icon(name, self._themes.current, role))
            if one.spoken:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, one.spoken)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setSizeHint(QSize(0, max(_ROW, self.fontMetrics().height() + 14)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.setVisible(bool(offers))

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
