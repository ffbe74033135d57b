"""An agent's reply: saved while it is written, settled at its end."""

from __future__ import annotations

import msgspec

from embedded_server.club.store.rows import packed
from embedded_server.contracts.club import Audio
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.database import Reader, Transaction


class CatchUpRange(msgspec.Struct, frozen=True):
    """What a catch-up is of: the messages after `since`, up to its question."""

    since: int
    utc_offset_minutes: int | None


_range = msgspec.json.Decoder(CatchUpRange)


def mark_catch_up(tx: Transaction, question_id: str, range_: CatchUpRange) -> None:
    tx.change(
        "UPDATE messages SET catch_up = ? WHERE id = ?",
        (msgspec.json.encode(range_), question_id),
    )


def catch_up_of(reader: Reader, question_id: str) -> CatchUpRange | None:
    """None for a question that is no catch-up."""
    found = reader.value("SELECT catch_up FROM messages WHERE id = ?", (question_id,))
    return None if found is None else _range.decode(found)


def is_being_replaced(reader: Reader, reply_id: str) -> bool:
    """Whether another reply streams that is made in place of this one."""
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE replaces_id = ?"
            " AND status = 'streaming' AND deleted_at IS NULL)",
            (reply_id,),
        )
    )


def community_of(reader: Reader, message_id: str) -> str | None:
    """Of a deleted message too."""
    found = reader.value("SELECT community_id FROM messages WHERE id = ?", (message_id,))
    return None if found is None else str(found)


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
            (text, status, packed(citations), charged_cents or None, message_id),
        )
    )


def set_audio(tx: Transaction, message_id: str, audio: Audio | None) -> bool:
    """False where the message is deleted."""
    return bool(
        tx.change(
            "UPDATE messages SET audio = ? WHERE id = ? AND deleted_at IS NULL",
            (None if audio is None else msgspec.json.encode(audio), message_id),
        )
    )
