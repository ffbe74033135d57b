"""What communities took in, by day and kind: kept with each charge, read without the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.database import Reader, Transaction

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class IncomeValue:
    """`day` counts from the epoch, in UTC."""

    day: int
    kind: str
    count: int
    gross_cents: int
    creator_cents: int


def add(
    tx: Transaction, community_id: str, kind: str, count: int, gross_cents: int, creator_cents: int
) -> None:
    """Refunds add what is negative, on the day they are made."""
    tx.change(
        "INSERT INTO ledger_income (community_id, day, kind, count, gross_cents, creator_cents)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (community_id, day, kind) DO UPDATE SET"
        " count = count + excluded.count, gross_cents = gross_cents + excluded.gross_cents,"
        " creator_cents = creator_cents + excluded.creator_cents",
        (community_id, tx.now // DAY_MS, kind, count, gross_cents, creator_cents),
    )


def of_community(reader: Reader, community_id: str, days: int) -> list[IncomeValue]:
    """Of the last `days` with today, oldest first."""
    since = reader.now // DAY_MS - days + 1
    rows = reader.rows(
        "SELECT day, kind, count, gross_cents, creator_cents FROM ledger_income"
        " WHERE community_id = ? AND day >= ? ORDER BY day, kind",
        (community_id, since),
    )
    return [IncomeValue(*row) for row in rows]
