"""The queue for a person, and how long people waited in it."""

from __future__ import annotations

from embedded_server.kernel.database import Reader
from embedded_server.support.store.conversations import COLUMNS, ConversationValue, value

_RECENT = 50
"""So many waits say how long one waits now."""


def queue(
    reader: Reader, community_id: str, after: tuple[int, str], limit: int
) -> list[ConversationValue]:
    """Who waits, oldest first, behind a time (ms) and id."""
    rows = reader.rows(
        f"SELECT {COLUMNS} FROM conversations WHERE community_id = ? AND status = 'waiting_human'"
        " AND (waiting_since, id) > (?, ?) ORDER BY waiting_since, id LIMIT ?",
        (community_id, *after, limit),
    )
    return [value(row) for row in rows]


def positions(reader: Reader, community_id: str) -> dict[str, int]:
    """Everybody's place by conversation, 1 for the next."""
    rows = reader.rows(
        "SELECT id FROM conversations WHERE community_id = ? AND status = 'waiting_human'"
        " ORDER BY waiting_since, id",
        (community_id,),
    )
    return {row[0]: place for place, row in enumerate(rows, 1)}


def position(reader: Reader, community_id: str, since: int, conversation_id: str) -> int:
    """The place of one that waits."""
    before = reader.value(
        "SELECT COUNT(*) FROM conversations WHERE community_id = ? AND status = 'waiting_human'"
        " AND (waiting_since, id) < (?, ?)",
        (community_id, since, conversation_id),
    )
    return int(before) + 1


def size(reader: Reader, community_id: str) -> tuple[int, int | None]:
    """How many wait, and since when (ms) the first of them does."""
    row = reader.row(
        "SELECT COUNT(*), MIN(waiting_since) FROM conversations"
        " WHERE community_id = ? AND status = 'waiting_human'",
        (community_id,),
    )
    assert row is not None
    return int(row[0]), row[1]


def waits(reader: Reader, community_id: str) -> list[int]:
    """Of the last ones accepted: how long (ms) one place in the queue took one agent."""
    rows = reader.rows(
        "SELECT place_ms FROM conversation_transitions WHERE community_id = ?"
        " AND place_ms IS NOT NULL ORDER BY number DESC LIMIT ?",
        (community_id, _RECENT),
    )
    return [row[0] for row in rows]
