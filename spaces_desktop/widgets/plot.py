"""A plot of stacked columns: read by eye, by pointing, with the arrow keys, and by ear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.plot_data import PlotData, steps
from spaces_desktop.widgets.theme import Theme, Themes

_NONE = PlotData("", (), ())
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_GAP = 8
WIDEST = 5
"""No column is wider than so many lines are high."""


class Plot(QWidget):
    """The arrow keys, Home and End go from column to column; what it says there is announced."""

    picked = Signal(int)
    """The column that somebody points at or went to; -1 for none."""

    def __init__(self, name: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self._themes = themes
        self._data = _NONE
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        themes.changed.connect(self.update)

    @property
    def data(self) -> PlotData:
        return self._data

    @property
    def at(self) -> int:
        return self._at

    def show_data(self, data: PlotData) -> None:
        self._data = data
        self._at = -1
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.table())
        self.update()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 30, em * 13)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 12, em * 9)

    def go_to(self, at: int) -> None:
        """Show what a column says; -1 shows none."""
        at = min(at, len(self._data.labels) - 1)
        if at == self._at:
            return
        self._at = at
        said = self._data.sentence(at) if at >= 0 else self._data.table()
        self.setAccessibleDescription(said)
        if at >= 0 and self.hasFocus():
            changed = QAccessible.Event.DescriptionChanged
            QAccessible.updateAccessibility(QAccessibleEvent(self, changed))
        self.picked.emit(at)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._data.labels) - 1
        moves = {
            Qt.Key.Key_Left: max(self._at - 1, 0) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and last >= 0:
            self.go_to(moves[key])
        elif key == Qt.Key.Key_Escape and self._at >= 0:
            self.go_to(-1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        box = self._box()
        count = len(self._data.labels)
        inside = box.left() <= event.position().x() < box.right()
        if count and inside:
            self.go_to(int((event.position().x() - box.left()) * count / box.width()))
        else:
            self.go_to(-1)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.go_to(-1)
        super().leaveEvent(event)

    def _small(self) -> QFont:
        return self._themes.current.font("small", self.font())

    def _box(self) -> QRectF:
        """Where the columns stand; around it are the scale, the ticks and the titles."""
        metrics = QFontMetrics(self._small())
        scale = max(
            (metrics.horizontalAdvance(self._data.say(s)) for s in self._steps()), default=0
        )
        top = metrics.height() + 2 * _GAP
        bottom = metrics.height() + _GAP
        inside = self.rect().adjusted(scale + _GAP + 4, top, -8, -bottom)
        return QRectF(inside)

    def _steps(self) -> list[int]:
        return steps(*self._data.bounds())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._data.labels:
            box, scale = self._box(), self._steps()
            self._paint_titles(painter, theme, box)
            self._paint_scale(painter, theme, box, scale)
            self._paint_columns(painter, theme, box, scale)
            self._paint_ticks(painter, theme, box)
            if self._at >= 0:
                self._paint_said(painter, theme, box)
        painter.end()

    def _paint_titles(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        metrics = painter.fontMetrics()
        x, side = box.left(), metrics.height() * 0.6
        for one in self._data.series:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(one.role))
            painter.drawRoundedRect(QRectF(x, _GAP + metrics.height() * 0.2, side, side), 2, 2)
            x += side + 6
            painter.setPen(theme.color("text_muted"))
            wide = metrics.horizontalAdvance(one.title)
            painter.drawText(QRectF(x, _GAP, wide + 2, metrics.height()), _LEFT, one.title)
            x += wide + 2 * _GAP

    def _paint_scale(self, painter: QPainter, theme: Theme, box: QRectF, scale: list[int]) -> None:
        tall = painter.fontMetrics().height()
        for step in scale:
            y = round(_height(box, scale, step)) + 0.5
            painter.setPen(QPen(theme.color("border_strong" if step == 0 else "border"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("text_muted"))
            where = QRectF(0, y - tall / 2, box.left() - _GAP, tall)
            painter.drawText(where, _RIGHT, self._data.say(step))

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
        room = max((metrics.horizontalAdvance(one) for one in ticks), default=1) + 2 * _GAP
        every = max(1, -(-int(room) // max(int(wide), 1)))
        painter.setPen(theme.color("text_muted"))
        for at in range(0, len(ticks), every):
            middle = box.left() + (at + 0.5) * wide
            left = min(max(middle - room / 2, 0.0), self.width() - room)
            where = QRectF(left, box.bottom() + 4, room, metrics.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, ticks[at])

    def _paint_said(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        metrics = painter.fontMetrics()
        lines = [(self._data.labels[self._at], ""), *self._data.column(self._at)]
        between = 2 * _GAP
        wide = max(
            metrics.horizontalAdvance(a) + (metrics.horizontalAdvance(b) + between if b else 0)
            for a, b in lines
        )
        tall = len(lines) * (metrics.height() + 2)
        column = box.width() / len(self._data.labels)
        middle = box.left() + (self._at + 0.5) * column
        left = middle + column / 2 + _GAP
        if left + wide + 2 * _GAP > self.width():
            left = max(0.0, middle - column / 2 - wide - 3 * _GAP)
        card = QRect(round(left), round(box.top()) + 2, wide + 2 * _GAP, tall + 2 * _GAP)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(card, theme.radius["m"], theme.radius["m"])
        y = card.top() + _GAP
        for at, (name, value) in enumerate(lines):
            row = QRect(card.left() + _GAP, y, wide, metrics.height() + 2)
            painter.setPen(theme.color("text_muted" if at else "text"))
            painter.drawText(row, _LEFT, name)
            painter.setPen(theme.color("text"))
            painter.drawText(row, _RIGHT, value)
            y += metrics.height() + 2


def _height(box: QRectF, scale: list[int], value: int) -> float:
    """Where a value lies on the screen."""
    low, high = scale[0], max(scale[-1], scale[0] + 1)
    return box.bottom() - box.height() * (value - low) / (high - low)
