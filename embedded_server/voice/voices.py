"""All engines and recognisers of one server behind one door, wherever they run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from embedded_server.contracts.voice import Engine, Engines
from embedded_server.kernel.tasks import Tasks
from embedded_server.voice import catalogue
from embedded_server.voice.engines import remote as remote_speech
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.engines.plain_text import plain_text
from embedded_server.voice.options import Options
from embedded_server.voice.recognition import remote as remote_listening
from embedded_server.voice.workers import Workers

_NO_CLONE = (
    "A speech endpoint has only voices of its own. Choose another engine to speak like somebody."
)


class Voices:
    def __init__(self, options: Options, tasks: Tasks) -> None:
        self._options = options
        self._workers = Workers(options, tasks)

    async def engines(self) -> Engines:
        """What can speak and listen here, the default engine first."""
        return await asyncio.to_thread(catalogue.list_all, self._options)

    async def engine(self, engine_id: str | None = None) -> Engine:
        """The engine of that id, or the default one; it need not be available.

        Raises EngineError where there is none of that id.
        """
        for one in (await self.engines()).engines:
            if engine_id is None or one.id == engine_id:
                return one
        raise EngineError(f"There is no voice engine of that name: {engine_id}")

    async def recogniser(self, language: str = "en") -> str | None:
        """The id of what recognises speech in that language here; None where nothing does. Its name
        for people stands in `catalogue.RECOGNISERS`."""
        return await asyncio.to_thread(catalogue.choose_recogniser, self._options, language)

    def rate_of(self, engine_id: str) -> int:
        """Samples a second of all that the engine speaks."""
        return catalogue.RATES[engine_id]

    async def prepare(
        self,
        engine_id: str,
        samples: Sequence[Path],
        likeness: float,
        told: Callable[[float], None],
    ) -> bytes:
        """The profile of the speaker of these sound files; `likeness` and what `told` hears go
        from 0 to 1. Raises EngineError. Cancelling stops the work."""
        await self._require(engine_id)
        if engine_id == "http":
            raise EngineError(_NO_CLONE)
        return await self._workers.prepare(engine_id, samples, likeness, told)

    async def speak(
        self, engine_id: str, profile: bytes | None, voice: str | None, text: str
    ) -> AsyncGenerator[bytes, None]:
        """The text in the voice of the profile or the stock voice of that name, as mono PCM of 16
        bits, little-endian, at `rate_of` the engine, while it is made. Raises EngineError.

        Nothing comes of a text in which nothing can be spoken. Closing the iterator stops the work.
        """
        words = plain_text(text)
        if not words:
            return
        await self._require(engine_id)
        if engine_id == "http":
            if profile is not None:
                raise EngineError(_NO_CLONE)
            made = remote_speech.speak(
                self._options.speech, self._options.speech_voices, voice, words
            )
        else:
            made = self._workers.speak(engine_id, profile, voice, words)
        async with contextlib.aclosing(made) as pieces:
            async for pcm in pieces:
                yield pcm

    async def transcribe(
        self, recogniser: str, path: Path, language: str, expected: str | None = None
    ) -> str:
        """What is said in a sound file (WAV, FLAC, Ogg), empty where nothing is.

        `expected` is what is probably said: it is heard better then, and only then. Raises
        EngineError.
        """
        if recogniser == "http":
            return await remote_listening.transcribe(
                self._options.transcription, path, language, expected
            )
        return await self._workers.transcribe(recogniser, path, language, expected)

    async def _require(self, engine_id: str) -> None:
        engine = await self.engine(engine_id)
        if not engine.is_available:
            raise EngineError(engine.why_not or "The voice engine is not available.")
