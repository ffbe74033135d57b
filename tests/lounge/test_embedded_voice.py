"""The embedded engine for real: a lounge's built voice answers, and what it said is known again."""

from __future__ import annotations

import asyncio
import io
import math

import pytest
import soundfile

from embedded_server.contracts import voice
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.lounge.speaking import check_grammar, hear, newest, used
from tests.lounge.test_chats import start
from tests.voice.people import check, record, state
from tests.voice.sounds import coded, speech


async def test_a_built_voice_answers_and_its_clip_says_whose_it_is(
    host: LocalHost, script: Script
) -> None:
    creator = await host.person()
    room = await creator.create("lounge", "Tea")
    await creator.make_agent(room)
    await record(creator, room, coded(speech()))
    answer = await creator.post(voice.BUILD.url(communityId=room), {"engine": "imprint"})
    assert answer.status == 202, answer.json
    async with asyncio.timeout(60), creator.live(0) as live:
        while (built := await state(creator, room))["status"] == "building":
            await live.next("voice.updated")
    assert (built["status"], built["engineName"]) == ("ready", "Voice imprint (basic)")
    guest = await host.person()
    chat = (await start(guest, room)).json
    script.says("Good evening, and wel", "come. The tea is ready.", ReplyEnd())
    events = await hear(guest, chat)
    check_grammar(events)
    assert events[-1].event == "audio_ready", events[-1].data
    audio = (await newest(guest, chat))["audio"]
    assert audio["spokenBy"] == {
        "engine": "imprint",
        "voice": creator.user["displayName"],
        "consentId": built["consentId"],
    }
    clip = (await guest.get(audio["url"])).body
    with soundfile.SoundFile(io.BytesIO(clip)) as file:
        assert (file.format, file.subtype, file.channels) == ("OGG", "OPUS", 1)
        assert (file.title, file.artist) == ("AI voice", creator.user["displayName"])
        assert built["consentId"] in file.comment
        seconds = file.frames / file.samplerate
    assert seconds == pytest.approx(audio["durationMs"] / 1000, abs=0.05)
    assert 1.5 < seconds < 6
    assert await used(guest, chat) == math.ceil(audio["durationMs"] / 1000)
    found = (await check(guest, room, clip)).json
    assert (found["madeHere"], found["turnId"]) == (True, events[0].data["turnId"])
