"""The window before a server that is slow, wrong, cut off or gone: said, and mended by itself."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from embedded_server.contracts.accounts import User
from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.club.api import ClubApi
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.search.api import FindingApi
from spaces_desktop.club.view import ClubsView
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, desktop_loop, run, until
from tests.kit.unreliable import Unreliable, Way

PULLS = 50
LONGEST_BLOCK = 1.0
"""Seconds for which the window may not answer."""
BUSY = 3.0
"""On a machine with more to do than it has cores, others' turns count too."""


class Window:
    """The clubs room as the app builds it, on a network of the test's own."""

    def __init__(self, server: Unreliable, shelf: Path) -> None:
        self.failures: list[str] = []
        self.tasks = Tasks(
            desktop_loop(), lambda what, error: self.failures.append(f"{what} {error!r}")
        )
        self.http = HttpClient(server.url, server.admin.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks, jitter=lambda: 0.0)
        self.shelf = Shelf(shelf, "s1/ada")
        self.model = ClubsModel(
            CommunitiesApi(self.http),
            AgentsApi(self.http),
            ClubApi(self.http),
            self.live,
            self.tasks,
            msgspec.convert(server.admin.user, User),
            self._visit,
            self.shelf,
            finding=FindingApi(self.http),
        )
        self.themes = Themes(application(), "light")
        self.view = ClubsView(self.model, self.themes)
        self.view.resize(1100, 700)
        self.view.show()
        self.view.activateWindow()

    def _on_bug(self, what: str, error: BaseException) -> None:
        self.failures.append(f"{what} {error!r}")

    def _visit(self, club: str) -> None:
        self.view.open(club)

    def error(self, name: str) -> ErrorStrip | None:
        """A strip of that name, if one can see it."""
        found = [one for one in self.view.findChildren(ErrorStrip, name) if one.isVisible()]
        return found[0] if found else None

    @property
    def edit(self) -> QPlainTextEdit:
        found = self.view.findChild(QPlainTextEdit, "composer")
        assert found is not None
        return found

    @property
    def list(self) -> MessageList:
        found = self.view.findChild(MessageList, "messages")
        assert found is not None
        return found

    async def end(self) -> None:
        self.live.stop()
        self.model.close()
        await self.tasks.close()
        self.shelf.close()
        await self.http.close()
        self.view.close()
        self.view.deleteLater()
        self.themes.deleteLater()


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Unreliable, Window, str]]:
    """A server with one club that has an agent, some words, and the window on it."""
    async with Unreliable(folder / "server") as server:
        club = await server.on_stage(_furnish(server))
        window = Window(server, folder / "unsent.db")
        try:
            yield server, window, club
        finally:
            await window.end()


async def _furnish(server: Unreliable) -> str:
    club = await server.admin.create(name="Bakers")
    await server.admin.make_agent(club, name="Crumb")
    for number in range(60):
        await server.admin.say(club, f"old {number}")
    return club


@pytest.mark.parametrize("way", ["error", "rubbish", "cut", "down"])
def test_every_part_says_that_it_failed_and_recovers_by_itself(tmp_path: Path, way: Way) -> None:
    async def act() -> None:
        async with opened(tmp_path) as (server, window, club):
            model = window.model
            await server.set_way(way)
            model.start()
            await until(lambda: model.clubs.phase is Phase.FAILED, "the list says so")
            assert model.clubs.advice is not None
            assert model.clubs.advice.text
            assert model.clubs.advice.can_retry
            await server.set_way("pass")
            await until(lambda: model.clubs.phase is Phase.READY, "the list is there")
            await until(lambda: window.live.link.state is LinkState.ONLINE, "connected")

            await server.set_way(way)
            window.view.open(club)
            thread = model.open_thread
            assert thread is not None
            await until(lambda: thread.phase is Phase.FAILED, "the thread says so")
            await until(lambda: window.error("history_error"), "and shows it")
            await until(lambda: model.members.advice and model.agents.advice, "the others too")
            await server.set_way("pass")
            window.live.retry_now()
            await until(lambda: thread.phase is Phase.READY, "the messages are there")
            await until(lambda: not (model.members.advice or model.agents.advice), "and the others")
            assert model.members.members
            assert model.agents.linked
            assert window.error("history_error") is None
            assert window.failures == []

    run(act(), within=90)


@pytest.mark.slow
def test_a_server_that_takes_ten_seconds_leaves_the_window_alive(tmp_path: Path) -> None:
    async def act() -> None:
        async with opened(tmp_path) as (server, window, club):
            window.model.start()
            await until(lambda: window.model.clubs.phase is Phase.READY)
            await server.set_way("slow", delay=10)
            window.view.open(club)
            thread = window.model.open_thread
            assert thread is not None
            pulse = Pulse()
            QTest.keyClicks(window.edit, "typed meanwhile")
            await until(lambda: thread.phase is Phase.READY, "it comes in the end", within=30)
            assert pulse.longest() < limit()
            assert window.edit.toPlainText() == "typed meanwhile"
            assert thread.writing.draft.text == "typed meanwhile"
            assert window.failures == []

    run(act(), within=90)


class Pulse:
    """How long the loop was ever kept from going on."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._longest = 0.0
        self._beat()

    def _beat(self) -> None:
        now = time.monotonic()
        self._longest = max(self._longest, now - self._last)
        self._last = now
        self._handle = desktop_loop().call_later(0.02, self._beat)

    def longest(self) -> float:
        self._handle.cancel()
        return self._longest


def limit() -> float:
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    return BUSY if busy else LONGEST_BLOCK


@pytest.mark.slow
def test_pulled_away_fifty_times_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    chance = random.Random(7)
    sent: list[str] = []
    asked: list[str] = []

    async def round_of(window: Window, number: int) -> None:
        """What somebody does while the connection comes and goes."""
        what = chance.choice(["send", "send", "ask", "scroll", "type"])
        if what == "scroll":
            bar = window.list.verticalScrollBar()
            bar.setValue(chance.randint(bar.minimum(), bar.maximum()))
            return
        begun = window.edit.toPlainText()
        words = f"word {number}" if not begun else f" and {number}"
        if what == "ask":
            words = f"{words} @Crumb " if begun else f"@Crumb what of {number}"
        QTest.keyClicks(window.edit, words)
        if what == "type":
            return
        text = window.edit.toPlainText().strip()
        QTest.keyClick(window.edit, Qt.Key.Key_Return)
        assert window.edit.toPlainText() == ""
        sent.append(text)
        if "@Crumb" in text:
            asked.append(text)

    async def act() -> None:
        async with opened(tmp_path) as (server, window, club):
            window.model.start()
            await until(lambda: window.model.clubs.phase is Phase.READY)
            window.view.open(club)
            thread = window.model.open_thread
            assert thread is not None
            await until(lambda: thread.phase is Phase.READY and window.model.addressees)
            pulse = Pulse()
            for number in range(PULLS):
                await round_of(window, number)
                kills = number % 10 == 5
                await (server.kill_server() if kills else server.set_way("down"))
                await until(lambda: window.live.link.state is not LinkState.ONLINE)
                await round_of(window, 1000 + number)
                assert window.error("history_error") is None
                assert window.error("act_error") is None
                await (server.start_server() if kills else server.set_way("pass"))
                window.live.retry_now()
                await until(lambda: window.live.link.state is LinkState.ONLINE, "back again")
            assert pulse.longest() < limit()
            draft = window.edit.toPlainText()
            assert thread.writing.draft.text == draft
            await until(lambda: not window.model.outbox.items, "all is out", within=30)
            there = await server.on_stage(server.admin.history(club))
            mine = [one for one in there if one["author"]["kind"] == "user"]
            assert [one["text"] for one in mine if not one["text"].startswith("old ")] == sent
            replies = [one for one in there if one["author"]["kind"] == "agent"]
            questions: dict[str, Any] = {one["id"]: one["text"] for one in mine}
            assert sorted(questions[one["replyToId"]] for one in replies) == sorted(asked)
            shown = [row.text for row in thread.rows.rows if row.is_own]
            assert shown[-len(sent) :] == sent[-len(shown) :]
            assert window.failures == []

    assert not asyncio.all_tasks(desktop_loop())
    run(act(), within=150)
    assert len(sent) > PULLS // 2
