"""Paints the rows of a list that can be seen, and what stands out among them."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from spaces_desktop.widgets.row_view import RowView
from spaces_desktop.widgets.theme import Themes


class PaintedRows(RowView):
    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._by_keyboard = False
        self._glow: tuple[str, float] = ("", 0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle_if_needed()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~QStyle.StateFlag.State_HasFocus
        focused = self.currentIndex().row() if self._by_keyboard and self.hasFocus() else -1
        dirty = event.rect()
        for at in self.visible_rows():
            rect = self.row_rect(at)
            if not rect.intersects(dirty):
                continue
            self._paint_under(painter, at, rect)
            option.rect = rect
            option.state = plain | QStyle.StateFlag.State_HasFocus if at == focused else plain
            self.painter.paint(painter, option, self._rows.index(at, 0))
        painter.end()

    def _paint_under(self, painter: QPainter, at: int, rect: QRect) -> None:
        """What stands behind a row."""
        row_id, strength = self._glow
        if strength and self._rows.row_at(at).id == row_id:
            color = self._themes.current.color("accent_soft")
            color.setAlphaF(color.alphaF() * strength)
            painter.fillRect(rect, color)

    def set_glow(self, row_id: str | None, strength: float) -> None:
        """Let a row stand out, from 1 down to 0; None for the one that does."""
        self._glow = (self._glow[0] if row_id is None else row_id, strength)
        self.viewport().update()

    def _show_current(self, *, by_keyboard: bool) -> None:
        """Only who moves with the keyboard needs to see which row is current."""
        if by_keyboard != self._by_keyboard:
            self._by_keyboard = by_keyboard
            self.viewport().update()
