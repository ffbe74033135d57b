"""An OpenAI-compatible endpoint that speaks: texts go to it, its sound is passed on as it comes.

It runs in the loop, since waiting is all that it does. It cannot clone.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

import aiohttp

from embedded_server.voice.endpoints import checked_status, headers_of, open_session, words_for
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Remote

if TYPE_CHECKING:
    from aiohttp import ClientResponse

RATE = 24_000
"""What such endpoints answer with where PCM is asked for, and what is passed on always."""
MOST_BYTES = 64 * 1024 * 1024
"""Twenty minutes."""
_CHUNK = 16 * 1024
_MOST_HEADER = 4096
_RAW = frozenset({"audio/pcm", "audio/l16", "application/octet-stream", "", "audio/raw"})
_WAV = frozenset({"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"})
_WRONG_TYPE = (
    "The speech endpoint answered with {kind} and not with PCM or WAV. Its address or its model is"
    " set wrong."
)
_TOO_LONG = "The speech endpoint sent more sound than any text takes. It was cut off."
_BROKEN = "What the speech endpoint sent cannot be read as sound."
_NOTHING = "The speech endpoint sent no sound."
_NO_VOICE = "The speech endpoint has no voice of that name among the settings: {name}"


async def speak(
    remote: Remote, voices: tuple[str, ...], voice: str | None, text: str
) -> AsyncGenerator[bytes, None]:
    """Mono PCM of 16 bits at RATE. Raises EngineError. Closing it closes the connection."""
    if voice is not None and voice not in voices:
        raise EngineError(_NO_VOICE.format(name=voice))
    chosen = voice if voice is not None else next(iter(voices), "alloy")
    body = {"model": remote.model, "input": text, "voice": chosen, "response_format": "pcm"}
    has_spoken = False
    try:
        async with (
            open_session() as session,
            session.post(
                f"{remote.url.rstrip('/')}/v1/audio/speech",
                json=body,
                headers=headers_of(remote),
                allow_redirects=False,
            ) as response,
        ):
            await checked_status(response, "speech")
            async for pcm in _sound_of(response):
                has_spoken = True
                yield pcm
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise EngineError(words_for(error, "speech", has_begun=has_spoken)) from None
    if not has_spoken:
        raise EngineError(_NOTHING)


async def _sound_of(response: ClientResponse) -> AsyncGenerator[bytes, None]:
    kind = response.content_type.lower()
    if "Content-Type" not in response.headers:
        kind = ""
    if kind not in _RAW | _WAV:
        raise EngineError(_WRONG_TYPE.format(kind=kind))
    rest = b""
    size = 0
    reader: _Reader | None = None
    async for chunk in response.content.iter_chunked(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise EngineError(_TOO_LONG)
        rest += chunk
        if reader is None:
            if len(rest) < 12:
                continue
            found = _header(rest) if rest[:4] == b"RIFF" else (RATE, 1, 0)
            if found is None:
                continue
            rate, channels, start = found
            reader = await asyncio.to_thread(_Reader, rate, channels)
            rest = rest[start:]
        whole = len(rest) - len(rest) % reader.frame_bytes
        if whole and (pcm := reader.read(rest[:whole])):
            yield pcm
        rest = rest[whole:]
    if reader is not None and (pcm := reader.read(b"", is_last=True)):
        yield pcm


def _header(raw: bytes) -> tuple[int, int, int] | None:
    """Rate, channels and where samples begin of a WAV; None while its header is not whole. Raises
    EngineError."""
    at = 12
    form: tuple[int, int] | None = None
    while at + 8 <= len(raw):
        name, size = raw[at : at + 4], struct.unpack_from("<I", raw, at + 4)[0]
        if name == b"data":
            if form is None:
                raise EngineError(_BROKEN)
            return (*form, at + 8)
        if name == b"fmt " and at + 24 <= len(raw):
            code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", raw, at + 8)
            is_known = code in (1, 0xFFFE) and bits == 16 and channels in (1, 2)
            if not is_known or not 8_000 <= rate <= 192_000:
                raise EngineError(_BROKEN)
            form = (rate, channels)
        at += 8 + size + size % 2
    if len(raw) > _MOST_HEADER:
        raise EngineError(_BROKEN)
    return None


class _Reader:
    """Other rates and two channels become mono at RATE. Made on a thread: it imports."""

    def __init__(self, rate: int, channels: int) -> None:
        self.frame_bytes = 2 * channels
        self._channels = channels
        self._stream: Any = None
        if rate != RATE or channels != 1:
            import soxr

            self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def read(self, raw: bytes, *, is_last: bool = False) -> bytes:
        if self._stream is None:
            return raw
        import numpy as np

        samples = np.frombuffer(raw, dtype="<i2").reshape(-1, self._channels)
        mono = np.asarray(samples.mean(axis=1) / 32768.0, dtype=np.float32)
        moved = self._stream.resample_chunk(mono, last=is_last)
        pcm: bytes = (np.clip(moved, -1, 1) * 32767).astype("<i2").tobytes()
        return pcm
