"""The index of words."""

from __future__ import annotations

import sqlite3

import msgspec

from embedded_server.club.store.rows import COLUMNS, SEEN, message
from embedded_server.contracts.club import Message
from embedded_server.kernel.database import Reader, Transaction


def indexed_up_to(reader: Reader) -> int:
    return int(reader.value("SELECT value FROM facts WHERE name = 'messages_indexed'"))


def set_indexed_up_to(tx: Transaction, number: int) -> None:
    tx.change("UPDATE facts SET value = ? WHERE name = 'messages_indexed'", (str(number),))


def unindexed(reader: Reader, after: int, limit: int) -> list[tuple[int, str, str | None, str]]:
    """`(number, community, only_for, text)`; no text where there is nothing to index (yet)."""
    return [
        (number, community_id, only_for, text)
        for number, community_id, only_for, text in reader.rows(
            "SELECT number, community_id, only_for,"
            " CASE WHEN status = 'streaming' THEN '' ELSE text END"
            " FROM messages WHERE number > ? ORDER BY number LIMIT ?",
            (after, limit),
        )
    ]


def number_of(reader: Reader, message_id: str) -> int | None:
    found = reader.value("SELECT number FROM messages WHERE id = ?", (message_id,))
    return None if found is None else int(found)


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
    reader: Reader, expression: str, viewer_id: str, before: int, limit: int
) -> list[tuple[int, Message]]:
    """`(number, message)`, newest first; an expression FTS5 cannot read finds nothing."""
    try:
        numbers = reader.rows(
            "SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? AND rowid < ?"
            " ORDER BY rowid DESC LIMIT ?",
            (expression, before, limit),
        )
    except sqlite3.OperationalError:
        return []
    found = reader.rows(
        f"SELECT number, {COLUMNS} FROM messages WHERE number IN (SELECT value FROM json_each(?))"
        f" AND {SEEN} ORDER BY number DESC",
        (msgspec.json.encode([number for (number,) in numbers]).decode(), viewer_id),
    )
    return [(row[0], message(row[1:])) for row in found]
