"""What turns are made of: how one begins, what a provider gives, and how it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from embedded_server.contracts.turns import Citation, Failed, Meta, TurnStatus, Usage
from embedded_server.kernel.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Begun:
    """A turn as its room opens it. `topic` may hear it, `staff_topic` may stop it."""

    meta: Meta
    room: str
    asker_id: str
    topic: str
    staff_topic: str
    community_id: str | None


@dataclass(slots=True)
class ReplyEnd:
    """What a provider says last: its count of tokens and the texts it used."""

    usage: Usage = field(default_factory=Usage)
    citations: list[Citation] = field(default_factory=list)
    is_unsure: bool = False
    """Whether the reply rests on none of the agent's texts though it was asked something."""


class ProviderError(Exception):
    """A provider failed in a way a member can be told: `message` is for their eyes."""

    def __init__(self, code: str, message: str, *, retryable: bool) -> None:
        super().__init__(message)
        self.failed = Failed(code=code, message=message, retryable=retryable)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds a provider may be silent before its first piece and between two, and in all."""

    first: float = 60.0
    between: float = 60.0
    whole: float = 900.0


@dataclass(slots=True)
class Outcome:
    """How a turn ended; `charged_cents` may be set by the room's `settle`."""

    status: TurnStatus
    text: str
    end: ReplyEnd
    failed: Failed | None = None
    charged_cents: int = 0


Settle = Callable[[Transaction, Outcome], None]
Checkpoint = Callable[[Transaction, str], None]
Source = Callable[[], AsyncIterator[str | ReplyEnd]]
