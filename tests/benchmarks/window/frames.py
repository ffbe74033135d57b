"""Frame times of a main thread: a timer of 16 ms that repaints, and what lies between its ticks."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

EVERY_MS = 16
SLOW_MS = 50


class Frames(QObject):
    """`busy` is the processor time that the main thread took between two ticks, `late` by how much
    the second one missed its 16 ms. Both in milliseconds, nothing subtracted."""

    def __init__(self, widget: QWidget, act: Callable[[], object] | None = None) -> None:
        super().__init__(widget)
        self._widget = widget
        self._act = act
        self._last: tuple[float, float] | None = None
        self._busy: list[float] = []
        self._late: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> dict[str, float]:
        self._timer.stop()
        self.deleteLater()
        busy, late = sorted(self._busy), sorted(self._late)
        return {
            "frames": len(busy),
            "busy_p50": _share(busy, 0.5),
            "busy_p99": _share(busy, 0.99),
            "busy_max": busy[-1],
            "busy_slow": sum(one > SLOW_MS for one in busy),
            "late_p50": _share(late, 0.5),
            "late_p99": _share(late, 0.99),
            "late_max": late[-1],
            "late_slow": sum(one + EVERY_MS > SLOW_MS for one in late),
        }

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        if self._last is not None:
            self._late.append(max(0.0, (now[0] - self._last[0]) * 1000 - EVERY_MS))
            self._busy.append((now[1] - self._last[1]) * 1000)
        self._last = now
        if self._act is not None:
            self._act()
        self._widget.repaint()


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
