"""The record of every transition: what figures are computed from later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class TransitionValue:
    """`from_status` is None for a start. Of an accepting, `waited_ms` is how long the customer
    had waited, and `place_ms` that for one place in the queue and one agent."""

    conversation_id: str
    community_id: str
    at: int
    act: str
    from_status: ConversationStatus | None
    to_status: ConversationStatus
    actor_kind: str
    actor_id: str | None
    assignee_id: str | None
    why: str
    waited_ms: int | None = None
    place_ms: int | None = None


_NAMES = TransitionValue.__slots__
_INSERT = (
    f"INSERT INTO conversation_transitions ({', '.join(_NAMES)})"
    f" VALUES ({', '.join('?' * len(_NAMES))})"
)


def record(tx: Transaction, transition: TransitionValue) -> None:
    tx.change(_INSERT, [getattr(transition, name) for name in _NAMES])


def transitions(reader: Reader, conversation_id: str) -> list[TransitionValue]:
    """All of one conversation, in order."""
    rows = reader.rows(
        f"SELECT {', '.join(_NAMES)} FROM conversation_transitions WHERE conversation_id = ?"
        " ORDER BY number",
        (conversation_id,),
    )
    return [_transition(row) for row in rows]


def _transition(row: tuple[Any, ...]) -> TransitionValue:
    values = list(row)
    values[4] = None if row[4] is None else ConversationStatus(row[4])
    values[5] = ConversationStatus(row[5])
    return TransitionValue(*values)
