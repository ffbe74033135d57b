# ruff: noqa: RUF001 - full-width marks end Chinese sentences
"""Handlers of money from a payment service."""

from __future__ import annotations

from aiohttp import web

from embedded_server.billing.providers import Order, provider_of
from embedded_server.billing.service import checkouts
from embedded_server.billing.store.checkouts import CheckoutValue
from embedded_server.contracts import payments as contract
from embedded_server.contracts.payments import Checkout, Received, StartCheckout
from embedded_server.contracts.routes import Kind
from embedded_server.kernel.bodies import read_raw
from embedded_server.kernel.http import Call, Repeated, page_response

MOST_BYTES = 256 * 1024
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Spaces</title>
<meta name="viewport" content="width=device-width">
<style>body { font: 18px/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 30rem;
 padding: 0 1rem; color-scheme: light dark }</style>
<p>You can close this page and go back to Spaces. What was paid is in your wallet as soon as the
payment service has confirmed it.</p>
<p lang="zh">您可以关闭此页面，返回 Spaces。支付服务确认之后，款项就会进入您的钱包。</p></html>"""


async def start(call: Call[StartCheckout]) -> Checkout | Repeated[Checkout]:
    """The wish is stored before the service is asked, so that a notice finds it whatever happens
    here; a repeat of one that failed asks again, under the same name."""
    server, user_id, key = call.server, call.user.user_id, call.key(None)
    cents = call.body.amount_cents
    provider = provider_of(server.settings)
    provider.require()
    server.asks.take(f"checkout:{user_id}")
    kept, new = await server.database.write(
        lambda tx: checkouts.begin(tx, user_id, cents, provider.currency, key)
    )
    if kept.url is not None:
        return Repeated(_view(kept, kept.url))
    back = f"{call.request.scheme}://{call.request.host}{contract.RETURN.url()}"
    got = await provider.begin(Order(kept.id, kept.amount_cents, kept.currency, back))
    kept = await server.database.write(lambda tx: checkouts.started(tx, kept.id, got))
    view = _view(kept, kept.url or got.url)
    return view if new else Repeated(view)


async def take_notice(call: Call[None]) -> Received:
    provider = provider_of(call.server.settings)
    payload = await read_raw(call.request, MOST_BYTES)
    notice = await provider.read_notice(payload, call.request.headers.get("Stripe-Signature"))
    if notice is not None:
        await call.server.database.write(lambda tx: checkouts.take_notice(tx, notice))
    return Received()


def _view(kept: CheckoutValue, url: str) -> Checkout:
    return Checkout(id=kept.id, url=url, amount_cents=kept.amount_cents, currency=kept.currency)


async def landing(call: Call[None]) -> web.Response:
    return page_response(_PAGE, Kind.HTML)
