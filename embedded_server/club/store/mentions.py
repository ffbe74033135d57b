"""Whom messages name: a row for each person (or EVERYBODY), as an index of the messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from embedded_server.club.store.rows import COLUMNS, SEEN, message
from embedded_server.contracts.club import Message
from embedded_server.kernel.database import Reader, Transaction

EVERYBODY = "*"

_COUNT = f"""
SELECT m.community_id, COUNT(DISTINCT m.number)
FROM json_each(?) c
CROSS JOIN mentions m ON m.user_id IN (?, '{EVERYBODY}') AND m.community_id = c.key
  AND m.seq > c.value
CROSS JOIN messages g ON g.number = m.number
WHERE {SEEN} AND g.author_id <> ?
GROUP BY m.community_id
"""
_OWN = f"""
SELECT m.number FROM mentions m CROSS JOIN messages g ON g.number = m.number
WHERE m.user_id = ? AND m.number < ? AND {SEEN} AND g.author_id <> ?
  AND m.community_id IN (SELECT key FROM json_each(?))
ORDER BY m.number DESC LIMIT ?
"""
_EVERYBODYS = f"""
SELECT m.number FROM mentions m CROSS JOIN messages g ON g.number = m.number
WHERE m.user_id = '{EVERYBODY}' AND m.number < ? AND {SEEN} AND g.author_id <> ?
  AND m.community_id IN (SELECT key FROM json_each(?))
  AND g.created_at >= (SELECT value FROM json_each(?) WHERE key = m.community_id)
ORDER BY m.number DESC LIMIT ?
"""


def set_mentions(
    tx: Transaction, number: int, community_id: str, seq: int, user_ids: Iterable[str]
) -> None:
    """In place of any earlier ones of that message."""
    forget_mentions(tx, number)
    tx.change_many(
        "INSERT INTO mentions (user_id, community_id, seq, number) VALUES (?, ?, ?, ?)",
        [(user_id, community_id, seq, number) for user_id in user_ids],
    )


def forget_mentions(tx: Transaction, number: int) -> None:
    tx.change("DELETE FROM mentions WHERE number = ?", (number,))


def count_mentions(reader: Reader, user_id: str, read_up_to: Mapping[str, int]) -> dict[str, int]:
    """Unread messages of others that name the person, by club; clubs without are left out."""
    given = msgspec.json.encode(read_up_to).decode()
    return dict(reader.rows(_COUNT, (given, user_id, user_id, user_id)))


def mentioning(
    reader: Reader, user_id: str, joined_at: Mapping[str, int], before: int, limit: int
) -> list[tuple[int, Message]]:
    """`(number, message)` in the clubs given, newest first; EVERYBODY is who had joined by then."""
    clubs = msgspec.json.encode(joined_at).decode()
    own = reader.rows(_OWN, (user_id, before, user_id, user_id, clubs, limit))
    all_ = reader.rows(_EVERYBODYS, (before, user_id, user_id, clubs, clubs, limit))
    numbers = sorted({number for (number,) in (*own, *all_)}, reverse=True)[:limit]
    rows = reader.rows(
        f"SELECT number, {COLUMNS} FROM messages WHERE number IN (SELECT value FROM json_each(?))"
        " ORDER BY number DESC",
        (msgspec.json.encode(numbers).decode(),),
    )
    return [(row[0], message(row[1:])) for row in rows]
