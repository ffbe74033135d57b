"""A child with a window, `ours` or `empty`, that does what a line of JSON on stdin tells it.

Each order is `{"do": name, ...}`; the answer is one line of JSON on stdout.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import psutil
import qasync
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMainWindow

from embedded_server.contracts.events import EventType
from spaces_desktop.widgets import message_list
from spaces_desktop.widgets.entries import ENTRY
from spaces_desktop.widgets.message_list import MessageList
from tests.benchmarks.window.frames import Frames

Answer = dict[str, Any]


class Empty:
    """A window with nothing in it, on the same kind of loop."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.window.resize(1180, 760)
        self.window.show()

    async def frames(self, seconds: float) -> Answer:
        return await _watch(Frames(self.window), seconds)


class WatchedList(MessageList):
    """Notes when it first painted rows."""

    painted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted and self.rows.rowCount():
            self.painted = time.perf_counter()


class Ours:
    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._received = 0
        self._finished = 0

    async def enter(self, url: str, username: str, password: str) -> Answer:
        driver = self._driver
        await driver.click("join_one")
        await driver.type("address", url, enter=True)
        await driver.type("sign_in_username", username, enter=True)
        await driver.type("sign_in_password", password, enter=True)
        await driver.click("rail_clubs")
        clubs = await driver.see_as("club_list", QListView)
        await _until(lambda: clubs.model().rowCount() > 0)
        live = driver.desktop.session.live
        live.subscribe(EventType.MESSAGE_CREATED, lambda _data, _event: self._count_message())
        live.subscribe(EventType.TURN_FINISHED, lambda _data, _event: self._count_turn())
        return {}

    def _count_message(self) -> None:
        self._received += 1

    def _count_turn(self) -> None:
        self._finished += 1

    async def counts(self) -> Answer:
        return {"received": self._received, "finished": self._finished}

    async def open(self, club: str) -> Answer:
        """Click on a club; the milliseconds until rows of it were painted."""
        clubs = await self._driver.see_as("club_list", QListView)
        model = clubs.model()
        await _until(lambda: club in [_name(model, at) for at in range(model.rowCount())])
        at = [_name(model, at) for at in range(model.rowCount())].index(club)
        index = model.index(at, 0)
        clubs.scrollTo(index)
        shown = self._list
        if shown is not None:
            shown.painted = 0.0
        where = clubs.visualRect(index).center()
        begun = time.perf_counter()
        QTest.mouseClick(clubs.viewport(), Qt.MouseButton.LeftButton, pos=where)
        await _until(self._has_painted)
        shown = self._list
        assert shown is not None
        return {"ms": (shown.painted - begun) * 1000, "rows": shown.rows.rowCount()}

    def _has_painted(self) -> bool:
        return self._list is not None and bool(self._list.painted)

    @property
    def _list(self) -> WatchedList | None:
        return cast("WatchedList | None", self._driver.find("messages"))

    async def frames(self, seconds: float) -> Answer:
        shown = self._list
        assert shown is not None
        return await _watch(Frames(shown.viewport()), seconds)

    async def scroll(self, step: int, seconds: float) -> Answer:
        """Turn up to the oldest message and down again, as far as the time allows."""
        shown = self._list
        assert shown is not None
        bar, rows = shown.verticalScrollBar(), shown.rows
        passed: set[int] = set()
        waits = 0
        most = 0

        def turn() -> None:
            nonlocal waits, most
            bar.setValue(bar.value() - step)
            seen = shown.visible_rows()
            passed.update(rows.row_at(at).order for at in seen)
            most = max(most, rows.rowCount())
            edge = 0 if step > 0 else rows.rowCount() - 1
            more = rows.has_older if step > 0 else rows.has_newer
            waits += edge in seen and more

        def is_there() -> bool:
            if step > 0:
                return not rows.has_older and bar.value() == 0
            return not rows.has_newer and shown.at_bottom

        frames = Frames(shown.viewport(), turn)
        begun = time.perf_counter()
        frames.start()
        while not is_there() and time.perf_counter() - begun < seconds:  # noqa: ASYNC110 a place is waited for
            await asyncio.sleep(0.05)
        found = frames.stop()
        took = time.perf_counter() - begun
        ended = is_there()
        return {
            **found,
            "passed": len(passed),
            "waits": waits,
            "most": most,
            "ended": ended,
            "seconds": took,
        }

    async def memory(self) -> Answer:
        return {"bytes": psutil.Process().memory_info().rss}


def _name(model: Any, at: int) -> str:
    return str(model.index(at, 0).data(ENTRY).title)


async def _watch(frames: Frames, seconds: float) -> Answer:
    frames.start()
    await asyncio.sleep(seconds)
    return dict(frames.stop())


async def _until(holds: Callable[[], object], within: float = 60) -> None:
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110 the condition may be any widget's
            await asyncio.sleep(0.002)


async def obey(subject: object) -> None:
    """Do as told until stdin ends."""
    loop = asyncio.get_running_loop()
    orders: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(orders.put_nowait, line)
        loop.call_soon_threadsafe(orders.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    print(json.dumps({"ready": True}), flush=True)
    while line := await orders.get():
        order = json.loads(line)
        act: Callable[..., Awaitable[Answer]] = getattr(subject, order.pop("do"))
        print(json.dumps(await act(**order)), flush=True)


async def live_ours(home: Path) -> None:
    from tests.journeys.driver import opened

    async with opened(home) as driver:
        await obey(Ours(driver))


def main() -> int:
    what, home = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    if what == "ours":
        # The views take the class from its module when they are imported, which is after this.
        vars(message_list)["MessageList"] = WatchedList
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(live_ours(Path(home)) if what == "ours" else obey(Empty()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
