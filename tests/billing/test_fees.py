"""What coming in and staying in costs: the exact amount, once, shared out to the last cent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import accounts, billing, club, communities
from tests.kit.people import Person, Reply
from tests.kit.server import Host, LocalHost

DAY = 86_400


async def fill(host: LocalHost, person: Person, cents: int) -> None:
    answer = await host.admin.post(billing.TOP_UP.url(userId=person.id), {"amountCents": cents})
    assert answer.status == 201, answer.json


async def balance(person: Person) -> int:
    answer = await person.get(billing.WALLET.url())
    return int(answer.json["balanceCents"])


async def join(person: Person, community_id: str, cents: int | None = None) -> Reply:
    body: dict[str, Any] = {} if cents is None else {"acceptFeeCents": cents}
    return await person.post(communities.JOIN.url(communityId=community_id), body)


async def renew(person: Person, community_id: str, cents: int | None = None) -> Reply:
    body: dict[str, Any] = {} if cents is None else {"acceptFeeCents": cents}
    return await person.post(communities.RENEW.url(communityId=community_id), body)


async def pass_days(host: LocalHost, days: float) -> None:
    answer = await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": int(days * DAY)})
    assert answer.status == 200, answer.json


async def books_are_right(host: Host) -> None:
    answer = await host.admin.get(billing.AUDIT.url())
    assert answer.status == 200, answer.json
    assert answer.json["differenceCents"] == 0
    assert answer.json["mismatchedWallets"] == []


async def test_nothing_is_charged_unless_the_request_names_the_exact_amount(
    host: LocalHost,
) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500, monthlyFeeCents=300)
    await fill(host, member, 1000)
    for named in (None, 0, 500, 799, 801):
        refused = await join(member, room, named)
        assert (refused.status, refused.code) == (402, "fee_not_accepted")
        assert refused.json["amountDueCents"] == 800
    assert await balance(member) == 1000
    assert (await join(member, room, 800)).status == 201
    assert await balance(member) == 200
    assert await balance(creator) == 350 + 210
    await books_are_right(host)


async def test_a_wallet_that_is_too_low_changes_nothing(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500, monthlyFeeCents=300)
    await fill(host, member, 799)
    refused = await join(member, room, 800)
    assert (refused.status, refused.code) == (402, "insufficient_funds")
    assert (refused.json["amountDueCents"], refused.json["balanceCents"]) == (800, 799)
    assert (await balance(member), await balance(creator)) == (799, 0)
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 403


@pytest.mark.parametrize("cents", [1, 2, 3, 99, 101, 100_000_000])
async def test_the_creators_share_is_rounded_down_and_no_cent_is_lost(
    host: LocalHost, cents: int
) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=cents)
    await fill(host, member, cents)
    assert (await join(member, room, cents)).status == 201
    assert await balance(creator) == cents * 70 // 100
    await books_are_right(host)


async def test_a_repeat_is_harmless_and_a_member_is_not_charged_again(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500)
    await fill(host, member, 2000)
    answers = await asyncio.gather(*(join(member, room, 500) for _ in range(20)))
    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert await balance(member) == 1500


async def test_with_money_for_one_twenty_joins_at_once_take_it_once(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    rooms = [await creator.create(name=f"Room {n}", joinFeeCents=500) for n in range(20)]
    await fill(host, member, 700)
    answers = await asyncio.gather(*(join(member, room, 500) for room in rooms))
    assert sorted(answer.status for answer in answers) == [201] + [402] * 19
    assert await balance(member) == 200
    await books_are_right(host)


async def test_paid_time_ends_is_renewed_and_adds_to_what_is_left(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500, monthlyFeeCents=300)
    await fill(host, member, 2000)
    first = (await join(member, room, 800)).json["expiresAt"]
    early = await renew(member, room, 300)
    assert early.status == 200
    assert early.json["expiresAt"] > first
    await pass_days(host, 59)
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    await pass_days(host, 1.01)
    refused = await member.get(club.HISTORY.url(communityId=room))
    assert (refused.status, refused.code) == (402, "membership_expired")
    late = await renew(member, room, 300)
    assert late.status == 200, "a late renewal needs no join fee"
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    assert await balance(member) == 2000 - 800 - 300 - 300
    await books_are_right(host)


async def test_leaving_keeps_the_paid_time_and_the_join_fee_is_paid_once(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500, monthlyFeeCents=300)
    await fill(host, member, 2000)
    paid_until = (await join(member, room, 800)).json["expiresAt"]
    assert (await member.post(communities.LEAVE.url(communityId=room))).status == 204
    back = await join(member, room, 0)
    assert (back.status, back.json["expiresAt"]) == (201, paid_until)
    assert (await member.post(communities.LEAVE.url(communityId=room))).status == 204
    await pass_days(host, 31)
    assert (await join(member, room)).json["amountDueCents"] == 300
    assert (await join(member, room, 300)).status == 201
    await books_are_right(host)


async def test_a_change_of_fees_holds_for_what_comes_and_not_for_what_is(host: LocalHost) -> None:
    creator, early, late = [await host.person() for _ in range(3)]
    room = await creator.create()
    await early.join(room)
    path = communities.EDIT.url(communityId=room)
    assert (await creator.patch(path, {"monthlyFeeCents": 400})).status == 200
    refused = await renew(early, room, 400)
    assert (refused.status, refused.code) == (402, "fee_not_accepted")
    nothing = await renew(early, room)
    assert (nothing.status, nothing.code) == (409, "nothing_to_renew")
    await fill(host, late, 400)
    assert (await join(late, room, 400)).json["expiresAt"] is not None
    assert (await creator.patch(path, {"monthlyFeeCents": None})).status == 200
    await pass_days(host, 40)
    assert (await late.get(club.HISTORY.url(communityId=room))).status == 200, "its end was lifted"


async def test_staff_and_the_creator_never_pay(host: LocalHost) -> None:
    creator, helper = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500, monthlyFeeCents=300)
    invite = await creator.post(
        communities.CREATE_INVITE.url(communityId=room), {"role": "moderator"}
    )
    path = communities.ACCEPT_INVITE.url(code=invite.json["code"])
    answer = await helper.post(path, {})
    assert (answer.status, answer.json["expiresAt"]) == (201, None)
    assert (await balance(helper), await balance(creator)) == (0, 0)


async def test_who_agreed_is_renewed_and_others_are_told(host: LocalHost) -> None:
    creator, keeps, lapses = [await host.person() for _ in range(3)]
    room = await creator.create(monthlyFeeCents=300)
    for person in (keeps, lapses):
        await fill(host, person, 1000)
        assert (await join(person, room, 300)).status == 201
    agreed = await keeps.patch(
        communities.EDIT_MEMBERSHIP.url(communityId=room), {"autoRenew": True}
    )
    assert agreed.json["autoRenew"] is True
    async with lapses.live() as live:
        await live.caught_up()
        await pass_days(host, 30.01)
        while True:
            told = await live.next("member.updated")
            if told["data"]["userId"] == lapses.id:
                break
        assert told["data"]["status"] == "expired"
        await creator.say(room, "only for who pays")
        await live.caught_up()
        heard = [event["type"] for event in live.events]
        assert "message.created" not in heard
    assert (await keeps.get(club.HISTORY.url(communityId=room))).status == 200
    assert await balance(keeps) == 400
    assert await balance(lapses) == 700
    await books_are_right(host)


async def test_a_renewal_by_itself_takes_only_what_was_agreed_to(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(monthlyFeeCents=300)
    await fill(host, member, 1000)
    assert (await join(member, room, 300)).status == 201
    own = communities.EDIT_MEMBERSHIP.url(communityId=room)
    assert (await member.patch(own, {"autoRenew": True})).status == 200
    dearer = {"monthlyFeeCents": 900}
    assert (await creator.patch(communities.EDIT.url(communityId=room), dearer)).status == 200
    await pass_days(host, 30.01)
    answer = await member.get(club.HISTORY.url(communityId=room))
    assert (answer.status, answer.code) == (402, "membership_expired")
    assert await balance(member) == 700


@pytest.mark.parametrize("field", ["joinFeeCents", "monthlyFeeCents", "agentCallFeeCents"])
@pytest.mark.parametrize("value", [-1, 1.5, "5", 100_000_001, True, [5]])
async def test_a_fee_is_whole_cents_within_bounds(
    host: LocalHost, field: str, value: object
) -> None:
    answer = await host.admin.post(
        communities.CREATE.url(), {"type": "club", "name": "Tea", field: value}
    )
    assert (answer.status, answer.code) == (400, "validation")
    room = await host.admin.create("club", "Tea", **{field: 7})
    path = communities.EDIT.url(communityId=room)
    changed = await host.admin.patch(path, {field: value})
    assert (changed.status, changed.code) == (400, "validation")
    kept = await host.admin.get(communities.READ.url(communityId=room))
    assert kept.json[field] == 7
    named = await host.admin.post(communities.JOIN.url(communityId=room), {"acceptFeeCents": value})
    assert (named.status, named.code) == (400, "validation")


async def test_a_lounge_has_one_kind_of_subscription(host: LocalHost) -> None:
    both = {"type": "lounge", "name": "Den", "monthlyFeeCents": 5, "monthlyPriceCents": 5}
    assert (await host.admin.post(communities.CREATE.url(), both)).status == 400
    room = await host.admin.create("lounge", monthlyPriceCents=5)
    answer = await host.admin.patch(communities.EDIT.url(communityId=room), {"monthlyFeeCents": 5})
    assert (answer.status, answer.code) == (400, "validation")
