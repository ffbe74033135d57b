"""Money from outside into a wallet, where a payment service is set up."""

from __future__ import annotations

from typing import Literal

from embedded_server.contracts.base import Answer, Cents, Input
from embedded_server.contracts.billing import Amount
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, act, get, post


class StartCheckout(Input, frozen=True, kw_only=True):
    amount_cents: Amount


class Checkout(Answer, frozen=True, kw_only=True):
    """A page of the payment service to be opened in a browser. The wallet has the money once the
    service has told the server so: `wallet.updated` follows."""

    id: str
    url: str
    amount_cents: Cents
    currency: str


class Received(Answer, frozen=True, kw_only=True):
    received: Literal[True] = True


CHECKOUT = post(
    "/api/wallet/checkout",
    StartCheckout,
    Checkout,
    "Pay money into one's own wallet",
    repeat=200,
    errors=(Code.NOT_AVAILABLE, Code.PAYMENT_UNAVAILABLE, Code.IDEMPOTENCY_CONFLICT),
)
STRIPE_WEBHOOK = act(
    "/api/payments/stripe/webhook",
    Received,
    "What Stripe tells; signed, and done once",
    access=Access.PUBLIC,
    errors=(Code.BAD_SIGNATURE, Code.NOT_FOUND, Code.TOO_LARGE),
)
RETURN = get(
    "/api/payments/return",
    str,
    "Where the browser lands after paying",
    access=Access.PUBLIC,
    kind=Kind.HTML,
)
