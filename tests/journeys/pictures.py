"""Takes the README's pictures from the real app: `python -m tests.journeys.pictures [FOLDER]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from embedded_server.contracts import accounts, club
from tests.journeys.night_sky import night
from tests.journeys.person import Person, at_the_screen
from tests.journeys.screen import missing
from tests.journeys.steps import past_host, sign_in
from tests.kit import files
from tests.kit.people import Person as Member
from tests.kit.server import PASSWORD, LocalHost

SIZE = 1280, 800
MOST_BYTES = 200_000
PEOPLE = {
    "lena": "Lena Brandt",
    "mei": "Mei Tanaka",
    "jonas": "Jonas Okoye",
    "oskar": "Oskar Lindqvist",
    "amira": "Amira Haddad",
}
HANDBOOK = """# Exposure times

A photo on a fixed tripod shows round stars for as long as the NPF rule allows: add 35 times the \
f-number to 30 times the pixel size in micrometres, and divide by the focal length in millimetres.

For the club's 50 mm lens at f/2.8 that is 4.3 seconds. With the tracker, up to 90 seconds.

# The dome

The key to the dome hangs behind the workshop door. Whoever leaves last closes the shutter \
and writes the humidity into the book.
"""
CODE = """That is short enough to stack. I use this to check:

```python
f_number, pixel, focal = 2.8, 3.9, 50
seconds = (35 * f_number + 30 * pixel) / focal
print(f"{seconds:.1f} s")  # 4.3 s
```"""


async def take(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        async with (
            past_host(Path(place) / "host", days=1, server_name="Hill Observatory") as host,
            at_the_screen(Path(place)) as person,
            AsyncExitStack() as present,
        ):
            await fill(host, present)
            await sign_in(person, host, "lena")
            await fit(person)
            await person.click("rail_clubs")
            await person.click_item("club_list", "Night sky")
            await person.until_item("messages", "So 4.3 seconds it is")
            await shoot(person, folder / "club.png")
            await search(person)
            await shoot(person, folder / "search.png")
            await dark(person)
            await shoot(person, folder / "dark.png")


async def take_of_service(folder: Path) -> None:
    from tests.journeys.pictures_service import take_service  # it takes its pictures with ours

    with tempfile.TemporaryDirectory() as place:
        await take_service(Path(place), folder)


async def fill(host: LocalHost, present: AsyncExitStack) -> None:
    """A club on a clear evening, and others in which something waits to be read."""
    await host.set_up()
    lena, mei, jonas, oskar, amira = [await member(host, *one) for one in PEOPLE.items()]
    sky = await lena.create(name="Night sky", description="Clear nights, cold fingers")
    for one in (mei, jonas, oskar, amira):
        await one.join(sky)
        await present.enter_async_context(one.live())
    await others(lena, mei, jonas)
    almanac = await lena.make_agent(
        sky, name="Almanac", description="Knows our handbook and the instruments"
    )
    await lena.teach(almanac, "Handbook of the observatory", HANDBOOK)
    until(host, -1, "18:05")
    clear = await jonas.say(sky, "Clear from eight tonight, says the forecast. Who comes up?")
    for one, emoji in ((mei, "🔭"), (amira, "🔭"), (lena, "🔭"), (oskar, "👍")):
        await one.react(clear, emoji)
    until(host, -1, "18:09")
    await amira.say(sky, "I do. The dome key is behind the workshop door again, thank you Oskar.")
    until(host, 0, "00:41")
    sent = await files.upload(mei, sky, night(), "milky-way.jpg")
    photo = await mei.say(sky, "First light of the new lens:", attachmentIds=[sent["id"]])
    for one, emoji in ((lena, "😍"), (jonas, "😍"), (amira, "😍"), (oskar, "✨"), (jonas, "✨")):
        await one.react(photo, emoji)
    await lena.put(club.READ_UP_TO.url(communityId=sky), {"seq": photo["seq"]})
    until(host, 0, "08:12")
    await oskar.ask(sky, almanac, "How long can the 50 mm lens expose before stars trail?")
    answer = (await oskar.history(sky))[-1]
    until(host, 0, "08:14")
    await mei.say(sky, CODE)
    until(host, 0, "08:15")
    await jonas.say(
        sky, "So **4.3 seconds** it is, and the tracker for the rest.", replyToId=answer["id"]
    )
    host.server.clock.advance(seconds_until(host, datetime.now().astimezone()))


async def others(lena: Member, mei: Member, jonas: Member) -> None:
    for name, about, said in (
        ("Repair café", "First Saturday of the month", ()),
        ("Allotment 12", "Beans, bees, and the water rota", ("Who has the hose?", "I do, sorry!")),
        (
            "Sunday walkers",
            "Out at nine, back for soup",
            ("@Lena Brandt are you in for the lake?",),
        ),
        ("Book table", "One a month, no spoilers", ()),
    ):
        there = await mei.create(name=name, description=about)
        for one in (lena, jonas):
            await one.join(there)
        for words in said:
            await mei.say(there, words)


async def member(host: LocalHost, username: str, name: str) -> Member:
    body = {"username": username, "password": PASSWORD, "displayName": name}
    answer = await host.stranger().post(accounts.REGISTER.url(), body)
    assert answer.status == 201, answer.json
    return Member(host.url, host.http, answer.json["token"], answer.json["user"])


def seconds_until(host: LocalHost, moment: datetime) -> int:
    return int(moment.timestamp() - host.server.clock.now() / 1000)


def until(host: LocalHost, days: int, clock: str) -> None:
    """Let it be that time of today, or of some days before; never back."""
    day = datetime.now().astimezone().date() + timedelta(days=days)
    moment = datetime.combine(day, time.fromisoformat(clock)).astimezone()
    now = datetime.now().astimezone()
    host.server.clock.advance(max(0, seconds_until(host, min(moment, now))))


async def fit(person: Person) -> None:
    """The window as large as the picture is to be."""
    main = await main_window(person)
    handle = str(main["handle"])
    await person.screen.xdotool("windowsize", handle, *(str(one) for one in SIZE))
    await person.screen.xdotool("windowmove", handle, "40", "24")
    await person.until(
        lambda seen: any((one["w"], one["h"]) == SIZE for one in seen), "windows", why="it fits"
    )


async def main_window(person: Person) -> dict[str, int]:
    windows = await person.look("windows")
    found: dict[str, int] = next(one for one in windows if one["id"] == "main_window")
    return found


async def search(person: Person) -> None:
    await person.key("ctrl+f")
    await person.has_keys("search_field")
    await person.type("lens")
    await person.until_item("search_hits", "First light")
    await person.key("Down")
    await person.key("Return")


async def dark(person: Person) -> None:
    """A question for oneself alone, in the other colours."""
    await person.key("ctrl+k")
    await person.has_keys("palette_field")
    await person.type("dark")
    await person.until_item("palette_list", "Dark")
    await person.key("Return")
    await person.gone("palette")
    await person.click("search_close")
    await person.click("composer")
    await person.type("@alm")
    await person.until_item("completion_list", "Almanac")
    await person.key("Return")
    await person.click("asked_private")
    await person.type_into("composer", "Where is the key to the dome?", enter=True)
    await person.until_item("messages", "only you see this, The key")
    await person.until(lambda seen: seen is not None and "3 unread" in seen["tip"], "tray")


async def shoot(person: Person, path: Path) -> None:
    """Once two looks are the same: nothing moves any more."""
    await person.screen.xdotool("mousemove", "2", "2")
    main = await main_window(person)
    before = person.screen.piece(main)
    while True:
        await person.look("texts")
        now = person.screen.piece(main)
        if now.tobytes() == before.tobytes():
            break
        before = now
    written = BytesIO()
    now.convert("RGB").save(written, "PNG", optimize=True)
    await asyncio.to_thread(path.write_bytes, written.getvalue())
    if written.tell() > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES} bytes")


def main() -> int:
    if missing():
        raise SystemExit(f"no virtual screen: {missing()}")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "resources/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(folder))
    asyncio.run(take_of_service(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
