"""The one window: on the screen at once, filled when there is something to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

TITLE = "Spaces"


class MainWindow(QMainWindow):
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(TITLE)
        self.resize(1180, 760)
        self.setMinimumSize(760, 520)
        self._may_close = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._opening = _Opening()
        self._stack.addWidget(self._opening)

    @property
    def is_painted(self) -> bool:
        return self._opening.is_painted

    def show_page(self, page: QWidget) -> None:
        """Put this in place of whatever the window shows."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.deleteLater()

    def allow_close(self) -> None:
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing takes a moment: everything is put in order first, then the window goes."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()


class _Opening(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.is_painted = False
        layout = QVBoxLayout(self)
        name = QLabel(TITLE)
        name.setProperty("role", "hero")
        layout.addWidget(name, 0, Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.is_painted = True
