"""What a creator and a member do in a lounge, in windows and at virtual sound devices."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView

from spaces_desktop.widgets.level_meter import LevelMeter
from tests.journeys.driver import Driver
from tests.journeys.spoken import spoken
from tests.kit.desktop import until
from tests.kit.server import PASSWORD, ServerProcess
from tests.kit.virtual_audio import RATE, VirtualAudio

FACTS = """# The bread

Hilda bakes the rye bread on Friday.
"""
QUESTION = "Who bakes the rye bread?"


async def sign_in(driver: Driver, host: ServerProcess, username: str) -> None:
    await driver.click("join_one")
    await driver.type("address", host.url, enter=True)
    await driver.type("sign_in_username", username, enter=True)
    await driver.type("sign_in_password", PASSWORD, enter=True)
    await driver.click("rail_lounges")


def text(driver: Driver, name: str) -> str:
    found = driver.find(name)
    return found.text() if isinstance(found, QLabel) else ""


def seconds_on(clock: str) -> int:
    """`Listening · 0:07` is 7."""
    minutes, _, seconds = clock.rpartition(" ")[2].partition(":")
    return 60 * int(minutes) + int(seconds) if seconds.isdigit() else 0


async def say(
    driver: Driver,
    audio: VirtualAudio,
    words: str,
    clock: str,
    look: Callable[[str], object] = lambda _moment: None,
) -> None:
    """Once the clock shows that it is recorded; until all of it is said."""
    await until(lambda: seconds_on(text(driver, clock)) >= 1, "it is recorded")
    said = spoken(words)
    begun = seconds_on(text(driver, clock))
    audio.speak(said)
    end = begun + math.ceil(len(said) / RATE) + 1
    await until(lambda: seconds_on(text(driver, clock)) >= (begun + end) // 2, "it is being said")
    look("recording")
    await until(lambda: seconds_on(text(driver, clock)) >= end, f"{words!r} is said", within=30)


def meters(driver: Driver) -> bool:
    shown = driver.window.findChildren(LevelMeter)
    return any(one.isVisible() and one.value() > 0 for one in shown)


async def create_lounge(driver: Driver, facts: Path) -> None:
    await driver.click("create_lounge_button")
    await driver.type("lounge_name", "Ada's kitchen")
    await driver.click("lounge_submit")
    await until(lambda: driver.find("create_lounge") is None, "the dialog is closed")
    await driver.click("start_talking")
    await driver.click("add_lounge_agent")
    await driver.type("agent_name", "Crumb")
    await driver.click("agent_add_files")
    await driver.choose_file(facts)
    await driver.click("new_agent_submit")
    await until(lambda: driver.find("new_agent") is None, "the agent is added")


async def record(
    driver: Driver,
    audio: VirtualAudio,
    name: str,
    words: str,
    look: Callable[[str], object] = lambda _moment: None,
) -> None:
    await driver.click(f"{name}_record")
    await say(driver, audio, words, f"{name}_clock", look)
    await driver.click(f"{name}_record")
    await driver.click(f"{name}_keep")


async def give_voice(
    driver: Driver, audio: VirtualAudio, look: Callable[[str], object] = lambda _moment: None
) -> None:
    """From the first word into the microphone to the published voice; `look` is called at moments
    worth a picture."""
    await driver.click("lounge_tab_studio")
    await driver.click("studio_begin")
    await until(lambda: meters(driver), "the microphone hears the room")
    audio.speak(spoken("Good morning. Today is a day for bread and for talking about it."))
    await until(lambda: "hear you" in text(driver, "studio_heard_title"), "it is heard")
    await driver.click("studio_next")
    await driver.click("studio_listen")
    await until(lambda: text(driver, "studio_room_verdict_title") not in ("", "Quiet, please"))
    await driver.click("studio_next")
    for _ in range(2):
        await record(driver, audio, "studio_take", text(driver, "studio_sentence"), look)
    await driver.click("studio_next")
    await until(lambda: text(driver, "studio_statement_text"), "there is a statement")
    await record(driver, audio, "studio_statement_take", text(driver, "studio_statement_text"))
    await driver.press("Space", await driver.see("studio_tick"))
    look("consent")
    await driver.click("studio_agree")
    await until(lambda: "on the server" in text(driver, "studio_given_verdict_text"), "all is sent")
    await driver.click("studio_next")
    await driver.click("studio_build_go")
    await until(lambda: driver.find("studio_publish"), "the voice is built", within=60)
    await driver.click("studio_publish")
    await until(lambda: text(driver, "studio_published_title") == "Published")
    look("published")


async def ask_aloud(driver: Driver, audio: VirtualAudio, words: str) -> None:
    button = await driver.see("talk_button")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    await say(driver, audio, words, "talk_state")
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


async def come_in(driver: Driver) -> None:
    await driver.click("empty_find_lounge")
    found = await driver.see_as("browse_list", QListView)
    await until(lambda: found.model().rowCount() == 1, "the lounge is found")
    driver.pick(found.viewport(), QPoint(60, 20))
    await driver.click("browse_join")
    await driver.click("start_talking")
    await until(lambda: text(driver, "meter_left"), "today's time is known")
    driver.window.activateWindow()  # no window manager does it offscreen
