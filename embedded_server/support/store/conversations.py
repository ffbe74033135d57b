"""Conversations: found, started, and moved from state to state by guarded updates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from embedded_server.contracts.communities import CsMode
from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader, Transaction

LAST = 2**62
"""Above every number and `seq`."""


@dataclass(frozen=True, slots=True)
class ConversationValue:
    """`waiting_since` outlives the accepting, so that a release keeps it; `turn_id` is the AI's
    reply that is being written, and `asked_seq` the last message that a reply was begun for.
    `unanswered_since` is when the customer's first message came that nobody has answered yet."""

    number: int
    id: str
    community_id: str
    customer_id: str
    status: ConversationStatus
    mode: CsMode
    agent_id: str | None
    agent_name: str | None
    assignee_id: str | None
    turn_id: str | None
    asked_seq: int
    started_at: int
    waiting_since: int | None
    waiting_place: int | None
    waiting_staff: int | None
    asked_by: str | None
    transfer_reason: str
    resolved_at: int | None
    resolver_kind: str | None
    resolver_id: str | None
    outcome: str | None
    previous_id: str | None
    reopened: int
    score: int | None
    comment: str | None
    rated_at: int | None
    rated_of: str | None
    last_seq: int
    last_text: str
    last_at: int
    last_by: str
    customer_read_seq: int
    spoke_at: int | None
    unanswered_since: int | None
    agent_first_at: int | None
    staff_first_at: int | None

    @property
    def is_open(self) -> bool:
        return self.status is not ConversationStatus.RESOLVED


COLUMNS = ", ".join(ConversationValue.__slots__)
_FIND = f"SELECT {COLUMNS} FROM conversations WHERE id = ?"
_INSERT = (
    "INSERT INTO conversations (id, community_id, customer_id, status, mode, agent_id, agent_name,"
    " started_at, last_at, previous_id, reopened) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def value(row: tuple[Any, ...]) -> ConversationValue:
    """From a row of COLUMNS."""
    values = list(row)
    values[4] = ConversationStatus(row[4])
    return ConversationValue(*values)


def find(reader: Reader, conversation_id: str) -> ConversationValue | None:
    row = reader.row(_FIND, (conversation_id,))
    return None if row is None else value(row)


def open_one(reader: Reader, community_id: str, customer_id: str) -> ConversationValue | None:
    """The unresolved one of a customer; there is at most one."""
    row = reader.row(
        f"SELECT {COLUMNS} FROM conversations WHERE community_id = ? AND customer_id = ?"
        " AND status <> 'resolved'",
        (community_id, customer_id),
    )
    return None if row is None else value(row)


def last_resolved(reader: Reader, community_id: str, customer_id: str) -> tuple[str, int] | None:
    """Id and time (ms) of the customer's newest resolved one."""
    return reader.row(
        "SELECT id, resolved_at FROM conversations WHERE customer_id = ? AND community_id = ?"
        " AND status = 'resolved' ORDER BY number DESC LIMIT 1",
        (customer_id, community_id),
    )


def insert(
    tx: Transaction,
    conversation_id: str,
    community_id: str,
    customer_id: str,
    status: ConversationStatus,
    mode: CsMode,
    agent: tuple[str, str] | None,
    previous_id: str | None,
    reopened: bool,
) -> None:
    """`agent` is id and name of the AI that is to answer."""
    tx.change(
        _INSERT,
        (
            conversation_id,
            community_id,
            customer_id,
            status,
            mode,
            *(agent or (None, None)),
            tx.now,
            tx.now,
            previous_id,
            int(reopened),
        ),
    )


def move(
    tx: Transaction,
    conversation_id: str,
    old: ConversationStatus,
    holder_id: str | None,
    new: ConversationStatus,
    values: dict[str, Any],
) -> bool:
    """The one guarded update behind every transition: False where the conversation is not, or no
    longer, in `old` and with `holder_id`. `values` are further columns."""
    names = ", ".join(f"{name} = ?" for name in ("status", *values))
    return bool(
        tx.change(
            f"UPDATE conversations SET {names} WHERE id = ? AND status = ? AND assignee_id IS ?",
            (new, *values.values(), conversation_id, old, holder_id),
        )
    )


def update(tx: Transaction, conversation_id: str, values: dict[str, Any]) -> None:
    """Change what is no transition."""
    names = ", ".join(f"{name} = ?" for name in values)
    tx.change(f"UPDATE conversations SET {names} WHERE id = ?", (*values.values(), conversation_id))


def rate(tx: Transaction, conversation_id: str, score: int, comment: str, of: str) -> bool:
    """False where it was rated before."""
    return bool(
        tx.change(
            "UPDATE conversations SET score = ?, comment = ?, rated_at = ?, rated_of = ?"
            " WHERE id = ? AND status = 'resolved' AND score IS NULL",
            (score, comment, tx.now, of, conversation_id),
        )
    )


def held_by(reader: Reader, community_id: str, user_id: str) -> list[ConversationValue]:
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM conversations WHERE assignee_id = ? AND community_id = ?"
        " AND status = 'human_active' ORDER BY number",
        (user_id, community_id),
    )
    return [value(row) for row in rows]


def holders(reader: Reader) -> list[tuple[str, str]]:
    """`(community, user)` of everybody who holds a conversation."""
    return reader.rows(
        "SELECT DISTINCT community_id, assignee_id FROM conversations"
        " WHERE status = 'human_active' AND assignee_id IS NOT NULL"
    )


def held_counts(reader: Reader, community_id: str, user_ids: Iterable[str]) -> dict[str, int]:
    return {
        user_id: int(
            reader.value(
                "SELECT COUNT(*) FROM conversations WHERE assignee_id = ? AND community_id = ?"
                " AND status = 'human_active'",
                (user_id, community_id),
            )
        )
        for user_id in user_ids
    }


def unanswered(reader: Reader, limit: int) -> list[ConversationValue]:
    """Where the customer has said something that the AI was not asked, and it writes nothing;
    newest first. Looks at all conversations, which is for the start alone."""
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM conversations c WHERE status = 'ai_active' AND turn_id IS NULL"
        " AND unanswered_since IS NOT NULL AND EXISTS (SELECT 1 FROM conversation_messages m"
        " WHERE m.conversation_id = c.id AND m.seq > c.asked_seq AND m.author_id = c.customer_id)"
        " ORDER BY number DESC LIMIT ?",
        (limit,),
    )
    return [value(row) for row in rows]


_LIVELY_MS = 86_400_000
_MOST_ASSIGNED = 200


def own_open_ids(reader: Reader, user_id: str) -> list[str]:
    rows = reader.rows(
        "SELECT id FROM conversations WHERE customer_id = ? AND status <> 'resolved'", (user_id,)
    )
    return [row[0] for row in rows]


def with_ai(reader: Reader, community_id: str) -> list[tuple[str, str]]:
    """`(conversation, customer)` of those in which the AI answers."""
    return reader.rows(
        "SELECT id, customer_id FROM conversations WHERE community_id = ? AND status = 'ai_active'"
        " ORDER BY number",
        (community_id,),
    )


def open_ids(reader: Reader, community_id: str) -> list[str]:
    rows = reader.rows(
        "SELECT id FROM conversations WHERE community_id = ? AND status <> 'resolved'",
        (community_id,),
    )
    return [row[0] for row in rows]


def lively_ids(reader: Reader, community_id: str) -> list[str]:
    """Open ones in which something was said within a day, or people are asked."""
    rows = reader.rows(
        "SELECT id FROM conversations WHERE community_id = ?1 AND status <> 'resolved'"
        " AND last_at > ?2 UNION SELECT id FROM conversations WHERE community_id = ?1"
        " AND status IN ('waiting_human', 'human_active')",
        (community_id, reader.now - _LIVELY_MS),
    )
    return [row[0] for row in rows]


def is_lively(reader: Reader, conversation: ConversationValue) -> bool:
    return conversation.last_at > reader.now - _LIVELY_MS


def assigned_ids(reader: Reader, community_id: str, user_id: str) -> list[str]:
    """The newest of those that somebody has, or had to the end."""
    rows = reader.rows(
        "SELECT id FROM conversations WHERE assignee_id = ? AND community_id = ?"
        " ORDER BY number DESC LIMIT ?",
        (user_id, community_id, _MOST_ASSIGNED),
    )
    return [row[0] for row in rows]
