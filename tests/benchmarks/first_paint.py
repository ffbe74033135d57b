"""A child that opens a window, says so at its first paint, and is gone: `ours` or `empty`.

Nothing here filters events: a filter in Python makes Qt's objects known to Python one by one, which
takes longer than the whole start and is no part of either program.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

PAINTED = "painted"


def say_painted() -> None:
    sys.stdout.write(PAINTED + "\n")
    sys.stdout.flush()
    # Nothing that comes later is measured, so nothing is started or tidied up.
    os._exit(0)


class EmptyWindow(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        say_painted()


def empty() -> int:
    app = QApplication(sys.argv)
    window = EmptyWindow()
    window.resize(1100, 720)
    window.show()
    return app.exec()


def ours() -> int:
    from spaces_desktop.shell import application, main_window

    def painted(opening: QWidget, event: QPaintEvent) -> None:
        QWidget.paintEvent(opening, event)
        say_painted()

    # What the window shows first; it covers the window, which need not be painted itself.
    setattr(main_window._Opening, "paintEvent", painted)  # noqa: B010 mypy refuses the plain assignment to a method
    return application.run(sys.argv)


if __name__ == "__main__":
    sys.exit(ours() if sys.argv.pop() == "ours" else empty())
