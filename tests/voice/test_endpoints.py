"""Endpoints that speak and recognise: a scripted server that fails in every way it can."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from embedded_server.kernel.tasks import Tasks
from embedded_server.voice import endpoints
from embedded_server.voice.engines import remote as remote_module
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options, Remote
from embedded_server.voice.voices import Voices
from tests.kit.waiting import until

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
PCM = struct.pack("<2000h", *range(-1000, 1000))
WAV = (
    b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00"
    + struct.pack("<HHIIHH", 1, 2, 48_000, 192_000, 4, 16)
    + b"data\xff\xff\xff\xff"
)


class Scripted:
    """What the endpoint does next, and what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = self.plain
        self.asked: list[dict[str, object]] = []
        self.keys: list[str | None] = []
        self.left = 0
        self.url = ""

    async def plain(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=PCM, content_type="audio/pcm")

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.keys.append(request.headers.get("Authorization"))
        if request.content_type == "application/json":
            self.asked.append(await request.json())
        else:
            form = await request.post()
            self.asked.append({name: str(value)[:40] for name, value in form.items()})
        return await self.answer(request)


@pytest.fixture
async def scripted() -> AsyncIterator[Scripted]:
    one = Scripted()
    app = web.Application()
    app.router.add_post("/v1/audio/{what}", one.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    one.url = str(site.name)
    yield one
    await runner.cleanup()


@pytest.fixture
async def voices(scripted: Scripted) -> AsyncIterator[Voices]:
    tasks = Tasks()
    remote = Remote(scripted.url, "secret", "loud")
    yield Voices(Options(speech=remote, speech_voices=("anna", "ben"), transcription=remote), tasks)
    await tasks.close()


async def said(voices: Voices, text: str = "Hello.", voice: str | None = None) -> bytes:
    return b"".join([pcm async for pcm in voices.speak("http", None, voice, text)])


async def test_it_is_asked_as_openai_is_and_its_pcm_is_passed_on(
    scripted: Scripted, voices: Voices
) -> None:
    assert await said(voices, "**Hello** there.", "ben") == PCM
    expected = {"model": "loud", "input": "Hello there.", "voice": "ben", "response_format": "pcm"}
    assert scripted.asked == [expected]
    assert scripted.keys == ["Bearer secret"]
    with pytest.raises(EngineError, match="no voice of that name"):
        await said(voices, voice="carol")
    for profile_needed in (voices.prepare("http", [], 0.5, lambda share: None),):
        with pytest.raises(EngineError, match="only voices of its own"):
            await profile_needed
    with pytest.raises(EngineError, match="only voices of its own"):
        await anext(voices.speak("http", b"profile", None, "Hello."))


async def test_a_wav_of_another_rate_is_made_mono_pcm(scripted: Scripted, voices: Voices) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "audio/wav"})
        await response.prepare(request)
        body = WAV + struct.pack("<h", 3000) * 2 * 48_000
        for at in range(0, len(body), 9_999):
            await response.write(body[at : at + 9_999])
        return response

    scripted.answer = answer
    sound = await said(voices)
    assert len(sound) / 2 == pytest.approx(24_000, abs=200)
    assert struct.unpack_from("<h", sound, 24_000)[0] == pytest.approx(3000, abs=20)


def status(code: int) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {"Location": "/elsewhere"} if code == 302 else {}
        return web.Response(status=code, text="secret of the endpoint", headers=headers)

    return answer


def body(raw: bytes, kind: str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=raw, content_type=kind)

    return answer


async def broken_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "audio/pcm", "Content-Length": "90000"})
    await response.prepare(request)
    await response.write(PCM)
    assert request.transport is not None
    request.transport.abort()
    return response


async def silent(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "audio/pcm"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await response.write(PCM * 20)
    return response


FAILURES = [
    (status(401), "refused the key"),
    (status(403), "refused the key"),
    (status(404), "no such address"),
    (status(429), "more to do"),
    (status(400), "did not accept"),
    (status(500), "failed"),
    (status(302), "moved"),
    (body(b"{}", "application/json"), "application/json"),
    (body(b"<html>", "text/html"), "text/html"),
    (body(b"ID3" * 100, "audio/mpeg"), "audio/mpeg"),
    (body(b"RIFF" + b"x" * 5000, "audio/wav"), "cannot be read as sound"),
    (body(WAV[:20] + b"\x07\x00" + WAV[22:] + PCM, "audio/wav"), "cannot be read as sound"),
    (body(b"", "audio/pcm"), "sent no sound"),
    (broken_off, "broke off"),
    (silent, "did not answer in time"),
    (endless, "more sound than"),
]


@pytest.mark.parametrize(("answer", "words"), FAILURES)
async def test_every_failure_is_told_in_words_without_a_secret(
    scripted: Scripted,
    voices: Voices,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer,
    words: str,
) -> None:
    monkeypatch.setattr(endpoints, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(remote_module, "MOST_BYTES", 200_000)
    scripted.answer = answer
    with pytest.raises(EngineError, match=words) as refused:
        await said(voices)
    assert "secret" not in str(refused.value)
    assert scripted.url not in str(refused.value)


async def test_nobody_there_and_no_address_are_told() -> None:
    tasks = Tasks()
    for url, words in (("http://127.0.0.1:9", "cannot be reached"), ("no address", "web address")):
        with pytest.raises(EngineError, match=words):
            await said(Voices(Options(speech=Remote(url)), tasks))
    with pytest.raises(EngineError, match="--speech-url"):
        await said(Voices(Options(), tasks))
    await tasks.close()


async def test_closing_it_closes_the_connection(scripted: Scripted, voices: Voices) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await endless(request)
        finally:
            scripted.left += 1

    scripted.answer = answer
    pieces = voices.speak("http", None, None, "Hello.")
    await anext(pieces)
    await pieces.aclose()
    await until(lambda: scripted.left == 1)


async def test_recordings_are_sent_and_their_text_comes_back(
    scripted: Scripted, voices: Voices, tmp_path: Path
) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF and so on")
    scripted.answer = body(b'{"text": " Hello there. "}', "application/json")
    assert await voices.transcribe("http", path, "zh-CN", "Hello.") == "Hello there."
    asked = scripted.asked[0]
    assert (asked["model"], asked["language"], asked["prompt"]) == ("loud", "zh", "Hello.")
    for answer, words in (
        (status(401), "refused the key"),
        (body(b"rubbish", "application/json"), "cannot be read"),
        (body(b'{"text": 5}', "application/json"), "cannot be read"),
        (body(b" " * 2_000_000, "application/json"), "cannot be read"),
        (broken_off, "cannot be reached"),
    ):
        scripted.answer = answer
        with pytest.raises(EngineError, match=words):
            await voices.transcribe("http", path, "en")
    with pytest.raises(EngineError, match="cannot be read"):
        await voices.transcribe("http", tmp_path / "none.wav", "en")
