"""The four states of anything that is fetched."""

from __future__ import annotations

from enum import Enum, auto


class Phase(Enum):
    LOADING = auto()
    EMPTY = auto()
    FAILED = auto()
    READY = auto()
