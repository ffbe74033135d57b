"""What lists of members, bans and communities say, over HTTP."""

from __future__ import annotations

from embedded_server.contracts import communities
from tests.kit.people import Person
from tests.kit.server import LocalHost


async def peopled(host: LocalHost) -> tuple[str, list[Person]]:
    """A club with its creator, a moderator and two members."""
    place = await host.admin.create()
    people = [await host.person() for _ in range(3)]
    for one in people:
        await one.join(place)
    path = communities.EDIT_MEMBER.url(communityId=place, userId=people[0].id)
    assert (await host.admin.patch(path, {"role": "moderator"})).status == 200
    return place, [host.admin, *people]


async def test_staff_see_who_is_banned_and_lift_it(host: LocalHost) -> None:
    place, (_creator, moderator, member, other) = await peopled(host)
    stranger = await host.person()
    bans = communities.BANS.url(communityId=place)
    for who in (member, stranger):
        path = communities.BAN.url(communityId=place, userId=who.id)
        assert (await moderator.put(path)).status == 204
    listed = await moderator.pages(bans, limit="1")
    assert sorted(one["userId"] for one in listed) == sorted([member.id, stranger.id])
    assert {one["status"] for one in listed} == {"banned"}
    named = {one["userId"]: (one["displayName"], one["username"]) for one in listed}
    assert named[member.id] == (member.user["displayName"], member.user["username"])
    for outside in (other, stranger, member):
        assert (await outside.get(bans)).status == 403
    lifted = communities.UNBAN.url(communityId=place, userId=member.id)
    assert (await moderator.delete(lifted)).status == 204
    assert [one["userId"] for one in await host.admin.pages(bans)] == [stranger.id]


async def test_members_carry_the_word_that_names_them(host: LocalHost) -> None:
    place, people = await peopled(host)
    async with host.admin.live() as live:
        late = await host.person()
        await late.join(place)
        heard = (await live.next("member.updated"))["data"]
    assert heard["username"] == late.user["username"]
    listed = await host.admin.pages(communities.MEMBERS.url(communityId=place))
    said = {one["userId"]: one["username"] for one in listed}
    assert said == {one.id: one.user["username"] for one in [*people, late]}
    mine = (await late.get(communities.READ.url(communityId=place))).json["membership"]
    assert mine["username"] == late.user["username"]


async def test_a_list_says_when_the_last_message_came(host: LocalHost) -> None:
    quiet, lively = await host.admin.create(), await host.admin.create()
    person = await host.person()
    await person.join(lively)

    async def last(who: Person, place: str) -> str | None:
        listed = (await who.get(communities.LIST.url(), params={"mine": "true"})).json["items"]
        found: str | None = next(c for c in listed if c["id"] == place).get("lastMessageAt")
        return found

    assert (await last(host.admin, quiet), await last(host.admin, lively)) == (None, None)
    first, second = await person.say(lively, "one"), await person.say(lively, "two")
    assert await last(host.admin, lively) == second["createdAt"]
    assert await last(host.admin, quiet) is None
    await person.delete_message(second)
    assert await last(host.admin, lively) == first["createdAt"]
    agent_id = await host.admin.make_agent(lively)
    await person.ask(lively, agent_id, "only for me?", private=True)
    assert await last(host.admin, lively) == first["createdAt"]
    assert await last(person, lively) != first["createdAt"]
    outside = await host.person()
    seen = (await outside.get(communities.READ.url(communityId=lively))).json
    assert "lastMessageAt" not in seen
