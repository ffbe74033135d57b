"""What people do with a lounge's voice, over HTTP."""

from __future__ import annotations

import io
from typing import Any

import aiohttp

from embedded_server.contracts import voice
from tests.kit.people import Person, Reply


async def try_record(
    who: Person,
    room: str,
    audio: bytes | None,
    statement: bytes | None = None,
    consent: str | None = "true",
    key: str | None = None,
    **texts: str,
) -> Reply:
    form = aiohttp.FormData(quote_fields=False)
    if audio is not None:
        form.add_field("audio", io.BytesIO(audio), filename="a.wav")
    if statement is not None:
        form.add_field("statement", io.BytesIO(statement), filename="b.wav")
    if consent is not None:
        form.add_field("consent", consent)
    for name, text in texts.items():
        form.add_field(name, text)
    return await send(who, voice.ADD_SAMPLE.url(communityId=room), form, key)


async def send(who: Person, path: str, form: aiohttp.FormData, key: str | None = None) -> Reply:
    headers = {**who.headers, **({} if key is None else {"Idempotency-Key": key})}
    async with who.http.post(who.url + path, data=form, headers=headers) as answer:
        return Reply(answer.status, dict(answer.headers), await answer.read())


async def record(who: Person, room: str, audio: bytes, **more: Any) -> dict[str, Any]:
    answer = await try_record(who, room, audio, **more)
    assert answer.status == 201, answer.json
    made: dict[str, Any] = answer.json
    return made


async def check(who: Person, room: str, audio: bytes) -> Reply:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("audio", io.BytesIO(audio), filename="clip.ogg")
    return await send(who, voice.CHECK.url(communityId=room), form)


async def state(who: Person, room: str) -> dict[str, Any]:
    answer = await who.get(voice.VOICE.url(communityId=room))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found
