"""Collects cyclic garbage on the main thread alone.

Python collects wherever the allocation happens that is one too many, also on a worker thread. A
model or widget that dies there takes its timers with it, and Qt ends the program: timers can only
be stopped on their own thread. So automatic collection is off, and a timer looks instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 1000
YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""Containers made since the last look, and collections of the younger generation, after which a
generation is collected; as for `gc.set_threshold`."""


class Collector(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._was_on = gc.isenabled()

    def start(self) -> None:
        """From now on nothing is collected elsewhere. What is there now stays for good: later
        collections need not walk it."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def look(self) -> None:
        young, middle, old = gc.get_count()
        if young < YOUNG:
            return
        if middle < MIDDLE:
            gc.collect(0)
        else:
            gc.collect(1 if old < OLD else 2)
