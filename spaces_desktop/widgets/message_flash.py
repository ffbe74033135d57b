"""A row that was just revealed stands out for a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStyle

from spaces_desktop.widgets.row_paint import PaintedRows

STEPS = 12
STEP_MS = 80


class Flash(QObject):
    def __init__(self, view: PaintedRows) -> None:
        super().__init__(view)
        self._view = view
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._fade)

    def show(self, row_id: str) -> None:
        self._left = STEPS
        self._view.set_glow(row_id, 1.0)
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self._view.style().styleHint(hint, None, self._view) > 0:
            self._timer.start()
        else:
            # Without animations it is there, and then it is not.
            QTimer.singleShot(STEPS * STEP_MS, self, self._end)

    def _fade(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._end()
        else:
            self._view.set_glow(None, self._left / STEPS)

    def _end(self) -> None:
        self._timer.stop()
        self._view.set_glow("", 0.0)
