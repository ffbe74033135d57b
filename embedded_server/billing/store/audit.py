"""Reading the whole ledger, some thousands of entries at a time."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.database import Reader

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class EntryValue:
    number: int
    posting: int
    account_id: str
    amount_cents: int
    balance_cents: int


def entries(reader: Reader, after: int) -> list[EntryValue]:
    """In the order in which they were written; the entries of one transaction stand together."""
    rows = reader.rows(
        "SELECT number, transaction_number, account_id, amount_cents, balance_cents"
        " FROM ledger_entries WHERE number > ? ORDER BY number LIMIT ?",
        (after, BATCH),
    )
    return [EntryValue(*row) for row in rows]


def balances(reader: Reader) -> dict[str, int]:
    rows = reader.rows("SELECT id, balance_cents FROM ledger_accounts")
    return {str(account): int(cents) for account, cents in rows}
