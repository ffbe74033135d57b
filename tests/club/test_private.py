"""Private questions: nobody but the asker sees, hears, finds, quotes or stops them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.club import service
from embedded_server.contracts import club, communities, turns
from embedded_server.contracts.club import AskAgent
from embedded_server.voice.speaking import engines_of
from tests.club.test_streams import check_order, club_with_agent
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until


async def room(host: LocalHost) -> tuple[str, str, Person]:
    """A club of the admin's with an agent, and a member who asks."""
    club_id, agent_id = await club_with_agent(host)
    member = await host.person()
    await member.join(club_id)
    return club_id, agent_id, member


async def found(person: Person, club_id: str, words: str) -> list[str]:
    path = club.SEARCH.url(communityId=club_id)
    answer = await person.get(path, params={"q": words})
    return [item["text"] for item in answer.json["items"]]


async def test_question_and_reply_are_the_askers_alone(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    await host.admin.say(club_id, "Good morning")
    script.says("Between us: zebra.")
    events = await member.ask(club_id, agent_id, "Tell me about zebras", private=True)
    assert check_order(events) == "Between us: zebra."
    question, reply = (await member.history(club_id))[1:]
    assert question["onlyFor"] == reply["onlyFor"] == member.id
    assert reply["replyToId"] == question["id"]
    assert [m["text"] for m in await host.admin.history(club_id)] == ["Good morning"]
    assert await found(member, club_id, "zebra") == ["Between us: zebra.", "Tell me about zebras"]
    assert await found(host.admin, club_id, "zebra") == []
    for message in (question, reply):
        path = club.HISTORY.url(communityId=club_id)
        around = {"around": message["id"]}
        assert (await host.admin.get(path, params=around)).status == 404
        assert (await member.get(path, params=around)).status == 200


async def test_others_count_nothing_of_it_as_unread(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    await member.ask(club_id, agent_id, "Quietly", private=True)
    held = (await host.admin.get(communities.READ.url(communityId=club_id))).json["membership"]
    assert held["unreadCount"] == 0
    own = (await member.get(communities.READ.url(communityId=club_id))).json["membership"]
    assert own["unreadCount"] == 1, "the reply"


async def test_no_event_of_it_reaches_anybody_else(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    async with host.admin.live() as theirs, member.live() as mine:
        await theirs.caught_up()
        await mine.caught_up()
        before = len(theirs.events)
        events = await member.ask(club_id, agent_id, "Quietly", private=True)
        path = club.DELETE.url(communityId=club_id, messageId=events[0].data["questionId"])
        assert (await member.delete(path)).status == 204
        await theirs.caught_up()
        await mine.caught_up()
        assert [event["type"] for event in theirs.events[before:]] == ["error"]
        types = [event["type"] for event in mine.events]
        for expected in (
            "message.created",
            "turn.started",
            "turn.chunk",
            "message.updated",
            "turn.finished",
            "message.deleted",
        ):
            assert expected in types
    async with host.admin.live(since=0) as replay:
        await replay.caught_up()
        told = [e for e in replay.events if e["type"].startswith(("message", "turn"))]
        assert told == []


async def test_nobody_else_watches_or_stops_it(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    gate = asyncio.Event()
    script.says("secret ", gate, "end")
    async with member.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(member.ask(club_id, agent_id, "Quietly", private=True))
        started = (await live.next("turn.started"))["data"]
        turn_id, reply_id = started["turnId"], started["messageId"]
        for path in (turns.READ, turns.EVENTS):
            assert (await host.admin.get(path.url(turnId=turn_id))).status == 404
        assert (await host.admin.post(turns.STOP.url(turnId=turn_id))).status == 404
        again = club.REGENERATE.url(communityId=club_id, messageId=reply_id)
        assert (await host.admin.post(again)).status == 404
        vote = club.VOTE.url(communityId=club_id, messageId=reply_id)
        assert (await host.admin.put(vote, {"vote": "up"})).status == 404
        gone = club.DELETE.url(communityId=club_id, messageId=reply_id)
        assert (await host.admin.delete(gone)).status == 404
        assert (await member.get(turns.READ.url(turnId=turn_id))).json["status"] == "streaming"
        gate.set()
    assert asking.result()[-1].data["text"] == "secret end"


async def test_it_cannot_be_quoted_where_others_see_it(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    events = await member.ask(club_id, agent_id, "Quietly", private=True)
    reply_id = events[0].data["messageId"]
    send = club.SEND.url(communityId=club_id)
    for person in (member, host.admin):
        answer = await person.post(send, {"text": "Look", "replyToId": reply_id})
        assert answer.code == "validation"
    body = {"agentId": agent_id, "text": "And?", "replyToId": reply_id}
    ask = club.ASK.url(communityId=club_id)
    assert (await member.post(ask, body)).code == "validation"
    assert (await member.post(ask, {**body, "private": True})).status == 200
    assert (await host.admin.post(ask, {**body, "private": True})).code == "validation"


async def test_what_the_agent_reads(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    other_agent = await host.admin.make_agent(club_id, name="Other")
    await host.admin.say(club_id, "The room's own words")
    script.says("One.")
    await member.ask(club_id, agent_id, "First secret", private=True)
    script.says("Two.")
    await member.ask(club_id, other_agent, "Secret of the other", private=True)
    await host.admin.ask(club_id, agent_id, "The admin's secret", private=True)
    await member.ask(club_id, agent_id, "Second secret", private=True)
    assert [line.text for line in script.histories[-1]] == [
        "The room's own words",
        "First secret",
        "One.",
    ]
    await member.ask(club_id, agent_id, "For all to see")
    assert [line.text for line in script.histories[-1]] == ["The room's own words"]


async def test_it_counts_as_another_request_than_the_public_one(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id, member = await room(host)
    body = {"agentId": agent_id, "text": "Hm", "clientId": "same"}
    path = club.ASK.url(communityId=club_id)
    assert (await member.post(path, {**body, "private": True})).status == 200
    repeated = await member.post(path, {**body, "private": True})
    assert repeated.status == 200
    assert (await member.post(path, body)).code == "idempotency_conflict"
    assert len(script.asked) == 1


async def test_the_asker_may_delete_question_and_reply(host: LocalHost, script: Script) -> None:
    club_id, agent_id, member = await room(host)
    meta = (await member.ask(club_id, agent_id, "Quietly", private=True))[0].data
    for message_id in (meta["messageId"], meta["questionId"]):
        path = club.DELETE.url(communityId=club_id, messageId=message_id)
        assert (await member.delete(path)).status == 204
    assert await member.history(club_id) == []
    audit = (await host.admin.get(communities.AUDIT.url(communityId=club_id))).json["items"]
    assert not [entry for entry in audit if entry["act"] == "message.deleted"]


async def test_a_restart_amid_it_fails_it_for_the_asker_alone(host: LocalHost) -> None:
    club_id, agent_id, member = await room(host)
    caller = await host.server.gate.caller(member.token, host.server.clock.now())
    body = AskAgent(agent_id=agent_id, text="Begun", private=True)
    await host.server.database.write(
        lambda tx: service.ask(tx, club_id, caller, body, None, engines_of(host.server))
    )
    await host.restart()
    member, admin = host.back(member), host.back(host.admin)
    _, reply = await member.history(club_id)
    assert reply["status"] == "failed"
    assert await admin.history(club_id) == []
    async with member.live(since=0) as mine:
        finished: dict[str, Any] = await mine.next("turn.finished")
        assert finished["communityId"] == club_id
    async with admin.live(since=0) as theirs:
        await theirs.caught_up()
        assert not [e for e in theirs.events if e["type"].startswith(("message", "turn"))]


@pytest.mark.parametrize("private", [True, False])
async def test_a_muted_member_asks_neither_way(
    host: LocalHost, script: Script, private: bool
) -> None:
    club_id, agent_id, member = await room(host)
    path = communities.EDIT_MEMBER.url(communityId=club_id, userId=member.id)
    until_then = "2099-01-01T00:00:00.000Z"
    assert (await host.admin.patch(path, {"mutedUntil": until_then})).status == 200
    body = {"agentId": agent_id, "text": "Hm", "private": private}
    answer = await member.post(club.ASK.url(communityId=club_id), body)
    assert answer.code == "muted"
    await until(lambda: script.asked == [])
