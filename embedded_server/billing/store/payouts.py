"""What is set aside: for payouts until they are decided, and for replies until they end."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.billing.models import HoldRow, PayoutRow
from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class PayoutValue:
    id: str
    user_id: str
    amount_cents: int
    status: str
    note: str
    asked_at: int
    decided_at: int | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class HoldValue:
    turn_id: str
    user_id: str
    community_id: str
    amount_cents: int


_PAYOUT = (
    "SELECT id, user_id, amount_cents, status, note, asked_at, decided_at, decided_by FROM payouts"
)


def insert(tx: Transaction, payout: PayoutValue) -> None:
    tx.change(PayoutRow.insert({name: getattr(payout, name) for name in payout.__slots__}))


def find(reader: Reader, payout_id: str) -> PayoutValue | None:
    row = reader.row(f"{_PAYOUT} WHERE id = ?", (payout_id,))
    return None if row is None else PayoutValue(*row)


def decide(tx: Transaction, payout_id: str, status: str, decided_by: str, note: str) -> bool:
    """False where it has been decided already."""
    return bool(
        tx.change(
            "UPDATE payouts SET status = ?, decided_at = ?, decided_by = ?,"
            " note = CASE WHEN ? = '' THEN note ELSE ? END WHERE id = ? AND status = 'pending'",
            (status, tx.now, decided_by, note, note, payout_id),
        )
    )


def page(
    reader: Reader, user_id: str | None, status: str | None, before: str | None, limit: int
) -> list[PayoutValue]:
    """Newest first; everybody's where no user is named."""
    rows = reader.named(
        f"{_PAYOUT} WHERE id < :before AND (:user IS NULL OR user_id = :user)"
        " AND (:status IS NULL OR status = :status) ORDER BY id DESC LIMIT :limit",
        {"before": before or "~", "user": user_id, "status": status, "limit": limit},
    )
    return [PayoutValue(*row) for row in rows]


def insert_hold(tx: Transaction, hold: HoldValue) -> None:
    tx.change(HoldRow.insert({name: getattr(hold, name) for name in hold.__slots__}))


def take_hold(tx: Transaction, turn_id: str) -> HoldValue | None:
    """Give it and forget it: a hold ends once, however often its turn is settled."""
    row = tx.row(
        "DELETE FROM holds WHERE turn_id = ? RETURNING turn_id, user_id, community_id,"
        " amount_cents",
        (turn_id,),
    )
    return None if row is None else HoldValue(*row)
