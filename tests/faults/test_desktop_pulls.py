"""The server pulled away and brought back again and again under the hands of somebody."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from spaces_desktop.kernel.live import LinkState
from spaces_desktop.kernel.phase import Phase
from tests.faults.window import Pulse, Window, limit, opened
from tests.kit.desktop import desktop_loop, run, until

PULLS = 50


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
                await until(lambda: "connection_strip" in window.strips, "the strip says so")
                await round_of(window, 1000 + number)
                assert window.strips == ["connection_strip"]
                await (server.start_server() if kills else server.set_way("pass"))
                # By itself: nobody presses "Try now".
                await until(lambda: window.live.link.state is LinkState.ONLINE, "back again")
                await until(lambda: window.strips == [], "and nothing is said any more")
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
