"""How loud it is just now, against where a voice ought to be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.theme import Themes

_STEP, _GAP = 6, 3
_FALL = 0.02
"""By how much the mark of the loudest sinks with each value."""


class LevelMeter(QWidget):
    """Small bars from quiet to loud. `good` is the part of the scale that is right for a voice."""

    def __init__(
        self, themes: Themes, good: tuple[float, float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._good = good
        self._level = 0.0
        self._top = 0.0
        self._is_on = True
        self.setAccessibleName(self.tr("Level"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def show_level(self, level: float) -> None:
        """From 0 to 1."""
        self._level = level
        self._top = max(level, self._top - _FALL)
        self.update()

    def show_on(self, is_on: bool) -> None:
        """Whether there is anything to show."""
        self._is_on = is_on
        if not is_on:
            self._level = self._top = 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(self.fontMetrics().height() * 1.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = max(1, self.width() // (_STEP + _GAP))
        step = self.width() / count
        low, high = self._good
        tall = float(self.height()) - 7
        for number in range(count):
            at = (number + 0.5) / count
            lit = self._is_on and at <= self._level
            is_top = self._is_on and self._top > 0.02 and abs(at - self._top) <= 0.5 / count
            role = "border"
            if lit or is_top:
                role = "danger" if at > high else "success" if at >= low else "accent"
            painter.setBrush(theme.color(role))
            bar = QRectF(number * step, 0, step - _GAP, tall)
            painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(theme.color("success" if self._is_on else "border"))
        wide = float(self.width())
        painter.drawRoundedRect(QRectF(wide * low, tall + 4, wide * (high - low), 3), 1.5, 1.5)
        painter.end()
