"""How loud it is just now, against where a voice ought to be, and whether it is cut off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from spaces_desktop.widgets.theme import Themes

GOOD = (0.45, 0.85)
"""Where a voice is loud enough and leaves room: -33 to -9 dB of a scale of 60."""
_STEP, _GAP = 6, 3
_FALL = 0.02
"""By how much the mark of the loudest sinks with each value, where nobody says what it is."""
_COARSE = 5
"""Readers are told of steps in percent, not of every flicker."""


class LevelMeter(QProgressBar):
    """Small bars from quiet to loud; where it clips, words stand at the end of them.

    `good` is the part of the scale that is right for a voice. To readers it is a value in percent.
    """

    def __init__(
        self,
        themes: Themes,
        good: tuple[float, float] = GOOD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._good = good
        self._level = 0.0
        self._top = 0.0
        self._is_clipped = False
        self._is_on = True
        self.setProperty("role", "meter")
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setAccessibleName(self.tr("Level"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    @property
    def is_clipped(self) -> bool:
        return self._is_clipped

    def show_level(
        self, level: float, peak: float | None = None, *, is_clipped: bool = False
    ) -> None:
        """Both from 0 to 1; without a peak the loudest of late is marked."""
        self._level = level
        self._top = peak if peak is not None else max(level, self._top - _FALL)
        if is_clipped is not self._is_clipped:
            self._is_clipped = is_clipped
            self.setAccessibleDescription(self._clip_words if is_clipped else "")
        self.setValue(round(level * 100 / _COARSE) * _COARSE)
        self.update()

    def show_on(self, is_on: bool) -> None:
        """Whether there is anything to show."""
        self._is_on = is_on
        if not is_on:
            self.show_level(0.0, 0.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(self.fontMetrics().height() * 1.4) + 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = float(self.width())
        if self.isRightToLeft():
            painter.translate(wide, 0)
            painter.scale(-1, 1)
        count = max(1, self.width() // (_STEP + _GAP))
        step = wide / count
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
            painter.drawRoundedRect(QRectF(number * step, 0, step - _GAP, tall), 2, 2)
        painter.setBrush(theme.color("success" if self._is_on else "border"))
        painter.drawRoundedRect(QRectF(wide * low, tall + 4, wide * (high - low), 3), 1.5, 1.5)
        painter.resetTransform()
        if self._is_clipped:
            self._paint_clip(painter, tall)
        painter.end()

    @property
    def _clip_words(self) -> str:
        return self.tr("Too loud")

    def _paint_clip(self, painter: QPainter, tall: float) -> None:
        """In words: not everybody sees which bars are red."""
        theme = self._themes.current
        long = self.fontMetrics().horizontalAdvance(self._clip_words) + 2 * theme.space["s"]
        left = 0.0 if self.isRightToLeft() else float(self.width() - long)
        pill = QRectF(left, 0, long, tall)
        painter.setBrush(theme.color("danger_soft"))
        painter.drawRoundedRect(pill, theme.radius["s"], theme.radius["s"])
        painter.setPen(theme.color("danger"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._clip_words)
