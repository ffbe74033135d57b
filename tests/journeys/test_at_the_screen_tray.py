"""At the screen: into the tray and back, told of what others write, and the end of it all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
from PIL import ImageChops

from tests.journeys.notes import NoteService, note_service
from tests.journeys.person import Person, Seen, at_the_screen, start_app
from tests.journeys.steps import AT_THE_SCREEN, create_club, first_run, own_host, own_server, say
from tests.kit.people import Person as Member

pytestmark = AT_THE_SCREEN


async def test_to_the_tray_and_back(tmp_path: Path) -> None:
    async with (
        note_service(tmp_path) as notes,
        at_the_screen(tmp_path, bus=notes.address) as person,
    ):
        await first_run(person)
        await create_club(person, "Bakers")
        await say(person, "Good morning")
        async with own_host(person) as host:
            ben = await host.person("ben")
            club = (await ben.get("/api/communities")).json["items"][0]["id"]
            await ben.join(club)
            await a_note_leads_to_its_message(person, notes, ben, club)
        await back_by_the_tray(person)
        await back_by_a_second_start(person, tmp_path)
        assert await person.is_well()
        await quit_in_the_tray(person)


async def a_note_leads_to_its_message(
    person: Person, notes: NoteService, ben: Member, club: str
) -> None:
    await person.click("rail_home")
    quiet = await tray_icon(person)
    before = person.screen.piece(quiet)
    await person.key("alt+F4")
    await window_gone(person)
    assert person.app.returncode is None
    await ben.say(club, "The rye has come")
    told = await notes.until_told("Ben in Bakers")
    assert told.body == "The rye has come"
    await person.until(lambda seen: seen is not None and "1 unread" in seen["tip"], "tray")
    badge = ImageChops.difference(person.screen.piece(await tray_icon(person)), before)
    assert badge.getbbox() is not None, "the icon in the tray looks as before"
    await ben.say(club, "And the salt")
    await notes.click(told)
    await person.until_item("messages", "The rye has come")
    await person.until(
        lambda seen: any(one["current"] and "The rye has come" in one["text"] for one in seen),
        "items",
        "messages",
    )
    await person.until(lambda seen: any(one["active"] for one in seen), "windows")
    await person.until(lambda seen: "unread" not in seen["tip"], "tray")


async def window_gone(person: Person) -> None:
    await person.until(
        lambda seen: all(one["id"] != "main_window" for one in seen),
        "windows",
        why="the window is gone",
    )


async def tray_icon(person: Person) -> Seen:
    found: Seen = await person.until(lambda seen: seen is not None and seen["w"] > 8, "tray")
    return found


async def back_by_the_tray(person: Person) -> None:
    await person.key("ctrl+w")
    await window_gone(person)
    await person.click_at(await tray_icon(person))
    await person.see("messages")


async def back_by_a_second_start(person: Person, folder: Path) -> None:
    await person.key("alt+F4")
    await window_gone(person)
    second = await start_app(person.screen, person.home, folder / "second")
    async with asyncio.timeout(30):
        assert await second.wait() == 0
    await person.see("messages")


async def quit_in_the_tray(person: Person) -> None:
    server = own_server(person)
    await person.click_at(await tray_icon(person), button=3)
    await person.choose("Quit")
    assert await person.until_ended() == 0
    assert not psutil.pid_exists(server.pid), "the server outlived the app"
