"""One line of what a word may become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """`icon` is a name and a colour role, None where the title begins with a sign of its own."""

    title: str
    value: Any
    detail: str = ""
    icon: tuple[str, str] | None = None
    spoken: str = ""
    """What a screen reader says, where that is not the title."""
