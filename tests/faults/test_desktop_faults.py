"""The window before a server that is slow, wrong, cut off or gone: said, and mended by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from spaces_desktop.kernel.live import LinkState
from spaces_desktop.kernel.phase import Phase
from tests.faults.window import Pulse, limit, opened
from tests.kit.desktop import run, until
from tests.kit.unreliable import Way


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
            search, mentions = model.finding.search, model.finding.mentions
            search.type("old")
            search.look()
            mentions.open()
            await until(lambda: thread.phase is Phase.FAILED, "the thread says so")
            await until(lambda: window.error("history_error"), "and shows it")
            await until(lambda: model.members.advice and model.agents.advice, "the others too")
            await until(lambda: search.found.phase is Phase.FAILED, "so does the search")
            await until(lambda: mentions.found.phase is Phase.FAILED, "so do the mentions")
            await server.set_way("pass")
            await until(lambda: thread.phase is Phase.READY, "the messages are there")
            await until(lambda: not (model.members.advice or model.agents.advice), "and the others")
            await until(lambda: search.found.phase is Phase.READY, "and the search")
            await until(lambda: mentions.found.phase is Phase.EMPTY, "and the mentions")
            assert model.members.members
            assert model.agents.linked
            assert window.error("history_error") is None
            assert window.failures == []

    run(act(), within=90)


@pytest.mark.slow
def test_a_server_that_takes_ten_seconds_leaves_the_window_alive(tmp_path: Path) -> None:
    async def act() -> None:
        async with opened(tmp_path) as (server, window, club):
            model = window.model
            await server.set_way("slow", delay=10)
            pulse = Pulse()
            model.start()
            await until(lambda: window.shows("clubs_loading"), "the list says that it loads")
            assert model.clubs.phase is Phase.LOADING
            await until(lambda: model.clubs.phase is Phase.READY, "the list comes", within=30)
            window.view.open(club)
            thread = model.open_thread
            assert thread is not None
            search, mentions = model.finding.search, model.finding.mentions
            window.view.search(everywhere=False)
            QTest.keyClicks(window.part(QLineEdit, "search_field"), "old")
            await until(lambda: search.is_searching, "it is sought for")
            mentions.open()
            for name in ("history_loading", "search_loading"):
                await until(lambda name=name: window.shows(name), name)  # type: ignore[misc]  # the default binds the loop's value
            assert (search.found.phase, mentions.found.phase) == (Phase.LOADING, Phase.LOADING)
            QTest.keyClicks(window.edit, "typed meanwhile")
            window.view.inspector.show_panel("people")
            await until(lambda: window.shows("members_loading"), "the members say so too")
            await until(lambda: thread.phase is Phase.READY, "messages", within=30)
            await until(lambda: model.members.phase is Phase.READY, "members", within=30)
            await until(lambda: model.agents.linked, "agents", within=30)
            await until(lambda: search.found.phase is Phase.READY, "what was sought", within=30)
            await until(lambda: mentions.found.phase is Phase.EMPTY, "mentions", within=30)
            assert pulse.longest() < limit()
            assert window.edit.toPlainText() == "typed meanwhile"
            assert thread.writing.draft.text == "typed meanwhile"
            assert [one for one in window.strips if one != "connection_strip"] == []
            assert window.failures == []

    run(act(), within=90)
