"""Who takes money from outside: an admin by hand, or a payment service where one is set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.settings import Settings

Verdict = Literal["paid", "failed"]


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to pay in; `id` is ours, and makes a repeat harmless."""

    id: str
    amount_cents: int
    currency: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Started:
    """A payment that waits: the service's name for it, and the page to pay on."""

    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a service says of a payment, once it is proved that it is the service who says it.
    `order_id`, `amount_cents` and `currency` are to be compared with what we asked for."""

    event_id: str
    reference: str
    order_id: str | None
    amount_cents: int | None
    currency: str | None
    verdict: Verdict


class PaymentProvider(Protocol):
    currency: str

    def require(self) -> None:
        """Refuses with `not_available` where people cannot pay in themselves."""
        ...

    async def begin(self, order: Order) -> Started:
        """Refuses with `payment_unavailable` where the service cannot be had."""
        ...

    async def read_notice(self, payload: bytes, signature: str | None) -> Notice | None:
        """None for what is of no concern; refuses with `bad_signature` what is not signed by the
        service, or was a while ago."""
        ...


class ByHand:
    """The default: people give their money to the host, and an admin tops their wallets up."""

    currency = ""

    def require(self) -> None:
        raise Refusal(
            Code.NOT_AVAILABLE,
            "This server has no payment service. An admin puts money into wallets.",
        )

    async def begin(self, order: Order) -> Started:
        self.require()
        raise AssertionError("refused above")

    async def read_notice(self, payload: bytes, signature: str | None) -> Notice | None:
        raise not_found()


def provider_of(settings: Settings) -> PaymentProvider:
    if not settings.takes_payments:
        return ByHand()
    from embedded_server.billing.providers.stripe_checkout import StripeCheckout

    return StripeCheckout(
        settings.stripe_secret_key,
        settings.stripe_webhook_secret,
        settings.currency,
        settings.stripe_address,
    )
