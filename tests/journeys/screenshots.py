"""Saves a picture of each screen in both themes: `python -m tests.journeys.screenshots OUTDIR`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import asyncio

import msgspec
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from embedded_server.contracts.events import EventType, TurnChunk, Typing
from spaces_desktop.accounts.model import Step
from spaces_desktop.club.view import ClubsView
from spaces_desktop.kernel.errors import Trouble, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.notices import Severity
from tests.journeys.driver import Driver, opened
from tests.journeys.test_first_club import FACTS, add_agent, ask, create_club, finished, first_run
from tests.kit.desktop import agent_message, dropped, frame, run, until

LONG = (
    "The dough for the big loaves wants three days: one for the sour, one for the fold and rest, "
    "and one in the cold. Whoever is here on Thursday, please feed the sour with 200 g of rye.\n\n"
    "面粉还够两个星期。 Продукты привезут в пятницу. "
    "https://example.invalid/a/very/long/address/that/has/no/place/to/break/and/must/still/fit"
)


class Camera:
    def __init__(self, driver: Driver, folder: Path, theme: str) -> None:
        self._driver = driver
        self._folder = folder
        self._theme = theme

    async def take(self, name: str, dialog: str = "") -> None:
        await asyncio.sleep(0.15)  # a picture is no test: let things come to rest
        widget: QWidget = self._driver.window
        if dialog:
            widget = await self._driver.see(dialog)
        widget.grab().save(str(self._folder / f"{name}-{self._theme}.png"))


async def tour(folder: Path, theme: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        facts = Path(place) / "oven.md"
        facts.write_text(FACTS, "utf-8")
        async with opened(Path(place) / "home", theme=theme) as driver:
            camera = Camera(driver, folder, theme)
            await way_in(driver, camera)
            await clubs(driver, camera, facts)


async def way_in(driver: Driver, camera: Camera) -> None:
    await camera.take("01-choose")
    await driver.click("join_one")
    await driver.type("address", "127.0.0.1:9", enter=True)
    await driver.see("accounts_error")
    await camera.take("02-wrong-address")
    await driver.click("address_submit_back")
    await driver.click("start_own")
    await driver.see("setup_display_name")
    await camera.take("03-setup")
    accounts = driver.desktop.accounts
    accounts.step = Step.SIGN_IN
    await camera.take("04-sign-in")
    accounts.step = Step.SETUP
    await driver.click("setup_submit_back")
    await first_run(driver)
    await camera.take("05-home")


async def clubs(driver: Driver, camera: Camera, facts: Path) -> None:
    await driver.click("rail_clubs")
    await driver.see("empty_create")
    await camera.take("06-no-clubs")
    await driver.click("create_button")
    await driver.type("club_name", "Bakers of the old town")
    await camera.take("07-create", "create_club")
    await driver.click("club_cancel")
    await driver.click("rail_home")
    await create_club(driver, "Bakers of the old town")
    await camera.take("08-empty-thread")
    await new_agent(driver, camera, facts)
    await driver.type("composer", "@")
    await driver.see("mention_popup")
    await camera.take("11-mention")
    edit = await driver.see_as("composer", QPlainTextEdit)
    edit.clear()
    await driver.type("composer", "Good morning, who is baking today?", enter=True)
    edit.setPlainText(LONG)
    await driver.type("composer", "", enter=True)
    await ask(driver, "Crumb", "Who built the village oven?")
    await until(lambda: finished(driver), "the reply is finished")
    await camera.take("13-thread")
    await trouble(driver, camera)
    await driver.click("browse_button")
    await driver.see("browse_list")
    await camera.take("16-browse", "browse_clubs")
    await driver.click("browse_close")


async def new_agent(driver: Driver, camera: Camera, facts: Path) -> None:
    await driver.click("add_agent")
    await driver.type("agent_name", "Crumb")
    await camera.take("09-agent", "new_agent")
    await driver.click("agent_add_files")
    await driver.choose_file(facts)
    combo = await driver.see_as("agent_provider", QComboBox)
    combo.setCurrentIndex(1)
    await camera.take("10-agent-remote", "new_agent")
    await driver.click("new_agent_cancel")
    await add_agent(driver, "Crumb", facts)


async def streaming(camera: Camera, live: LiveEvents, view: ClubsView) -> None:
    """A slow reply, as if a model wrote it."""
    thread = view.open_thread
    if thread is None:
        raise AssertionError("no club is open")
    club, question = thread.community_id, thread.rows.rows[-2]
    seq = live.last_seq or 0
    reply = agent_message(
        10**6, status="streaming", community_id=club, reply_to_id=question.id, id="slow"
    )
    live.receive(frame(EventType.MESSAGE_CREATED, reply, seq + 1, club))
    chunk = TurnChunk(turn_id="t1000000", message_id="slow", index=0, text="Hedwig Brandl, a mason")
    live.receive(frame(EventType.TURN_CHUNK, chunk, None, club))
    live.receive(frame(EventType.TYPING, Typing(user_id="u9", display_name="Ben"), None, club))
    await camera.take("12-streaming")
    failed = msgspec.structs.replace(reply, status="failed", text="Hedwig Brandl, a mason")
    live.receive(frame(EventType.MESSAGE_UPDATED, failed, seq + 2, club))


async def trouble(driver: Driver, camera: Camera) -> None:
    session = driver.desktop.session
    view = driver.window.findChild(ClubsView)
    if session is None or view is None:
        raise AssertionError("nobody is inside")
    await streaming(camera, session.live, view)
    session.live.stop()
    await until(lambda: session.live.link.state is LinkState.OFFLINE, "the connection is closed")
    session.live.link = Link(LinkState.WAITING, asyncio.get_running_loop().time() + 9, "dropped")
    url, session.http.base_url = session.http.base_url, "http://127.0.0.1:9"
    await driver.type("composer", "This one does not get through", enter=True)
    await until(lambda: bool(driver.rows[-1].actions), "it is said that it was not sent")
    driver.desktop.notices.post("A backup of your space was made.")
    driver.desktop.report("backup", ValueError(advise(dropped()).text))
    driver.desktop.notices.post(Trouble.REFUSED.name.title(), Severity.WARNING)
    await camera.take("14-offline")
    session.http.base_url = url
    session.live.link = Link()
    await driver.click("toggle_inspector")
    await camera.take("15-no-inspector")
    await driver.click("toggle_inspector")


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        run(tour(folder, theme), within=120)
    return 0


if __name__ == "__main__":
    sys.exit(main())
