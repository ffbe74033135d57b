"""The round button that records: a dot to begin, a square to end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from spaces_desktop.widgets.theme import Themes


class RecordButton(QAbstractButton):
    """Space and Enter press it where it has the focus."""

    def __init__(
        self, themes: Themes, name: str, begin: str, end: str, parent: QWidget | None = None
    ) -> None:
        """`begin` and `end` are what it is called."""
        super().__init__(parent)
        self.setObjectName(name)
        self._themes = themes
        self._words = (begin, end)
        self._is_recording = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_recording(False)
        themes.changed.connect(self.update)

    def show_recording(self, is_recording: bool) -> None:
        self._is_recording = is_recording
        words = self._words[1 if is_recording else 0]
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 4.4)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
        enabled = self.isEnabled()
        ground = "surface" if self._is_recording else "danger"
        edge = "danger" if enabled else "border_strong"
        painter.setPen(QPen(theme.color(edge), 3))
        painter.setBrush(theme.color(ground if enabled else "sunken"))
        painter.drawEllipse(box.adjusted(3, 3, -3, -3))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_recording:
            side = box.width() * 0.3
            painter.setBrush(theme.color("danger"))
            square = QRectF(0, 0, side, side)
            square.moveCenter(box.center())
            painter.drawRoundedRect(square, 4, 4)
        else:
            self._draw_microphone(painter, box, "on_accent" if enabled else "text_disabled")
        painter.end()

    def _draw_microphone(self, painter: QPainter, box: QRectF, role: str) -> None:
        color = self._themes.current.color(role)
        unit = box.width() / 24
        center = box.center()
        painter.setBrush(color)
        capsule = QRectF(0, 0, 4.4 * unit, 7.6 * unit)
        capsule.moveCenter(QPointF(center.x(), center.y() - 2 * unit))
        painter.drawRoundedRect(capsule, 2.2 * unit, 2.2 * unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, max(1.6, unit * 0.9)))
        cup = QRectF(0, 0, 7.6 * unit, 8.4 * unit)
        cup.moveCenter(QPointF(center.x(), center.y() - 0.6 * unit))
        painter.drawArc(cup, 180 * 16, 180 * 16)
        foot = center.y() + 3.6 * unit
        painter.drawLine(QPointF(center.x(), foot), QPointF(center.x(), foot + 1.8 * unit))
