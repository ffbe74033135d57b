"""Accounts, transactions and entries. Entries and balances change together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id

OUTSIDE = "outside"
PLATFORM = "platform"
LAST = 2**62


def wallet(user_id: str) -> str:
    """The account of what somebody can spend."""
    return f"user:{user_id}"


def held(user_id: str) -> str:
    """The account of what is set aside for somebody's running replies."""
    return f"held:{user_id}"


def leaving(user_id: str) -> str:
    """The account of what is set aside for somebody's payouts that are not decided yet."""
    return f"payout:{user_id}"


@dataclass(frozen=True, slots=True)
class Posting:
    """One transaction of the ledger. `subject` is unique: what may happen only once has one."""

    number: int
    id: str
    at: int
    kind: str
    user_id: str | None
    community_id: str | None
    subject: str | None
    refunds: str | None
    actor_id: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the transaction it belongs to."""

    number: int
    id: str
    account_id: str
    amount_cents: int
    balance_cents: int
    posting: Posting


_POSTING = (
    "t.number, t.id, t.at, t.kind, t.user_id, t.community_id, t.subject, t.refunds, t.actor_id,"
    " t.note"
)
_LINE = (
    f"SELECT e.number, e.id, e.account_id, e.amount_cents, e.balance_cents, {_POSTING}"
    " FROM ledger_entries e JOIN ledger_transactions t ON t.number = e.transaction_number"
)


def _line(row: tuple[Any, ...]) -> Line:
    return Line(row[0], row[1], row[2], row[3], row[4], Posting(*row[5:]))


def balance(reader: Reader, account_id: str) -> int:
    found = reader.value("SELECT balance_cents FROM ledger_accounts WHERE id = ?", (account_id,))
    return 0 if found is None else int(found)


def balances_of(reader: Reader, account_ids: Sequence[str]) -> dict[str, int]:
    """Those that there are."""
    marks = ", ".join("?" * len(account_ids))
    rows = reader.rows(
        f"SELECT id, balance_cents FROM ledger_accounts WHERE id IN ({marks})", account_ids
    )
    return {str(account): int(cents) for account, cents in rows}


def insert_posting(
    tx: Transaction,
    kind: str,
    *,
    user_id: str | None,
    community_id: str | None,
    subject: str | None,
    refunds: str | None,
    actor_id: str | None,
    note: str,
) -> Posting:
    made = (new_id(), tx.now, kind, user_id, community_id, subject, refunds, actor_id, note)
    number = tx.execute(
        "INSERT INTO ledger_transactions (id, at, kind, user_id, community_id, subject, refunds,"
        " actor_id, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made,
    ).lastrowid
    assert number is not None
    return Posting(number, *made)


def insert_entry(tx: Transaction, posting: Posting, account_id: str, amount_cents: int) -> Line:
    """Move the account's balance and write it down; the balance may not go below zero."""
    tx.change(
        "INSERT OR IGNORE INTO ledger_accounts (id, kind) VALUES (?, ?)",
        (account_id, account_id.partition(":")[0]),
    )
    tx.change(
        "UPDATE ledger_accounts SET balance_cents = balance_cents + ? WHERE id = ?",
        (amount_cents, account_id),
    )
    after = balance(tx, account_id)
    entry_id = new_id()
    number = tx.execute(
        "INSERT INTO ledger_entries (id, transaction_number, account_id, amount_cents,"
        " balance_cents) VALUES (?, ?, ?, ?, ?)",
        (entry_id, posting.number, account_id, amount_cents, after),
    ).lastrowid
    assert number is not None
    return Line(number, entry_id, account_id, amount_cents, after, posting)


def by_subject(reader: Reader, subject: str) -> Posting | None:
    row = reader.row(f"SELECT {_POSTING} FROM ledger_transactions t WHERE subject = ?", (subject,))
    return None if row is None else Posting(*row)


def entry(reader: Reader, entry_id: str) -> Line | None:
    row = reader.row(f"{_LINE} WHERE e.id = ?", (entry_id,))
    return None if row is None else _line(row)


def entries_of_posting(reader: Reader, number: int) -> list[Line]:
    return [
        _line(row)
        for row in reader.rows(
            f"{_LINE} WHERE e.transaction_number = ? ORDER BY e.number", (number,)
        )
    ]


def posting(reader: Reader, posting_id: str) -> Posting | None:
    row = reader.row(f"SELECT {_POSTING} FROM ledger_transactions t WHERE id = ?", (posting_id,))
    return None if row is None else Posting(*row)


def payments(
    reader: Reader, community_id: str, user_id: str | None, before: int, limit: int
) -> list[Posting]:
    """What was paid to a community, newest first, below `before`; by one person where named."""
    rows = reader.rows(
        f"SELECT {_POSTING} FROM ledger_transactions t WHERE t.community_id = ?1"
        " AND t.kind IN ('join_fee', 'monthly_fee', 'agent_call') AND t.number < ?2"
        " AND (?3 IS NULL OR t.user_id = ?3) ORDER BY t.number DESC LIMIT ?4",
        (community_id, before, user_id, limit),
    )
    return [Posting(*row) for row in rows]


def entries_of(reader: Reader, account_id: str, before: int, limit: int) -> list[Line]:
    """Newest first, below `before`."""
    return [
        _line(row)
        for row in reader.rows(
            f"{_LINE} WHERE e.account_id = ? AND e.number < ? ORDER BY e.number DESC LIMIT ?",
            (account_id, before, limit),
        )
    ]


def entries_since(reader: Reader, account_id: str, after: int, limit: int) -> list[Line]:
    """Oldest first, above `after`."""
    return [
        _line(row)
        for row in reader.rows(
            f"{_LINE} WHERE e.account_id = ? AND e.number > ? ORDER BY e.number LIMIT ?",
            (account_id, after, limit),
        )
    ]


def refunded(reader: Reader, posting_ids: Sequence[str], up_to: int = LAST) -> dict[str, int]:
    """By the id of a payment: how much of it has gone back to who paid, by the transaction with
    the number `up_to`."""
    if not posting_ids:
        return {}
    marks = ", ".join("?" * len(posting_ids))
    rows = reader.rows(
        "SELECT t.refunds, SUM(e.amount_cents) FROM ledger_transactions t"
        " JOIN ledger_entries e ON e.transaction_number = t.number"
        f" WHERE t.refunds IN ({marks}) AND e.amount_cents > 0 AND t.number <= ?"
        " GROUP BY t.refunds",
        (*posting_ids, up_to),
    )
    return {str(of): int(cents) for of, cents in rows}


def gross(reader: Reader, numbers: Sequence[int]) -> dict[int, int]:
    """By the number of a transaction: how much went out of where it came from."""
    if not numbers:
        return {}
    marks = ", ".join("?" * len(numbers))
    rows = reader.rows(
        "SELECT transaction_number, SUM(amount_cents) FROM ledger_entries"
        f" WHERE transaction_number IN ({marks}) AND amount_cents > 0 GROUP BY transaction_number",
        numbers,
    )
    return {int(number): int(cents) for number, cents in rows}


def creator_shares(reader: Reader, numbers: Sequence[int]) -> dict[int, int]:
    """By the number of a payment: what of it went to the creator."""
    if not numbers:
        return {}
    marks = ", ".join("?" * len(numbers))
    rows = reader.rows(
        "SELECT transaction_number, SUM(amount_cents) FROM ledger_entries"
        f" WHERE transaction_number IN ({marks}) AND amount_cents > 0 AND account_id <> ?"
        " GROUP BY transaction_number",
        (*numbers, PLATFORM),
    )
    return {int(number): int(cents) for number, cents in rows}
