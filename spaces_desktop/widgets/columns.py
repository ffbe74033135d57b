"""Columns of numbers that are read one by one: by pointing, with the arrow keys, and by ear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.plot_data import PlotData, steps
from spaces_desktop.widgets.theme import Theme, Themes

_NONE = PlotData("", (), ())
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
GAP = 8


class Columns(QWidget):
    """The arrow keys, Home and End go from column to column; what it says there is announced.
    Whoever draws them says in `column_at` and `box` where they stand."""

    picked = Signal(int)
    """The column that somebody points at or went to; -1 for none."""

    def __init__(self, name: str, themes: Themes, fixed: Theme | None = None) -> None:
        """`fixed` are the colours of one that is no part of a window."""
        super().__init__()
        self._fixed = fixed
        self.setObjectName(name)
        self._themes = themes
        self._data = _NONE
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        themes.changed.connect(self.update)

    def column_at(self, where: QPointF) -> int:
        """-1 beside them."""
        raise NotImplementedError

    def box(self) -> QRectF:
        """Where the columns stand; around it are the scale, the ticks and the titles."""
        raise NotImplementedError

    @property
    def theme(self) -> Theme:
        return self._fixed or self._themes.current

    @property
    def data(self) -> PlotData:
        return self._data

    @property
    def at(self) -> int:
        return self._at

    def show_data(self, data: PlotData) -> None:
        # Where the same days are shown anew, whoever reads one goes on reading it.
        at = self._at if data.labels == self._data.labels else -1
        self._data = data
        self._at = at
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.sentence(at) if at >= 0 else data.table())
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
        self.go_to(self.column_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.go_to(-1)
        super().leaveEvent(event)

    def _small(self) -> QFont:
        return self.theme.font("small", self.font())

    def _steps(self) -> list[int]:
        low, high = self._data.bounds()
        unit = self._data.unit
        return [unit * one for one in steps(low // unit, -(-high // unit))]

    def paint_over(self, painter: QPainter) -> None:
        """What is called what, what the column says that somebody is at, and the focus."""
        theme = self.theme
        painter.setFont(self._small())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._data.labels:
            box = self.box()
            self._paint_titles(painter, theme, box)
            if self._at >= 0:
                self._paint_said(painter, theme, box)

    def _paint_titles(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        metrics = painter.fontMetrics()
        x, side = box.left(), metrics.height() * 0.6
        for one in self._data.series:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(one.role))
            painter.drawRoundedRect(QRectF(x, GAP + metrics.height() * 0.2, side, side), 2, 2)
            x += side + 6
            painter.setPen(theme.color("text_muted"))
            wide = metrics.horizontalAdvance(one.title)
            painter.drawText(QRectF(x, GAP, wide + 2, metrics.height()), LEFT, one.title)
            x += wide + 2 * GAP

    def _paint_said(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        metrics = painter.fontMetrics()
        lines = [(self._data.labels[self._at], ""), *self._data.column(self._at)]
        between = 2 * GAP
        wide = max(
            metrics.horizontalAdvance(a) + (metrics.horizontalAdvance(b) + between if b else 0)
            for a, b in lines
        )
        tall = len(lines) * (metrics.height() + 2)
        column = box.width() / len(self._data.labels)
        middle = box.left() + (self._at + 0.5) * column
        left = middle + column / 2 + GAP
        if left + wide + 2 * GAP > self.width():
            left = max(0.0, middle - column / 2 - wide - 3 * GAP)
        card = QRect(round(left), round(box.top()) + 2, wide + 2 * GAP, tall + 2 * GAP)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(card, theme.radius["m"], theme.radius["m"])
        y = card.top() + GAP
        for at, (name, value) in enumerate(lines):
            row = QRect(card.left() + GAP, y, wide, metrics.height() + 2)
            painter.setPen(theme.color("text_muted" if at else "text"))
            painter.drawText(row, LEFT, name)
            painter.setPen(theme.color("text"))
            painter.drawText(row, RIGHT, value)
            y += metrics.height() + 2
