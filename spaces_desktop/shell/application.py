"""Start-up and shutdown order.

1. The Qt application and the window, in the colours it had last time; the window is painted.
2. Only then the theme, the event loop, the network parts and the rooms are imported and built.
3. The person works.
4. On closing: tasks are cancelled, sessions closed, the own server is asked to stop, and Qt quits.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from spaces_desktop.kernel.home import find_home
from spaces_desktop.shell import opening
from spaces_desktop.shell.main_window import TITLE, MainWindow
from spaces_desktop.shell.sharing import share_drawing
from spaces_desktop.shell.single import InstanceLock

PAINT_WITHIN_MS = 1000
ALREADY_RUNS_DEAF = 3
"""The exit code where another instance has the folder and does not answer."""


def run(arguments: Sequence[str]) -> int:
    """The whole life of the app; gives its exit code."""
    share_drawing()
    app = QApplication(list(arguments))
    app.setApplicationName("Spaces Desktop")
    app.setApplicationDisplayName(TITLE)
    app.setQuitOnLastWindowClosed(False)
    home = find_home()
    with suppress(OSError):  # where nothing can be written one can still be a guest
        home.prepare()
    link = _link(arguments)
    lock = InstanceLock(home.desktop)
    if not lock.take():
        from spaces_desktop.shell.knock import knock

        return 0 if knock(home.desktop, link) else ALREADY_RUNS_DEAF
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
            window.geometry_text,
        )
        opening.remember(home.desktop, look)

    remember()
    themes.changed.connect(remember)
    window.placed.connect(remember)
    code = live(app, window, home, memory, themes, link)
    lock.release()
    return code


def _link(arguments: Sequence[str]) -> str:
    """What the start was asked to open: an invite's link, as a browser hands it over."""
    return next((one for one in arguments[1:] if "://" in one), "")


def _paint(app: QApplication, window: MainWindow) -> None:
    """Let the window appear before anything that takes time."""
    deadline = QDeadlineTimer(PAINT_WITHIN_MS)
    while not window.is_painted and not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
