"""A plot of stacked columns: read by eye, by pointing, with the arrow keys, and by ear."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from spaces_desktop.widgets.columns import GAP, RIGHT, Columns
from spaces_desktop.widgets.theme import Theme

WIDEST = 5
"""No column is wider than so many lines are high."""


class Plot(Columns):
    def column_at(self, where: QPointF) -> int:
        box = self.box()
        count = len(self._data.labels)
        inside = box.left() <= where.x() < box.right()
        return int((where.x() - box.left()) * count / box.width()) if count and inside else -1

    def box(self) -> QRectF:
        """Where the columns stand; around it are the scale, the ticks and the titles."""
        metrics = QFontMetrics(self._small())
        scale = max(
            (metrics.horizontalAdvance(self._data.say(s)) for s in self._steps()), default=0
        )
        top = metrics.height() + 2 * GAP
        bottom = metrics.height() + GAP
        inside = self.rect().adjusted(scale + GAP + 4, top, -8, -bottom)
        return QRectF(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        if self._data.labels:
            box, scale = self.box(), self._steps()
            self._paint_scale(painter, theme, box, scale)
            self._paint_columns(painter, theme, box, scale)
            self._paint_ticks(painter, theme, box)
        self.paint_over(painter)
        painter.end()

    def _paint_scale(self, painter: QPainter, theme: Theme, box: QRectF, scale: list[int]) -> None:
        tall = painter.fontMetrics().height()
        for step in scale:
            y = round(_height(box, scale, step)) + 0.5
            painter.setPen(QPen(theme.color("border_strong" if step == 0 else "border"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("text_muted"))
            where = QRectF(0, y - tall / 2, box.left() - GAP, tall)
            painter.drawText(where, RIGHT, self._data.say(step))

    def _paint_columns(
        self, painter: QPainter, theme: Theme, box: QRectF, scale: list[int]
    ) -> None:
        wide = box.width() / len(self._data.labels)
        gap = max(min(wide * 0.3, 6.0), wide - WIDEST * self.fontMetrics().height())
        if self._at >= 0:
            here = QRectF(box.left() + self._at * wide, box.top(), wide, box.height())
            painter.fillRect(here, theme.color("hover"))
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(len(self._data.labels)):
            above = below = 0
            left = box.left() + at * wide + gap / 2
            for one in self._data.series:
                value = one.values[at]
                start = above if value > 0 else below
                if not value:
                    continue
                y1, y2 = _height(box, scale, start), _height(box, scale, start + value)
                painter.setBrush(theme.color(one.role))
                bar = QRectF(left, min(y1, y2), max(wide - gap, 1.0), max(abs(y2 - y1), 1.0))
                painter.drawRoundedRect(bar, 1.5, 1.5)
                above, below = (above + value, below) if value > 0 else (above, below + value)

    def _paint_ticks(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        """As many of the short names as stand beside each other, evenly apart."""
        ticks = self._data.ticks or self._data.labels
        metrics = painter.fontMetrics()
        wide = box.width() / len(ticks)
        room = max((metrics.horizontalAdvance(one) for one in ticks), default=1) + 2 * GAP
        every = max(1, -(-int(room) // max(int(wide), 1)))
        painter.setPen(theme.color("text_muted"))
        for at in range(0, len(ticks), every):
            middle = box.left() + (at + 0.5) * wide
            left = min(max(middle - room / 2, 0.0), self.width() - room)
            where = QRectF(left, box.bottom() + 4, room, metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, ticks[at])


def _height(box: QRectF, scale: list[int], value: int) -> float:
    """Where a value lies on the screen."""
    low, high = scale[0], max(scale[-1], scale[0] + 1)
    return box.bottom() - box.height() * (value - low) / (high - low)
