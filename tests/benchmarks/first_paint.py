"""A child that opens a window, says so at its first paint, and is gone: `ours` or `empty`."""

from __future__ import annotations

import os
import sys

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject

PAINTED = "painted"


class Watch(QObject):
    """Ends the process when a window is about to paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Paint
            and isinstance(watched, QtWidgets.QWidget)
            and watched.isWindow()
        ):
            sys.stdout.write(PAINTED + "\n")
            sys.stdout.flush()
            # Nothing that comes later is measured, so nothing is started or tidied up.
            os._exit(0)
        return False


class WatchedApplication(QtWidgets.QApplication):
    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._watch = Watch()
        self.installEventFilter(self._watch)


def empty() -> int:
    app = WatchedApplication(sys.argv)
    window = QtWidgets.QMainWindow()
    window.resize(1100, 720)
    window.show()
    return app.exec()


def ours() -> int:
    # The app takes the class from the module when it is imported, which is after this.
    setattr(QtWidgets, "QApplication", WatchedApplication)  # noqa: B010 mypy refuses the plain assignment to a class
    from spaces_desktop.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(ours() if sys.argv.pop() == "ours" else empty())
