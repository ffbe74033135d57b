"""Settings of customer service: one JSON for a community."""

from __future__ import annotations

from embedded_server.kernel.database import Reader, Transaction


def find(reader: Reader, community_id: str) -> bytes | None:
    found = reader.value(
        "SELECT body FROM support_settings WHERE community_id = ?", (community_id,)
    )
    return None if found is None else bytes(found)


def put(tx: Transaction, community_id: str, body: bytes, user_id: str) -> None:
    tx.change(
        "INSERT INTO support_settings (community_id, body, changed_at, changed_by)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (community_id) DO UPDATE SET body = excluded.body,"
        " changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        (community_id, body, tx.now, user_id),
    )
