"""What every provider is given and what it gives back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from embedded_server.agents.providers.scene import Scene
from embedded_server.kernel.database import Reader
from embedded_server.kernel.turn_types import ReplyEnd


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier message of the room."""

    author: str
    kind: Literal["user", "agent", "system"]
    text: str


@dataclass(frozen=True, slots=True)
class MissedLine:
    """One message that somebody missed; `at` is in milliseconds, `replies` and `reactions` count
    how often others referred to it."""

    author_id: str
    author: str
    kind: Literal["user", "agent", "system"]
    text: str
    at: int
    replies: int = 0
    reactions: int = 0
    names_reader: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """What one person missed, oldest first; `is_whole` is False where older lines were left out.

    `utc_offset_minutes` is the reader's clock; None shows times as UTC.
    """

    lines: Sequence[MissedLine]
    is_whole: bool
    utc_offset_minutes: int | None = None


Recall = Callable[[Reader], Missed | None]
"""Reads what somebody missed; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the agent's knowledge; `number` is the mark under which a reply cites it.

    `coverage`, from 0 to 1, is how much of what the question asks for it speaks of.
    """

    number: int
    document_id: str
    title: str
    heading: str
    text: str
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Service:
    """What an agent that answers a brand's customers knows of the service around it.

    `has_people` says whether customers may ask for a person at all, `are_here` whether anybody is
    there now, and `back` when they are, such as `2026-11-30 09:00 (Europe/Berlin)`. With
    `drafts`, the reply is a proposal for staff, who send it as their own words or not at all.
    """

    brand: str
    has_people: bool = True
    are_here: bool = True
    back: str | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """A question with all that may go into its answer.

    `weights` says how much each needle (see terms.py) tells in this agent's knowledge, and
    `knows_anything` whether it was given any text at all.
    """

    agent_name: str
    persona: str
    question: str
    asker_name: str
    history: Sequence[Line] = ()
    passages: Sequence[Passage] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    knows_anything: bool = False
    missed: Missed | None = None
    """Set where the question is to summarise these messages for who asks."""
    service: Service | None = None
    """Set where who asks is a brand's customer."""
    scene: Scene | None = None
    """Set where the agent has a seat in a playground, and may act there."""


class ReplyProvider(Protocol):
    """Raises ProviderError where a member has to be told that it failed."""

    def reply(self, request: ReplyRequest) -> AsyncIterator[str | ReplyEnd]:
        """Pieces of the reply, then one ReplyEnd; closing it early frees whatever answers."""
        ...
