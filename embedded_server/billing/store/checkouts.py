"""Payments from outside, from the wish to the verdict, and the notices that were read."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class CheckoutValue:
    """`status` is `open`, `paid`, `failed` or `disputed` (another sum was paid than asked)."""

    id: str
    user_id: str
    amount_cents: int
    currency: str
    status: str
    reference: str | None
    url: str | None


_CHECKOUT = "SELECT id, user_id, amount_cents, currency, status, reference, url FROM checkouts"


def insert(tx: Transaction, value: CheckoutValue) -> None:
    tx.change(
        "INSERT INTO checkouts (id, user_id, amount_cents, currency, status, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (value.id, value.user_id, value.amount_cents, value.currency, value.status, tx.now),
    )


def find(reader: Reader, checkout_id: str) -> CheckoutValue | None:
    row = reader.row(f"{_CHECKOUT} WHERE id = ?", (checkout_id,))
    return None if row is None else CheckoutValue(*row)


def by_reference(reader: Reader, reference: str) -> CheckoutValue | None:
    row = reader.row(f"{_CHECKOUT} WHERE reference = ?", (reference,))
    return None if row is None else CheckoutValue(*row)


def set_reference(tx: Transaction, checkout_id: str, reference: str, url: str | None) -> None:
    """Once; a page that was got before is kept."""
    tx.change(
        "UPDATE checkouts SET reference = ?, url = COALESCE(url, ?) WHERE id = ?"
        " AND (reference IS NULL OR reference = ?)",
        (reference, url, checkout_id, reference),
    )


def settle(tx: Transaction, checkout_id: str, status: str) -> None:
    tx.change(
        "UPDATE checkouts SET status = ?, settled_at = ? WHERE id = ?",
        (status, tx.now, checkout_id),
    )


def note_event(tx: Transaction, event_id: str) -> bool:
    """False where this event was read before."""
    return bool(
        tx.change("INSERT OR IGNORE INTO payment_events (id, at) VALUES (?, ?)", (event_id, tx.now))
    )
