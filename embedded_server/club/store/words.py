"""The index of words."""

from __future__ import annotations

import sqlite3

from embedded_server.club.store.rows import COLUMNS, SEEN, message
from embedded_server.contracts.club import Message
from embedded_server.kernel.database import Reader, Transaction

_SEARCH = f"""
SELECT number, {COLUMNS} FROM messages_fts CROSS JOIN messages ON number = messages_fts.rowid
WHERE messages_fts MATCH ? AND messages_fts.rowid >= ? AND messages_fts.rowid < ?
  AND {SEEN} AND created_at >= ? AND created_at < ?
ORDER BY messages_fts.rowid DESC LIMIT ?
"""


def indexed_up_to(reader: Reader) -> int:
    return int(reader.value("SELECT value FROM facts WHERE name = 'messages_indexed'"))


def set_indexed_up_to(tx: Transaction, number: int) -> None:
    tx.change("UPDATE facts SET value = ? WHERE name = 'messages_indexed'", (str(number),))


def unindexed(reader: Reader, after: int, limit: int) -> list[tuple[int, Message | None]]:
    """`(number, message)`; None where there is nothing to index (yet)."""
    rows = reader.rows(
        f"SELECT number, deleted_at, {COLUMNS} FROM messages WHERE number > ?"
        " ORDER BY number LIMIT ?",
        (after, limit),
    )
    return [(row[0], None if row[1] is not None else message(row[2:])) for row in rows]


def is_behind(reader: Reader) -> bool:
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE number > (SELECT CAST(value AS INTEGER)"
            " FROM facts WHERE name = 'messages_indexed'))"
        )
    )


def number_of(reader: Reader, message_id: str) -> int:
    """Of a message that is there, or was."""
    return int(reader.value("SELECT number FROM messages WHERE id = ?", (message_id,)))


def index_words(tx: Transaction, number: int, room: str, body: str) -> None:
    tx.execute(
        "INSERT INTO messages_fts (rowid, room, body) VALUES (?, ?, ?)", (number, room, body)
    )


def unindex_words(tx: Transaction, number: int, room: str, body: str) -> None:
    """A contentless FTS5 table forgets a row only when told what it held."""
    tx.execute(
        "INSERT INTO messages_fts (messages_fts, rowid, room, body) VALUES ('delete', ?, ?, ?)",
        (number, room, body),
    )


def search(
    reader: Reader,
    expression: str,
    viewer_id: str,
    numbers: tuple[int, int],
    moments: tuple[int, int],
    limit: int,
) -> list[tuple[int, Message]]:
    """`(number, message)`, newest first; an expression FTS5 cannot read finds nothing.

    From the first of `numbers` and of `moments` (ms) on, and below the second.
    """
    try:
        found = reader.rows(_SEARCH, (expression, *numbers, viewer_id, *moments, limit))
    except sqlite3.OperationalError:
        return []
    return [(row[0], message(row[1:])) for row in found]
