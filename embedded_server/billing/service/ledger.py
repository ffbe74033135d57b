"""Double entry: a transaction moves integer cents between accounts and sums to zero."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.billing.store import ledger as store
from embedded_server.billing.store.ledger import OUTSIDE, Line, Posting
from embedded_server.contracts.billing import Wallet
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.journal import Emitted

Move = tuple[str, int]
"""An account, and the cents that go into it (out of it where negative)."""


class OutOfBalance(Exception):
    """A transaction that does not sum to zero: our own fault, never written."""


def post(
    tx: Transaction,
    kind: str,
    moves: Sequence[Move],
    *,
    user_id: str | None = None,
    community_id: str | None = None,
    subject: str | None = None,
    refunds: str | None = None,
    actor_id: str | None = None,
    note: str = "",
) -> list[Line]:
    """Write one transaction; refuses with 402 where an account would fall below zero.

    Money goes out before it comes in, and nothing is written when one move cannot be made. Tells
    everybody whose wallet moved.
    """
    real = [move for move in moves if move[1]]
    if sum(cents for _, cents in real):
        raise OutOfBalance(f"{kind}: {real}")
    for account, cents in real:
        if cents < 0 and account != OUTSIDE:
            check_covered(tx, account, -cents)
    if not real:
        return []
    posting = store.insert_posting(
        tx,
        kind,
        user_id=user_id,
        community_id=community_id,
        subject=subject,
        refunds=refunds,
        actor_id=actor_id,
        note=note,
    )
    lines = [
        store.insert_entry(tx, posting, account, cents)
        for account, cents in sorted(real, key=lambda move: move[1])
    ]
    for owner in {line.account_id.partition(":")[2] for line in lines} - {""}:
        tell(tx, owner)
    return lines


def check_covered(reader: Reader, account: str, cents: int) -> None:
    """Refuses with 402 where an account holds less than that."""
    there = store.balance(reader, account)
    if there < cents:
        raise Refusal(
            Code.INSUFFICIENT_FUNDS,
            f"That takes {cents} cents, and {there} are there.",
            amount_due_cents=cents,
            balance_cents=there,
        )


def balance_of(reader: Reader, user_id: str) -> int:
    """The cents in somebody's wallet that they may spend."""
    return store.balance(reader, store.wallet(user_id))


def view(reader: Reader, user_id: str) -> Wallet:
    return Wallet(
        user_id=user_id,
        balance_cents=store.balance(reader, store.wallet(user_id)),
        held_cents=store.balance(reader, store.held(user_id))
        + store.balance(reader, store.leaving(user_id)),
    )


def tell(tx: Transaction, user_id: str) -> None:
    tx.emit(Emitted(EventType.WALLET_UPDATED, view(tx, user_id), f"user:{user_id}"))


def happened(reader: Reader, subject: str) -> Posting | None:
    """The transaction of what may happen only once, where it has happened."""
    return store.by_subject(reader, subject)
