"""A voice that is withdrawn falls silent at once, and nothing of it is left on the server."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from embedded_server.contracts import turns, voice
from embedded_server.kernel.speech import spool
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.turn_types import ReplyEnd
from embedded_server.voice.studio import studio_of
from tests.kit.people import Person, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voices import RATE, ScriptedVoices
from tests.kit.waiting import until
from tests.lounge.speaking import check_grammar, hear, listening, newest, when
from tests.lounge.test_chats import start
from tests.voice.test_voices import built, studio_room

pytestmark = pytest.mark.usefixtures("examined_here")


async def cloned_lounge(host: LocalHost) -> tuple[ScriptedVoices, Person, Person, dict[str, Any]]:
    scripted = studio_of(host.server).speaker = ScriptedVoices()
    creator, room = await studio_room(host)
    await creator.make_agent(room)
    await built(creator, room)
    guest = await host.person()
    return scripted, creator, guest, (await start(guest, room)).json


async def withdraw(who: Person, chat: dict[str, Any]) -> None:
    path = voice.WITHDRAW.url(communityId=chat["communityId"])
    assert (await who.delete(path)).status == 204


def files(folder: Path) -> set[str]:
    """All but the database itself, and the server's own keys and logs."""
    places = ("voice", "media")
    return {str(path) for place in places for path in (folder / place).rglob("*") if path.is_file()}


async def test_what_is_being_spoken_is_cut_and_nothing_is_left(
    host: LocalHost, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", RATE)
    scripted, creator, guest, chat = await cloned_lounge(host)
    # Longer than what is made ahead of who listens.
    scripted.spoken = b"\x10\x20" * (RATE * 60)
    script.says("One. Two. Three.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat), "asking")
    message = await when(guest, chat, "sent")
    async with listening(guest, message["turnId"]) as listener:
        await listener.content.readexactly(RATE * 4)
        assert not asking.done()
        assert [path for path in files(host.settings.data_dir) if "incoming" in path]
        await withdraw(creator, chat)
        with contextlib.suppress(aiohttp.ClientError):
            assert len(await listener.read()) < RATE * 30
    events = await asking
    check_grammar(events)
    assert (events[-1].event, events[-1].data["code"]) == ("error", "tts_failed")
    assert "withdrawn" in events[-1].data["message"]
    async with listening(guest, message["turnId"]) as late:
        assert late.status == 204
    again = await guest.get(turns.EVENTS.url(turnId=message["turnId"]))
    assert [one.event for one in parse_sse(again.body)][-2:] == ["done", "error"]
    assert (await newest(guest, chat))["audio"] is None
    await until(lambda: files(host.settings.data_dir) == set())
    script.says("Now silent.", ReplyEnd())
    silent = await hear(guest, chat, "Again")
    assert (silent[0].data["audioExpected"], silent[-1].event) == (False, "done")


async def test_what_was_spoken_before_is_heard_no_more(host: LocalHost, script: Script) -> None:
    _, creator, guest, chat = await cloned_lounge(host)
    script.says("One.", ReplyEnd())
    turn_id = (await hear(guest, chat))[0].data["turnId"]
    async with listening(guest, turn_id) as before:
        assert (before.status, len(await before.read())) == (200, RATE * 2)
    await withdraw(creator, chat)
    async with listening(guest, turn_id) as after:
        assert after.status == 204
    await until(lambda: files(host.settings.data_dir) == set())


async def test_a_text_that_still_comes_is_spoken_no_further(
    host: LocalHost, script: Script
) -> None:
    scripted, creator, guest, chat = await cloned_lounge(host)
    gate = asyncio.Event()
    script.says("One. And", gate, " two. Three.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat), "asking")
    await when(guest, chat, "streaming")
    await until(lambda: any(text == "One." for _, text in scripted.said))
    said = len(scripted.said)
    await withdraw(creator, chat)
    gate.set()
    events = await asking
    check_grammar(events)
    assert (events[-2].data["text"], events[-1].data["code"]) == (
        "One. And two. Three.",
        "tts_failed",
    )
    assert len(scripted.said) == said
    await until(lambda: files(host.settings.data_dir) == set())
