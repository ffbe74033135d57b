"""Whom a composer can address and what it carries; plain data, so that models may build it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody `@` can pick; `detail` says what picking means, such as the price.

    An agent is asked; a person, and everyone, is named in the text. `price` is what asking costs,
    in words, "" where it costs nothing.
    """

    id: str
    name: str
    detail: str
    kind: Literal["agent", "person", "everyone"] = "agent"
    price: str = ""
    word: str = ""
    """What surely names them behind an `@`, where that is not the name."""

    @property
    def written(self) -> str:
        return self.word or self.name


@dataclass(frozen=True, slots=True)
class FileChip:
    """A file that goes with the message. `done` is its share on the server, from 0 to 1."""

    id: str
    name: str
    detail: str
    icon: str = "file"
    done: float = 0.0
    error: str = ""


def offered(people: Sequence[Addressee], typed: str) -> list[Addressee]:
    """Whom that may mean: names that begin so first, then those with a word that does."""
    wanted = typed.casefold()
    first = [
        one
        for one in people
        if one.name.casefold().startswith(wanted) or (one.word and one.word.startswith(wanted))
    ]
    rest = [one for one in people if one not in first and _has_word(one.name, wanted)]
    return first + rest


def named_agent(people: Sequence[Addressee], text: str) -> Addressee | None:
    """The agent whose whole name stands behind an `@` in the text; the longest name wins."""
    folded = text.casefold()
    found: list[Addressee] = []
    for one in people:
        sign = f"@{one.name.casefold()}"
        at = folded.find(sign)
        while one.kind == "agent" and at >= 0:
            end = at + len(sign)
            starts = at == 0 or folded[at - 1].isspace()
            if starts and (end == len(folded) or not folded[end].isalnum()):
                found.append(one)
                break
            at = folded.find(sign, at + 1)
    return max(found, key=lambda one: len(one.name), default=None)


def is_inside_fence(text: str, cursor: int) -> bool:
    """Whether a block of code is open at the cursor, so that Enter belongs to it."""
    lines = text[:cursor].split("\n")
    return sum(1 for one in lines if one.lstrip().startswith("```")) % 2 == 1


def _has_word(name: str, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in name.casefold().split())
