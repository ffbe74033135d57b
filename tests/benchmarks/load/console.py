"""An agent's console with many open conversations: how soon words are on the screen, and opening.

Reads a plan from standard input and writes its figures as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import aiohttp
import qasync
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from embedded_server.contracts import support
from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.place import Place
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LinkState, LiveEvents
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.api import ConversationApi
from spaces_desktop.support.console.api import ConsoleApi
from spaces_desktop.support.console.model import ConsoleModel, Counter
from spaces_desktop.support.model import SupportModel
from spaces_desktop.support.threads import make_desk
from spaces_desktop.support.view import SupportView
from spaces_desktop.widgets.rooms import Forgetful
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import user

PATIENCE = 20.0
Figures = dict[str, float]


class Mute:
    def ring(self) -> None:
        """No sound while it is measured."""

    def hush(self) -> None:
        """No sound while it is measured."""


class Painted(QObject):
    """Tells when a widget was painted while something held."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._holds: Callable[[], bool] = lambda: False
        self._done: asyncio.Future[float] | None = None
        widget.installEventFilter(self)

    def when(self, holds: Callable[[], bool]) -> asyncio.Future[float]:
        self._holds = holds
        self._done = asyncio.get_running_loop().create_future()
        return self._done

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._done is not None and self._holds():
            QTimer.singleShot(0, self._tell)  # once this painting is over
        return False

    def _tell(self) -> None:
        done, self._done = self._done, None
        if done is not None and not done.done():
            done.set_result(time.perf_counter())


class Window:
    def __init__(self, plan: dict[str, Any], app: QApplication) -> None:
        self._plan = plan
        self._loop = asyncio.get_running_loop()
        self._tasks = Tasks(self._loop)
        self._http = HttpClient(plan["url"], plan["token"])
        self._live = LiveEvents(self._http.connect_events, self._tasks)
        me = user("Agent", plan["me"])
        self._shelf = Shelf(None, me.id)
        desk = make_desk(ConversationApi(self._http), self._live, self._tasks, me, self._shelf)
        counter = Counter(
            calls=ConsoleApi(self._http),
            live=self._live,
            tasks=self._tasks,
            me=me,
            keep=Forgetful(),
            drafts=desk.drafts,
            thread_of=lambda one: ThreadModel(Place(one.community_id, one.id), desk),
        )
        self._desk = desk
        self._model = SupportModel(CommunitiesApi(self._http), counter, Mute())
        self._model.brands.loaded.connect(self._live.start)
        self._view = SupportView(self._model, Themes(app, "light"), KeptEmoji(Forgetful()))
        self._view.resize(1180, 760)
        self._view.show()
        self._view.activateWindow()
        self._session = aiohttp.ClientSession()

    @property
    def _console(self) -> ConsoleModel:
        return self._model.consoles[self._plan["brand"]]

    async def start(self) -> None:
        self._model.start()
        await self._until(lambda: bool(self._model.consoles))
        await self._until(lambda: self._live.link.state is LinkState.ONLINE)
        self._view.open(self._plan["brand"])
        held = len(self._plan["customers"])
        await self._until(lambda: len(self._console.book.held_by(self._plan["me"])) >= held)
        self._console.listing.show("mine")
        assert self._view.console is not None
        self._thread = Painted(self._view.console.conversation.pane.list.viewport())
        self._list = Painted(self._view.console.list.list.viewport())

    async def opening(self, rounds: int) -> Figures:
        """From choosing a conversation with many messages to seeing them."""
        found = []
        long_one = self._plan["long"]
        assert self._view.console is not None
        rows = self._view.console.conversation.pane.list
        for _ in range(rounds):
            self._console.tabs.close_tab(long_one)
            await self._rest()
            begun = time.perf_counter()
            seen = self._thread.when(
                lambda: self._console.tabs.current == long_one and rows.rows.rowCount() > 20
            )
            self._console.show(long_one)
            found.append((await self._within(seen) - begun) * 1000)
        return _spread("open", found)

    async def words(self, count: int) -> Figures:
        """From a customer's sending to the agent's screen: in the open thread, and in the list."""
        customers = self._plan["customers"]
        for one in customers[:20]:
            self._console.show(one["id"])
            await self._rest()
        chance = random.Random(1)
        in_thread: list[float] = []
        in_list: list[float] = []
        for at in range(count):
            text = f"word {at}"
            one = customers[19] if at % 2 else chance.choice(customers)
            if at % 2:
                in_thread.append(
                    await self._time(one, text, self._thread, partial(self._said, text))
                )
            else:
                holds = partial(self._listed, text)
                in_list.append(await self._time(one, text, self._list, holds))
        return _spread("thread", in_thread) | _spread("list", in_list)

    def _said(self, text: str) -> bool:
        opened = self._console.open
        return opened is not None and opened.talk.rows.rows[-1].text == text

    def _listed(self, text: str) -> bool:
        return self._console.listing.lines.entries[0].detail == text

    async def _time(
        self, one: dict[str, str], text: str, painted: Painted, holds: Callable[[], bool]
    ) -> float:
        wait = painted.when(holds)
        begun = time.perf_counter()
        await self._send(one, text)
        return (await self._within(wait) - begun) * 1000

    async def close(self) -> None:
        self._view.release()
        self._view.close()
        self._model.close()
        self._desk.outbox.close()
        self._live.stop()
        await self._tasks.close()
        self._shelf.close()
        await self._session.close()
        await self._http.close()

    async def _send(self, one: dict[str, str], text: str) -> None:
        url = self._plan["url"] + support.SEND.url(conversationId=one["id"])
        headers = {"Authorization": f"Bearer {one['token']}"}
        async with self._session.post(url, json={"text": text}, headers=headers) as answer:
            answer.raise_for_status()

    async def _rest(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0.02)

    async def _within(self, wait: asyncio.Future[float]) -> float:
        return await asyncio.wait_for(wait, PATIENCE)

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110 - a condition of many parts
                await asyncio.sleep(0.01)


def _spread(name: str, found: list[float]) -> Figures:
    ordered = sorted(found)
    most = min(len(ordered) - 1, int(len(ordered) * 0.99))
    return {f"{name}_p50": ordered[len(ordered) // 2], f"{name}_p99": ordered[most]}


async def _measure(plan: dict[str, Any], app: QApplication) -> Figures:
    window = Window(plan, app)
    try:
        await window.start()
        found = await window.opening(plan["openings"])
        return found | await window.words(plan["words"])
    finally:
        await window.close()


def main() -> int:
    plan = json.loads(sys.stdin.read())
    app = QApplication(["spaces-bench"])
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        figures = loop.run_until_complete(_measure(plan, app))
    print(json.dumps(figures), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
