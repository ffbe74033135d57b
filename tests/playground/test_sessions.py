"""Sessions: coming, going and coming back, hosts, limits, and what participants share."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import agents, playground
from tests.kit.people import Person
from tests.kit.server import LocalHost
from tests.playground.rooms import NOBODY, Room, begin, make, tick


async def people(host: LocalHost, count: int) -> list[Person]:
    return [await host.person() for _ in range(count)]


def seats(session: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["userId"], one["status"]) for one in session["participants"]]


async def test_who_starts_a_session_is_its_host_and_in_it_at_once(host: LocalHost) -> None:
    owner, other = await people(host, 2)
    space = await make(owner)
    room = await begin(other, space, role="Referee", controlMode="hybrid")
    made = room.made
    assert (made["status"], made["participantCount"], made["hostId"]) == ("waiting", 1, other.id)
    (seat,) = made["participants"]
    assert (seat["userId"], seat["role"], seat["controlMode"]) == (other.id, "Referee", "hybrid")
    assert (seat["status"], seat["leftAt"], seat["agentId"]) == ("connected", None, None)
    listed = (await owner.get(playground.SESSIONS.url(spaceId=space["id"]))).json
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    seen = (await owner.get(playground.READ.url(spaceId=space["id"]))).json
    assert [one["id"] for one in seen["sessions"]] == [made["id"]]
    assert seen["liveSessionCount"] == 1


async def test_a_person_is_one_participant_however_often_they_come(host: LocalHost) -> None:
    owner, guest = await people(host, 2)
    room = await begin(owner)
    first = await room.join(guest, role="Player")
    assert first.status == 201
    assert (await room.view(owner))["status"] == "active"
    twice = await room.join(guest, role="Watcher")
    assert (twice.status, twice.json) == (200, first.json)
    left = await room.leave(guest)
    assert (left.status, left.json["status"]) == (200, "disconnected")
    assert left.json["leftAt"] is not None
    assert (await room.leave(guest)).json == left.json
    seen = await room.view(owner)
    assert seen["participantCount"] == 1
    assert seats(seen) == [(owner.id, "connected"), (guest.id, "disconnected")]
    back = await room.join(guest, controlMode="human")
    assert (back.status, back.json["id"]) == (200, first.json["id"])
    assert (back.json["role"], back.json["controlMode"]) == ("Player", "human")
    assert (back.json["leftAt"], back.json["generation"]) == (None, 2)
    late = await room.leave(guest, generation=1)
    assert (late.status, late.json["status"]) == (200, "connected")
    assert await room.log(owner) == ["started", "joined", "left", "reconnected"]
    stranger = await host.person()
    assert (await room.leave(stranger)).status == 404


async def test_a_full_session_keeps_the_seat_of_who_was_lost_for_a_minute(host: LocalHost) -> None:
    owner, guest, late = await people(host, 3)
    room = await begin(owner, await make(owner, maxParticipants=2))
    async with guest.live() as live:
        assert (await room.join(guest)).status == 201
        await live.send({"type": "session.heartbeat", "sessionId": room.ids["sessionId"]})
        await live.caught_up()
        full = await room.join(late)
        assert (full.status, full.code) == (409, "session_full")
    await tick(host, 31)
    seen = await room.view(owner)
    assert seats(seen) == [(owner.id, "connected"), (guest.id, "disconnected")]
    assert (await room.join(late)).status == 409
    assert (await room.join(guest)).status == 200
    await room.leave(guest)
    assert (await room.join(late)).status == 201, "who leaves gives the seat up"
    assert (await room.join(guest)).code == "session_full"


async def test_the_host_passes_on_to_who_was_in_longest_and_comes_back(host: LocalHost) -> None:
    owner, second, third = await people(host, 3)
    room = await begin(owner)
    for guest in (second, third):
        await room.join(guest)
    await room.leave(second)
    await room.join(second)
    await room.leave(owner)
    await tick(host, 29)
    assert (await room.view(second))["hostId"] == owner.id
    await tick(host, 2)
    assert (await room.view(second))["hostId"] == third.id
    assert (await room.end(second)).status == 403
    await room.join(owner)
    assert (await room.view(second))["hostId"] == owner.id
    handed = await room.edit(owner, hostId=second.id)
    assert handed.json["hostId"] == second.id
    await room.leave(owner)
    await room.join(owner)
    assert (await room.view(owner))["hostId"] == second.id, "what was handed on stays so"
    refused = await room.edit(second, hostId=NOBODY)
    assert (refused.status, refused.json["errors"][0]["field"]) == (400, "hostId")


async def test_a_session_ends_by_its_host_or_when_nobody_is_in_it(host: LocalHost) -> None:
    owner, guest = await people(host, 2)
    room = await begin(owner)
    await room.join(guest)
    refused = await room.end(guest)
    assert (refused.status, refused.code) == (403, "forbidden")
    ended = await room.end(owner)
    assert (ended.status, ended.json["status"], ended.json["participantCount"]) == (200, "ended", 0)
    assert ended.json["endedAt"] is not None
    assert (await room.end(owner)).json == ended.json
    for verb in (room.join(guest), room.say(guest, "hi"), room.put(guest, 0, {})):
        answer = await verb
        assert (answer.status, answer.code) == (409, "session_ended")
    empty = await begin(owner)
    await empty.leave(owner)
    await tick(host, 29 * 60)
    assert (await empty.view(owner))["status"] == "waiting"
    await tick(host, 2 * 60)
    assert (await empty.view(owner))["status"] == "ended"


async def test_a_locked_door_and_a_removal_hold(host: LocalHost) -> None:
    owner, guest, late = await people(host, 3)
    room = await begin(owner)
    seat = (await room.join(guest)).json
    assert (await room.edit(guest, isLocked=True)).status == 403
    assert (await room.edit(owner, isLocked=True)).json["isLocked"] is True
    assert (await room.join(late)).code == "session_locked"
    await room.leave(guest)
    assert (await room.join(guest)).status == 200, "who was in comes back in"
    await room.edit(owner, isLocked=False)
    assert (await late.delete(room.seat(seat))).status == 403
    async with guest.live() as live:
        await live.caught_up()
        assert (await owner.delete(room.seat(seat))).status == 204
        await live.next("session.updated")
        await room.say(owner, "they are gone")
        await live.caught_up()
    assert not any(event["type"] == "session.message" for event in live.events)
    again = await room.join(guest)
    assert (again.status, again.code) == (403, "removed")
    assert seats(await room.view(owner)) == [(owner.id, "connected")]
    assert (await room.state(guest)).status == 403
    mine = room.seat((await room.view(owner))["participants"][0])
    assert (await owner.delete(mine)).status == 400


async def test_a_seat_is_changed_by_its_owner_and_by_the_host(host: LocalHost) -> None:
    owner, guest, other = await people(host, 3)
    room = await begin(owner)
    seat = (await room.join(guest)).json
    await room.join(other)
    made = await guest.post(agents.CREATE.url(), {"name": "Pawn"})
    mine = {"agentId": made.json["id"], "controlMode": "agent"}
    changed = await guest.patch(room.seat(seat), mine)
    assert (changed.status, changed.json["controlMode"]) == (200, "agent")
    assert (await owner.patch(room.seat(seat), {"controlMode": "human"})).status == 200
    assert (await other.patch(room.seat(seat), {"role": "x"})).status == 403
    own = (await owner.patch(room.seat(seat), {"role": "  "})).json
    assert (own["role"], own["agentId"]) == (None, made.json["id"])
    for body in (
        {"agentId": NOBODY},
        {"role": "x" * 41},
        {"controlMode": "robot"},
        {"agentId": "no id"},
    ):
        assert (await guest.patch(room.seat(seat), body)).status == 400
    # An agent speaks in their name and at their cost: nobody else chooses it.
    for agent_id in (made.json["id"], None):
        await guest.patch(room.seat(seat), {"agentId": None if agent_id else made.json["id"]})
        refused = await owner.patch(room.seat(seat), {"agentId": agent_id})
        assert (refused.status, refused.code) == (403, "forbidden")
    not_theirs = await room.join(await host.person(), agentId=made.json["id"])
    assert (not_theirs.status, not_theirs.json["errors"][0]["field"]) == (400, "agentId")
    assert (await room.log(owner)).count("control") == 2
    assert (await owner.patch(room.seat({"id": NOBODY}), {"role": "x"})).status == 404


async def test_the_last_version_wins_and_who_is_behind_is_told(host: LocalHost) -> None:
    owner, guest, stranger = await people(host, 3)
    room = await begin(owner)
    await room.join(guest)
    assert (await room.state(guest)).json == {"version": 0, "state": {}}
    async with guest.live() as live:
        put = await room.put(owner, 0, {"moves": [1, None, "é"]})
        assert (put.status, put.json["version"]) == (200, 1)
        told = (await live.next("session.state"))["data"]
    assert (told["version"], told["state"]) == (1, {"moves": [1, None, "é"]})
    assert told["changedBy"] == owner.id
    stale = await room.put(guest, 0, {"moves": []})
    assert (stale.status, stale.code, stale.json["version"]) == (409, "stale_version", 1)
    assert stale.json["current"] == {"version": 1, "state": {"moves": [1, None, "é"]}}
    broken: list[Any] = [[], "x"]
    for state in broken:
        assert (await room.put(guest, 1, state)).status == 400
    large = await room.put(guest, 1, {"x": "y" * 65_536})
    assert (large.status, large.code) == (413, "too_large")
    assert (await room.put(stranger, 1, {})).status == 403
    assert (await room.state(stranger)).status == 403
    answers = await asyncio.gather(*(room.put(owner, 1, {"n": n}) for n in range(10)))
    assert sorted(answer.status for answer in answers) == [200] + [409] * 9


async def test_a_session_has_a_chat_of_its_own(host: LocalHost) -> None:
    owner, guest = await people(host, 2)
    room = await begin(owner)
    refused = await room.say(guest, "knock")
    assert (refused.status, refused.code) == (403, "forbidden")
    await room.join(guest)
    async with owner.live() as live:
        first = await room.say(guest, "hello", clientId="1")
        told = (await live.next("session.message"))["data"]
    assert (first.status, told) == (201, first.json)
    again = await room.say(guest, "hello", clientId="1")
    assert (again.status, again.json) == (200, first.json)
    assert (await room.say(guest, " ")).status == 400
    for number in range(3):
        await room.say(owner, f"m{number}")
    path = playground.MESSAGES.url(**room.ids)
    page = (await guest.get(path, params={"limit": "3"})).json
    assert [one["text"] for one in page["items"]] == ["m2", "m1", "m0"]
    rest = (await guest.get(path, params={"cursor": page["nextCursor"]})).json
    assert [one["text"] for one in rest["items"]] == ["hello"]
    assert not rest["hasMore"]


async def test_who_comes_back_hears_only_how_things_stand(host: LocalHost) -> None:
    owner, guest = await people(host, 2)
    room = await begin(owner)
    await room.join(guest)
    async with guest.live() as live:
        await live.caught_up()
        since = live.opened_at
    for version in range(5):
        await room.put(owner, version, {"n": version})
    await room.leave(owner)
    await room.join(owner)
    async with guest.live(since) as live:
        await live.caught_up()
    states = [event["data"] for event in live.events if event["type"] == "session.state"]
    assert [state["version"] for state in states] == [5]
    seen = [event for event in live.events if event["type"] == "participant.updated"]
    assert [event["data"]["generation"] for event in seen] == [2]


@pytest.mark.parametrize("ids", [("spaceId", NOBODY), ("sessionId", NOBODY), ("sessionId", "x")])
async def test_what_is_not_there_is_404(host: LocalHost, ids: tuple[str, str]) -> None:
    room = await begin(host.admin)
    room.ids[ids[0]] = ids[1]
    assert (await room.join(host.admin)).status == 404
    assert (await room.state(host.admin)).status == 404


async def test_a_session_of_another_space_is_not_found_there(host: LocalHost) -> None:
    one, two = await begin(host.admin), await begin(host.admin)
    mixed = Room({"id": one.ids["spaceId"]}, {"id": two.ids["sessionId"]})
    assert (await mixed.join(host.admin)).status == 404
