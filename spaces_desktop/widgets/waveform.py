"""A sound as bars of its loudness; a slider in all it does, so that keys and readers know it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from spaces_desktop.widgets.theme import Themes

STEP_MS = 5000
"""What one press of an arrow key skips."""
LEAP_MS = 30_000

_BAR, _GAP = 3, 2
_QUIET = 0.08
"""The least height of a bar, as a share."""


class Waveform(QSlider):
    """Its value is the position in ms. `seek_requested` tells what the person chose."""

    seek_requested = Signal(int)

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._themes = themes
        self._peaks: Sequence[float] = ()
        self._is_showing = False
        self.setSingleStep(STEP_MS)
        self.setPageStep(LEAP_MS)
        self.setRange(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._on_value)
        themes.changed.connect(self.update)

    def show_sound(self, duration_ms: int, peaks: Sequence[float]) -> None:
        self._peaks = peaks
        self._is_showing = True
        self.setRange(0, max(0, duration_ms))
        self._is_showing = False
        self.update()

    def show_position(self, position_ms: int) -> None:
        """Where it plays, unless the person is choosing a place just now."""
        if self.isSliderDown():
            return
        self._is_showing = True
        self.setValue(position_ms)
        self._is_showing = False

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() * 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self.setValue(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inside = self._inside()
        count = max(1, int(inside.width()) // (_BAR + _GAP))
        played = self._share() * count
        for number in range(count):
            height = inside.height() * max(_QUIET, self._loudness(number, count))
            left = inside.left() + number * (_BAR + _GAP)
            if self.isRightToLeft():
                left = inside.right() - number * (_BAR + _GAP) - _BAR
            role = "accent" if number < played and self.isEnabled() else "scroll"
            painter.setBrush(theme.color(role))
            bar = QRectF(left, inside.center().y() - height / 2, _BAR, height)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, theme.radius["s"], theme.radius["s"])

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(5, 4, -5, -4)

    def _share(self) -> float:
        return self.value() / self.maximum() if self.maximum() else 0.0

    def _loudness(self, number: int, count: int) -> float:
        """The loudest there is in what one bar stands for."""
        if not self._peaks:
            return 0.0
        first = number * len(self._peaks) // count
        last = max(first + 1, (number + 1) * len(self._peaks) // count)
        return min(1.0, max(self._peaks[first:last]))

    def _at(self, x: float) -> int:
        inside = self._inside()
        share = (x - inside.left()) / max(1.0, inside.width())
        if self.isRightToLeft():
            share = 1 - share
        return round(self.maximum() * min(1.0, max(0.0, share)))

    def _on_value(self, value: int) -> None:
        if not self._is_showing:
            self.seek_requested.emit(value)
