"""Replies that are spoken: their events, their sound while it is made, and their clip."""

from __future__ import annotations

from embedded_server.contracts import turns
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript
from tests.lounge.speaking import check_grammar, hear, newest, speaking_lounge, used


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
