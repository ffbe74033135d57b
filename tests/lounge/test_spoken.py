"""Replies that are spoken: their events, their sound while it is made, and their clip."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp
import pytest

from embedded_server.contracts import communities, turns
from embedded_server.kernel.tasks import Tasks
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from embedded_server.voice.engines.base import EngineError
from tests.kit.people import parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import RATE, VoiceScript
from tests.kit.waiting import until
from tests.lounge.speaking import (
    check_grammar,
    hear,
    listening,
    newest,
    say,
    speaking_lounge,
    used,
    when,
)


async def test_a_reply_is_spoken_and_its_clip_is_heard_afterwards(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    creator, guest, chat = await speaking_lounge(host)
    script.says("One. Two is ", "longer. And", " three", ReplyEnd())
    async with guest.live() as live:
        await live.hears()
        events = await hear(guest, chat)
        first, second = [await live.next("message.updated") for _ in range(2)]
    check_grammar(events)
    assert events[0].data["audioExpected"] is True
    assert voice.said == ["One.", "Two is longer.", "And three"]
    ready = events[-1].data
    assert (events[-1].event, ready["durationMs"], ready["mimeType"]) == (
        "audio_ready",
        1500,
        "audio/ogg",
    )
    assert first["data"]["audio"] is None
    audio = second["data"]["audio"]
    assert (audio["url"], audio["durationMs"]) == (ready["url"], 1500)
    assert audio["spokenBy"] == {"engine": "scripted", "voice": "anna", "consentId": None}
    assert (await newest(guest, chat))["audio"] == audio
    assert await used(guest, chat) == 2
    clip = await guest.get(ready["url"])
    assert clip.status == 200
    assert clip.body.startswith(b"OggS")
    for other in (creator, host.admin, await host.person()):
        assert (await other.get(ready["url"])).status == 404
    again = await guest.get(turns.EVENTS.url(turnId=events[0].data["turnId"]))
    assert [one for one in again.body.split(b"\n\n") if one][-1].startswith(
        b"id: %d" % events[-1].id
    )


async def test_without_a_voice_nothing_is_spoken_and_that_is_said(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.stock = []
    script.says("Only text.", ReplyEnd())
    events = await hear(guest, chat)
    assert (events[0].data["audioExpected"], events[-1].event) == (False, "done")
    assert (await guest.get(f"/api/turns/{events[0].data['turnId']}/speech")).status == 204
    assert (voice.said, (await newest(guest, chat))["audio"], await used(guest, chat)) == (
        [],
        None,
        0,
    )


def turn_of(events_or_message: dict[str, Any]) -> str:
    return str(events_or_message["turnId"])


async def test_sound_is_heard_while_text_comes_and_from_the_beginning_by_who_comes_late(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    creator, guest, chat = await speaking_lounge(host)
    gate = asyncio.Event()
    script.says("First one. And", gate, " more.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat), "asking")
    message = await when(guest, chat, "streaming")
    async with listening(guest, turn_of(message)) as early:
        assert (early.status, early.headers["Spaces-Sample-Rate"]) == (200, str(RATE))
        first = await early.content.readexactly(RATE // 2 * 2)
        assert not asking.done()
        for other in (creator, host.admin):
            async with listening(other, turn_of(message)) as hidden:
                assert hidden.status == 404
        gate.set()
        rest = await early.read()
    events = await asking
    check_grammar(events)
    assert len(first + rest) == 2 * RATE
    async with listening(guest, turn_of(message)) as late:
        assert await late.read() == first + rest


async def live_text_ended(host: LocalHost, turn_id: str) -> None:
    live = host.server.turns.live(turn_id)
    assert live is not None
    await live.finished.wait()


async def test_stop_cuts_the_sound_and_only_what_could_be_heard_counts(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.seconds = 60.0
    gate = asyncio.Event()
    script.says(gate, "A very long sentence.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat), "asking")
    message = await when(guest, chat, "streaming")
    began = asyncio.get_running_loop().time()
    async with listening(guest, turn_of(message)) as listener:
        gate.set()
        await listener.content.readexactly(RATE)
        await live_text_ended(host, turn_of(message))
        live = host.server.turns.live(turn_of(message))
        assert live is not None
        assert live.speech is not None
        assert not live.speech.over.is_set()
        assert live.speech.seconds < 10
        stopped = await guest.post(turns.STOP.url(turnId=turn_of(message)))
        assert (stopped.status, stopped.json["status"]) == (200, "done")
        took = asyncio.get_running_loop().time() - began
        await listener.read()
    events = await asking
    check_grammar(events)
    if events[-1].event == "audio_ready":
        assert events[-1].data["durationMs"] <= took * 1000 + 50
        assert await used(guest, chat) == -(-events[-1].data["durationMs"] // 1000)
    else:
        assert await used(guest, chat) == 0
    assert (await newest(guest, chat))["text"] == "A very long sentence."


async def test_speaking_up_interrupts_what_is_spoken_but_not_what_is_written(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.gate = asyncio.Event()
    script.says("Never said to its end.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat, "One", clientId="1"), "asking")
    message = await when(guest, chat, "sent")
    assert not asking.done()
    again = Tasks().spawn(hear(guest, chat, "One", clientId="1"), "asking")
    await until(lambda: _watchers(host, turn_of(message)) == 2)
    voice.gate = None
    second = await hear(guest, chat, "Two")
    check_grammar(await asking)
    assert [one.event for one in await asking] == [one.event for one in await again]
    assert (await asking)[-1].event == "done"
    assert second[-1].event == "audio_ready"


def _watchers(host: LocalHost, turn_id: str) -> int:
    live = host.server.turns.live(turn_id)
    return 0 if live is None else len(live.watchers)


@pytest.mark.parametrize("raised", [EngineError("It lost its breath."), RuntimeError("secret")])
async def test_a_voice_that_fails_leaves_the_text(
    host: LocalHost, script: Script, voice: VoiceScript, raised: Exception
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.fails_at, voice.failure = 1, raised
    script.says("One. Two. Three.", ReplyEnd())
    events = await hear(guest, chat)
    check_grammar(events)
    assert events[-1].event == "error"
    assert "secret" not in events[-1].data["message"]
    message = await newest(guest, chat)
    assert (message["text"], message["audio"], message["status"]) == (
        "One. Two. Three.",
        None,
        "sent",
    )
    assert await used(guest, chat) == 0
    assert (await hear(guest, chat, "Again"))[-1].event == "audio_ready"


async def test_a_text_that_fails_is_not_spoken_on(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    script.says("One. Two", ProviderError("provider_failed", "Away.", retryable=True))
    events = await hear(guest, chat)
    check_grammar(events)
    assert (events[-1].event, events[-1].data["code"]) == ("error", "provider_failed")
    assert (await newest(guest, chat))["audio"] is None
    assert await used(guest, chat) == 0
    script.says("```\nonly code\n```", ReplyEnd())
    assert (await hear(guest, chat, "Code?"))[-1].event == "done"


async def test_who_is_removed_hears_no_more(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    creator, guest, chat = await speaking_lounge(host)
    voice.gate = asyncio.Event()
    script.says("Half of it.", ReplyEnd())
    asking = Tasks().spawn(say(guest, chat, "Speak"), "asking")
    message = await when(guest, chat, "sent")
    async with listening(guest, turn_of(message)) as listener:
        await listener.content.readexactly(100)
        path = communities.REMOVE_MEMBER.url(communityId=chat["communityId"], userId=guest.id)
        assert (await creator.call("DELETE", path)).status == 204
        with contextlib.suppress(aiohttp.ClientError):
            assert len(await listener.read()) < RATE
    with contextlib.suppress(aiohttp.ClientError):
        await asking
    async with listening(guest, turn_of(message)) as again:
        assert again.status == 404


async def test_a_server_that_stops_between_text_and_sound_says_so_afterwards(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.gate = asyncio.Event()
    script.says("Half of it.", ReplyEnd())
    asking = Tasks().spawn(hear(guest, chat), "asking")
    message = await when(guest, chat, "sent")
    await host.restart()
    asking.cancel()
    voice.gate = None
    back = host.back(guest)
    events = parse_sse((await back.get(turns.EVENTS.url(turnId=turn_of(message)))).body)
    check_grammar(events)
    assert events[-1].data["code"] == "tts_failed"
    assert (await newest(back, chat))["audio"] is None
    assert (await hear(back, chat, "Again"))[0].event == "meta"


async def test_a_crash_between_text_and_sound_is_told_to_who_comes_back(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    script.says("All of it.", ReplyEnd())
    turn_id = (await hear(guest, chat))[0].data["turnId"]
    await host.server.database.write(
        lambda tx: tx.change("UPDATE turns SET is_speaking = 1, sound = NULL")
    )
    await host.restart()
    headers = {"Last-Event-ID": "2"}
    path = turns.EVENTS.url(turnId=turn_id)
    events = parse_sse((await host.back(guest).get(path, headers=headers)).body)
    assert [one.data.get("code") for one in events] == ["tts_failed"]
