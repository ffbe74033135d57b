"""Start-up and shutdown order.

1. The Qt application and the window, in the colours it had last time; the window is painted.
2. Only then the theme, the event loop, the network parts and the rooms are imported and built.
3. The person works.
4. On closing: tasks are cancelled, sessions closed, the own server is asked to stop, and Qt quits.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from spaces_desktop.kernel.home import find_home
from spaces_desktop.shell import opening
from spaces_desktop.shell.main_window import TITLE, MainWindow

PAINT_WITHIN_MS = 1000


def run(arguments: Sequence[str]) -> int:
    """The whole life of the app; gives its exit code."""
    app = QApplication(list(arguments))
    app.setApplicationName("Spaces Desktop")
    app.setApplicationDisplayName(TITLE)
    app.setQuitOnLastWindowClosed(False)
    home = find_home()
    home.prepare()
    window = MainWindow(opening.recall(home.desktop))
    window.show()
    _paint(app, window)

    from spaces_desktop.kernel.memory import Memory
    from spaces_desktop.shell.life import live
    from spaces_desktop.widgets.theme import Themes

    memory = Memory(home.desktop)
    themes = Themes(app, memory.theme)

    def remember() -> None:
        theme = themes.current
        look = opening.Look(
            theme.colors["window"],
            theme.colors["text"],
            theme.font("hero", app.font()).pointSizeF(),
        )
        opening.remember(home.desktop, look)

    remember()
    themes.changed.connect(remember)
    return live(app, window, home, memory, themes)


def _paint(app: QApplication, window: MainWindow) -> None:
    """Let the window appear before anything that takes time."""
    deadline = QDeadlineTimer(PAINT_WITHIN_MS)
    while not window.is_painted and not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
