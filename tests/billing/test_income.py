"""What a creator sees of the money, and what other prices would mean."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.billing.store import audit
from embedded_server.contracts import billing, communities, pricing
from tests.billing.test_fees import balance, books_are_right, fill, join, pass_days
from tests.kit.people import Person
from tests.kit.server import LocalHost


async def what_if(creator: Person, room: str, **query: str) -> dict[str, Any]:
    answer = await creator.get(pricing.WHAT_IF.url(communityId=room), params=query)
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def members(host: LocalHost, room: str, fee: int, count: int) -> list[Person]:
    """People who have paid `fee` and have nothing left."""
    people = [await host.person() for _ in range(count)]
    for person in people:
        await fill(host, person, fee)
        assert (await join(person, room, fee)).status == 201
    return people


async def agree(person: Person, room: str) -> None:
    path = communities.EDIT_MEMBERSHIP.url(communityId=room)
    assert (await person.patch(path, {"autoRenew": True})).status == 200


async def test_who_would_lapse_and_what_would_come_in(host: LocalHost) -> None:
    creator = await host.person()
    room = await creator.create(joinFeeCents=100, monthlyFeeCents=50)
    by_hand, agreed, rich = await members(host, room, 150, 3)
    await fill(host, rich, 1000)
    for person in (agreed, rich):
        await agree(person, room)
    same = await what_if(creator, room)
    assert same["now"] == same["then"]
    assert same["incomeNow"] == same["incomeThen"]
    assert (same["memberCount"], same["payingCount"], same["renewsItselfCount"]) == (4, 3, 2)
    reasons = {one["userId"]: one["reason"] for one in same["lapses"]}
    assert reasons == {by_hand.id: "renews_by_hand", agreed.id: "wallet_short"}
    dearer = await what_if(creator, room, monthlyFeeCents="80", joinFeeCents="0")
    assert dearer["then"] == {"joinFeeCents": 0, "monthlyFeeCents": 80, "agentCallFeeCents": 0}
    assert {one["reason"] for one in dearer["lapses"]} == {"renews_by_hand", "must_agree_again"}
    assert dearer["lapseCount"] == 3
    assert dearer["walletsShort"] is None
    ends = [one["expiresAt"] for one in dearer["lapses"]]
    assert ends == sorted(ends)
    now, then = dearer["incomeNow"], dearer["incomeThen"]
    assert [(one["count"], one["grossCents"]) for one in now] == [(3, 300), (3, 150), (0, 0)]
    assert [(one["count"], one["grossCents"]) for one in then] == [(3, 0), (3, 240), (0, 0)]
    assert [one["creatorCents"] for one in then] == [0, 3 * 56, 0]
    free = await what_if(creator, room, monthlyFeeCents="0")
    assert (free["lapseCount"], free["lapses"]) == (0, [])
    assert "as_many_renewals" in free["assumptions"]
    assert (await creator.get(communities.READ.url(communityId=room))).json["joinFeeCents"] == 100
    await pass_days(host, 31)
    assert (await what_if(creator, room, days="7"))["payingCount"] == 1, "who was renewed is left"


async def test_wallets_are_counted_only_where_they_are_nobodys(host: LocalHost) -> None:
    creator = await host.person()
    room = await creator.create(monthlyFeeCents=50)
    people = await members(host, room, 50, 5)
    await fill(host, people[0], 70)
    assert (await what_if(creator, room, monthlyFeeCents="70"))["walletsShort"] == 4
    assert (await what_if(creator, room, monthlyFeeCents="71"))["walletsShort"] == 5


@pytest.mark.parametrize(
    "query",
    [{"monthlyFeeCents": "-1"}, {"joinFeeCents": "x"}, {"agentCallFeeCents": "1.5"}, {"days": "0"}],
)
async def test_prices_are_whole_cents(host: LocalHost, query: dict[str, str]) -> None:
    room = await host.admin.create()
    answer = await host.admin.get(pricing.WHAT_IF.url(communityId=room), params=query)
    assert (answer.status, answer.code) == (400, "validation")


@pytest.mark.parametrize("route", [pricing.WHAT_IF, billing.PAYMENTS, billing.REVENUE])
async def test_only_the_creator_sees_the_money(host: LocalHost, route: Any) -> None:
    creator, other = await host.person(), await host.person()
    room = await creator.create()
    await other.join(room)
    path = route.url(communityId=room)
    assert (await creator.get(path)).status == 200
    assert (await other.get(path)).status == 403
    assert (await host.stranger().get(path)).status == 401
    nowhere = route.url(communityId="01a20ab7-2d10-7437-9e56-83a521a82aa5")
    assert (await creator.get(nowhere)).status == 404


async def test_payments_page_and_can_be_kept_to_one_person(host: LocalHost) -> None:
    creator = await host.person()
    room = await creator.create(joinFeeCents=1)
    people = await members(host, room, 1, 4)
    path = billing.PAYMENTS.url(communityId=room)
    found = await creator.pages(path, limit="3")
    assert [one["userId"] for one in found] == [person.id for person in reversed(people)]
    assert {(one["amountCents"], one["creatorCents"]) for one in found} == {(1, 0)}
    (one,) = await creator.pages(path, userId=people[1].id)
    assert one["userName"] == people[1].user["displayName"]
    assert await creator.pages(path, userId="nonsense") == []


async def test_a_repeated_refund_answers_with_the_first_one(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=100)
    await fill(host, member, 100)
    assert (await join(member, room, 100)).status == 201
    (payment,) = await creator.pages(billing.PAYMENTS.url(communityId=room))
    path = billing.REFUND.url(communityId=room)

    async def give(cents: int, key: str) -> Any:
        body = {"entryId": payment["entryId"], "amountCents": cents}
        return await creator.post(path, body, headers={"Idempotency-Key": key})

    first = await asyncio.gather(*(give(30, "a") for _ in range(5)))
    assert sorted(answer.status for answer in first) == [200] * 4 + [201]
    assert (await give(20, "b")).json["leftCents"] == 50
    again = await give(30, "a")
    assert (again.status, again.json) == (200, first[0].json)
    assert again.json["leftCents"] == 70
    assert (await give(31, "a")).code == "idempotency_conflict"
    assert await balance(member) == 50
    await books_are_right(host)


async def test_any_entry_of_a_payment_names_it(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=100)
    await fill(host, member, 100)
    assert (await join(member, room, 100)).status == 201
    for person in (creator, member):
        entries = (await person.get(billing.ENTRIES.url())).json["items"]
        entry = next(one["id"] for one in entries if one["kind"] == "join_fee")
        body = {"entryId": entry, "amountCents": 10}
        assert (await creator.post(billing.REFUND.url(communityId=room), body)).status == 201
    assert await balance(member) == 20


async def test_the_audit_goes_on_over_batches(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "BATCH", 3)
    person = await host.person()
    for cents in range(1, 8):
        await fill(host, person, cents)
    found = (await host.admin.get(billing.AUDIT.url())).json
    assert (found["transactions"], found["entries"]) == (7, 14)
    await books_are_right(host)


async def test_sums_beyond_32_bits_are_exact(host: LocalHost) -> None:
    person = await host.person()
    for _ in range(50):
        await fill(host, person, 100_000_000)
    assert await balance(person) == 5_000_000_000
    await books_are_right(host)
