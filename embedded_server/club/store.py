"""Queries on messages. Sending and paging are on the hot path and are plain SQL."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from embedded_server.club.models import MessageRow
from embedded_server.contracts.club import Author, Charge, Message
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction

MOST_UNREAD = 1000

_COLUMNS = (
    "id, seq, community_id, author_kind, author_id, author_name, text, created_at, edited_at,"
    " reply_to_id, turn_id, status, client_id, charged_cents, citations"
)
_INSERT = (
    f"INSERT INTO messages ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, NULL,"
    " NULL)"
)
_OLDER = (
    f"SELECT {_COLUMNS} FROM messages WHERE community_id = ? AND seq < ?"
    " AND deleted_at IS NULL ORDER BY seq DESC LIMIT ?"
)
_NEWER = (
    f"SELECT {_COLUMNS} FROM messages WHERE community_id = ? AND seq > ?"
    " AND deleted_at IS NULL ORDER BY seq LIMIT ?"
)
_ONE = f"SELECT {_COLUMNS} FROM messages WHERE id = ? AND deleted_at IS NULL"
_UNREAD = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM messages WHERE community_id = ? AND seq > ?"
    " AND deleted_at IS NULL AND author_id <> ? LIMIT ?)"
)
_citations = msgspec.json.Decoder(list[Citation])
LAST = 2**62
"""Above every `seq`."""


def _message(row: tuple[Any, ...]) -> Message:
    return Message(
        id=row[0],
        seq=row[1],
        community_id=row[2],
        author=Author(kind=row[3], id=row[4], name=row[5]),
        text=row[6],
        created_at=to_wire(row[7]),
        edited_at=to_wire_or_none(row[8]),
        reply_to_id=row[9],
        turn_id=row[10],
        status=row[11],
        client_id=row[12],
        audio=None,
        charge=None if row[13] is None else Charge(amount_cents=row[13]),
        citations=[] if row[14] is None else _citations.decode(row[14]),
    )


def insert(tx: Transaction, message: Message) -> None:
    author = message.author
    tx.execute(
        _INSERT,
        (
            message.id,
            message.seq,
            message.community_id,
            author.kind,
            author.id,
            author.name,
            message.text,
            tx.now,
            message.reply_to_id,
            message.turn_id,
            message.status,
            message.client_id,
        ),
    )


def find(reader: Reader, message_id: str) -> Message | None:
    row = reader.row(_ONE, (message_id,))
    return None if row is None else _message(row)


def older(reader: Reader, community_id: str, before: int, limit: int) -> list[Message]:
    """Newest first, below `before`."""
    return [_message(row) for row in reader.rows(_OLDER, (community_id, before, limit))]


def newer(reader: Reader, community_id: str, after: int, limit: int) -> list[Message]:
    """Oldest first, above `after`."""
    return [_message(row) for row in reader.rows(_NEWER, (community_id, after, limit))]


def unread(reader: Reader, community_id: str, user_id: str, read_up_to: int) -> int:
    """At most MOST_UNREAD; one's own messages do not count."""
    return int(reader.value(_UNREAD, (community_id, read_up_to, user_id, MOST_UNREAD)))


def edit(tx: Transaction, message_id: str, text: str) -> None:
    tx.change(MessageRow.update(text=text, edited_at=tx.now).where(MessageRow.id == message_id))


def delete(tx: Transaction, message_id: str) -> None:
    """The row stays, so that its `seq` is never given again; what it said does not."""
    tx.change(
        MessageRow.update(text="", citations=None, deleted_at=tx.now).where(
            MessageRow.id == message_id
        )
    )


def save_reply(tx: Transaction, message_id: str, text: str) -> None:
    tx.change(
        "UPDATE messages SET text = ? WHERE id = ? AND status = 'streaming' AND deleted_at IS NULL",
        (text, message_id),
    )


def settle_reply(
    tx: Transaction,
    message_id: str,
    text: str,
    status: str,
    citations: list[Citation],
    charged_cents: int,
) -> bool:
    """False when the reply was deleted while it was being written."""
    return bool(
        tx.change(
            "UPDATE messages SET text = ?, status = ?, citations = ?, charged_cents = ?"
            " WHERE id = ? AND deleted_at IS NULL",
            (
                text,
                status,
                msgspec.json.encode(citations) if citations else None,
                charged_cents or None,
                message_id,
            ),
        )
    )


# The index of words


def indexed_up_to(reader: Reader) -> int:
    return int(reader.value("SELECT value FROM facts WHERE name = 'messages_indexed'"))


def set_indexed_up_to(tx: Transaction, number: int) -> None:
    tx.change("UPDATE facts SET value = ? WHERE name = 'messages_indexed'", (str(number),))


def unindexed(reader: Reader, after: int, limit: int) -> list[tuple[int, str, str]]:
    """`(number, community, text)`; the text is empty where there is nothing to index (yet)."""
    return [
        (number, community_id, text)
        for number, community_id, text in reader.rows(
            "SELECT number, community_id, CASE WHEN status = 'streaming' THEN '' ELSE text END"
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


def search(reader: Reader, expression: str, before: int, limit: int) -> list[tuple[int, Message]]:
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
        f"SELECT number, {_COLUMNS} FROM messages WHERE number IN (SELECT value FROM json_each(?))"
        " AND deleted_at IS NULL ORDER BY number DESC",
        (msgspec.json.encode([number for (number,) in numbers]).decode(),),
    )
    return [(row[0], _message(row[1:])) for row in found]
