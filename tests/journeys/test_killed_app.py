"""The real program killed in the middle of a word: what was written and not sent is there again."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from tests.journeys.person import Person, Seen, at_the_screen, start_app
from tests.journeys.steps import AT_THE_SCREEN, create_club, first_run, own_server, say
from tests.kit.desktop import until

pytestmark = AT_THE_SCREEN

WORDS = ("before", "waits one", "waits two")
LONG = "half a sentence that somebody never came to the end of because the power went " * 4


async def test_what_was_written_outlives_a_killed_app(tmp_path: Path) -> None:
    async with at_the_screen(tmp_path) as person:
        await first_run(person)
        await create_club(person, "Bakers")
        await say(person, "before")
        server = own_server(person)
        server.suspend()
        for text in WORDS[1:]:
            await say(person, text)
        await person.click("composer")
        typing = asyncio.get_running_loop().create_task(person.type(LONG), name="typing")
        kept = tmp_path / "home" / "desktop" / "unsent.db"
        await until(lambda: draft_on_disk(kept), "what is written is kept")
        person.app.kill()
        await person.app.wait()
        server.resume()
        await typing
        again = await begin_again(person, tmp_path / "look-again")
        try:
            seen = await again.until(
                lambda seen: seen is not None and seen["value"], "widget", "composer"
            )
            assert len(seen["value"]) > 5
            assert LONG.startswith(seen["value"])
            said = await again.until(all_is_sent, "items", "messages")
            texts = [one["text"] for one in said]
            order = [at for word in WORDS for at, text in enumerate(texts) if word in text]
            assert order == sorted(order)
            assert len(order) == len(WORDS)
            assert await again.is_well()
        finally:
            await again.close()
            again.app.terminate()
            await again.app.wait()


def all_is_sent(seen: list[Seen] | None) -> bool:
    texts = [one["text"] for one in seen or []]
    waits = any(word in text for text in texts for word in ("sending", "not sent"))
    return not waits and all(any(word in text for text in texts) for word in WORDS)


def draft_on_disk(file: Path) -> bool:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        found = connection.execute("SELECT value FROM kept WHERE kind = 'draft'").fetchall()
    connection.close()
    return any(b"half a sent" in value for (value,) in found)


async def begin_again(person: Person, socket: Path) -> Person:
    """The app started once more on the same data folder."""
    await person.close()
    app = await start_app(person.screen, person.home, socket)
    again = Person(person.screen, person.home, app, socket)
    await until(socket.exists, "the app is up again")
    return again
