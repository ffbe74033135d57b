"""Slow mode: who waits, for how long, and what stays free of it."""

from __future__ import annotations

from typing import Any

import pytest

from embedded_server.contracts import accounts, club, communities
from embedded_server.contracts.errors import SLOW_MODE
from embedded_server.kernel.turn_types import ReplyEnd
from tests.club.test_routes import room
from tests.kit.people import Person
from tests.kit.scripted import PLACE, Script
from tests.kit.server import LocalHost


async def slow(person: Person, club_id: str, seconds: Any) -> Any:
    path = communities.EDIT.url(communityId=club_id)
    return await person.patch(path, {"slowSeconds": seconds})


async def pass_seconds(host: LocalHost, seconds: int) -> None:
    await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": seconds})


async def try_to_say(person: Person, club_id: str, text: str, **more: Any) -> Any:
    return await person.post(club.SEND.url(communityId=club_id), {"text": text, **more})


async def test_a_member_waits_and_staff_do_not(host: LocalHost) -> None:
    club_id, person = await room(host)
    other = await host.person()
    await other.join(club_id)
    async with person.live() as live:
        changed = await slow(host.admin, club_id, 30)
        assert changed.json["slowSeconds"] == 30
        assert (await live.next("community.updated"))["data"]["slowSeconds"] == 30
    first = await try_to_say(person, club_id, "one", clientId="k1")
    assert first.status == 201
    refused = await try_to_say(person, club_id, "two", clientId="k2")
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert 28 <= refused.json["retryAfterSeconds"] <= 30
    assert refused.headers["Retry-After"] == str(refused.json["retryAfterSeconds"])
    assert refused.json["state"] == SLOW_MODE
    assert "Slow mode" in refused.json["detail"]
    again = await try_to_say(person, club_id, "one", clientId="k1")
    assert (again.status, again.json["id"]) == (200, first.json["id"])
    await other.say(club_id, "each waits for oneself")
    for number in range(3):
        await host.admin.say(club_id, f"staff {number}")
    at = {"communityId": club_id, "messageId": first.json["id"]}
    assert (await person.patch(club.EDIT.url(**at), {"text": "won"})).status == 200
    assert (await person.put(club.REACT.url(**at, emoji="👍"), {})).status == 204
    await pass_seconds(host, 31)
    assert (await try_to_say(person, club_id, "two", clientId="k2")).status == 201


async def test_a_restart_and_coming_in_again_shorten_nothing(host: LocalHost) -> None:
    club_id, person = await room(host)
    await slow(host.admin, club_id, 3600)
    await person.say(club_id, "one")
    await person.post(communities.LEAVE.url(communityId=club_id), {})
    await person.join(club_id)
    assert (await try_to_say(person, club_id, "two")).status == 429
    await host.restart()
    person, admin = await host.sign_in(person.user["username"]), await host.sign_in("admin")
    refused = await try_to_say(person, club_id, "two")
    assert refused.status == 429
    assert refused.json["retryAfterSeconds"] > 3500
    assert (await slow(admin, club_id, 0)).json["slowSeconds"] is None
    await person.say(club_id, "two")
    await person.say(club_id, "three")


async def test_what_is_refused_for_something_else_takes_no_time(host: LocalHost) -> None:
    club_id, person = await room(host)
    await slow(host.admin, club_id, 3600)
    wrong = await try_to_say(person, club_id, "one", replyToId="nothing")
    assert wrong.status == 400
    await person.say(club_id, "one")


async def test_asking_is_writing(host: LocalHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PLACE, Script("Bread.", ReplyEnd()).source)
    club_id, person = await room(host)
    agent_id = await host.admin.make_agent(club_id, name="Crumb")
    await slow(host.admin, club_id, 60)
    await person.ask(club_id, agent_id, "what?")
    path = club.ASK.url(communityId=club_id)
    refused = await person.post(path, {"agentId": agent_id, "text": "and?", "private": True})
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert (await try_to_say(person, club_id, "thanks")).status == 429
    assert [one["text"] for one in await person.history(club_id)] == ["what?", "Bread."]


async def test_it_is_the_creators_to_say_and_clubs_alone_have_it(host: LocalHost) -> None:
    club_id, person = await room(host)
    read = await person.get(communities.READ.url(communityId=club_id))
    assert read.json["slowSeconds"] is None
    assert (await slow(person, club_id, 5)).status == 403
    for seconds in (-1, 21_601, "5", 1.5):
        wrong = await slow(host.admin, club_id, seconds)
        assert (wrong.status, wrong.code) == (400, "validation"), seconds
    for type_ in ("official", "lounge"):
        other = await host.admin.create(type_, "Other")
        wrong = await slow(host.admin, other, 5)
        assert (wrong.status, wrong.code) == (400, "wrong_type")
    assert (await slow(host.admin, club_id, 21_600)).json["slowSeconds"] == 21_600
    assert (await slow(host.admin, club_id, None)).json["slowSeconds"] is None
