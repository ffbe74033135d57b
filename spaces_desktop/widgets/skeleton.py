"""The shape of what is about to come, in grey: shown only when it takes longer than a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.theme import Themes

Shape = Literal["entries", "messages", "form", "cards"]
_WIDTHS = (0.72, 0.46, 0.83, 0.58, 0.66, 0.39, 0.77, 0.52)
"""Parts of the width, so that lines end where lines of text would."""


class Skeleton(QWidget):
    """Fills its place with quiet shapes; every measure follows the font."""

    def __init__(self, shape: Shape, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Loading"))
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.current.color("skeleton"))
        shapes = {
            "entries": self._entries,
            "messages": self._messages,
            "form": self._form,
            "cards": self._cards,
        }
        for rect, radius in shapes[self._shape]():
            if rect.top() < self.height():
                painter.drawRoundedRect(rect, radius, radius)
        painter.end()

    @property
    def _em(self) -> float:
        return float(self.fontMetrics().height())

    def _bar(self, x: float, y: float, wide: float) -> tuple[QRectF, float]:
        tall = self._em * 0.62
        return QRectF(x, y + self._em * 0.2, wide, tall), tall / 2

    def _entries(self) -> Iterator[tuple[QRectF, float]]:
        em, y, at = self._em, 4.0, 0
        while y < self.height():
            side = em * 2
            yield QRectF(14, y + em * 0.6, side, side), side * 0.28
            left = 14 + side + 10
            room = self.width() - left - 14
            yield self._bar(left, y + em * 0.5, room * _WIDTHS[at % 8])
            yield self._bar(left, y + em * 1.6, room * _WIDTHS[(at + 3) % 8])
            y += em * 3.25
            at += 1

    def _messages(self) -> Iterator[tuple[QRectF, float]]:
        em, at = self._em, 0
        y = float(self.height())
        room = min(em * 40, self.width() - 16 - em * 2.2 - 28)
        # From the bottom up, where the newest will be.
        while y > -em * 6:
            lines = 1 + at % 3
            y -= em * (2.6 + 1.25 * lines)
            side = em * 2.2
            yield QRectF(16, y, side, side), side / 2
            left = 16 + side + 12
            yield self._bar(left, y, em * (5 + at % 3))
            for line in range(lines):
                part = _WIDTHS[(at * 3 + line) % 8]
                yield self._bar(left, y + em * 1.3 * (line + 1), room * part)
            at += 1

    def _form(self) -> Iterator[tuple[QRectF, float]]:
        em, y = self._em, 16.0
        wide = min(em * 28, self.width() - 32)
        for _ in range(4):
            yield self._bar(16, y, em * 7)
            yield QRectF(16, y + em * 1.4, wide, em * 2.3), 8
            y += em * 5

    def _cards(self) -> Iterator[tuple[QRectF, float]]:
        em, y = self._em, 16.0
        while y < self.height():
            yield QRectF(16, y, self.width() - 32, em * 4.5), 12
            y += em * 4.5 + 12
