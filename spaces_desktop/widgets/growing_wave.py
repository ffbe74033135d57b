"""A sound that is being recorded: its bars come in from the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spaces_desktop.widgets.theme import Themes

_BAR, _GAP = 3, 2
_LEAST = 0.04


class GrowingWave(QWidget):
    """`too_loud` is from where a bar is shown as a danger."""

    def __init__(self, themes: Themes, too_loud: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._too_loud = too_loud
        self._peaks: Sequence[float] = ()
        self.setAccessibleName(self.tr("Waveform"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def show_peaks(self, peaks: Sequence[float]) -> None:
        """All of it so far, from 0 to 1; the last ones are shown."""
        self._peaks = peaks
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() * 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(self.rect())
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(ground, theme.radius["m"], theme.radius["m"])
        inside = ground.adjusted(8, 8, -8, -8)
        count = max(1, int(inside.width()) // (_BAR + _GAP))
        shown = self._peaks[-count:]
        middle = inside.center().y()
        painter.setBrush(theme.color("border"))
        painter.drawRect(QRectF(inside.left(), middle - 0.5, inside.width(), 1))
        for number, peak in enumerate(shown):
            left = inside.right() - (len(shown) - number) * (_BAR + _GAP)
            tall = inside.height() * max(_LEAST, peak)
            painter.setBrush(theme.color("danger" if peak >= self._too_loud else "accent"))
            painter.drawRoundedRect(QRectF(left, middle - tall / 2, _BAR, tall), 1.5, 1.5)
        painter.end()
