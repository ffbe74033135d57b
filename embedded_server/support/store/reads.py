"""How far staff have read a conversation; the customer's place stands in its own row."""

from __future__ import annotations

import json
from collections.abc import Iterable

from embedded_server.kernel.database import Reader, Transaction


def read_up_to(reader: Reader, user_id: str, conversation_ids: Iterable[str]) -> dict[str, int]:
    rows = reader.rows(
        "SELECT conversation_id, seq FROM conversation_reads WHERE user_id = ?"
        " AND conversation_id IN (SELECT value FROM json_each(?))",
        (user_id, json.dumps(list(conversation_ids))),
    )
    return dict(rows)


def set_read(tx: Transaction, conversation_id: str, user_id: str, seq: int) -> bool:
    """Only forward; False where nothing changed."""
    return bool(
        tx.change(
            "INSERT INTO conversation_reads (conversation_id, user_id, seq) VALUES (?, ?, ?)"
            " ON CONFLICT (conversation_id, user_id) DO UPDATE SET seq = excluded.seq"
            " WHERE excluded.seq > conversation_reads.seq",
            (conversation_id, user_id, seq),
        )
    )


def set_customer_read(tx: Transaction, conversation_id: str, seq: int) -> bool:
    return bool(
        tx.change(
            "UPDATE conversations SET customer_read_seq = ? WHERE id = ? AND customer_read_seq < ?",
            (seq, conversation_id, seq),
        )
    )


def read_by_anybody(reader: Reader, conversation_id: str) -> int:
    """How far the one of staff has read it who read furthest."""
    found = reader.value(
        "SELECT MAX(seq) FROM conversation_reads WHERE conversation_id = ?", (conversation_id,)
    )
    return int(found or 0)
