"""The index of words that were said in conversations."""

from __future__ import annotations

import sqlite3

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.support.store.messages import attachments

_MOST = 2000


def indexed_up_to(reader: Reader) -> int:
    return int(reader.value("SELECT value FROM facts WHERE name = 'conversation_words_up_to'"))


def set_indexed_up_to(tx: Transaction, number: int) -> None:
    tx.change("UPDATE facts SET value = ? WHERE name = 'conversation_words_up_to'", (str(number),))


def unindexed(reader: Reader, after: int, limit: int) -> list[tuple[int, str, str, str, str]]:
    """`(number, community, text and names of files, kind, status)` of the next messages."""
    rows = reader.rows(
        "SELECT number, community_id, text, kind, status, attachments FROM conversation_messages"
        " WHERE number > ? ORDER BY number LIMIT ?",
        (after, limit),
    )
    return [
        (number, community_id, _with_files(text, files), kind, status)
        for number, community_id, text, kind, status, files in rows
    ]


def _with_files(text: str, files: bytes | None) -> str:
    if files is None:
        return text
    return " ".join((text, *(file.name for file in attachments.decode(files))))


def is_behind(reader: Reader) -> bool:
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM conversation_messages WHERE number > (SELECT"
            " CAST(value AS INTEGER) FROM facts WHERE name = 'conversation_words_up_to'))"
        )
    )


def index_words(tx: Transaction, number: int, room: str, body: str) -> None:
    tx.execute(
        "INSERT INTO conversation_words (rowid, room, body) VALUES (?, ?, ?)", (number, room, body)
    )


def said_in(reader: Reader, expression: str) -> list[int]:
    """Numbers of the newest conversations in which it was said; an expression that FTS5 cannot
    read finds none."""
    try:
        rows = reader.rows(
            "SELECT DISTINCT c.number FROM conversation_words w"
            " CROSS JOIN conversation_messages m ON m.number = w.rowid"
            " CROSS JOIN conversations c ON c.id = m.conversation_id"
            " WHERE conversation_words MATCH ? ORDER BY w.rowid DESC LIMIT ?",
            (expression, _MOST),
        )
    except sqlite3.OperationalError:
        return []
    return [row[0] for row in rows]


def of_customers(reader: Reader, community_id: str, named: str) -> list[int]:
    """Numbers of the newest conversations of people with these ids, a JSON list."""
    rows = reader.rows(
        "SELECT number FROM conversations WHERE community_id = ? AND customer_id IN"
        " (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?",
        (community_id, named, _MOST),
    )
    return [row[0] for row in rows]
