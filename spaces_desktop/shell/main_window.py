"""The one window: on the screen at once, filled when there is something to show."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QMoveEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from spaces_desktop.shell.opening import Look

TITLE = "Spaces"
WIDTH, HEIGHT = 1180, 760
LEAST_WIDTH, LEAST_HEIGHT = 760, 520
FRAME_WIDTH, FRAME_HEIGHT = 8, 36
"""What the system may draw around the window; it tells only once the window is there."""


SETTLE_MS = 600


class MainWindow(QMainWindow):
    close_requested = Signal()
    placed = Signal()
    """It came to rest at another place or size."""

    def __init__(self, look: Look | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(TITLE)
        # Twice as large letters leave half the screen: a window larger than that loses its ends.
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(min(LEAST_WIDTH, room.width()), min(LEAST_HEIGHT, room.height()))
        inside = (room.width() - FRAME_WIDTH, room.height() - FRAME_HEIGHT)
        self.resize(min(WIDTH, inside[0]), min(HEIGHT, inside[1]))
        if look is not None and look.geometry:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(look.geometry.encode())))
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.placed)
        self._may_close = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._opening = _Opening(look)
        self._stack.addWidget(self._opening)

    @property
    def is_painted(self) -> bool:
        return self._opening.is_painted

    @property
    def geometry_text(self) -> str:
        """Place, size and whether it fills the screen, for the look of the next start."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def come_forward(self) -> None:
        """Onto the screen and before the others, out of the tray or the task bar too."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._settling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

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
    """Only the name, in the look of last time; the theme takes over once it is loaded."""

    def __init__(self, look: Look | None) -> None:
        super().__init__()
        self.is_painted = False
        # Stretches in place of an alignment: making `Qt` with all its enumerations takes longer
        # than the whole first paint.
        layout = QVBoxLayout(self)
        line = QHBoxLayout()
        name = QLabel(TITLE)
        name.setProperty("role", "hero")
        if look is not None:
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(look.background))
            palette.setColor(QPalette.ColorRole.WindowText, QColor(look.text))
            self.setPalette(palette)
            self.setAutoFillBackground(True)
            font = name.font()
            font.setPointSizeF(look.name_points)
            name.setFont(font)
        line.addStretch(1)
        line.addWidget(name)
        line.addStretch(1)
        layout.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.is_painted = True
