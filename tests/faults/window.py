"""The clubs room as the app builds it, on a network of the test's own, with what the shell says."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from embedded_server.contracts.accounts import User
from spaces_desktop.agents.api import AgentsApi
from spaces_desktop.club.api import ClubApi
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.search.api import FindingApi
from spaces_desktop.club.view import ClubsView
from spaces_desktop.communities.api import CommunitiesApi
from spaces_desktop.kernel.http import HttpClient
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.connection_view import ConnectionStrip
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, desktop_loop
from tests.kit.unreliable import Unreliable

W = TypeVar("W", bound=QWidget)
LONGEST_BLOCK = 1.0
"""Seconds for which the window may not answer."""
BUSY = 3.0
"""On a machine with more to do than it has cores, others' turns count too."""
HURRIED = -0.98
"""In place of chance: each wait for the next try is a hundredth of what it may be at most."""


class Window:
    """The clubs room as the app builds it, on a network of the test's own."""

    def __init__(self, server: Unreliable, shelf: Path) -> None:
        self.failures: list[str] = []
        self.tasks = Tasks(
            desktop_loop(), lambda what, error: self.failures.append(f"{what} {error!r}")
        )
        self.http = HttpClient(server.url, server.admin.token)
        self.live = LiveEvents(self.http.connect_events, self.tasks, jitter=lambda: HURRIED)
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
        self.connection = ConnectionModel(self.live, None)
        self._bindings = Bindings()
        self.frame = QWidget()
        layout = QVBoxLayout(self.frame)
        layout.addWidget(ConnectionStrip(self.connection, self._bindings))
        layout.addWidget(self.view, 1)
        self.frame.resize(1100, 740)
        self.frame.show()
        self.frame.activateWindow()

    def _visit(self, club: str) -> None:
        self.view.open(club)

    def error(self, name: str) -> ErrorStrip | None:
        """A strip of that name, if one can see it."""
        found = [one for one in self.view.findChildren(ErrorStrip, name) if one.isVisible()]
        return found[0] if found else None

    def shows(self, name: str) -> bool:
        found = self.frame.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def part(self, kind: type[W], name: str) -> W:
        found = self.frame.findChild(kind, name)
        assert found is not None
        return found

    @property
    def strips(self) -> list[str]:
        """All that tells of trouble on the screen."""
        return [
            one.objectName()
            for one in self.frame.findChildren(QFrame)
            if one.isVisible()
            and (isinstance(one, ErrorStrip) or one.objectName() == "connection_strip")
        ]

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
        self._bindings.release()
        self.connection.close()
        self.frame.close()
        self.frame.deleteLater()
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
