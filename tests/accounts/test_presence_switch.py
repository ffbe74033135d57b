"""Whether others are told that one is here and that one writes: one's own switch."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_server.contracts import accounts, communities
from tests.kit.people import Live, Person
from tests.kit.server import LocalHost


async def share(person: Person, shares: bool) -> dict[str, Any]:
    answer = await person.patch(accounts.EDIT_ME.url(), {"sharesPresence": shares})
    assert answer.status == 200, answer.json
    user: dict[str, Any] = answer.json
    return user


async def seen(viewer: Person, club_id: str, person: Person) -> str:
    members = await viewer.pages(communities.MEMBERS.url(communityId=club_id))
    return next(str(m["presence"]) for m in members if m["userId"] == person.id)


async def told_of(live: Live, person: Person) -> str:
    """What is told of the person next."""
    while True:
        for user in (await live.next("presence"))["data"]["users"]:
            if user["userId"] == person.id:
                return str(user["status"])


async def test_who_does_not_share_is_absent_at_once(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann = await host.person()
    await ann.join(club_id)
    async with host.admin.live() as watching, ann.live() as hers:
        assert await told_of(watching, ann) == "active"
        user = await share(ann, False)
        assert (user["sharesPresence"], user["displayName"]) == (False, ann.user["displayName"])
        assert await told_of(watching, ann) == "offline"
        assert await seen(host.admin, club_id, ann) == "offline"
        await hers.send({"type": "presence", "status": "idle"})
        await hers.send({"type": "typing", "communityId": club_id})
        await hers.caught_up()
        assert await seen(host.admin, club_id, ann) == "offline"
        await watching.caught_up()
        assert not any(event["type"] == "typing" for event in watching.events)
        assert (await share(ann, True))["sharesPresence"] is True
        assert await told_of(watching, ann) == "idle"
        await hers.send({"type": "typing", "communityId": club_id})
        assert (await watching.next("typing"))["data"]["userId"] == ann.id
        told = [
            user
            for event in watching.events
            if event["type"] == "presence"
            for user in event["data"]["users"]
            if user["userId"] == ann.id
        ]
        assert [user["status"] for user in told] == ["active", "offline", "idle"]


async def test_the_switch_outlives_a_restart_and_another_sign_in(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann = await host.person("anni")
    await ann.join(club_id)
    assert ann.user["sharesPresence"] is True
    await share(ann, False)
    await host.restart()
    admin, again = host.back(host.admin), await host.sign_in("anni")
    assert again.user["sharesPresence"] is False
    async with admin.live() as watching, again.live() as hers:
        await hers.caught_up()
        assert await seen(admin, club_id, ann) == "offline"
        await watching.caught_up()
        assert ann.id not in str([e for e in watching.events if e["type"] == "presence"])


async def test_name_and_switch_change_by_themselves_and_together(host: LocalHost) -> None:
    ann = await host.person()
    path = accounts.EDIT_ME.url()
    named = (await ann.patch(path, {"displayName": "Ann"})).json
    assert (named["displayName"], named["sharesPresence"]) == ("Ann", True)
    both = (await ann.patch(path, {"displayName": "Anna", "sharesPresence": False})).json
    assert (both["displayName"], both["sharesPresence"]) == ("Anna", False)
    assert (await ann.patch(path, {})).json == both
    assert (await ann.get(accounts.ME.url())).json == both


@pytest.mark.parametrize("value", [None, 0, "no", [], {}])
async def test_the_switch_is_on_or_off(host: LocalHost, value: Any) -> None:
    answer = await host.admin.patch(accounts.EDIT_ME.url(), {"sharesPresence": value})
    assert (answer.status, answer.code) == (400, "validation")
    assert (await host.admin.get(accounts.ME.url())).json["sharesPresence"] is True


async def test_who_comes_into_a_club_is_seen_to_be_here_and_counted(host: LocalHost) -> None:
    club_id = await host.admin.create()
    ann = await host.person()
    async with host.admin.live() as watching, ann.live() as hers:
        await hers.caught_up()
        await ann.join(club_id)
        assert await told_of(watching, ann) == "active"
        joined = [one for one in watching.events if one["type"] == "member.updated"]
        assert joined[-1]["data"]["memberCount"] == 2
        url = communities.BAN.url(communityId=club_id, userId=ann.id)
        assert (await host.admin.put(url)).status == 204
        banned = (await watching.next("member.updated"))["data"]
        assert (banned["status"], banned["memberCount"]) == ("banned", 1)
