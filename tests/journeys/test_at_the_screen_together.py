"""At the screen: two people with an app each, one invited by the other, and a broken connection."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.journeys.person import Person, at_the_screen, opened_on
from tests.journeys.steps import AT_THE_SCREEN, create_club, first_run, own_server, say

pytestmark = AT_THE_SCREEN


async def test_two_people_talk_and_what_is_written_without_a_connection_goes_out_once(
    tmp_path: Path,
) -> None:
    async with at_the_screen(tmp_path / "ada") as ada:
        await first_run(ada)
        await create_club(ada, "Bakers")
        await copy_an_invite(ada)
        async with opened_on(ada.screen, tmp_path / "ben") as ben:
            await come_by_invite(ben)
            await say(ben, "Hello from Ben")
            await ada.until_item("messages", "Hello from Ben")
            await ada.come_forward()
            await say(ada, "Welcome")
            await ben.until_item("messages", "Welcome")
            await write_while_the_host_is_away(ada, ben)
            assert await ben.is_well()
        assert await ada.is_well()


async def copy_an_invite(person: Person) -> None:
    """Of the club's menu; the link is in the clipboard then."""
    club = await person.until_item("club_list", "Bakers")
    await person.click_at(club, button=3)
    await person.choose("Copy an invite link")
    await person.until(lambda text: "/invite/" in text, "clipboard")


async def come_by_invite(person: Person) -> None:
    await person.come_forward()
    await person.click("join_one")
    await person.has_keys("address")
    await person.key("ctrl+v", "Return")
    await person.has_keys("register_display_name")
    await person.type("Ben Abel")
    await person.key("Return")
    await person.type("ben")
    await person.key("Return")
    await person.type("correct horse")
    await person.key("Return")
    await person.has_keys("composer")


async def write_while_the_host_is_away(ada: Person, ben: Person) -> None:
    """The host's machine sleeps, its server dies; both come back, and so does the message."""
    ada.app.send_signal(signal.SIGSTOP)
    own_server(ada).kill()
    await ben.come_forward()
    await ben.see("connection_strip")
    await ben.type_into("composer", "Written in the dark", enter=True)
    await ben.until_item("messages", "Not sent yet")
    ada.app.send_signal(signal.SIGCONT)
    await ada.until_item("messages", "Written in the dark")
    await ben.gone("connection_strip")
    await ben.until(
        lambda seen: all("Not sent" not in one["text"] for one in seen), "items", "messages"
    )
    for one in (ada, ben):
        said = [text for text in await one.items("messages") if "Written in the dark" in text]
        assert len(said) == 1, said
