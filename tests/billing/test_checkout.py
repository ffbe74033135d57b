"""Paying in by Stripe: once, what was asked for, whatever is told, how often and in which order."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from embedded_server.billing.providers import stripe_checkout
from embedded_server.contracts import accounts, billing, payments
from tests.billing.test_fees import balance, books_are_right
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.kit.stripe_server import StripeServer, signed

Start = Callable[..., Awaitable[LocalHost]]


@pytest.fixture
async def stripe() -> AsyncIterator[StripeServer]:
    async with StripeServer() as running:
        yield running


@pytest.fixture
async def shop(start_host: Start, stripe: StripeServer) -> LocalHost:
    """A server whose people can pay in."""
    return await start_host(
        currency="eur",
        stripe_secret_key="sk_test",
        stripe_webhook_secret="whsec_test",
        stripe_address=stripe.url,
    )


async def pay_in(person: Person, cents: int = 500, **more: Any) -> Reply:
    return await person.post(payments.CHECKOUT.url(), {"amountCents": cents}, **more)


async def tell(host: LocalHost, event: dict[str, Any], **how: Any) -> Reply:
    return await host.stranger().post(payments.STRIPE_WEBHOOK.url(), **signed(event, **how))


async def test_without_a_service_there_is_none_to_be_seen(host: LocalHost) -> None:
    info = (await host.stranger().get(accounts.SERVER.url())).json
    assert "checkout" not in info["features"]
    assert "currency" not in info
    refused = await pay_in(await host.person())
    assert (refused.status, refused.code) == (400, "not_available")
    event = {"id": "evt_1", "type": "checkout.session.completed", "data": {"object": {}}}
    assert (await tell(host, event)).status == 404


async def test_what_is_paid_comes_into_the_wallet(shop: LocalHost, stripe: StripeServer) -> None:
    info = (await shop.stranger().get(accounts.SERVER.url())).json
    assert (info["features"]["checkout"], info["currency"]) == (True, "eur")
    person = await shop.person()
    answer = await pay_in(person)
    assert answer.status == 201
    assert answer.json["url"] == "https://checkout.stripe.com/c/pay/cs_test_0"
    (asked,) = stripe.asked
    assert asked["mode"] == "payment"
    assert asked["line_items[0][price_data][unit_amount]"] == "500"
    assert asked["line_items[0][price_data][currency]"] == "eur"
    landing = await shop.http.get(asked["success_url"])
    assert landing.status == 200
    assert await balance(person) == 0, "a page that was opened is not money"
    async with person.live() as live:
        assert (await tell(shop, stripe.event())).json == {"received": True}
        assert (await live.next("wallet.updated"))["data"]["balanceCents"] == 500
    (entry,) = (await person.get(billing.ENTRIES.url())).json["items"]
    assert (entry["kind"], entry["amountCents"]) == ("top_up", 500)
    await books_are_right(shop)


async def test_a_notice_counts_once_in_any_order(shop: LocalHost, stripe: StripeServer) -> None:
    person = await shop.person()
    await pay_in(person)
    waits = stripe.event("completed", payment_status="unpaid")
    paid, late = stripe.event("async_payment_succeeded"), stripe.event("completed")
    failed, expired = stripe.event("async_payment_failed"), stripe.event("expired")
    other = {"id": "evt_x", "object": "event", "type": "charge.refunded", "data": {"object": {}}}
    for event in (waits, other, failed, paid, paid, late, expired, failed, waits):
        assert (await tell(shop, event)).status == 200
    told = await asyncio.gather(*(tell(shop, stripe.event()) for _ in range(10)))
    assert {answer.status for answer in told} == {200}
    assert await balance(person) == 500
    await books_are_right(shop)


@pytest.mark.parametrize(
    "session",
    [{"amount_total": 499}, {"amount_total": 50_000}, {"currency": "usd"}, {"amount_total": None}],
)
async def test_another_sum_than_asked_for_is_not_taken(
    shop: LocalHost, stripe: StripeServer, session: dict[str, Any]
) -> None:
    person = await shop.person()
    await pay_in(person)
    assert (await tell(shop, stripe.event(**session))).status == 200
    assert await balance(person) == 0


async def test_a_payment_is_known_by_our_own_row(shop: LocalHost, stripe: StripeServer) -> None:
    person, other = await shop.person(), await shop.person()
    await pay_in(person)
    strange = stripe.event(id="cs_of_another_shop", client_reference_id=None)
    assert (await tell(shop, strange)).status == 200
    theirs = stripe.event(id="cs_of_another_shop", client_reference_id=other.id)
    assert (await tell(shop, theirs)).status == 200
    taken = stripe.event(id="cs_of_another_shop")
    assert (await tell(shop, taken)).status == 200, "that checkout has another session"
    assert (await balance(person), await balance(other)) == (0, 0)


async def test_a_crash_before_the_session_is_known_loses_no_payment(
    shop: LocalHost, stripe: StripeServer
) -> None:
    person = await shop.person()
    await pay_in(person)
    connection = sqlite3.connect(shop.settings.data_dir / "spaces.db")
    with connection:
        connection.execute("UPDATE checkouts SET reference = NULL, url = NULL")
    connection.close()
    await tell(shop, stripe.event())
    await tell(shop, stripe.event())
    assert await balance(person) == 500


@pytest.mark.parametrize("how", [{"secret": "whsec_wrong"}, {"age": 301}, {"age": 86_400}])
async def test_what_is_not_signed_just_now_is_refused(
    shop: LocalHost, stripe: StripeServer, how: dict[str, Any]
) -> None:
    person = await shop.person()
    await pay_in(person)
    refused = await tell(shop, stripe.event(), **how)
    assert (refused.status, refused.code) == (400, "bad_signature")
    assert await balance(person) == 0


async def test_nonsense_at_the_door_is_refused(shop: LocalHost, stripe: StripeServer) -> None:
    path, stranger = payments.STRIPE_WEBHOOK.url(), shop.stranger()
    assert (await stranger.post(path)).code == "bad_signature"
    for header in ("", "t=,v1=", "t=x,v1=y", "v1=abc", "\u00e9"):
        answer = await stranger.call("POST", path, data=b"{}", headers={"Stripe-Signature": header})
        assert (answer.status, answer.code) == (400, "bad_signature")
    changed = signed({"id": "evt_1"})
    changed["data"] = b'{"id": "evt_2"}'
    assert (await stranger.post(path, **changed)).code == "bad_signature"
    for body in ({}, {"id": 5}, {"id": "e", "type": "checkout.session.completed", "data": {}}):
        answer = await stranger.post(path, **signed(body))
        assert (answer.status, answer.code) == (400, "validation")
    large = await stranger.post(path, **signed({"id": "x" * 300_000}))
    assert (large.status, large.code) == (413, "too_large")


@pytest.mark.parametrize("script", [[500, 503], [429, 429], [401], [400], [402]])
async def test_a_service_that_fails_is_told_and_can_be_tried_again(
    shop: LocalHost, stripe: StripeServer, script: list[int | None]
) -> None:
    person = await shop.person()
    stripe.script = list(script)
    key = {"Idempotency-Key": "k"}
    refused = await pay_in(person, headers=key)
    assert (refused.status, refused.code) == (503, "payment_unavailable")
    assert "sk_test" not in refused.body.decode()
    stripe.script = []
    again = await pay_in(person, headers=key)
    assert again.status == 200
    assert len(set(stripe.keys)) == 1, "Stripe sees one wish"
    third = await pay_in(person, headers=key)
    assert third.json == again.json
    conflict = await pay_in(person, 600, headers=key)
    assert (conflict.status, conflict.code) == (409, "idempotency_conflict")
    await tell(shop, stripe.event())
    assert await balance(person) == 500


async def test_one_hiccup_is_not_noticed(shop: LocalHost, stripe: StripeServer) -> None:
    stripe.script = [500]
    assert (await pay_in(await shop.person())).status == 201


async def test_a_service_that_does_not_answer_holds_nobody_up(
    shop: LocalHost, stripe: StripeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stripe_checkout, "TRY_SECONDS", 0.2)
    monkeypatch.setattr(stripe_checkout, "WHOLE_SECONDS", 0.3)
    stripe.script = [None, None, None]
    refused = await pay_in(await shop.person())
    assert (refused.status, refused.code) == (503, "payment_unavailable")
    assert int(refused.headers["Retry-After"]) > 0


async def test_a_service_that_is_not_there_is_told(start_host: Start) -> None:
    shop = await start_host(
        currency="eur",
        stripe_secret_key="sk_test",
        stripe_webhook_secret="whsec_test",
        stripe_address="http://127.0.0.1:9",
    )
    refused = await pay_in(await shop.person())
    assert (refused.status, refused.code) == (503, "payment_unavailable")


@pytest.mark.parametrize("cents", [0, -1, 1.5, "5", None, 100_000_001])
async def test_a_sum_is_whole_cents_within_bounds(shop: LocalHost, cents: object) -> None:
    answer = await (await shop.person()).post(payments.CHECKOUT.url(), {"amountCents": cents})
    assert (answer.status, answer.code) == (400, "validation")
