"""An OpenAI-compatible endpoint that recognises speech: recordings are sent to it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import msgspec

from embedded_server.voice.endpoints import checked_status, headers_of, open_session, words_for
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Remote

_MOST_ANSWER = 1024 * 1024
_RUBBISH = "What the transcription endpoint sent cannot be read. An admin has to look at it."
_UNREADABLE = "The recording cannot be read."


class _Answer(msgspec.Struct):
    text: str


async def transcribe(remote: Remote, path: Path, language: str, expected: str | None) -> str:
    """What is said in a sound file. Raises EngineError. Cancelling closes the connection."""
    try:
        sound = await asyncio.to_thread(path.read_bytes)
    except OSError:
        raise EngineError(_UNREADABLE) from None
    form = aiohttp.FormData()
    form.add_field("file", sound, filename=f"speech{path.suffix or '.wav'}")
    form.add_field("model", remote.model)
    form.add_field("response_format", "json")
    if language:
        form.add_field("language", language.partition("-")[0])
    if expected:
        form.add_field("prompt", expected)
    try:
        async with (
            open_session() as session,
            session.post(
                f"{remote.url.rstrip('/')}/v1/audio/transcriptions",
                data=form,
                headers=headers_of(remote),
                allow_redirects=False,
            ) as response,
        ):
            await checked_status(response, "transcription")
            raw = b""
            async for chunk in response.content.iter_chunked(65_536):
                raw += chunk
                if len(raw) > _MOST_ANSWER:
                    raise EngineError(_RUBBISH)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise EngineError(words_for(error, "transcription", has_begun=False)) from None
    try:
        return msgspec.json.decode(raw, type=_Answer).text.strip()
    except msgspec.DecodeError:
        raise EngineError(_RUBBISH) from None
