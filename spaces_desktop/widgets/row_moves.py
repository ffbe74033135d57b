"""Moving about in a list of rows by keyboard and wheel: a current row, pages, and the two ends."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from spaces_desktop.widgets.message_rows import Row
from spaces_desktop.widgets.row_list import LINE
from spaces_desktop.widgets.row_paint import PaintedRows
from spaces_desktop.widgets.theme import Themes

_Move = QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Up: _Move.MoveUp,
    Qt.Key.Key_Down: _Move.MoveDown,
    Qt.Key.Key_PageUp: _Move.MovePageUp,
    Qt.Key.Key_PageDown: _Move.MovePageDown,
    Qt.Key.Key_Home: _Move.MoveHome,
    Qt.Key.Key_End: _Move.MoveEnd,
}
KEPT = 48
"""Pixels of the old page that stay on the screen when one turns to the next."""


class RowMoves(PaintedRows):
    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._wheel_rest = 0.0

    @property
    def current_row(self) -> Row | None:
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def go_to_newest(self) -> None:
        self.scrollToBottom()

    def put_at(self, at: int, y: int) -> None:
        """Let a row begin at that height of the window, as far as the ends allow."""
        self.hold(at, y)
        self.settle()

    def set_current_quietly(self, index: QModelIndex) -> None:
        """Make a row current without moving the list."""
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setAutoScroll(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pixels of a touchpad as they are; steps of a wheel by lines. No momentum of our own."""
        bar = self.verticalScrollBar()
        if not event.pixelDelta().isNull():
            bar.setValue(bar.value() - event.pixelDelta().y())
        else:
            lines = event.angleDelta().y() / 120 * QApplication.wheelScrollLines()
            self._wheel_rest += lines * LINE
            whole = int(self._wheel_rest)
            self._wheel_rest -= whole
            bar.setValue(bar.value() - whole)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        self._show_current(by_keyboard=not by_mouse)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not self.rows.rowCount():
            # Qt's list searches for rows by their first letters; nobody expects it here.
            event.ignore()
            return
        self._show_current(by_keyboard=True)
        self.set_current_quietly(self.moveCursor(move, event.modifiers()))
        if move is _Move.MoveEnd:
            self.go_to_newest()
        elif move in (_Move.MoveUp, _Move.MoveDown, _Move.MoveHome):
            self.scrollTo(self.currentIndex())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where the current row goes; a page scrolls the list as well."""
        count = self.rows.rowCount()
        if not count:
            return QModelIndex()
        current = self.currentIndex().row()
        if action is _Move.MoveHome:
            return self.rows.index(0, 0)
        if action is _Move.MoveEnd:
            return self.rows.index(count - 1, 0)
        if action in (_Move.MovePageUp, _Move.MovePageDown):
            return self.rows.index(self._turn(down=action is _Move.MovePageDown), 0)
        up = action in (_Move.MoveUp, _Move.MovePrevious, _Move.MoveLeft)
        seen = self.visible_rows()
        if current not in seen:
            at = self._whole(seen, last=up or current < 0)
        elif self._has_more_of(current, up=up):
            self._scroll_within(current, up=up)
            at = current
        else:
            at = max(0, min(current + (-1 if up else 1), count - 1))
        return self.rows.index(at, 0)

    def _turn(self, *, down: bool) -> int:
        """One page on; the row that is then the first (or last) whole one on the screen."""
        bar = self.verticalScrollBar()
        page = max(KEPT, self.viewport().height() - KEPT)
        bar.setValue(bar.value() + (page if down else -page))
        return self._whole(self.visible_rows(), last=down)

    def _whole(self, seen: range, *, last: bool) -> int:
        height = self.viewport().height()
        whole = [
            at
            for at in seen
            if self.row_rect(at).top() >= 0 and self.row_rect(at).bottom() < height
        ]
        found = whole or list(seen)
        return found[-1 if last else 0]

    def _has_more_of(self, at: int, *, up: bool) -> bool:
        """Whether that row is taller than the window, and goes on in that direction."""
        rect, height = self.row_rect(at), self.viewport().height()
        return rect.height() > height and (rect.top() < 0 if up else rect.bottom() >= height)

    def _scroll_within(self, at: int, *, up: bool) -> None:
        rect, bar = self.row_rect(at), self.verticalScrollBar()
        left = -rect.top() if up else rect.bottom() + 1 - self.viewport().height()
        step = min(left, self.viewport().height() - KEPT)
        bar.setValue(bar.value() + (-step if up else step))
