"""Chats: one for each member of a lounge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class ChatValue:
    id: str
    community_id: str
    user_id: str
    created_at: int
    last_seq: int
    last_text: str
    last_at: int


_COLUMNS = "id, community_id, user_id, created_at, last_seq, last_text, last_at"


def _chat(row: tuple[Any, ...] | None) -> ChatValue | None:
    return None if row is None else ChatValue(*row)


def find(reader: Reader, chat_id: str) -> ChatValue | None:
    return _chat(reader.row(f"SELECT {_COLUMNS} FROM chats WHERE id = ?", (chat_id,)))


def of_member(reader: Reader, community_id: str, user_id: str) -> ChatValue | None:
    return _chat(
        reader.row(
            f"SELECT {_COLUMNS} FROM chats WHERE community_id = ? AND user_id = ?",
            (community_id, user_id),
        )
    )


def of_user(reader: Reader, user_id: str, before: str | None, limit: int) -> list[ChatValue]:
    """Newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM chats WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
        (user_id, before or "~", limit),
    )
    return [ChatValue(*row) for row in rows]


def insert(tx: Transaction, chat_id: str, community_id: str, user_id: str) -> None:
    tx.change(
        "INSERT INTO chats (id, community_id, user_id, created_at, last_at) VALUES (?, ?, ?, ?, ?)",
        (chat_id, community_id, user_id, tx.now, tx.now),
    )


def next_seq(tx: Transaction, chat_id: str) -> int:
    return int(
        tx.value(
            "UPDATE chats SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq", (chat_id,)
        )
    )


def set_last(tx: Transaction, chat_id: str, text: str) -> None:
    tx.change("UPDATE chats SET last_text = ?, last_at = ? WHERE id = ?", (text, tx.now, chat_id))


def count(reader: Reader, community_id: str) -> int:
    return int(reader.value("SELECT COUNT(*) FROM chats WHERE community_id = ?", (community_id,)))
