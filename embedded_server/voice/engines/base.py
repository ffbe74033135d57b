"""What an engine is: recordings become a profile, a profile and a text become sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound: `samples` from -1 to 1, `rate` of them a second."""

    samples: Samples
    rate: int


class EngineError(Exception):
    """Speaking or preparing failed; the message is for people."""


class Engine(Protocol):
    """One way to make speech. It lives in a worker process and is used by one caller at a time."""

    id: str
    name: str
    rate: int
    """Samples a second of all that it speaks."""

    def prepare(
        self, samples: Sequence[Pcm], likeness: float, told: Callable[[float], None]
    ) -> bytes:
        """The profile of a speaker. `likeness` from 0 to 1, `told` hears how far it is, 0 to 1.

        Raises EngineError, and where the engine cannot clone.
        """
        ...

    def speak(self, profile: bytes | None, voice: str | None, text: str) -> Iterator[Samples]:
        """The text in the voice of the profile, or in the stock voice of that name, in pieces that
        come as soon as they are made. Raises EngineError; never another voice in place of it."""
        ...
