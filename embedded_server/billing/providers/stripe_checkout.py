"""Stripe Checkout: a page of Stripe's takes the card, and a signed notice says that it is paid.

Stripe's library is imported when it is first needed. Beside the signature nothing of a notice is
believed: what is to be paid, by whom and in which currency, stands in our own row.
"""

from __future__ import annotations

import asyncio
import logging
from importlib import import_module
from types import ModuleType

import msgspec

from embedded_server.billing.providers import Notice, Order, Started, Verdict
from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Invalid, Refusal

log = logging.getLogger(__name__)

TRY_SECONDS = 8.0
"""For one request to Stripe."""
WHOLE_SECONDS = 20.0
"""For all tries together."""
RETRIES = 1
TOLERANCE_SECONDS = 300
"""How old a signature may be: what is older may have been recorded and is sent again."""


class _Session(msgspec.Struct):
    id: str
    client_reference_id: str | None = None
    amount_total: int | None = None
    currency: str | None = None
    payment_status: str | None = None


class _Data(msgspec.Struct):
    object: msgspec.Raw


class _Event(msgspec.Struct):
    id: str
    type: str
    data: _Data


_read_event = msgspec.json.Decoder(_Event).decode
_read_session = msgspec.json.Decoder(_Session).decode


class StripeCheckout:
    def __init__(self, secret_key: str, webhook_secret: str, currency: str, address: str) -> None:
        self.currency = currency
        self._secret_key = secret_key
        self._webhook_secret = webhook_secret
        self._address = address

    def require(self) -> None:
        return

    async def begin(self, order: Order) -> Started:
        stripe = await _library()
        http = stripe.AIOHTTPClient(timeout=TRY_SECONDS)
        client = stripe.StripeClient(
            self._secret_key,
            base_addresses={"api": self._address},
            max_network_retries=RETRIES,
            http_client=http,
        )
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                session = await client.v1.checkout.sessions.create_async(
                    params={
                        "mode": "payment",
                        "client_reference_id": order.id,
                        "success_url": order.return_url,
                        "cancel_url": order.return_url,
                        "line_items": [
                            {
                                "quantity": 1,
                                "price_data": {
                                    "currency": order.currency,
                                    "unit_amount": order.amount_cents,
                                    "product_data": {"name": "Wallet"},
                                },
                            }
                        ],
                    },
                    options={"idempotency_key": order.id},
                )
        except TimeoutError:
            raise _later() from None
        except (stripe.APIConnectionError, stripe.RateLimitError) as error:
            log.warning("Stripe could not be reached: %s", type(error).__name__)
            raise _later() from None
        except stripe.StripeError as error:
            if (error.http_status or 0) >= 500:
                log.warning("Stripe answered %s", error.http_status)
                raise _later() from None
            # Its words may name our key, in part.
            log.error("Stripe refused a payment: %s (%s)", error.code, error.http_status)
            raise Refusal(
                Code.PAYMENT_UNAVAILABLE,
                "The payment service does not take payments for this server. Tell its admin.",
            ) from None
        finally:
            await http.close_async()
        if not session.id or not (session.url or "").startswith("https://"):
            log.error("Stripe gave no page to pay on")
            raise _later()
        return Started(session.id, session.url or "")

    async def read_notice(self, payload: bytes, signature: str | None) -> Notice | None:
        stripe = await _library()
        try:
            stripe.WebhookSignature.verify_header(
                payload, signature, self._webhook_secret, TOLERANCE_SECONDS
            )
        except (stripe.SignatureVerificationError, ValueError):
            raise Refusal(
                Code.BAD_SIGNATURE, "This is not signed by the payment service, or not just now."
            ) from None
        try:
            event = _read_event(payload)
            if not event.type.startswith("checkout.session."):
                return None
            session = _read_session(event.data.object)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Invalid("", "This event cannot be read.") from None
        verdict = _verdict(event.type.removeprefix("checkout.session."), session.payment_status)
        if verdict is None:
            return None
        return Notice(
            event.id,
            session.id,
            session.client_reference_id,
            session.amount_total,
            session.currency,
            verdict,
        )


async def _library() -> ModuleType:
    """Half a second of importing, once, in which everybody else is served."""
    return await asyncio.to_thread(import_module, "stripe")


def _verdict(what: str, payment_status: str | None) -> Verdict | None:
    """None where the payment still waits, as with a bank's slow transfer."""
    if what == "completed":
        return "paid" if payment_status == "paid" else None
    verdicts: dict[str, Verdict] = {
        "async_payment_succeeded": "paid",
        "async_payment_failed": "failed",
        "expired": "failed",
    }
    return verdicts.get(what)


def _later() -> Refusal:
    return Refusal(
        Code.PAYMENT_UNAVAILABLE,
        "The payment service does not answer. Nothing was paid; try again in a moment.",
        retry_after_seconds=10,
    )
