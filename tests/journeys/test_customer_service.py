"""Customer service in real windows: with a visitor of a brand's web site in a real browser, and
between two people with a window each, whose connections break."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import WebSocket, expect
from PySide6.QtWidgets import QListView, QMenu

from embedded_server.agents.answering import source
from embedded_server.contracts import support, support_desk
from embedded_server.kernel.turn_types import ReplyEnd
from spaces_desktop.widgets.message_rows import RowState
from tests.journeys.cable import Cable
from tests.journeys.driver import Driver, opened
from tests.kit.desktop import run, until
from tests.kit.scripted import Script
from tests.kit.server import PASSWORD, LocalHost, fast_settings
from tests.kit.service import Brand, act, crowd, make_brand
from tests.widget.stage import BROWSER, WHY_NOT, Site, Stage, Visit, chromium

AI = "embedded_server.support.routes.office.source"
BREWING = """# Green tea

Green tea is brewed at 80 °C for two minutes. Sencha takes one minute.
"""
TEAPOT = "Can the blue teapot go into the dishwasher?"
ANSWER = "Yes: the blue teapot may go into the dishwasher, without its lid."
NOTE = "Regular customer, please be quick"
WAITS = 5


class Held:
    """The brand's own AI, which can be held in the middle of its words."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def source(self, *given: Any, **more: Any) -> AsyncIterator[str | ReplyEnd]:
        async for piece in source(*given, **more):
            yield piece
            await self.goes_on.wait()


class Traffic:
    """All that a visitor's browser was sent: answers, replies as they grew, and live events."""

    KEEP = """const ask = window.fetch;
window.heard = [];
window.fetch = async (...given) => {
  const answer = await ask(...given);
  answer.clone().text().then((text) => heard.push(text));
  return answer;
};"""
    """Runs before the chat's own scripts: a browser keeps no body of a stream."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self.frames: list[str] = []
        visit.page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    async def answers(self) -> str:
        chat = next(frame for frame in self._visit.page.frames if "/widget/" in frame.url)
        return "\n".join(await chat.evaluate("heard"))


@asynccontextmanager
async def tea_shop(folder: Path) -> AsyncIterator[tuple[LocalHost, Brand]]:
    async with LocalHost(fast_settings(folder / "server")) as host:
        await host.set_up()
        yield host, await make_brand(host)


async def has_waited(host: LocalHost, brand: Brand) -> None:
    """As many as an estimate needs have waited, for two minutes at each place."""
    for one in await crowd(host, [f"visitor{n}" for n in range(WAITS)]):
        await brand.waiting(one)
    host.server.clock.advance(360)
    for waiting in await brand.queue():
        assert (await act(brand.lead, support.ACCEPT, waiting["id"])).status == 200
        assert (await act(brand.lead, support.RESOLVE, waiting["id"])).status == 200


async def sign_in(driver: Driver, url: str, username: str) -> None:
    await driver.click("join_one")
    await driver.type("address", url, enter=True)
    await driver.type("sign_in_username", username, enter=True)
    await driver.type("sign_in_password", PASSWORD, enter=True)
    await driver.click("rail_support")


def texts(driver: Driver) -> list[str]:
    return [row.text for row in driver.rows]


@pytest.mark.journey
@pytest.mark.skipif(BROWSER is None, reason=WHY_NOT)
def test_a_window_and_a_web_site_hold_one_conversation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held()
    monkeypatch.setattr(AI, held.source)

    async def journey() -> None:
        async with (
            tea_shop(tmp_path) as (host, brand),
            Site.open() as site,
            chromium() as browser,
            opened(tmp_path / "maria") as maria,
        ):
            stage = Stage(browser, host, brand, site, Script())
            await stage.show_on(site.url)
            await brand.lead.teach(str(brand.agent_id), "Brewing", BREWING)
            await brand.colleague(name="maria")
            path = support_desk.ADD_CANNED_REPLY.url(communityId=brand.id)
            hello = {"shortcut": "hello", "text": "Hello {customer.name|there}, Maria here."}
            assert (await brand.lead.post(path, hello)).status == 201
            await sign_in(maria, host.url, "maria")
            await maria.see("console")
            await has_waited(host, brand)
            async with stage.visit(before=Traffic.KEEP) as visit:
                traffic = Traffic(visit)
                await asks_the_ai(visit)
                await asks_for_a_person(visit, held)
                await is_accepted(maria)
                await talk(maria, visit)
                await ends(maria, visit)
                await rates_and_keeps_it(visit)
                await is_learned(maria, visit)
                await nothing_of_the_note(visit, traffic)
                assert visit.console == []

    run(journey(), within=60)


async def asks_the_ai(visit: Visit) -> None:
    await visit.open()
    await visit.chat.get_by_label("Your name (optional)").fill("Wanda")
    await visit.say("How hot should green tea be?")
    reply = visit.log.locator("li.theirs")
    await expect(reply).to_contain_text("brewed at 80 °C")
    await expect(reply.locator(".ai")).to_have_text("AI")
    await reply.get_by_text("Sources").click()
    await expect(reply.get_by_text("Brewing")).to_be_visible()


async def asks_for_a_person(visit: Visit, held: Held) -> None:
    """In the middle of what the AI says, which says no more from then on."""
    held.goes_on.clear()
    await visit.say(TEAPOT)
    reply = visit.log.locator("li.theirs").last
    await expect(reply).to_have_attribute("aria-busy", "true")
    await expect(reply.locator(".body")).not_to_have_text("•••")
    begun = await reply.locator(".body").inner_text()
    await visit.chat.get_by_role("button", name="Talk to a person").click()
    await expect(reply).to_contain_text("Stopped.")
    held.goes_on.set()
    await expect(visit.status).to_have_text("You are next. About 2 minutes.")
    assert await reply.locator(".body").inner_text() == begun


async def is_accepted(maria: Driver) -> None:
    """It rings; whoever waits is there at once, and is accepted with a key."""
    await maria.see("silence")
    listed = await maria.see_as("conversations", QListView)
    await until(lambda: listed.model().rowCount() == 1, "who waits is listed")
    await maria.press("Ctrl+Shift+A")
    await until(lambda: TEAPOT in texts(maria), "the conversation is open")
    await until(lambda: maria.find("silence") is None, "it rings no more")
    card = await maria.see("handoff")
    await until(lambda: TEAPOT in maria.words(card), "what is open is told")
    assert "Brewing" in maria.words(card)


async def talk(maria: Driver, visit: Visit) -> None:
    await maria.press("Ctrl+N")
    await maria.type("note_text", NOTE, enter=True)
    beside = await maria.see("notes")
    await until(lambda: NOTE in maria.words(beside), "the note is there")
    await maria.press("Ctrl+R")
    await maria.type("composer", "/hel")
    await maria.see("completion_popup")
    await maria.type("composer", "", enter=True)
    await expect(visit.status).to_have_text("Maria is writing")
    await maria.type("composer", "", enter=True)
    await expect(visit.log).to_contain_text("Hello Wanda, Maria here.")
    while "Wanda is writing" not in maria.words(maria.window):
        await visit.field.press_sequentially("m")
    await visit.say("My teapot is the blue one")
    await until(lambda: "My teapot is the blue one" in texts(maria), "it is heard")
    await maria.type("composer", ANSWER, enter=True)
    await expect(visit.log).to_contain_text(ANSWER)


async def ends(maria: Driver, visit: Visit) -> None:
    await maria.press("Ctrl+Shift+E")
    menu = await maria.see_as("resolve_menu", QMenu)
    await maria.press("Return", menu)
    await expect(visit.log).to_contain_text("This conversation is closed.")


async def rates_and_keeps_it(visit: Visit) -> None:
    chat = visit.chat
    await chat.get_by_label("More").click()
    async with visit.page.expect_download() as downloading:
        await chat.get_by_role("button", name="Download the conversation").click()
    file = await (await downloading.value).path()
    written = await asyncio.to_thread(file.read_text, "utf-8")
    for said in (TEAPOT, "Hello Wanda, Maria here.", ANSWER):
        assert said in written
    shown = "\n".join([await frame.content() for frame in visit.page.frames])
    assert ANSWER in shown
    assert NOTE not in written + shown
    await chat.get_by_role("radio", name="5 of 5").check()
    await chat.get_by_role("button", name="Send rating").click()
    await expect(chat.get_by_text("Thank you.")).to_be_visible()


async def is_learned(maria: Driver, visit: Visit) -> None:
    """What a person has answered is the AI's from then on."""
    await until(lambda: "5 of 5" in maria.words(maria.window), "the rating is shown")
    await maria.see("learn_text")
    await maria.click("learn_save")
    await until(lambda: maria.find("learn_text") is None, "it is saved")
    await visit.chat.get_by_role("button", name="Start a new conversation").click()
    await visit.say("May the blue teapot go into the dishwasher?")
    reply = visit.log.locator("li.theirs")
    await expect(reply).to_contain_text("without its lid")
    await expect(reply.get_by_text("Sources")).to_be_visible()


async def nothing_of_the_note(visit: Visit, traffic: Traffic) -> None:
    answers, live = await traffic.answers(), "\n".join(traffic.frames)
    assert ANSWER in live
    assert "event: done" in answers
    assert all(NOTE not in sent for sent in (answers, live, str(await visit.kept())))


@pytest.mark.journey
def test_lines_that_break_and_an_agent_who_is_gone_lose_nothing(tmp_path: Path) -> None:
    async def journey() -> None:
        async with (
            tea_shop(tmp_path) as (host, brand),
            Cable(host) as to_carla,
            opened(tmp_path / "carla") as carla,
            Cable(host) as to_maria,
        ):
            await brand.colleague(name="maria")
            await host.person("carla")
            async with opened(tmp_path / "maria") as maria:
                await sign_in(maria, to_maria.url, "maria")
                await maria.see("console")
                await sign_in(carla, to_carla.url, "carla")
                await begins(carla)
                await is_taken(maria, carla)
                await breaks_for_carla(to_carla, carla, maria)
                await breaks_for_maria(to_maria, carla, maria)
                before = texts(carla)
                (held,) = await brand.lead.pages(support.CONVERSATIONS.url(communityId=brand.id))
                to_maria.cut()
            await is_gone(host, brand, carla, str(held["startedAt"]))
            assert texts(carla)[: len(before)] == before

    run(journey(), within=60)


async def begins(carla: Driver) -> None:
    await carla.click("find_brand")
    listed = await carla.see_as("browse_list", QListView)
    await until(lambda: listed.model().rowCount() == 1, "the brand is found")
    listed.setCurrentIndex(listed.model().index(0, 0))
    await carla.click("browse_join")
    await carla.type("composer", "My kettle drips", enter=True)
    await until(lambda: "My kettle drips" in texts(carla), "it is sent")
    await carla.click("talk_to_person")
    await until(lambda: carla.says("strip_title", "You are next"), "she waits")


async def is_taken(maria: Driver, carla: Driver) -> None:
    await maria.see("silence")
    await maria.press("Ctrl+Shift+A")
    await until(lambda: carla.says("strip_title", "Maria is here"), "somebody is there")
    await until(lambda: "My kettle drips" in texts(maria), "she reads it")


async def breaks_for_carla(line: Cable, carla: Driver, maria: Driver) -> None:
    """What both say meanwhile arrives once, when the line is back."""
    line.cut()
    await carla.see("connection_strip")
    await carla.type("composer", "It drips a lot", enter=True)
    await maria.type("composer", "Which one is it?", enter=True)
    await until(lambda: "Which one is it?" in said(maria), "it is sent")
    line.mend()
    for one in (carla, maria):
        await arrived(one, "It drips a lot", "Which one is it?")


async def breaks_for_maria(line: Cable, carla: Driver, maria: Driver) -> None:
    line.cut()
    await maria.see("connection_strip")
    await maria.type("composer", "I send a new one", enter=True)
    await carla.type("composer", "The red one", enter=True)
    await until(lambda: "The red one" in said(carla), "it is sent")
    line.mend()
    for one in (carla, maria):
        await arrived(one, "I send a new one", "The red one")
        assert len(said(one)) == len(set(said(one)))
    assert said(carla) == said(maria)


async def is_gone(host: LocalHost, brand: Brand, carla: Driver, started: str) -> None:
    """Whoever stays away longer than the brand waits gives back what they held, and the customer
    is where they were in the queue, with the time they have waited."""
    host.server.clock.advance(61)
    await until(lambda: carla.says("strip_title", "Nobody is here just now"), "she waits again")
    (waiting,) = await brand.queue()
    assert waiting["queuePosition"] == 1
    assert waiting["waitingSeconds"] >= 61
    assert waiting["waitingSince"][:16] == started[:16]


async def arrived(driver: Driver, *words: str) -> None:
    await until(lambda: set(words) <= set(said(driver)), f"{words} have arrived")


def said(driver: Driver) -> list[str]:
    """What has arrived of people's own words."""
    return [
        row.text
        for row in driver.rows
        if row.state is RowState.SENT and not row.is_system and not row.is_agent
    ]
