"""What a widget asks of whatever plays a sound."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import SignalInstance

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)


class PlayerState(Enum):
    IDLE = auto()
    """Nothing has been fetched yet; playing fetches it."""
    LOADING = auto()
    PAUSED = auto()
    PLAYING = auto()
    FAILED = auto()
    """`trouble` says why; playing again tries again."""


class Player(Protocol):
    """One sound. `changed` tells that anything here but the position is different now."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def moved(self) -> SignalInstance:
        """Carries the position in ms."""
        ...

    @property
    def state(self) -> PlayerState: ...

    @property
    def position_ms(self) -> int: ...

    @property
    def duration_ms(self) -> int: ...

    @property
    def peaks(self) -> Sequence[float]:
        """How loud it is from its beginning to its end, 0 to 1; none until it is known."""
        ...

    @property
    def speed(self) -> float: ...

    @property
    def trouble(self) -> str:
        """In words for a person, with the remedy."""
        ...

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def seek(self, position_ms: int) -> None: ...

    def set_speed(self, speed: float) -> None: ...
