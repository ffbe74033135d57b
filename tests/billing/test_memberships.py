"""Paid memberships: their ends, changes of fees and roles, repeats, and what an expired one has."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from embedded_server.contracts import accounts, billing, club, communities
from tests.billing.test_fees import balance, books_are_right, fill, join, pass_days, renew
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost

PERIOD = timedelta(days=30)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def paying(host: LocalHost, **fees: Any) -> tuple[Person, Person, str]:
    """A creator, a member with 5000 cents, and a room with fees."""
    creator, member = await host.person(), await host.person()
    room = await creator.create(**fees)
    await fill(host, member, 5000)
    return creator, member, room


async def read(person: Person, room: str) -> dict[str, Any]:
    found: dict[str, Any] = (await person.get(communities.READ.url(communityId=room))).json
    return found


async def edit(creator: Person, room: str, **fees: int | None) -> None:
    answer = await creator.patch(communities.EDIT.url(communityId=room), fees)
    assert answer.status == 200, answer.json


async def test_a_period_is_thirty_days_and_without_a_fee_there_is_none(host: LocalHost) -> None:
    creator, member, room = await paying(host, joinFeeCents=5, monthlyFeeCents=3)
    now = moment((await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 0})).json["now"])
    ends = moment((await join(member, room, 8)).json["expiresAt"])
    assert timedelta(0) <= ends - now - PERIOD < timedelta(seconds=30)
    early = moment((await renew(member, room, 3)).json["expiresAt"])
    assert early - ends == PERIOD
    kinds = [entry["kind"] for entry in (await member.get(billing.ENTRIES.url())).json["items"]]
    assert kinds == ["monthly_fee", "monthly_fee", "join_fee", "top_up"]
    once = await creator.create(joinFeeCents=5)
    assert (await join(member, once, 5)).json["expiresAt"] is None


async def test_what_an_expired_member_still_has(host: LocalHost) -> None:
    creator, member, room = await paying(host, monthlyFeeCents=300)
    agent = await creator.make_agent(room)
    assert (await join(member, room, 300)).status == 201
    assert (await read(member, room))["memberCount"] == 2
    await pass_days(host, 30.01)
    seen = await read(member, room)
    assert (seen["membership"]["status"], seen["memberCount"]) == ("expired", 1)
    listed = await creator.pages(communities.MEMBERS.url(communityId=room))
    assert {one["userId"]: one["status"] for one in listed}[member.id] == "expired"
    mine = await member.pages(communities.LIST.url(), mine="true")
    assert [one["id"] for one in mine] == [room]
    assert len((await member.get(billing.ENTRIES.url())).json["items"]) == 2
    refused = [
        await member.get(club.HISTORY.url(communityId=room)),
        await member.post(club.SEND.url(communityId=room), {"text": "Hello"}),
        await member.post(club.ASK.url(communityId=room), {"agentId": agent, "text": "?"}),
        await member.get(communities.MEMBERS.url(communityId=room)),
    ]
    assert {(one.status, one.code) for one in refused} == {(402, "membership_expired")}
    assert (await member.post(communities.LEAVE.url(communityId=room))).status == 204
    assert (await renew(member, room, 300)).code == "not_member"


async def test_a_fee_raised_or_lowered_holds_from_the_next_renewal(host: LocalHost) -> None:
    creator, member, room = await paying(host, monthlyFeeCents=300)
    ends = (await join(member, room, 300)).json["expiresAt"]
    for fee in (900, 1):
        await edit(creator, room, monthlyFeeCents=fee)
        assert (await read(member, room))["membership"]["expiresAt"] == ends
        refused = await renew(member, room, 300)
        assert (refused.status, refused.json["amountDueCents"]) == (402, fee)
        ends = (await renew(member, room, fee)).json["expiresAt"]
    assert await balance(member) == 5000 - 300 - 900 - 1


async def test_a_fee_taken_away_lets_the_expired_back_for_good(host: LocalHost) -> None:
    creator, member, room = await paying(host, monthlyFeeCents=300)
    assert (await join(member, room, 300)).status == 201
    await pass_days(host, 31)
    await edit(creator, room, monthlyFeeCents=None)
    assert (await read(member, room))["membership"]["status"] == "expired"
    free = await renew(member, room)
    assert (free.status, free.json["status"], free.json["expiresAt"]) == (200, "active", None)
    await pass_days(host, 100)
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    assert await balance(member) == 4700


async def test_a_fee_that_comes_leaves_members_and_is_due_for_who_comes_back(
    host: LocalHost,
) -> None:
    creator, member, room = await paying(host)
    await member.join(room)
    await edit(creator, room, monthlyFeeCents=300)
    await pass_days(host, 40)
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    assert (await member.post(communities.LEAVE.url(communityId=room))).status == 204
    assert (await join(member, room)).json["amountDueCents"] == 300


async def test_who_is_removed_or_let_back_keeps_the_paid_time(host: LocalHost) -> None:
    creator, member, room = await paying(host, joinFeeCents=500, monthlyFeeCents=300)
    ends = (await join(member, room, 800)).json["expiresAt"]
    one = {"communityId": room, "userId": member.id}
    assert (await creator.delete(communities.REMOVE_MEMBER.url(**one))).status == 204
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 403
    back = await join(member, room, 0)
    assert (back.status, back.json["expiresAt"]) == (201, ends)
    assert (await creator.put(communities.BAN.url(**one))).status == 204
    for verb in (join, renew):
        refused = await verb(member, room, 0)
        assert refused.code in ("banned", "not_member")
    assert (await creator.delete(communities.UNBAN.url(**one))).status == 204
    assert (await join(member, room, 0)).json["expiresAt"] == ends
    assert await balance(member) == 4200
    await books_are_right(host)


async def test_staff_do_not_pay_and_who_was_staff_has_a_period_to_decide(host: LocalHost) -> None:
    creator, member, room = await paying(host, monthlyFeeCents=300)
    assert (await join(member, room, 300)).status == 201
    path = communities.EDIT_MEMBER.url(communityId=room, userId=member.id)
    up = await creator.patch(path, {"role": "moderator"})
    assert (up.json["expiresAt"], up.json["autoRenew"]) == (None, False)
    await pass_days(host, 50)
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    assert (await renew(member, room, 300)).code == "fee_not_accepted"
    assert (await renew(member, room)).code == "nothing_to_renew"
    down = await creator.patch(path, {"role": "member"})
    assert down.json["expiresAt"] is not None
    await pass_days(host, 30.01)
    assert (await member.get(club.HISTORY.url(communityId=room))).code == "membership_expired"
    assert (await renew(member, room, 300)).status == 200
    assert await balance(member) == 5000 - 600


async def test_two_windows_pay_for_one_period(host: LocalHost) -> None:
    _, member, room = await paying(host, monthlyFeeCents=300)
    ends = (await join(member, room, 300)).json["expiresAt"]
    path = communities.RENEW.url(communityId=room)
    body = {"acceptFeeCents": 300, "expiresAt": ends}
    answers = await asyncio.gather(*(member.post(path, body) for _ in range(10)))
    assert sorted(answer.status for answer in answers) == [200] + [409] * 9
    late = next(answer for answer in answers if answer.status == 409)
    now = (await read(member, room))["membership"]["expiresAt"]
    assert (late.code, late.json["expiresAt"]) == ("period_changed", now)
    assert moment(now) - moment(ends) == PERIOD
    assert await balance(member) == 5000 - 600
    for wrong in ("yesterday", "2026-13-01T00:00:00.000Z", 5):
        refused = await member.post(path, {"acceptFeeCents": 300, "expiresAt": wrong})
        assert (refused.status, refused.code) == (400, "validation")


async def test_a_repeat_with_its_key_is_one_charge(host: LocalHost) -> None:
    creator, member, room = await paying(host, joinFeeCents=500, monthlyFeeCents=300)

    async def again(path: str, cents: int, key: str) -> Reply:
        headers = {"Idempotency-Key": key}
        return await member.post(path, {"acceptFeeCents": cents}, headers=headers)

    joining = communities.JOIN.url(communityId=room)
    first = await asyncio.gather(*(again(joining, 800, "j") for _ in range(5)))
    assert sorted(answer.status for answer in first) == [200] * 4 + [201]
    renewing = communities.RENEW.url(communityId=room)
    second = await asyncio.gather(*(again(renewing, 300, "r") for _ in range(5)))
    assert {answer.status for answer in second} == {200}
    assert len({answer.json["expiresAt"] for answer in second}) == 1
    assert (await again(renewing, 301, "r")).code == "idempotency_conflict"
    assert await balance(member) == 5000 - 800 - 300
    assert (await again(renewing, 300, "another")).status == 200
    assert await balance(member) == 5000 - 800 - 300 - 300
    made = await creator.post(communities.CREATE_INVITE.url(communityId=room), {"maxUses": 5})
    assert (await member.post(communities.LEAVE.url(communityId=room))).status == 204
    accepting = communities.ACCEPT_INVITE.url(code=made.json["code"])
    third = await asyncio.gather(*(again(accepting, 0, "a") for _ in range(5)))
    assert sorted(answer.status for answer in third) == [200] * 4 + [201]
    (invite,) = await creator.pages(communities.INVITES.url(communityId=room))
    assert invite["uses"] == 1


async def test_a_refused_payment_keeps_no_key(host: LocalHost) -> None:
    creator, poor = await host.person(), await host.person()
    room = await creator.create(joinFeeCents=500)
    path, key = communities.JOIN.url(communityId=room), {"Idempotency-Key": "k"}
    body = {"acceptFeeCents": 500}
    assert (await poor.post(path, body, headers=key)).code == "insufficient_funds"
    await fill(host, poor, 500)
    assert (await poor.post(path, body, headers=key)).status == 201


async def test_an_invite_takes_the_fee_of_a_member(host: LocalHost) -> None:
    creator, member, room = await paying(host, joinFeeCents=500)
    made = await creator.post(communities.CREATE_INVITE.url(communityId=room), {"maxUses": 1})
    path = communities.ACCEPT_INVITE.url(code=made.json["code"])
    refused = await member.post(path, {})
    assert (refused.status, refused.json["amountDueCents"]) == (402, 500)
    assert (await member.post(path, {"acceptFeeCents": 500})).status == 201
    assert await balance(member) == 4500


async def test_a_renewal_that_cannot_be_is_told_and_is_not_tried_again(host: LocalHost) -> None:
    creator, member = await host.person(), await host.person()
    room = await creator.create(monthlyFeeCents=300)
    await fill(host, member, 300)
    assert (await join(member, room, 300)).status == 201
    own = communities.EDIT_MEMBERSHIP.url(communityId=room)
    assert (await member.patch(own, {"autoRenew": True})).status == 200
    async with member.live() as live:
        await live.caught_up()
        await pass_days(host, 30.01)
        while (told := (await live.next("member.updated"))["data"])["userId"] != member.id:
            pass
    assert (told["status"], told["autoRenew"]) == ("expired", False)
    await fill(host, member, 300)
    await pass_days(host, 1)
    assert await balance(member) == 300


async def test_a_server_that_was_off_takes_one_period_and_not_all_that_passed(
    host: LocalHost,
) -> None:
    _, member, room = await paying(host, monthlyFeeCents=300)
    assert (await join(member, room, 300)).status == 201
    own = communities.EDIT_MEMBERSHIP.url(communityId=room)
    assert (await member.patch(own, {"autoRenew": True})).status == 200
    await pass_days(host, 95)
    assert await balance(member) == 5000 - 600
    assert (await member.get(club.HISTORY.url(communityId=room))).status == 200
    (renewal,) = await member.pages("/api/wallet/renewals")
    assert (renewal["amountCents"], renewal["autoRenew"]) == (300, True)


async def test_time_that_was_seen_is_not_taken_back_by_a_restart(host: LocalHost) -> None:
    _, member, room = await paying(host, monthlyFeeCents=300)
    assert (await join(member, room, 300)).status == 201
    await pass_days(host, 31)
    await fill(host, member, 1)
    await host.restart()
    back = host.back(member)
    assert (await back.get(club.HISTORY.url(communityId=room))).code == "membership_expired"


async def test_what_was_earned_outlives_the_community(host: LocalHost) -> None:
    creator, member, room = await paying(host, joinFeeCents=500, monthlyFeeCents=300)
    assert (await join(member, room, 800)).status == 201
    own = communities.EDIT_MEMBERSHIP.url(communityId=room)
    assert (await member.patch(own, {"autoRenew": True})).status == 200
    assert (await creator.delete(communities.DELETE.url(communityId=room))).status == 204
    assert (await join(member, room, 800)).status == 404
    await pass_days(host, 31)
    assert await balance(member) == 4200, "nobody pays for what is gone"
    revenue = billing.REVENUE.url(communityId=room)
    totals = (await creator.get(revenue, params={"days": "60"})).json["totals"]
    assert [total["grossCents"] for total in totals] == [500, 300, 0]
    assert (await member.get(revenue)).status == 404
    (month, entry) = await creator.pages(billing.PAYMENTS.url(communityId=room))
    assert (month["kind"], entry["kind"]) == ("monthly_fee", "join_fee")
    back = await creator.post(
        billing.REFUND.url(communityId=room), {"entryId": entry["entryId"], "note": "Sorry"}
    )
    assert (back.status, back.json["creatorCents"]) == (201, 350)
    named = (await member.get(billing.ENTRIES.url())).json["items"]
    assert {entry["communityName"] for entry in named} == {"Tea", None}
    await books_are_right(host)
