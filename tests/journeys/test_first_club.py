"""The main job as a new user does it, on the real server process and in the real window."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListView

from spaces_desktop.widgets.message_rows import Row, RowState
from tests.journeys.driver import Driver, opened
from tests.kit.desktop import run, until

FACTS = """# The oven of the village

The village oven was built in 1874 by the mason Hedwig Brandl. She built the village oven of
stones from the old mill, which the village had bought for it, and laid its floor with tiles from
the oven of her father. The village built a roof over the oven in the year after, and built the
bench beside the oven for whoever waits for bread.

It is heated with beech wood every second Saturday of the month.

A loaf of rye bread stays in it for seventy minutes.
"""


async def first_run(driver: Driver) -> None:
    await driver.click("start_own")
    await driver.type("setup_display_name", "Ada Lind", enter=True)
    await driver.type("setup_username", "ada", enter=True)
    await driver.type("setup_password", "correct horse", enter=True)
    await driver.see("rail_clubs")


async def create_club(driver: Driver, name: str) -> None:
    await driver.click("home_create_club")
    await driver.type("club_name", name)
    await driver.type("club_description", "Bread, slowly")
    await driver.click("club_submit")
    await driver.see("composer")
    await until(lambda: driver.find("create_club") is None, "the dialog is closed")


async def add_agent(driver: Driver, name: str, facts: Path) -> None:
    await driver.click("add_agent")
    await driver.type("agent_name", name)
    await driver.click("agent_add_files")
    await driver.choose_file(facts)
    await driver.click("new_agent_submit")
    await until(lambda: driver.find("new_agent") is None, "the agent is added")
    await driver.see("agent_list")


async def ask(driver: Driver, agent: str, question: str) -> None:
    await driver.type("composer", f"@{agent[:3]}")
    await driver.see("completion_popup")
    await driver.type("composer", "", enter=True)
    await driver.see("asked_chip")
    await driver.type("composer", question, enter=True)


def reply(driver: Driver) -> Row | None:
    return next((row for row in driver.rows if row.is_agent), None)


def finished(driver: Driver) -> bool:
    row = reply(driver)
    return row is not None and row.state is RowState.SENT


@pytest.mark.journey
def test_from_an_empty_folder_to_an_answer_that_is_still_there_after_a_restart(
    tmp_path: Path,
) -> None:
    facts = tmp_path / "oven.md"
    facts.write_text(FACTS, "utf-8")
    home = tmp_path / "home"
    pids: list[int] = []
    lengths: set[int] = set()

    async def first_visit() -> str:
        async with opened(home) as driver:
            await first_run(driver)
            await create_club(driver, "Bakers")
            await add_agent(driver, "Crumb", facts)
            pids.append(driver.desktop.backend.pid or 0)
            threads = driver.window.findChildren(QListView, "messages")
            (shown,) = (one for one in threads if one.model() is not None)

            def note() -> None:
                row = reply(driver)
                if row is not None and row.state is RowState.STREAMING:
                    lengths.add(len(row.text))

            shown.model().rowsInserted.connect(note)
            shown.model().dataChanged.connect(note)
            await ask(driver, "Crumb", "Who built the village oven?")
            await until(lambda: finished(driver), "the reply is finished")
            row = reply(driver)
            assert row is not None
            assert "Hedwig Brandl" in row.text
            assert "oven" in row.sources[0].title
            assert "AI" in row.spoken
            return row.text

    async def second_visit() -> tuple[list[str], Row | None]:
        async with opened(home) as driver:
            await driver.click("rail_clubs")
            clubs = await driver.see_as("club_list", QListView)
            await until(lambda: clubs.model().rowCount() == 1, "the club is listed")
            driver.pick(clubs.viewport(), QPoint(60, 20))
            await until(lambda: finished(driver), "the history is shown")
            pids.append(driver.desktop.backend.pid or 0)
            return [row.text for row in driver.rows], reply(driver)

    said = run(first_visit(), within=60)
    assert not psutil.pid_exists(pids[0]), "the server outlived the app"
    assert min(lengths, default=len(said)) < len(said), "the reply was not seen to come"
    texts, row = run(second_visit(), within=60)
    assert pids[0] != pids[1]
    assert texts == ["Who built the village oven?", said]
    assert row is not None
    assert "oven" in row.sources[0].title
