"""Messages past their club's retention: which they are, and that nothing of them is left."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from embedded_server.club.store.rows import COLUMNS, message
from embedded_server.contracts.club import Message
from embedded_server.kernel.database import Reader, Transaction

_OLD = f"""
SELECT {COLUMNS}, deleted_at FROM messages
WHERE community_id = ? AND seq < ? AND pinned_at IS NULL AND status <> 'streaming'
ORDER BY seq LIMIT ?
"""
_IDS = "IN (SELECT value FROM json_each(?))"
_HANGING = (
    f"DELETE FROM message_versions WHERE message_id {_IDS}",
    f"DELETE FROM votes WHERE message_id {_IDS}",
    f"DELETE FROM mentions WHERE number IN (SELECT number FROM messages WHERE id {_IDS})",
    f"DELETE FROM messages WHERE id {_IDS}",
)


def old_messages(
    reader: Reader, community_id: str, before: int, limit: int
) -> list[tuple[Message, bool]]:
    """Below the seq `before`, oldest first, without pinned and unfinished ones.

    With each stands whether it was deleted already, and only its empty row is left.
    """
    rows = reader.rows(_OLD, (community_id, before, limit))
    return [(message(row[:-1]), row[-1] is not None) for row in rows]


def drop_messages(tx: Transaction, message_ids: Sequence[str]) -> None:
    """With all that hangs on them; their words are taken out of the index before."""
    ids = msgspec.json.encode(message_ids).decode()
    for statement in _HANGING:
        tx.change(statement, (ids,))
    # The highest numbers may be given again: what then comes is to be indexed as well.
    tx.change(
        "UPDATE facts SET value = min(CAST(value AS INTEGER),"
        " (SELECT COALESCE(MAX(number), 0) FROM messages)) WHERE name = 'messages_indexed'"
    )
