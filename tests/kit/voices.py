"""A voice engine and a recogniser whose every piece, pause and failure is written by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from embedded_server.contracts.voice import Engine, Engines
from embedded_server.voice.engines.base import EngineError

RATE = 16_000


class ScriptedVoices:
    """In place of what speaks on a server: `studio_of(server).speaker = ScriptedVoices()`."""

    def __init__(self) -> None:
        self.gate: asyncio.Event | None = None
        """What preparing waits for, once it has told that it is half done."""
        self.fails: str | None = None
        """What preparing and speaking fail with."""
        self.is_available = True
        self.spoken = b"\0\0" * RATE
        """PCM at RATE."""
        self.hears: str | None = None
        """What is recognised; None for no recogniser."""
        self.prepared: list[tuple[list[Path], float]] = []
        self.said: list[tuple[bytes | None, str]] = []
        self.stopped = 0
        """How many preparations were ended from outside."""

    async def engines(self) -> Engines:
        return Engines(
            engines=[
                Engine(
                    id="scripted",
                    name="Scripted voice",
                    is_available=self.is_available,
                    why_not=None if self.is_available else "Plug it in.",
                    can_clone=True,
                    leaves_this_machine=False,
                    stock_voices=[],
                )
            ],
            recogniser=None if self.hears is None else "scripted",
        )

    async def engine(self, engine_id: str | None = None) -> Engine:
        if engine_id not in (None, "scripted"):
            raise EngineError(f"There is no voice engine of that name: {engine_id}")
        return (await self.engines()).engines[0]

    async def recogniser(self, language: str = "en") -> str | None:
        return None if self.hears is None else "scripted"

    def rate_of(self, engine_id: str) -> int:
        return RATE

    async def prepare(
        self,
        engine_id: str,
        samples: Sequence[Path],
        likeness: float,
        told: Callable[[float], None],
    ) -> bytes:
        self.prepared.append((list(samples), likeness))
        told(0.5)
        try:
            if self.gate is not None:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.fails is not None:
            raise EngineError(self.fails)
        return b"profile of " + b",".join(path.name.encode() for path in samples)

    async def speak(
        self, engine_id: str, profile: bytes | None, voice: str | None, text: str
    ) -> AsyncGenerator[bytes, None]:
        self.said.append((profile, text))
        if self.fails is not None:
            raise EngineError(self.fails)
        for first in range(0, len(self.spoken), RATE):
            yield self.spoken[first : first + RATE]

    async def transcribe(
        self, recogniser: str, path: Path, language: str, expected: str | None = None
    ) -> str:
        assert self.hears is not None
        return self.hears
