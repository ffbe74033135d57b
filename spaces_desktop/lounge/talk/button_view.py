"""The one big button to talk: held, or clicked once to begin and once more to send."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.theme import Themes

HOLD_MS = 350
"""Who lets go sooner has clicked, and talks until the next click."""
SIDE = 5.2
"""In lines' heights."""
_HALO = 0.16
"""The share of the button around its disc, in which the level is seen."""
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TalkButton(QAbstractButton):
    began = Signal()
    ended = Signal()
    latched = Signal(bool)
    """Whether it goes on although nothing is held."""

    def __init__(self, themes: Themes) -> None:
        super().__init__()
        self.setObjectName("talk_button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._themes = themes
        self._since = QElapsedTimer()
        self._level = 0.0
        self._is_on = False
        self._is_held = False
        self._is_latched = False
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        side = round(SIDE * self.fontMetrics().height())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def is_latched(self) -> bool:
        return self._is_latched

    def show_level(self, level: float) -> None:
        """How loud it is, from 0 to 1."""
        self._level = level
        self.update()

    def show_listening(self, on: bool) -> None:
        """Whether what is said is recorded; whoever ended it."""
        self._is_on = on
        if not on:
            self._is_held = False
            self._latch(False)
            self._level = 0.0
        elif not self._is_held:
            self._latch(True)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self._press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._press()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._is_held:
            # The release goes to somebody else now: it is as if it had been clicked.
            self._is_held = False
            self._latch(True)

    def _press(self) -> None:
        if self._is_on:
            self._is_held = False
            self.ended.emit()
            return
        self._is_held = True
        self._since.start()
        self.began.emit()

    def _let_go(self) -> None:
        if not self._is_held:
            return
        self._is_held = False
        if not self._is_on:
            return
        if self._since.elapsed() < HOLD_MS:
            self._latch(True)
        else:
            self.ended.emit()

    def _latch(self, on: bool) -> None:
        if on is not self._is_latched:
            self._is_latched = on
            self.latched.emit(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        margin = whole.width() * _HALO
        disc = whole.adjusted(margin, margin, -margin, -margin)
        if self._is_on:
            grown = margin * min(1.0, 0.15 + 0.85 * self._level)
            painter.setBrush(theme.color("danger_soft"))
            painter.drawEllipse(disc.adjusted(-grown, -grown, grown, grown))
        role = "danger" if self._is_on else "accent"
        painter.setBrush(theme.color(role if self.isEnabled() else "scroll"))
        painter.drawEllipse(disc)
        inset = disc.width() * 0.28
        box = disc.adjusted(inset, inset, -inset, -inset).toRect()
        icon("microphone", theme, "on_accent").paint(painter, box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawEllipse(disc.adjusted(-4, -4, 4, 4))
