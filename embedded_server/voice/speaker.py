"""What speaks and listens on this server, as the rest of the room asks for it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Protocol

from embedded_server.contracts.voice import Engine, Engines


class Speaker(Protocol):
    async def engines(self) -> Engines: ...

    async def engine(self, engine_id: str | None = None) -> Engine:
        """Raises EngineError where there is none of that id."""
        ...

    async def recogniser(self, language: str = "en") -> str | None: ...

    def rate_of(self, engine_id: str) -> int: ...

    async def prepare(
        self,
        engine_id: str,
        samples: Sequence[Path],
        likeness: float,
        told: Callable[[float], None],
    ) -> bytes:
        """Raises EngineError; cancelling stops the work."""
        ...

    def speak(
        self, engine_id: str, profile: bytes | None, voice: str | None, text: str
    ) -> AsyncGenerator[bytes, None]:
        """Mono PCM of 16 bits at `rate_of` the engine. Raises EngineError."""
        ...

    async def transcribe(
        self, recogniser: str, path: Path, language: str, expected: str | None = None
    ) -> str:
        """Raises EngineError."""
        ...
