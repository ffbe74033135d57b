"""What is said in chats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from embedded_server.contracts.club import Audio, Author, Message
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction

LAST = 2**62
_COLUMNS = (
    "id, chat_id, community_id, seq, author_kind, author_id, author_name, text, created_at,"
    " reply_to_id, turn_id, status, client_id, citations, audio"
)
_audio = msgspec.json.Decoder(Audio)
_citations = msgspec.json.Decoder(list[Citation])


def _message(row: tuple[Any, ...]) -> Message:
    return Message(
        id=row[0],
        chat_id=row[1],
        community_id=row[2],
        seq=row[3],
        author=Author(kind=row[4], id=row[5], name=row[6]),
        text=row[7],
        created_at=to_wire(row[8]),
        edited_at=None,
        reply_to_id=row[9],
        turn_id=row[10],
        status=row[11],
        client_id=row[12],
        audio=None if row[14] is None else _audio.decode(row[14]),
        charge=None,
        citations=[] if row[13] is None else _citations.decode(row[13]),
    )


def insert(tx: Transaction, new: Message) -> None:
    author = new.author
    tx.change(
        f"INSERT INTO chat_messages ({_COLUMNS}) VALUES ({', '.join('?' * 15)})",
        (
            new.id,
            new.chat_id,
            new.community_id,
            new.seq,
            author.kind,
            author.id,
            author.name,
            new.text,
            tx.now,
            new.reply_to_id,
            new.turn_id,
            new.status,
            new.client_id,
            None,
            None if new.audio is None else msgspec.json.encode(new.audio),
        ),
    )


def find(reader: Reader, message_id: str) -> Message | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM chat_messages WHERE id = ?", (message_id,))
    return None if row is None else _message(row)


def older(reader: Reader, chat_id: str, before: int, limit: int) -> list[Message]:
    """Newest first, below the `seq` of `before`."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM chat_messages WHERE chat_id = ? AND seq < ?"
        " ORDER BY seq DESC LIMIT ?",
        (chat_id, before, limit),
    )
    return [_message(row) for row in rows]


def newer(reader: Reader, chat_id: str, after: int, limit: int) -> list[Message]:
    """Oldest first, above the `seq` of `after`."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM chat_messages WHERE chat_id = ? AND seq > ? ORDER BY seq LIMIT ?",
        (chat_id, after, limit),
    )
    return [_message(row) for row in rows]


def community_of(reader: Reader, message_id: str) -> str | None:
    found = reader.value("SELECT community_id FROM chat_messages WHERE id = ?", (message_id,))
    return None if found is None else str(found)


def is_replying(reader: Reader, chat_id: str) -> bool:
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM chat_messages"
            " WHERE chat_id = ? AND status = 'streaming')",
            (chat_id,),
        )
    )


def save_reply(tx: Transaction, message_id: str, text: str) -> None:
    tx.change(
        "UPDATE chat_messages SET text = ? WHERE id = ? AND status = 'streaming'",
        (text, message_id),
    )


def end_reply(
    tx: Transaction, message_id: str, text: str, status: str, citations: Sequence[Citation]
) -> None:
    tx.change(
        "UPDATE chat_messages SET text = ?, status = ?, citations = ? WHERE id = ?",
        (text, status, msgspec.json.encode(citations) if citations else None, message_id),
    )


def set_audio(tx: Transaction, message_id: str, audio: Audio | None) -> None:
    tx.change(
        "UPDATE chat_messages SET audio = ? WHERE id = ?",
        (None if audio is None else msgspec.json.encode(audio), message_id),
    )
