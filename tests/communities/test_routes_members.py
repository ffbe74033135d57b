"""Joining, leaving, roles, mutes, removals, bans, invites and the audit over HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import accounts, club, communities
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost

NOBODY = "01a20ab7-2d10-7437-9e56-83a521a82aa5"
FAR = "2099-01-01T00:00:00.000Z"


async def standing(host: LocalHost, place: str, user_id: str) -> dict[str, Any] | None:
    """The membership as the member list shows it, without presence; None for who is not in."""
    members = (await host.admin.get(communities.MEMBERS.url(communityId=place))).json["items"]
    return next((m for m in members if m["userId"] == user_id), None)


async def change(who: Person, place: str, whom: Person, **change: Any) -> Reply:
    return await who.patch(communities.EDIT_MEMBER.url(communityId=place, userId=whom.id), change)


async def ranks(host: LocalHost, type_: str = "club") -> tuple[str, list[Person]]:
    """A community with its creator, two moderators and two members."""
    place = await host.admin.create(type_)
    people = [await host.person() for _ in range(4)]
    for person in people:
        await person.join(place)
    for moderator in people[:2]:
        assert (await change(host.admin, place, moderator, role="moderator")).status == 200
    return place, [host.admin, *people]


async def test_joining_and_leaving_are_safe_to_repeat(host: LocalHost) -> None:
    place = await host.admin.create()
    person = await host.person()
    join, leave = (route.url(communityId=place) for route in (communities.JOIN, communities.LEAVE))
    not_yet = await person.post(leave)
    assert (not_yet.status, not_yet.code) == (404, "not_member")
    first = await person.post(join)
    again = await person.post(join, {})
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    assert (first.json["role"], first.json["status"]) == ("member", "active")
    assert (first.json["expiresAt"], first.json["autoRenew"]) == (None, False)
    assert (await person.post(leave)).status == 204
    twice = await person.post(leave)
    assert (twice.status, twice.code) == (404, "not_member")
    assert await standing(host, place, person.id) is None
    assert (await person.post(join)).status == 201
    creator = await host.admin.post(leave)
    assert (creator.status, creator.code) == (409, "creator_cannot_leave")
    assert (await host.admin.post(join)).status == 200


async def test_many_joins_at_once_make_one_membership(host: LocalHost) -> None:
    place = await host.admin.create()
    person = await host.person()
    path = communities.JOIN.url(communityId=place)
    answers = await asyncio.gather(*(person.post(path) for _ in range(10)))
    assert sorted(answer.status for answer in answers) == [200] * 9 + [201]
    read = (await person.get(communities.READ.url(communityId=place))).json
    assert read["memberCount"] == 2


@pytest.mark.parametrize("route", [communities.JOIN, communities.RENEW])
async def test_a_fee_that_is_not_due_is_not_taken(host: LocalHost, route: Any) -> None:
    place = await host.admin.create()
    person = await host.person()
    if route is communities.RENEW:
        await person.join(place)
    path = route.url(communityId=place)
    refused = await person.post(path, {"acceptFeeCents": 5})
    assert (refused.status, refused.code) == (402, "fee_not_accepted")
    assert refused.json["amountDueCents"] == 0
    if route is communities.JOIN:
        assert await standing(host, place, person.id) is None
    for wrong in (-1, 1.5, "0", 100_000_001):
        answer = await person.post(path, {"acceptFeeCents": wrong})
        assert (answer.status, answer.code) == (400, "validation")
    right = await person.post(path, {"acceptFeeCents": 0})
    assert right.status == (201 if route is communities.JOIN else 409)


async def test_what_does_not_run_out_cannot_be_renewed(host: LocalHost) -> None:
    place = await host.admin.create()
    path = communities.RENEW.url(communityId=place)
    answer = await host.admin.post(path)
    assert (answer.status, answer.code) == (409, "nothing_to_renew")
    outside = await (await host.person()).post(path)
    assert (outside.status, outside.code) == (404, "not_member")


async def test_ones_own_membership(host: LocalHost) -> None:
    place = await host.admin.create()
    person = await host.person()
    path = communities.EDIT_MEMBERSHIP.url(communityId=place)
    outside = await person.patch(path, {"autoRenew": True})
    assert (outside.status, outside.code) == (403, "not_a_member")
    await person.join(place)
    answer = await person.patch(path, {"autoRenew": True, "notifications": "mentions"})
    assert (answer.status, answer.json["autoRenew"]) == (200, True)
    assert answer.json["notifications"] == "mentions"
    assert (await person.patch(path, {})).json == answer.json
    wrong = await person.patch(path, {"role": "moderator"})
    assert (wrong.status, wrong.code) == (400, "validation")


async def test_members_are_shown_to_members_only(host: LocalHost) -> None:
    place, people = await ranks(host)
    path = communities.MEMBERS.url(communityId=place)
    outsider = await host.person()
    refused = await outsider.get(path)
    assert (refused.status, refused.code) == (403, "not_a_member")
    got: list[str] = []
    query = {"limit": "2"}
    while True:
        page = (await people[-1].get(path, params=query)).json
        got += [member["userId"] for member in page["items"]]
        assert all("notifications" not in member for member in page["items"])
        if not page["hasMore"]:
            break
        query["cursor"] = page["nextCursor"]
    assert got == sorted(person.id for person in people)


async def test_roles_are_given_from_above(host: LocalHost) -> None:
    place, (creator, moderator, other, member, _) = await ranks(host)
    for who, whom, role in (
        (member, moderator, "member"),
        (moderator, creator, "member"),
        (moderator, other, "member"),
        (moderator, member, "moderator"),
        (moderator, moderator, "member"),
        (creator, creator, "member"),
        (await host.person(), member, "moderator"),
    ):
        refused = await change(who, place, whom, role=role)
        assert (refused.status, refused.code) == (403, "forbidden"), (who.user, whom.user, role)
    exactly_one = await change(creator, place, member, role="creator")
    assert (exactly_one.status, exactly_one.code) == (400, "validation")
    of_official = await change(creator, place, member, role="cs_agent")
    assert (of_official.status, of_official.code) == (400, "wrong_type")
    raised = await change(creator, place, member, role="moderator")
    assert (raised.status, raised.json["role"]) == (200, "moderator")
    lowered = await change(creator, place, member, role="member")
    assert (lowered.status, lowered.json["role"]) == (200, "member")
    nobody = await creator.patch(
        communities.EDIT_MEMBER.url(communityId=place, userId=NOBODY), {"role": "member"}
    )
    assert (nobody.status, nobody.code) == (404, "not_member")


async def test_moderators_give_and_take_customer_service(host: LocalHost) -> None:
    place, (creator, moderator, _, member, _) = await ranks(host, "official")
    given = await change(moderator, place, member, role="cs_agent")
    assert (given.status, given.json["role"]) == (200, "cs_agent")
    assert (await change(moderator, place, member, role="member")).status == 200
    refused = await change(moderator, place, creator, role="cs_agent")
    assert refused.status == 403


async def test_the_muted_read_and_do_not_write(host: LocalHost) -> None:
    place, (_, moderator, _, member, _) = await ranks(host)
    mine = await member.say(place, "before")
    muted = await change(moderator, place, member, mutedUntil=FAR)
    assert (muted.status, muted.json["mutedUntil"]) == (200, FAR)
    send = club.SEND.url(communityId=place)
    edit = club.EDIT.url(communityId=place, messageId=mine["id"])
    for answer in (
        await member.post(send, {"text": "x"}),
        await member.patch(edit, {"text": "x"}),
        await member.post(club.ASK.url(communityId=place), {"agentId": NOBODY, "text": "x"}),
    ):
        assert (answer.status, answer.code) == (403, "muted")
        assert answer.json["mutedUntil"] == FAR
    assert len(await member.history(place)) == 1
    assert (await member.delete(edit)).status == 204
    # Leaving and coming back does not end it.
    await member.post(communities.LEAVE.url(communityId=place))
    await member.join(place)
    assert (await member.post(send, {"text": "x"})).code == "muted"
    assert (await change(moderator, place, member, mutedUntil=None)).json["mutedUntil"] is None
    await member.say(place, "after")


async def test_a_mute_ends_by_itself(host: LocalHost) -> None:
    place, (_, moderator, _, member, _) = await ranks(host)
    now = (await host.admin.post("/api/admin/clock", {"advanceSeconds": 0})).json["now"]
    later = f"{int(now[:4]) + 1}{now[4:10].replace('02-29', '02-28')}{now[10:]}"
    assert (await change(moderator, place, member, mutedUntil=later)).status == 200
    assert (await member.post(club.SEND.url(communityId=place), {"text": "x"})).status == 403
    host.server.clock.advance(367 * 86_400)
    host.admin = await host.sign_in("admin")
    again = await host.sign_in(member.user["username"])
    await again.say(place, "x")


@pytest.mark.parametrize(
    "moment",
    ["2026-13-01T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "tomorrow", 5, f"{FAR}\n"],
)
async def test_moments_that_do_not_exist_are_refused(host: LocalHost, moment: Any) -> None:
    place, (creator, *_, member) = await ranks(host)
    answer = await change(creator, place, member, mutedUntil=moment)
    assert (answer.status, answer.code) == (400, "validation")


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00.000Z", "0999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"]
)
async def test_odd_moments_come_back_as_they_were(host: LocalHost, moment: str) -> None:
    place, (creator, *_, member) = await ranks(host)
    answer = await change(creator, place, member, mutedUntil=moment)
    assert (answer.status, answer.json["mutedUntil"]) == (200, moment)


async def test_the_removed_may_come_back_and_the_banned_may_not(host: LocalHost) -> None:
    place, (creator, moderator, other, member, last) = await ranks(host)
    remove = communities.REMOVE_MEMBER
    ban = communities.BAN

    async def act(who: Person, method: str, route: Any, whom: Person) -> int:
        return (await who.call(method, route.url(communityId=place, userId=whom.id))).status

    for route, method in ((remove, "DELETE"), (ban, "PUT")):
        assert await act(member, method, route, last) == 403
        assert await act(moderator, method, route, other) == 403
        assert await act(moderator, method, route, creator) == 403
        assert await act(creator, method, route, creator) == 403
    assert await act(moderator, "DELETE", remove, member) == 204
    assert await act(moderator, "DELETE", remove, member) == 404
    outside = await member.get(club.HISTORY.url(communityId=place))
    assert (outside.status, outside.code) == (403, "not_a_member")
    assert (await member.post(communities.JOIN.url(communityId=place))).status == 201
    assert await act(moderator, "PUT", ban, member) == 204
    assert await act(moderator, "PUT", ban, member) == 204
    for answer in (
        await member.get(club.HISTORY.url(communityId=place)),
        await member.post(communities.JOIN.url(communityId=place)),
        await member.post(club.SEND.url(communityId=place), {"text": "x"}),
    ):
        assert (answer.status, answer.code) == (403, "banned")
    assert (await member.post(communities.LEAVE.url(communityId=place))).status == 404
    assert await act(moderator, "DELETE", ban, member) == 204
    assert await act(moderator, "DELETE", ban, member) == 404
    assert (await member.post(communities.JOIN.url(communityId=place))).status == 201
    never_in = await host.person()
    assert await act(creator, "PUT", ban, never_in) == 204
    assert (await never_in.post(communities.JOIN.url(communityId=place))).status == 403
    nobody = await creator.put(ban.url(communityId=place, userId=NOBODY))
    assert nobody.status == 404


async def test_who_is_removed_hears_it_and_nothing_after_it(host: LocalHost) -> None:
    place, (creator, _, _, member, last) = await ranks(host)
    async with member.live() as live, last.live() as other:
        await live.caught_up()
        await other.caught_up()
        await creator.delete(communities.REMOVE_MEMBER.url(communityId=place, userId=member.id))
        gone = await live.next("member.updated")
        assert (gone["data"]["userId"], gone["data"]["status"]) == (member.id, "removed")
        live.events.clear()
        await creator.say(place, "without you")
        await other.next("message.created")
        await live.caught_up()
        assert [event for event in live.events if event.get("communityId") == place] == []
        await member.join(place)
        await creator.say(place, "with you")
        assert (await live.next("message.created"))["data"]["text"] == "with you"


async def test_invites_are_made_used_up_and_withdrawn(host: LocalHost) -> None:
    place, (creator, moderator, _, member, _) = await ranks(host)
    path = communities.CREATE_INVITE.url(communityId=place)
    refused = await member.post(path)
    assert (refused.status, refused.code) == (403, "forbidden")
    made = await moderator.post(path, {"maxUses": 2, "expiresAt": FAR})
    assert made.status == 201
    invite = made.json
    assert (invite["role"], invite["maxUses"], invite["uses"]) == ("member", 2, 0)
    assert invite["url"] == f"{host.url}/invite/{invite['code']}"
    accept = communities.ACCEPT_INVITE.url(code=invite["code"].lower())
    held = await member.post(accept)
    assert held.status == 200, "who is in already uses none up"
    first, second, third = [await host.person() for _ in range(3)]
    wrong_fee = await first.post(accept, {"acceptFeeCents": 5})
    assert (wrong_fee.status, wrong_fee.code) == (402, "fee_not_accepted")
    assert (await first.post(accept)).status == 201
    assert (await first.post(accept)).status == 200
    shown = (await creator.get(path)).json["items"]
    assert [(i["code"], i["uses"]) for i in shown] == [(invite["code"], 1)]
    assert (await second.post(accept)).status == 201
    used_up = await third.post(accept)
    assert (used_up.status, used_up.code) == (410, "invite_gone")
    assert (await creator.get(path)).json["items"] == []
    open_one = (await creator.post(path)).json
    withdraw = communities.DELETE_INVITE.url(communityId=place, code=open_one["code"])
    assert (await member.delete(withdraw)).status == 403
    assert (await creator.delete(withdraw)).status == 204
    assert (await creator.delete(withdraw)).status == 404
    gone = await third.post(communities.ACCEPT_INVITE.url(code=open_one["code"]))
    assert (gone.status, gone.code) == (410, "invite_gone")
    unknown = await third.post(communities.ACCEPT_INVITE.url(code="NOTHING234"))
    assert (unknown.status, unknown.code) == (404, "not_found")


async def test_the_last_use_of_an_invite_goes_to_one(host: LocalHost) -> None:
    place = await host.admin.create()
    made = await host.admin.post(communities.CREATE_INVITE.url(communityId=place), {"maxUses": 1})
    accept = communities.ACCEPT_INVITE.url(code=made.json["code"])
    people = [await host.person() for _ in range(6)]
    answers = await asyncio.gather(*(person.post(accept) for person in people))
    assert sorted(answer.status for answer in answers) == [201, *[410] * 5]


async def test_invites_end_in_time(host: LocalHost) -> None:
    place = await host.admin.create()
    path = communities.CREATE_INVITE.url(communityId=place)
    for moment in ("2020-01-01T00:00:00.000Z", "2026-02-30T00:00:00.000Z", "soon"):
        answer = await host.admin.post(path, {"expiresAt": moment})
        assert (answer.status, answer.code) == (400, "validation")
    for wrong in ({"maxUses": 0}, {"role": "creator"}, {"role": "king"}):
        answer = await host.admin.post(path, wrong)
        assert (answer.status, answer.code) == (400, "validation")
    assert (await host.admin.post(path, {"role": "cs_agent"})).code == "wrong_type"
    now = (await host.admin.post("/api/admin/clock", {"advanceSeconds": 0})).json["now"]
    later = f"{int(now[:4]) + 1}{now[4:10].replace('02-29', '02-28')}{now[10:]}"
    code = (await host.admin.post(path, {"expiresAt": later})).json["code"]
    host.server.clock.advance(367 * 86_400)
    person = await host.person()
    late = await person.post(communities.ACCEPT_INVITE.url(code=code))
    assert (late.status, late.code) == (410, "invite_gone")


async def test_invites_give_roles_below_ones_own(host: LocalHost) -> None:
    place, (creator, moderator, _, member, _) = await ranks(host)
    path = communities.CREATE_INVITE.url(communityId=place)
    refused = await moderator.post(path, {"role": "moderator"})
    assert (refused.status, refused.code) == (403, "forbidden")
    code = (await creator.post(path, {"role": "moderator"})).json["code"]
    raised = await member.post(communities.ACCEPT_INVITE.url(code=code))
    assert (raised.status, raised.json["role"]) == (201, "moderator")
    same = await creator.post(communities.ACCEPT_INVITE.url(code=code))
    assert (same.status, same.json["role"]) == (200, "creator")
    plain = (await creator.post(path)).json["code"]
    kept = await moderator.post(communities.ACCEPT_INVITE.url(code=plain))
    assert (kept.status, kept.json["role"]) == (200, "moderator")


async def test_repeated_invites_are_one(host: LocalHost) -> None:
    place, (_, moderator, *_) = await ranks(host)
    path = communities.CREATE_INVITE.url(communityId=place)
    first, again = [await moderator.post(path, {"clientId": "k"}) for _ in range(2)]
    assert (first.status, again.status, first.json) == (201, 200, again.json)
    other = await moderator.post(path, {"clientId": "k", "maxUses": 3})
    assert (other.status, other.code) == (409, "idempotency_conflict")
    await change(host.admin, place, moderator, role="member")
    assert (await moderator.post(path, {"clientId": "k"})).status == 403


async def test_the_audit_is_the_creators_and_tells_acts_of_staff(host: LocalHost) -> None:
    place, (creator, moderator, _, member, _) = await ranks(host)
    message = await member.say(place, "rude")
    await moderator.delete(club.DELETE.url(communityId=place, messageId=message["id"]))
    await change(moderator, place, member, mutedUntil=FAR)
    await moderator.delete(communities.REMOVE_MEMBER.url(communityId=place, userId=member.id))
    path = communities.AUDIT.url(communityId=place)
    refused = await moderator.get(path)
    assert (refused.status, refused.code) == (403, "forbidden")
    entries = (await creator.get(path)).json["items"]
    assert [(e["act"], e["targetId"]) for e in entries[:3]] == [
        ("member.removed", member.id),
        ("member.muted", member.id),
        ("message.deleted", member.id),
    ]
    assert {e["actorId"] for e in entries[:3]} == {moderator.id}
    first = (await creator.get(path, params={"limit": "2"})).json
    rest = await creator.get(path, params={"cursor": first["nextCursor"]})
    assert first["items"] + rest.json["items"] == entries


async def test_a_new_name_is_told_to_every_community(host: LocalHost) -> None:
    first, second = await host.admin.create(), await host.admin.create(name="Coffee")
    member = await host.person()
    await member.join(first)
    await member.join(second)
    async with host.admin.live() as live:
        await live.caught_up()
        assert (await member.patch(accounts.EDIT_ME.url(), {"displayName": "Mo"})).status == 200
        told = [await live.next("member.updated") for _ in range(2)]
    assert {event["communityId"] for event in told} == {first, second}
    assert {event["data"]["displayName"] for event in told} == {"Mo"}
