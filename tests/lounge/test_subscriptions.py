"""Subscriptions to a lounge, and what its creator sees."""

from __future__ import annotations

import asyncio
from typing import Any

from embedded_server.contracts import billing, communities, lounge
from tests.billing.test_fees import balance, books_are_right, fill, pass_days
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost
from tests.lounge.test_chats import open_lounge, say, start


async def subscribe(who: Person, room: str, cents: int | None = None, **more: Any) -> Reply:
    body = more if cents is None else {"acceptFeeCents": cents, **more}
    return await who.post(lounge.SUBSCRIBE.url(communityId=room), body)


async def usage(who: Person, room: str) -> dict[str, Any]:
    answer = await who.get(lounge.USAGE.url(communityId=room))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def subscribing(host: LocalHost, cents: int = 5000) -> tuple[Person, Person, str]:
    creator, room = await open_lounge(host, monthlyPriceCents=900, freeMinutesPerDay=2)
    guest = await host.person()
    await fill(host, guest, cents)
    await start(guest, room)
    return creator, guest, room


async def test_a_subscription_is_thirty_days_and_shared_as_months_are(host: LocalHost) -> None:
    creator, guest, room = await subscribing(host)
    before = await usage(guest, room)
    assert (before["subscribed"], before["freeSecondsPerDay"]) == (False, 120)
    assert before["replies"] == []
    assert (before["usedSeconds"], before["remainingSeconds"]) == (0, 120)
    assert before["resetsAt"].endswith("T00:00:00.000Z")
    refused = await subscribe(guest, room)
    assert (refused.status, refused.json["amountDueCents"]) == (402, 900)
    assert (await subscribe(guest, room, 899)).status == 402
    made = await subscribe(guest, room, 900)
    assert (made.status, made.json["subscribed"], made.json["autoRenew"]) == (200, True, True)
    assert await balance(guest) == 4100
    assert await balance(creator) == 630
    later = await subscribe(guest, room, 900)
    assert later.json["subscriptionExpiresAt"] > made.json["subscriptionExpiresAt"]
    kinds = [e["kind"] for e in (await guest.get(billing.ENTRIES.url())).json["items"]]
    assert kinds == ["subscription", "subscription", "top_up"]
    await books_are_right(host)


async def test_two_windows_pay_for_one_period(host: LocalHost) -> None:
    _, guest, room = await subscribing(host)
    answers = await asyncio.gather(
        *(subscribe(guest, room, 900, subscriptionExpiresAt=None) for _ in range(4))
    )
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    assert await balance(guest) == 4100


async def test_it_renews_at_the_agreed_price_until_that_is_taken_back(host: LocalHost) -> None:
    _, guest, room = await subscribing(host)
    await subscribe(guest, room, 900)
    await pass_days(host, 31)
    assert (await usage(guest, room))["subscribed"] is True
    assert await balance(guest) == 3200
    path = lounge.UNSUBSCRIBE.url(communityId=room)
    ended = await guest.delete(path)
    assert (ended.status, ended.json["subscribed"], ended.json["autoRenew"]) == (200, True, False)
    assert (await guest.delete(path)).status == 200
    await pass_days(host, 31)
    assert (await usage(guest, room))["subscribed"] is False
    assert await balance(guest) == 3200
    none = await guest.delete(path)
    assert (none.status, none.code) == (409, "not_subscribed")
    member = (await guest.get(communities.READ.url(communityId=room))).json["membership"]
    assert member["status"] == "active", "a lapse ends no membership"
    await books_are_right(host)


async def test_another_price_or_an_empty_wallet_lets_it_lapse(host: LocalHost) -> None:
    creator, guest, room = await subscribing(host, 1000)
    await subscribe(guest, room, 900)
    await pass_days(host, 31)
    assert (await usage(guest, room))["subscribed"] is False
    assert await balance(guest) == 100
    await fill(host, guest, 5000)
    await subscribe(guest, room, 900)
    changed = await creator.patch(
        communities.EDIT.url(communityId=room), {"monthlyPriceCents": 950}
    )
    assert changed.status == 200
    await pass_days(host, 31)
    assert (await usage(guest, room))["subscribed"] is False
    assert await balance(guest) == 4200
    await books_are_right(host)


async def test_what_is_not_for_sale_is_not_sold(host: LocalHost) -> None:
    creator, room = await open_lounge(host)
    guest = await host.person()
    outside = await subscribe(guest, room, 900)
    assert (outside.status, outside.code) == (403, "not_a_member")
    await start(guest, room)
    refused = await subscribe(guest, room, 0)
    assert (refused.status, refused.code) == (409, "not_for_sale")
    await creator.patch(communities.EDIT.url(communityId=room), {"monthlyPriceCents": 900})
    own = await subscribe(creator, room, 900)
    assert (own.status, own.code) == (409, "not_for_sale")


async def test_the_dashboard_is_the_creators(host: LocalHost) -> None:
    creator, guest, room = await subscribing(host)
    await subscribe(guest, room, 900)
    other = await host.person()
    chat = (await start(other, room)).json
    await say(other, chat, "hi")
    path = lounge.DASHBOARD.url(communityId=room)
    for who in (guest, host.admin):
        assert (await who.get(path)).status == 403
    seen = (await creator.get(path, params={"days": "7"})).json
    assert (seen["memberCount"], seen["activeSubscriptions"], seen["conversations"]) == (2, 1, 2)
    assert seen["usage"]["last7DaysSeconds"] == seen["usage"]["last30DaysSeconds"] == 0
    assert len(seen["usage"]["daily"]) == 7
    assert seen["usage"]["daily"][-1]["conversations"] == 2
    sold = next(one for one in seen["revenue"]["totals"] if one["kind"] == "subscription")
    assert (sold["count"], sold["grossCents"], sold["creatorCents"]) == (1, 900, 630)
    assert (await creator.get(path, params={"days": "0"})).status == 400
