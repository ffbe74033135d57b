"""The real session pane with the real web engine: run as a program, it says what it saw as JSON.

`python -m tests.playground.session.window URL TOKEN USER SPACE SESSION` needs no screen. It shows
the session's page, draws a stroke where it is told to by a line on standard input, and counts the
strokes that the page holds until it is told to end.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

PATIENCE = 40.0


async def until(holds: Callable[[], object], what: str) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110  # the page is asked again and again
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"never came true: {what}") from None


class Desk:
    """One person's window with one session in it."""

    def __init__(self, url: str, token: str, user: str, space: str, session: str) -> None:
        from embedded_server.contracts.accounts import ServerInfo, User
        from spaces_desktop.kernel.http import HttpClient
        from spaces_desktop.kernel.live import LiveEvents
        from spaces_desktop.kernel.notices import Notices
        from spaces_desktop.kernel.shelf import Shelf
        from spaces_desktop.kernel.tasks import Tasks
        from spaces_desktop.playground.session.view import SessionPane
        from spaces_desktop.widgets.rooms import Context, Forgetful
        from spaces_desktop.widgets.theme import Themes

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.errors: list[str] = []
        self.tasks = Tasks(
            asyncio.get_running_loop(), lambda what, error: self.errors.append(f"{what}: {error}")
        )
        self.http = HttpClient(url, token)
        self.live = LiveEvents(self.http.connect_events, self.tasks)
        me = User(id=user, username="d", display_name="Desk", is_admin=False, created_at="")
        server = ServerInfo(
            server_id="s",
            name="",
            version="0",
            protocol=1,
            needs_setup=False,
            registration="open",
            features={},
        )
        context = Context(
            self.http,
            self.live,
            self.tasks,
            Notices(),
            Themes(app),
            me,
            server,
            lambda room, thing="", inner="": None,
            Forgetful(),
            Shelf(None, user),
        )
        self.live.start(None)
        self.pane = SessionPane(context, space, session)
        self.pane.resize(1100, 760)
        self.pane.show()
        self.strokes = -1

    def press(self, name: str) -> None:
        found = self.pane.findChild(QPushButton, name)
        assert found is not None, name
        found.click()

    async def open_page(self) -> None:
        page = self.pane.view.page
        await until(lambda: page.state == "ask", f"it is asked first, not {page.state}")
        assert page.page is None
        self.press("page_show")
        assert page.state == "page", page.state
        await until(self._counted, "the board is there")

    def _counted(self) -> bool:
        shown: Any = self.pane.view.page.page
        if shown is None:
            return False

        def told(found: object) -> None:
            self.strokes = int(found) if isinstance(found, int | float) else -1

        shown.run("typeof strokes === 'object' ? strokes.length : -1", told)
        return self.strokes >= 0

    async def until_strokes(self, count: int) -> None:
        await until(lambda: self._counted() and self.strokes == count, f"{count} strokes")

    async def draw(self, y: int) -> None:
        view = self.pane.view.page.page
        assert view is not None
        target = view.view.focusProxy() or view.view
        assert isinstance(target, QWidget)
        points = [QPoint(80 + 20 * at, y) for at in range(8)]
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(target, point)
            await asyncio.sleep(0.03)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=points[-1])

    async def close(self) -> None:
        self.pane.release()
        self.pane.deleteLater()
        self.live.stop()
        await self.tasks.close()
        await self.http.close()


def say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def main() -> None:
    desk = Desk(*sys.argv[1:6])
    loop = asyncio.get_running_loop()
    await desk.open_page()
    say(ready=True)
    while True:
        verb, _, rest = (
            (await loop.run_in_executor(None, sys.stdin.readline)).strip().partition(" ")
        )
        if verb == "draw":
            await desk.draw(int(rest))
        elif verb == "until":
            await desk.until_strokes(int(rest))
        elif verb == "say":
            desk.pane.chat.send(rest)
        elif verb == "shot":
            desk.pane.grab().save(rest)
        else:
            break
        people = [one.name for one in desk.pane.model.people]
        texts = [row.text for row in desk.pane.chat.rows.rows]
        say(done=verb, strokes=desk.strokes, people=people, texts=texts, errors=desk.errors)
    await desk.close()
    say(closed=True, errors=desk.errors)


def run() -> int:
    import qasync

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(main())
    return 0


if __name__ == "__main__":
    sys.exit(run())
