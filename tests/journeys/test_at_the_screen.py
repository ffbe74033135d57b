"""The window driven with keys and mouse under a virtual screen: the first minutes of a new user."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.journeys.person import Person, at_the_screen
from tests.journeys.steps import AT_THE_SCREEN, own_host, say
from tests.kit.server import Host

pytestmark = AT_THE_SCREEN


async def test_first_run_a_club_and_all_one_does_with_messages(tmp_path: Path) -> None:
    picture = tmp_path / "loaf.png"
    Image.new("RGB", (640, 400), (176, 112, 48)).save(picture)
    async with at_the_screen(tmp_path) as person:
        await wrong_tries(person)
        await wrong_club(person)
        async with own_host(person) as host:
            await bring_ben(host)
        await answer_react_edit_pin_delete(person)
        await attach(person, picture)
        await palette_and_history(person)
        await shortcuts_page(person)
        assert await person.is_well()


async def wrong_tries(person: Person) -> None:
    """A password too short and a name with a blank are told beside their field."""
    await person.click("start_own")
    await person.has_keys("setup_display_name")
    await person.type("Ada Lind")
    await person.key("Tab")
    await person.type("ada lind")
    await person.key("Tab")
    await person.type("short")
    await person.key("Return")
    await person.has_keys("setup_username")
    await person.key("ctrl+a")
    await person.type("ada")
    await person.tab_to("setup_submit")
    await person.key("space")
    await person.has_keys("setup_password")
    await person.key("ctrl+a")
    await person.type("correct horse")
    await person.click("setup_submit")
    await person.says("home_hello", "Ada Lind")


async def wrong_club(person: Person) -> None:
    """A club needs a name; Enter in it is enough then."""
    await person.click("home_create_club")
    await person.click("club_submit")
    await person.has_keys("club_name")
    await person.type("Bakers")
    await person.tab_to("club_description")
    await person.type("Bread, slowly")
    await person.tab_to("club_submit")
    await person.key("Return")
    await person.gone("create_club")
    await person.has_keys("composer")
    await say(person, "Good morning")


async def bring_ben(host: Host) -> None:
    ben = await host.person("ben")
    club = (await ben.get("/api/communities")).json["items"][0]["id"]
    await ben.join(club)
    await ben.say(club, "The rye has come")


async def answer_react_edit_pin_delete(person: Person) -> None:
    """The mouse lies still: Shift+Tab to the messages, Enter opens what one may do."""
    await person.until_item("messages", "The rye has come")
    await act(person, "The rye has come", "Reply")
    await person.says("banner_title", "Replying to Ben")
    await person.type("Then let us bake")
    await person.key("Return")
    await person.until_item("messages", "replying to Ben: The rye has come, Then let us bake")

    await act(person, "The rye has come", "React")
    await person.has_keys("emoji_search")
    await person.type("bread")
    await person.key("Return")
    await person.until_item("messages", "one of them yours")

    await person.tab_to("composer")
    await person.key("Up")
    await person.says("banner_title", "Editing your message")
    await person.type(" tomorrow")
    await person.key("Return")
    await person.until_item("messages", "Then let us bake tomorrow")

    await act(person, "The rye has come", "Pin")
    await person.until_item("messages", "pinned")

    await act(person, "Then let us bake tomorrow", "Delete")
    await person.has_keys("delete_message_cancel")
    await person.tab_to("delete_message_sure")
    await person.key("space")
    await person.until(
        lambda seen: all("tomorrow" not in one["text"] for one in seen), "items", "messages"
    )


async def act(person: Person, word: str, verb: str) -> None:
    """Come to a message with the arrow keys, and choose from its menu."""
    await person.tab_to("messages", back=True)
    await person.key("End")
    await person.step("Up", "items", "messages", word)
    await person.key("Return")
    await person.choose_by_keys(verb)


async def attach(person: Person, picture: Path) -> None:
    await person.tab_to("attach_button", back=True)
    await person.key("space")
    await person.see("attach_dialog")
    await person.type(str(picture))
    await person.key("Return")
    await person.gone("attach_dialog")
    await person.see("file_chip")
    await person.type_into("composer", "Our first loaf", enter=True)
    row = await person.until_item("messages", "picture loaf.png")

    async def brown() -> int:
        seen = person.screen.piece(row).convert("RGB").getcolors(maxcolors=2**24) or []
        return sum(count for count, colour in seen if near(colour, (176, 112, 48)))

    for _ in range(200):
        if await brown() > 10_000:
            return
        row = await person.until_item("messages", "picture loaf.png")
    raise AssertionError("the thumbnail is not on the screen")


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= 6 for one, other in zip(colour, wanted, strict=True))


async def palette_and_history(person: Person) -> None:
    await person.key("ctrl+1")
    await person.see("home_hello")
    await person.key("ctrl+k")
    await person.has_keys("palette_field")
    await person.type("bake")
    await person.until_item("palette_list", "Bakers")
    await person.key("Return")
    await person.gone("palette")
    await person.see("messages")
    await person.key("ctrl+k")
    await person.has_keys("palette_field")
    await person.type("ben")
    await person.until_item("palette_list", "Ben")
    await person.key("Return")
    await person.gone("palette")
    await person.until(
        lambda seen: any(one["current"] and "Ben" in one["text"] for one in seen or []),
        "items",
        "member_list",
    )
    await person.key("alt+Left")
    await person.key("alt+Left")
    await person.see("home_hello")
    await person.key("alt+Right")
    await person.see("messages")


async def shortcuts_page(person: Person) -> None:
    await person.key("F1")
    await person.has_keys("shortcuts_field")
    await person.type("search in this")
    await person.until(lambda seen: "Ctrl+F" in seen and "Ctrl+Q" not in seen, "texts")
    await person.key("Escape")
    await person.gone("shortcuts")
    await person.see("messages")
