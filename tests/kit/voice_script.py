"""A voice whose every piece, pause and failure is written by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from embedded_server.contracts.voice import Engine, Engines
from embedded_server.kernel.server import Server
from embedded_server.voice.engines.base import EngineError

RATE = 8_000
_SECOND = b"\x10\x27\xf0\xd8" * (RATE // 2)
"""A second of sound that is none."""


class VoiceScript:
    """Every sentence lasts `seconds`, until the test says something else."""

    def __init__(self) -> None:
        self.seconds = 0.5
        self.gate: asyncio.Event | None = None
        """What each sentence waits for, once half of it has been made."""
        self.fails_at: int | None = None
        """The number of the sentence that fails."""
        self.failure: BaseException = EngineError("The voice lost its breath.")
        self.said: list[str] = []
        self.closed = 0
        self.hears: str | None = None
        """What is recognised; None for no recogniser."""
        self.heard: list[bytes] = []
        self.stock = ["anna", "ben"]

    def engines(self) -> Engines:
        return Engines(
            engines=[
                Engine(
                    id="scripted",
                    name="Scripted voice",
                    is_available=True,
                    why_not=None,
                    can_clone=True,
                    leaves_this_machine=False,
                    stock_voices=self.stock,
                )
            ],
            recogniser=None if self.hears is None else "scripted",
        )

    def rate_of(self, engine_id: str) -> int:
        return RATE

    async def recogniser(self, language: str = "en") -> str | None:
        return None if self.hears is None else "scripted"

    async def speak(
        self, engine_id: str, profile: bytes | None, voice: str | None, text: str
    ) -> AsyncGenerator[bytes, None]:
        if text == "Hm.":
            return
        at = len(self.said)
        self.said.append(text)
        try:
            if at == self.fails_at:
                raise self.failure
            whole = (_SECOND * (int(self.seconds) + 1))[: int(self.seconds * RATE) * 2]
            half = len(whole) // 4 * 2
            yield whole[:half]
            if self.gate is not None:
                await self.gate.wait()
            yield whole[half:]
        finally:
            self.closed += 1

    async def transcribe(
        self, recogniser: str, path: Path, language: str, expected: str | None = None
    ) -> str:
        assert self.hears is not None
        self.heard.append(await asyncio.to_thread(path.read_bytes))
        return self.hears


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> VoiceScript:
    """Let it speak and listen on every server of the test."""
    script = VoiceScript()

    def speaker_of(server: Server) -> VoiceScript:
        return script

    def engines_of(server: Server) -> Callable[[], Engines]:
        return script.engines

    monkeypatch.setattr("embedded_server.voice.speaking.speaker_of", speaker_of)
    monkeypatch.setattr("embedded_server.lounge.routes.saying.speaker_of", speaker_of)
    for room in ("lounge.routes.saying", "club.routes.asking"):
        monkeypatch.setattr(f"embedded_server.{room}.engines_of", engines_of)
    return script
