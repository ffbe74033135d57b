"""What makes a turn speak: who says its sentences, and who keeps the whole of it afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from embedded_server.contracts.turns import AudioReady
from embedded_server.kernel.transaction import Transaction
from embedded_server.kernel.turn_types import Begun


class SpeechError(Exception):
    """A voice failed in a way a listener can be told: the message is for their eyes."""


class Made(Protocol):
    """All that was spoken: mono PCM of 16 bits, little-endian."""

    rate: int

    async def read_all(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Speaking:
    """`say` gives the sound of one sentence in pieces as they are made, and raises SpeechError;
    closing it stops the work. `keep` stores what was made, with its message, in one change, and
    answers None where the message is gone; it raises SpeechError and StorageError. `kept_none` is
    told in the change that says so where nothing of it is kept."""

    rate: int
    say: Callable[[str], AsyncIterator[bytes]]
    keep: Callable[[Begun, Made], Awaitable[AudioReady | None]]
    kept_none: Callable[[Transaction], None] = lambda tx: None
    voice_of: str | None = None
    """Whose voice it is, by which it can be withdrawn."""
    warm: Callable[[], Awaitable[None]] | None = None
    """Makes the voice ready while the text has not come yet."""
