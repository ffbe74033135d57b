"""What a member sees when the server goes away and comes back, on real processes."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QLabel

from spaces_desktop.accounts.model import Step
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import RowState
from tests.journeys.driver import Driver, opened
from tests.journeys.test_first_club import create_club, first_run
from tests.kit.desktop import run, until


def sent(driver: Driver) -> list[str]:
    return [row.text for row in driver.rows if row.state is RowState.SENT]


@pytest.mark.journey
def test_a_server_that_crashes_comes_back_and_nothing_is_lost(tmp_path: Path) -> None:
    async def act() -> list[str]:
        async with opened(tmp_path) as driver:
            await first_run(driver)
            await create_club(driver, "Bakers")
            await driver.type("composer", "before", enter=True)
            await until(lambda: sent(driver) == ["before"], "it is sent")
            pid = driver.desktop.backend.pid
            assert pid is not None
            psutil.Process(pid).kill()
            strip = await driver.see_as("connection_text", QLabel)
            assert strip.text()
            await driver.type("composer", "meanwhile", enter=True)
            await driver.type("composer", "and then", enter=True)
            await until(lambda: len(sent(driver)) == 3, "what waited is sent")
            await until(lambda: driver.find("connection_strip") is None, "the strip is gone")
            assert driver.desktop.backend.pid != pid
            return sent(driver)

    assert run(act(), within=60) == ["before", "meanwhile", "and then"]


@pytest.mark.journey
def test_a_link_that_a_second_start_hands_on_opens_its_message(tmp_path: Path) -> None:
    async def act() -> None:
        async with opened(tmp_path) as driver:
            await first_run(driver)
            await create_club(driver, "Bakers")
            await driver.type("composer", "the one", enter=True)
            await until(lambda: sent(driver) == ["the one"], "it is sent")
            session = driver.desktop.session
            assert session is not None
            club = session.navigation.where.thing
            link = f"spaces://{session.http.where}/clubs/{club}/{driver.rows[0].id}"
            await driver.click("rail_home")
            await until(lambda: driver.find("messages") is None, "home")
            driver.desktop.on_knock(link)
            shown = await driver.see_as("messages", MessageList)
            await until(lambda: shown.current_row == driver.rows[0], "the message is gone to")
            assert driver.desktop.session is session

    run(act(), within=60)


@pytest.mark.journey
def test_signing_out_and_in_again_and_a_second_person_by_address(tmp_path: Path) -> None:
    async def act() -> list[str]:
        async with opened(tmp_path / "host") as host:
            await first_run(host)
            await create_club(host, "Bakers")
            session = host.desktop.session
            assert session is not None
            url = session.entrance.url
            async with opened(tmp_path / "guest") as guest:
                await guest.click("join_one")
                await guest.type("address", url, enter=True)
                await guest.click("to_register")
                await guest.type("register_display_name", "Ben", enter=True)
                await guest.type("register_username", "ben", enter=True)
                await guest.type("register_password", "battery staple", enter=True)
                await guest.click("home_browse_clubs")
                listed = await guest.see("browse_list")
                await until(lambda: listed.model().rowCount() == 1, "the club is found")  # type: ignore[attr-defined] # it is a list view
                listed.setCurrentIndex(listed.model().index(0, 0))  # type: ignore[attr-defined] # as above
                await guest.click("browse_join")
                await guest.type("composer", "hello from Ben", enter=True)
                await until(lambda: [row.author for row in host.rows] == ["Ben"], "Ben is heard")
            host.window.activateWindow()
            shell = session.view
            shell.sign_out_requested.emit()
            await until(lambda: host.desktop.accounts.step is Step.SIGN_IN, "signed out")
            await host.type("sign_in_password", "correct horse", enter=True)
            await host.click("rail_clubs")
            return [str(host.desktop.accounts.username)]

    assert run(act(), within=60) == ["ada"]
