"""Picks an emoji: searched by name, walked with the arrow keys, the last ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLayout, QListView, QListWidget, QListWidgetItem, QWidget

from spaces_desktop.widgets.controls import SearchField
from spaces_desktop.widgets.emoji import Emoji, all_emoji, find
from spaces_desktop.widgets.panes import column, label
from spaces_desktop.widgets.popover import Popover
from spaces_desktop.widgets.theme import Themes

COLUMNS, ROWS = 9, 7
MOST_RECENT = COLUMNS * 2


class EmojiPicker(Popover):
    picked = Signal(str)
    recent_changed = Signal(object)
    """The tuple of what was picked last, newest first: to be kept for the next time."""

    def __init__(self, themes: Themes, parent: QWidget, recent: Iterable[str] = ()) -> None:
        super().__init__("emoji_picker", "", parent)
        self.setAccessibleName(self.tr("Pick an emoji"))
        self._recent = tuple(recent)
        layout = column(self, 8, 8)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.search = SearchField(self.tr("Search emoji"), "emoji_search", themes)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        layout.addWidget(self.search)
        self.grid = QListWidget()
        self.grid.setObjectName("emoji_grid")
        self.grid.setAccessibleName(self.tr("Emoji"))
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setUniformItemSizes(True)
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.itemClicked.connect(self._on_picked)
        self.grid.installEventFilter(self)
        layout.addWidget(self.grid)
        self._none = label(self.tr("No emoji with that name"), "muted", name="emoji_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._none)
        self._said = label("", "small", name="emoji_said")
        layout.addWidget(self._said)
        self.grid.currentItemChanged.connect(self._on_current)
        self._fit()
        self._fill("")

    def _fit(self) -> None:
        self._large = QFont(self.font())
        self._large.setPointSizeF(self.font().pointSizeF() * 1.5)
        cell = 4 * round(self.fontMetrics().height() * 0.55)
        self.grid.setGridSize(QSize(cell, cell))
        bar = self.grid.verticalScrollBar().sizeHint().width()
        self.grid.setFixedSize(cell * COLUMNS + bar + 6, cell * ROWS)
        self._none.setFixedSize(self.grid.size())

    @property
    def shown(self) -> Sequence[str]:
        return [self.grid.item(at).text() for at in range(self.grid.count())]

    def open_fresh(self, by: QWidget) -> None:
        """Beside a widget, with an empty search."""
        self.search.clear()
        self._fill("")
        self.open_by(by)
        self.search.setFocus()

    def _fill(self, words: str) -> None:
        self.grid.clear()
        found = self._all() if not words.strip() else find(words)
        language = QLocale().name()
        for one in found:
            item = QListWidgetItem(one.sign)
            title = one.title(language)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
            item.setFont(self._large)
            item.setSizeHint(self.grid.gridSize())
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.grid.addItem(item)
        self.grid.setVisible(bool(found))
        self._none.setVisible(not found)
        self.grid.setCurrentRow(0)

    def _all(self) -> Sequence[Emoji]:
        known = {one.sign: one for one in all_emoji()}
        recent = [known[sign] for sign in self._recent if sign in known]
        first = set(self._recent)
        return [*recent, *(one for one in all_emoji() if one.sign not in first)]

    def _on_current(self, item: QListWidgetItem | None) -> None:
        self._said.setText("" if item is None else f"{item.text()}  {item.toolTip()}")

    def _on_picked(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        sign = item.text()
        self._recent = (sign, *(one for one in self._recent if one != sign))[:MOST_RECENT]
        self.recent_changed.emit(self._recent)
        self.hide()
        self.picked.emit(sign)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_picked(self.grid.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.grid.setFocus()
                return True
            if watched is self.grid and event.key() == Qt.Key.Key_Up:
                if self.grid.currentRow() < COLUMNS:
                    self.search.setFocus()
                    return True
            elif watched is self.grid and event.text().isalnum():
                # Who types on is searching.
                self.search.setFocus()
                self.search.setText(self.search.text() + event.text())
                return True
        return super().eventFilter(watched, event)
