"""Who has subscribed, until when, and at which price it goes on."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class SubscriptionValue:
    community_id: str
    user_id: str
    expires_at: int
    auto_renew: bool
    agreed_cents: int


_COLUMNS = "community_id, user_id, expires_at, auto_renew, agreed_cents"


def find(reader: Reader, community_id: str, user_id: str) -> SubscriptionValue | None:
    """Also one that has run out."""
    row = reader.row(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE community_id = ? AND user_id = ?",
        (community_id, user_id),
    )
    if row is None:
        return None
    return SubscriptionValue(row[0], row[1], row[2], bool(row[3]), row[4])


def put(tx: Transaction, value: SubscriptionValue) -> None:
    tx.change(
        f"INSERT OR REPLACE INTO subscriptions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        (
            value.community_id,
            value.user_id,
            value.expires_at,
            value.auto_renew,
            value.agreed_cents,
        ),
    )


def count_active(reader: Reader, community_id: str) -> int:
    return int(
        reader.value(
            "SELECT COUNT(*) FROM subscriptions WHERE community_id = ? AND expires_at > ?",
            (community_id, reader.now),
        )
    )


def to_renew(reader: Reader, limit: int = 100) -> list[SubscriptionValue]:
    """Those whose time is over and that go on by agreement."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM subscriptions WHERE auto_renew = 1 AND expires_at <= ?"
        " ORDER BY expires_at LIMIT ?",
        (reader.now, limit),
    )
    return [SubscriptionValue(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows]
