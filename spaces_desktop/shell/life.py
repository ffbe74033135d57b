"""The event loop of the app: asyncio on top of Qt's, from first to last."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from types import TracebackType

import qasync
from PySide6.QtWidgets import QApplication

from spaces_desktop.kernel.home import DataHome
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.desktop import Desktop
from spaces_desktop.shell.knock import Door
from spaces_desktop.shell.main_window import MainWindow
from spaces_desktop.widgets.theme import Themes

log = logging.getLogger(__name__)


def live(
    app: QApplication,
    window: MainWindow,
    home: DataHome,
    memory: Memory,
    themes: Themes,
    link: str = "",
) -> int:
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_live(app, window, home, memory, themes, link))
    return 0


async def _live(
    app: QApplication,
    window: MainWindow,
    home: DataHome,
    memory: Memory,
    themes: Themes,
    link: str,
) -> None:
    desktop = Desktop(app, window, home, memory, themes)
    door = Door(home.desktop, desktop)
    door.knocked.connect(desktop.on_knock)
    if link:
        desktop.open_link(link)
    loop = asyncio.get_running_loop()
    for which in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(which, desktop.quit)
        except NotImplementedError:
            log.debug("no handler for %s on this platform", which)

    def on_bug(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("uncaught", exc_info=(kind, error, trace))
        desktop.report(kind.__name__, error)

    log.info("ready")
    previous = sys.excepthook
    sys.excepthook = on_bug
    try:
        await desktop.live()
    finally:
        door.close()
        sys.excepthook = previous
