"""Messages of conversations; writing and paging are on the hot path and are plain SQL."""

from __future__ import annotations

from typing import Any

import msgspec

from embedded_server.contracts.club import Audio, Author, Message, Notice
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.turn_types import ReplyEnd

MOST_UNREAD = 1000
COLUMNS = (
    "id, conversation_id, community_id, seq, kind, author_kind, author_id, author_name, text,"
    " created_at, reply_to_id, turn_id, status, client_id, citations, notice, is_unsure,"
    " attachments, audio"
)
_INSERT = f"INSERT INTO conversation_messages ({COLUMNS}) VALUES ({', '.join('?' * 19)})"
_OLDER = (
    f"SELECT {COLUMNS} FROM conversation_messages WHERE conversation_id = ? AND seq < ?"
    " ORDER BY seq DESC LIMIT ?"
)
_NEWER = (
    f"SELECT {COLUMNS} FROM conversation_messages WHERE conversation_id = ? AND seq > ?"
    " ORDER BY seq LIMIT ?"
)
_UNREAD = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM conversation_messages WHERE conversation_id = ?"
    " AND seq > ? AND author_id <> ? AND kind <> 'system' LIMIT ?)"
)
_citations = msgspec.json.Decoder(list[Citation])
_audio = msgspec.json.Decoder(Audio)
_notice = msgspec.json.Decoder(Notice)
attachments = msgspec.json.Decoder(list[Attachment])


def insert(tx: Transaction, new: Message) -> None:
    author = new.author
    tx.change(
        _INSERT,
        (
            new.id,
            new.conversation_id,
            new.community_id,
            new.seq,
            new.kind,
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
            None if new.notice is None else msgspec.json.encode(new.notice),
            int(new.is_unsure),
            msgspec.json.encode(new.attachments) if new.attachments else None,
            None,
        ),
    )


def message(row: tuple[Any, ...]) -> Message:
    """From a row of COLUMNS."""
    return Message(
        id=row[0],
        conversation_id=row[1],
        community_id=row[2],
        seq=row[3],
        kind=row[4],
        author=Author(kind=row[5], id=row[6], name=row[7]),
        text=row[8],
        created_at=to_wire(row[9]),
        edited_at=None,
        reply_to_id=row[10],
        turn_id=row[11],
        status=row[12],
        client_id=row[13],
        audio=None if row[18] is None else _audio.decode(row[18]),
        charge=None,
        citations=[] if row[14] is None else _citations.decode(row[14]),
        notice=None if row[15] is None else _notice.decode(row[15]),
        is_unsure=bool(row[16]),
        attachments=[] if row[17] is None else attachments.decode(row[17]),
    )


def find(reader: Reader, message_id: str) -> Message | None:
    row = reader.row(f"SELECT {COLUMNS} FROM conversation_messages WHERE id = ?", (message_id,))
    return None if row is None else message(row)


def older(reader: Reader, conversation_id: str, before: int, limit: int) -> list[Message]:
    """Newest first, below the `seq` of `before`."""
    return [message(row) for row in reader.rows(_OLDER, (conversation_id, before, limit))]


def newer(reader: Reader, conversation_id: str, after: int, limit: int) -> list[Message]:
    """Oldest first, above the `seq` of `after`."""
    return [message(row) for row in reader.rows(_NEWER, (conversation_id, after, limit))]


def unread(reader: Reader, conversation_id: str, viewer_id: str, read_up_to: int) -> int:
    """At most MOST_UNREAD; neither one's own nor what tells of the conversation itself."""
    return int(reader.value(_UNREAD, (conversation_id, read_up_to, viewer_id, MOST_UNREAD)))


def reply_of(reader: Reader, turn_id: str, conversation_id: str) -> Message | None:
    """The message that a turn of the conversation writes."""
    row = reader.row(
        f"SELECT {COLUMNS} FROM conversation_messages WHERE conversation_id = ? AND turn_id = ?"
        " ORDER BY seq DESC LIMIT 1",
        (conversation_id, turn_id),
    )
    return None if row is None else message(row)


def reply_after(reader: Reader, conversation_id: str, seq: int) -> Message | None:
    """The AI's first reply behind a message."""
    row = reader.row(
        f"SELECT {COLUMNS} FROM conversation_messages WHERE conversation_id = ? AND seq > ?"
        " AND author_kind = 'agent' ORDER BY seq LIMIT 1",
        (conversation_id, seq),
    )
    return None if row is None else message(row)


def save_reply(tx: Transaction, message_id: str, text: str) -> None:
    tx.change(
        "UPDATE conversation_messages SET text = ? WHERE id = ? AND status = 'streaming'",
        (text, message_id),
    )


def end_reply(tx: Transaction, message_id: str, text: str, status: str, end: ReplyEnd) -> bool:
    """False where it has been ended before, with other words perhaps."""
    citations = msgspec.json.encode(end.citations) if end.citations else None
    return bool(
        tx.change(
            "UPDATE conversation_messages SET text = ?, status = ?, citations = ?, is_unsure = ?"
            " WHERE id = ? AND status = 'streaming'",
            (text, status, citations, int(end.is_unsure), message_id),
        )
    )


def last_answer_seq(reader: Reader, conversation_id: str, customer_id: str) -> int:
    """Of the newest message that is not the customer's own; 0 where there is none."""
    found = reader.value(
        "SELECT seq FROM conversation_messages WHERE conversation_id = ? AND author_id <> ?"
        " AND kind <> 'system' ORDER BY seq DESC LIMIT 1",
        (conversation_id, customer_id),
    )
    return int(found or 0)


def set_audio(tx: Transaction, message_id: str, audio: Audio | None) -> None:
    tx.change(
        "UPDATE conversation_messages SET audio = ? WHERE id = ?",
        (None if audio is None else msgspec.json.encode(audio), message_id),
    )
