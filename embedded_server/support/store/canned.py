"""Ready-made answers of a community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = "id, community_id, shortcut, folded, text, used_count, created_by, updated_at"


@dataclass(frozen=True, slots=True)
class CannedValue:
    """`folded` is the shortcut as it is compared."""

    id: str
    community_id: str
    shortcut: str
    folded: str
    text: str
    used_count: int
    created_by: str
    updated_at: int


def _canned(row: tuple[Any, ...]) -> CannedValue:
    return CannedValue(*row)


def all_of(reader: Reader, community_id: str) -> list[CannedValue]:
    """In the order of their shortcuts."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM canned_replies WHERE community_id = ? ORDER BY folded",
        (community_id,),
    )
    return [_canned(row) for row in rows]


def count(reader: Reader, community_id: str) -> int:
    return int(
        reader.value("SELECT COUNT(*) FROM canned_replies WHERE community_id = ?", (community_id,))
    )


def find(reader: Reader, reply_id: str) -> CannedValue | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM canned_replies WHERE id = ?", (reply_id,))
    return None if row is None else _canned(row)


def is_taken(reader: Reader, community_id: str, folded: str, but: str | None) -> bool:
    """Whether another reply than `but` has the shortcut."""
    found = reader.value(
        "SELECT id FROM canned_replies WHERE community_id = ? AND folded = ?",
        (community_id, folded),
    )
    return found is not None and found != but


def put(tx: Transaction, value: CannedValue) -> None:
    tx.change(
        f"INSERT INTO canned_replies ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET shortcut = excluded.shortcut, folded = excluded.folded,"
        " text = excluded.text, updated_at = excluded.updated_at",
        (
            value.id,
            value.community_id,
            value.shortcut,
            value.folded,
            value.text,
            value.used_count,
            value.created_by,
            value.updated_at,
        ),
    )


def count_use(tx: Transaction, reply_id: str) -> None:
    tx.change("UPDATE canned_replies SET used_count = used_count + 1 WHERE id = ?", (reply_id,))


def delete(tx: Transaction, reply_id: str) -> None:
    tx.change("DELETE FROM canned_replies WHERE id = ?", (reply_id,))
