"""At the screen: going to what is new, to what was said on a day and to what is searched for; and
how the whole window changes its colours and its language."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import ImageChops

from embedded_server.contracts import club
from tests.journeys.person import Person, Seen, at_the_screen
from tests.journeys.steps import AT_THE_SCREEN, DAY, past_host, sign_in
from tests.kit.server import LocalHost

pytestmark = AT_THE_SCREEN

LAST_READ = "Fold number 44"
FIRST_NEW = "Fold number 45"


async def test_jumps_searches_and_other_looks(tmp_path: Path) -> None:
    async with past_host(tmp_path / "host", days=20) as host, at_the_screen(tmp_path) as person:
        await host.set_up()
        await fill(host)
        await sign_in(person, host, "ada")
        await to_the_unread(person)
        await to_a_hit(person)
        await to_a_day(person)
        await person.click("to_newest")
        await person.until_item("messages", "Fold number 119")
        await person.type_into("composer", "Half a sentence")
        await other_colours(person)
        await other_language(person)
        assert await person.is_well()


async def fill(host: LocalHost) -> None:
    """Three days of a club: 20 days ago, 10 days ago and today."""
    ada, ben, cleo = [await host.person(name) for name in ("ada", "ben", "cleo")]
    bakers = await ada.create(name="Bakers")
    for one in (ben, cleo):
        await one.join(bakers)
    for number in range(120):
        if number in (40, 80):
            host.server.clock.advance(10 * DAY)
        said = await (ben, cleo)[number % 2].say(bakers, f"Fold number {number}")
        if said["text"] == LAST_READ:
            read = {"seq": said["seq"]}
            await ada.put(club.READ_UP_TO.url(communityId=bakers), read)


async def to_the_unread(person: Person) -> None:
    await person.click("rail_clubs")
    await person.click_item("club_list", "Bakers")
    first = await person.until_item("messages", FIRST_NEW)
    around = await person.see("messages")
    assert first["y"] - around["y"] < around["h"] / 2, "what is new does not begin in sight"
    assert not any("number 119" in one for one in await seen_items(person))
    tip = (await person.look("tray"))["tip"]
    assert int(re.findall(r"\d+", tip)[0]) > 60, "what nobody has seen counts as read"


async def seen_items(person: Person) -> list[str]:
    return [one["text"] for one in await person.look("items", "messages") if one["seen"]]


async def to_a_hit(person: Person) -> None:
    """Words and `from:`; the hit is shown, and stands out for a moment."""
    await person.key("ctrl+f")
    await person.has_keys("search_field")
    await person.type("number from:be")
    await person.until_item("search_offers", "Ben")
    await person.key("Return")
    await person.key("Return")
    await person.until_item("search_hits", "Fold number 118")
    assert all("Ben" in one for one in await person.items("search_hits"))
    await person.key("Down")
    await person.has_keys("search_hits")
    wanted = "Fold number 112"
    await person.step("Down", "items", "search_hits", wanted)
    for _ in range(5):  # a slow machine may miss the moment in which it stands out
        await person.key("Return")
        if await stands_out(person, await current_row(person, wanted)):
            return
    raise AssertionError("the message that was found does not stand out")


async def current_row(person: Person, word: str) -> Seen:
    def find(seen: list[Seen] | None) -> Seen | None:
        return next((one for one in seen or [] if one["current"] and word in one["text"]), None)

    found = find(await person.until(find, "items", "messages", f"one is at {word!r}"))
    assert found is not None
    assert found["seen"]
    return found


async def stands_out(person: Person, row: Seen) -> bool:
    """Whether its colours change within the next two seconds, which is to fade."""
    before = person.screen.piece(row)
    for _ in range(20):
        now = person.screen.piece(await current_row(person, row["text"]))
        if now.size == before.size and ImageChops.difference(now, before).getbbox() is not None:
            return True
        before = now
    return False


async def to_a_day(person: Person) -> None:
    await person.click("date_button")
    await person.see("date_calendar")
    for _ in range(20):
        await person.key("Left")
    await person.key("Return")
    await person.gone("date_calendar")
    await current_row(person, "Fold number 0")


async def other_colours(person: Person) -> None:
    await person.click("rail_settings")
    area = await person.see("settings_area")

    def light() -> int:
        """How light the page is, from 0 to 255, in its most usual colour."""
        grey = person.screen.piece(area).convert("L")
        return grey.histogram().index(max(grey.histogram()))

    assert light() > 200
    await person.click("settings_theme")
    await person.choose("Dark")
    for _ in range(100):
        if light() < 80:
            break
    assert light() < 80, "the colours stay light"


async def other_language(person: Person) -> None:
    """And back; what was being written is kept."""
    assert "Appearance" in await person.look("texts")
    await person.click("settings_language")
    await person.choose("简体中文")
    await person.until(lambda seen: "外观" in seen and "Appearance" not in seen, "texts")
    await person.click("settings_language")
    await person.choose("English")
    await person.until(lambda seen: "Appearance" in seen and "外观" not in seen, "texts")
    await person.click("rail_clubs")
    await person.says("composer", "Half a sentence")
