"""Paints the rows of a list that can be seen, and what stands out among them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spaces_desktop.widgets.row_list import RowList
from spaces_desktop.widgets.theme import Themes

BLANK = 5
"""Height of a row without words, in lines of the font."""


class PaintedRows(RowList):
    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._by_keyboard = False
        self._glow: tuple[str, float] = ("", 0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Not through a style option for each row: that takes longer than the row itself."""
        self._settle_if_needed()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.currentIndex().row() if self._by_keyboard and self.hasFocus() else -1
        dirty = event.rect()
        above, below = dirty.top(), dirty.bottom()
        tall = self.viewport().height()
        self._paint_room(painter)
        for at in self.visible_rows():
            rect = self.row_rect(at)
            if rect.bottom() < above or rect.top() > below:
                continue
            self._paint_under(painter, at, rect)
            self.painter.paint_row(painter, at, rect.top(), tall, has_focus=at == focused)
        painter.end()

    def _paint_room(self, painter: QPainter) -> None:
        """Where messages are on their way stand rows without words, above and below."""
        count, height = self._rows.rowCount(), self.viewport().height()
        if not count:
            return
        top, bottom = self.row_rect(0).top(), self.row_rect(count - 1).bottom()
        em = self.fontMetrics().height()
        step = BLANK * em
        starts: list[int] = []
        if self._rows.has_older and top > 0:
            starts += range(top - step, -step, -step)
        if self._rows.has_room_below and bottom < height:
            starts += range(bottom, height, step)
        if not starts:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.current.color("skeleton"))
        for y in starts:
            painter.drawEllipse(QRect(em, y + em, 2 * em, 2 * em))
            for line, wide in enumerate((7, 26, 20)):
                bar = QRect(4 * em, y + em + line * em, wide * em, em * 5 // 8)
                painter.drawRoundedRect(bar, em / 3, em / 3)
        painter.restore()

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
