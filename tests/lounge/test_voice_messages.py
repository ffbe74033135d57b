"""Voice messages: taken in, recognised, answered, and counted by what was said."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import numpy as np
import pytest
import soundfile

from embedded_server.contracts import lounge
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.people import Person, Reply, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.voice_script import VoiceScript
from tests.lounge.speaking import check_grammar, hear, speaking_lounge, used
from tests.lounge.test_metering import spoken
from tests.voice.sounds import RATE as SPEECH_RATE
from tests.voice.sounds import speech

RATE = 16_000


def wav(samples: Any, rate: int = RATE) -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format="WAV", subtype="PCM_16")
    return out.getvalue()


async def send(who: Person, chat: dict[str, Any], sound: bytes, **texts: str) -> Reply:
    form = aiohttp.FormData()
    for name, value in texts.items():
        form.add_field(name, value)
    form.add_field("audio", io.BytesIO(sound), filename="said.wav")
    url = who.url + lounge.SEND.url(chatId=chat["id"])
    async with who.http.post(url, data=form, headers=who.headers) as answer:
        return Reply(answer.status, dict(answer.headers), await answer.read())


async def test_what_is_said_is_recognised_answered_and_counted(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.hears = "what is it about"
    script.says("About talking.", ReplyEnd())
    samples, rate = speech("What is it about?"), SPEECH_RATE
    silence = np.zeros(2 * rate, np.float32)
    said = wav(np.concatenate([silence, samples, silence]), rate)
    answer = await send(guest, chat, said, clientId="1")
    events = parse_sse(answer.body)
    check_grammar(events)
    assert events[-1].event == "audio_ready"
    assert script.asked == ["what is it about"]
    page = (await guest.get(lounge.MESSAGES.url(chatId=chat["id"]))).json["items"]
    question = page[1]
    assert (question["text"], question["clientId"]) == ("what is it about", "1")
    audio = question["audio"]
    assert "spokenBy" not in audio
    length = len(samples) / rate * 1000
    assert length - 600 < audio["durationMs"] < length + 500
    assert (await guest.get(audio["url"])).body.startswith(b"OggS")
    assert (await host.admin.get(audio["url"])).status == 404
    spoken = -(-events[-1].data["durationMs"] // 1000)
    assert await used(guest, chat) == spoken + -(-audio["durationMs"] // 1000)
    again = parse_sse((await send(guest, chat, said, clientId="1")).body)
    assert again[0].data["turnId"] == events[0].data["turnId"]
    other = await send(guest, chat, said + b"\0", clientId="1")
    assert (other.status, other.code) == (409, "idempotency_conflict")


@pytest.mark.parametrize(
    ("sound", "refused"),
    [
        (b"", "validation"),
        (b"no sound at all", "not_audio"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "not_audio"),
        (wav(np.zeros(RATE, np.float32)), "nothing_heard"),
        (wav(np.zeros(RATE // 10, np.float32)), "too_short"),
        (wav(np.zeros(121 * 8_000, np.float32), 8_000), "too_long"),
    ],
    ids=["empty", "words", "cut off", "silence", "short", "long"],
)
async def test_what_cannot_be_heard_is_refused_and_nothing_is_kept(
    host: LocalHost, script: Script, voice: VoiceScript, sound: bytes, refused: str
) -> None:
    _, guest, chat = await speaking_lounge(host)
    voice.hears = "never"
    answer = await send(guest, chat, sound)
    assert (answer.code, script.asked, voice.heard) == (refused, [], [])
    assert (await guest.get(lounge.MESSAGES.url(chatId=chat["id"]))).json["items"] == []
    assert await used(guest, chat) == 0


async def test_without_a_recogniser_or_without_words_it_is_said(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host)
    samples, rate = speech("Hello there, you."), SPEECH_RATE
    none = await send(guest, chat, wav(samples, rate))
    assert (none.status, none.code, none.json["state"]) == (400, "not_available", "no_recogniser")
    voice.hears = " "
    nothing = await send(guest, chat, wav(samples, rate))
    assert (nothing.status, nothing.code) == (409, "nothing_heard")
    assert script.asked == []


async def test_a_repeat_is_answered_also_where_the_first_one_took_the_last_second(
    host: LocalHost, script: Script, voice: VoiceScript
) -> None:
    _, guest, chat = await speaking_lounge(host, freeMinutesPerDay=1)
    await spoken(host, chat, "earlier", 59_000)
    voice.hears = "what is it about"
    script.says("About talking.", ReplyEnd())
    said = wav(speech("What is it about?"), SPEECH_RATE)
    first = parse_sse((await send(guest, chat, said, clientId="1")).body)
    before, heard = await used(guest, chat), len(voice.heard)
    assert before > 60
    again = await send(guest, chat, said, clientId="1")
    assert parse_sse(again.body)[0].data["turnId"] == first[0].data["turnId"]
    assert (await used(guest, chat), len(voice.heard)) == (before, heard)
    refused = await send(guest, chat, said, clientId="2")
    assert (refused.status, refused.code) == (402, "free_minutes_used")
    assert len(voice.heard) == heard


async def test_recordings_that_come_slowly_take_no_place_from_who_asks(
    host: LocalHost, script: Script, voice: VoiceScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, guest, chat = await speaking_lounge(host)
    monkeypatch.setattr(host.server.turns, "_most", 1)
    url = guest.url + lounge.SEND.url(chatId=chat["id"])
    kind = {**guest.headers, "Content-Type": "multipart/form-data; boundary=b"}
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="audio"; filename="a"\r\n\r\nRIFF'
        begun.set()
        await go_on.wait()
        yield b"\r\n--b--\r\n"

    async def upload() -> int:
        async with guest.http.post(url, data=slowly(), headers=kind) as answer:
            return answer.status

    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(upload())
        await begun.wait()
        script.says("Hello.", ReplyEnd())
        check_grammar(await hear(guest, chat))
        go_on.set()
    assert sending.result() in (400, 409)
