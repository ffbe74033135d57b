"""What is private in a club ends with one's place there: streams, events and turns."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from embedded_server.contracts import club, communities, turns
from tests.kit.people import Person, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

SECRET = "the pin is 4711"


async def place(host: LocalHost) -> tuple[str, str, Person]:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    person = await host.person()
    await person.join(club_id)
    return club_id, agent_id, person


async def end_place(host: LocalHost, club_id: str, person: Person, how: str) -> None:
    ids = {"communityId": club_id, "userId": person.id}
    if how == "removed":
        answer = await host.admin.delete(communities.REMOVE_MEMBER.url(**ids))
    elif how == "banned":
        answer = await host.admin.put(communities.BAN.url(**ids))
    elif how == "left":
        answer = await person.post(communities.LEAVE.url(communityId=club_id))
    else:
        answer = await host.admin.delete(communities.DELETE.url(communityId=club_id))
    assert answer.status == 204, answer.json


@pytest.mark.parametrize("how", ["removed", "banned", "left", "deleted"])
async def test_a_private_reply_ends_with_ones_place(
    host: LocalHost, script: Script, how: str
) -> None:
    club_id, agent_id, person = await place(host)
    gate = asyncio.Event()
    script.says("One ", gate, SECRET)
    async with (
        person.live() as live,
        person.http.post(
            person.url + club.ASK.url(communityId=club_id),
            json={"agentId": agent_id, "text": "Go", "private": True},
            headers=person.headers,
        ) as answer,
    ):
        assert answer.status == 200
        await answer.content.readuntil(b"One ")
        started = (await live.next("turn.started"))["data"]
        await end_place(host, club_id, person, how)
        with pytest.raises(aiohttp.ClientPayloadError):
            await asyncio.wait_for(answer.read(), 5)
        # The gate stays closed: nobody waits for the rest of what nobody will read.
        await until(lambda: host.server.turns.running == 0)
        await live.caught_up()
        gone = [i for i, e in enumerate(live.events) if e["type"].startswith(("member", "comm"))]
        later = live.events[gone[-1] + 1 :]
        assert not [e for e in later if e["type"].startswith(("message", "turn"))]
    turn = turns.READ.url(turnId=started["turnId"])
    events = turns.EVENTS.url(turnId=started["turnId"])
    assert [(await person.get(path)).status for path in (turn, events)] == [404, 404]
    stop = await person.post(turns.STOP.url(turnId=started["turnId"]))
    assert stop.status == 404


@pytest.mark.parametrize("from_file", [False, True])
async def test_private_messages_are_not_replayed_to_who_was_removed(
    host: LocalHost, script: Script, from_file: bool
) -> None:
    club_id, agent_id, person = await place(host)
    script.says(SECRET)
    stream = await person.ask(club_id, agent_id, "Go", private=True)
    turn_id = stream[0].data["turnId"]
    ids = {"communityId": club_id, "userId": person.id}
    assert (await host.admin.delete(communities.REMOVE_MEMBER.url(**ids))).status == 204
    if from_file:
        await host.restart()
        person = host.back(person)
    async with person.live(since=0) as live:
        await live.caught_up()
        assert SECRET not in str(live.events)
        assert turn_id not in str(live.events)
    assert (await person.get(turns.EVENTS.url(turnId=turn_id))).status == 404
    # With the place, all of it comes back.
    await person.join(club_id)
    async with person.live(since=0) as live:
        await live.caught_up()
        assert SECRET in str(live.events)
    again = await person.get(turns.EVENTS.url(turnId=turn_id))
    assert parse_sse(again.body)[-1].data["text"] == SECRET


async def test_nobody_else_hears_what_is_private(host: LocalHost, script: Script) -> None:
    club_id, agent_id, person = await place(host)
    other = await host.person()
    await other.join(club_id)
    script.says(SECRET)
    async with other.live() as live, host.admin.live() as staff, person.live() as own:
        await person.ask(club_id, agent_id, "Go", private=True)
        for one in (live, staff, own):
            await one.caught_up()
        assert "turn.chunk" in {event["type"] for event in own.events}
        heard = [e for e in (*live.events, *staff.events) if e["type"].startswith(("mess", "turn"))]
        assert heard == []
    for somebody in (other, host.admin):
        async with somebody.live(since=0) as live:
            await live.caught_up()
            assert SECRET not in str(live.events)
