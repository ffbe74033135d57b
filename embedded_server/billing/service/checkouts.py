"""Money from a payment service: asked for, then put into the wallet once, when it is paid."""

from __future__ import annotations

import logging

from embedded_server.billing.providers import Notice, Started
from embedded_server.billing.service import ledger
from embedded_server.billing.store import checkouts as store
from embedded_server.billing.store import ledger as accounts
from embedded_server.billing.store.checkouts import CheckoutValue
from embedded_server.billing.store.ledger import OUTSIDE
from embedded_server.kernel import idempotency
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.ids import looks_like_id, new_id

log = logging.getLogger(__name__)


def begin(
    tx: Transaction, user_id: str, cents: int, currency: str, key: str | None
) -> tuple[CheckoutValue, bool]:
    """Note the wish, before anything is asked of the service; answers whether it is new."""

    def make() -> str:
        made = CheckoutValue(new_id(), user_id, cents, currency, "open", None, None)
        store.insert(tx, made)
        return made.id

    checkout_id, new = idempotency.once(tx, user_id, key, ("checkout", cents, currency), make)
    return _existing(tx, checkout_id), new


def started(tx: Transaction, checkout_id: str, got: Started) -> CheckoutValue:
    store.set_reference(tx, checkout_id, got.reference, got.url)
    return _existing(tx, checkout_id)


def take_notice(tx: Transaction, notice: Notice) -> None:
    """In any order and any number of times: paid once, and never unpaid by a later notice."""
    if not store.note_event(tx, notice.event_id):
        return
    checkout = _meant(tx, notice)
    if checkout is None or checkout.status == "paid":
        return
    if notice.verdict == "failed":
        store.settle(tx, checkout.id, "failed")
        return
    if (notice.amount_cents, notice.currency) != (checkout.amount_cents, checkout.currency):
        log.error("another sum was paid than asked for: checkout %s", checkout.id)
        store.settle(tx, checkout.id, "disputed")
        return
    store.settle(tx, checkout.id, "paid")
    ledger.post(
        tx,
        "top_up",
        [
            (OUTSIDE, -checkout.amount_cents),
            (accounts.wallet(checkout.user_id), checkout.amount_cents),
        ],
        user_id=checkout.user_id,
        subject=f"checkout:{checkout.id}",
    )


def _meant(tx: Transaction, notice: Notice) -> CheckoutValue | None:
    """By the service's name for it; by ours where a crash came before we had learnt that."""
    known = store.by_reference(tx, notice.reference)
    if known is not None or not looks_like_id(notice.order_id or ""):
        return known
    ours = store.find(tx, notice.order_id or "")
    if ours is None or ours.reference is not None:
        return None
    store.set_reference(tx, ours.id, notice.reference, None)
    return ours


def _existing(reader: Reader, checkout_id: str) -> CheckoutValue:
    found = store.find(reader, checkout_id)
    if found is None:
        raise not_found()
    return found
