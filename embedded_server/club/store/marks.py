"""What people put on a message: reactions and pins."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.club.store.rows import COLUMNS, SEEN, message, packed
from embedded_server.contracts.club import Message, Reaction
from embedded_server.kernel.database import Reader, Transaction

_PINNED = (
    f"SELECT {COLUMNS} FROM messages WHERE community_id = ? AND pinned_at IS NOT NULL"
    f" AND pinned_at < ? AND {SEEN} ORDER BY pinned_at DESC LIMIT ?"
)
_NEXT_PIN = "SELECT COUNT(*), MAX(pinned_at) FROM messages WHERE community_id = ? AND pinned_at > 0"


def set_reactions(tx: Transaction, message_id: str, reactions: Sequence[Reaction]) -> None:
    tx.change("UPDATE messages SET reactions = ? WHERE id = ?", (packed(reactions), message_id))


def pins(reader: Reader, community_id: str) -> tuple[int, int]:
    """How many there are, and when the last was made (ms)."""
    count, last = reader.row(_NEXT_PIN, (community_id,)) or (0, None)
    return count, last or 0


def set_pin(tx: Transaction, message_id: str, at: int | None) -> None:
    """`at` is different for each pin of a club, so that a page can go on behind it."""
    tx.change("UPDATE messages SET pinned_at = ? WHERE id = ?", (at, message_id))


def pinned(
    reader: Reader, community_id: str, viewer_id: str, before: int, limit: int
) -> list[Message]:
    """The newest pin first, below the moment `before` (ms)."""
    rows = reader.rows(_PINNED, (community_id, before, viewer_id, limit))
    return [message(row) for row in rows]
