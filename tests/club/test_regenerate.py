"""Letting an agent answer again: who may, what replaces what, and what a repeat does."""

from __future__ import annotations

import asyncio

from embedded_server.contracts import agents, club
from tests.club.test_streams import check_order, club_with_agent
from tests.kit.people import Person, Reply, Sse, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def again(person: Person, club_id: str, message_id: str, **more: object) -> Reply:
    path = club.REGENERATE.url(communityId=club_id, messageId=message_id)
    return await person.post(path, more or None)


async def streamed(person: Person, club_id: str, message_id: str, **more: object) -> list[Sse]:
    answer = await again(person, club_id, message_id, **more)
    assert answer.status == 200, answer.json
    return parse_sse(answer.body)


async def test_the_same_question_is_answered_once_more(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    await host.admin.say(club_id, "Before")
    script.says("One.")
    first = (await host.admin.ask(club_id, agent_id, "Why?"))[0].data
    await host.admin.say(club_id, "After")
    script.says("Two.")
    events = await streamed(host.admin, club_id, first["messageId"])
    assert check_order(events) == "Two."
    meta = events[0].data
    assert meta["questionId"] == first["questionId"]
    assert script.asked == ["Why?", "Why?"]
    assert [line.text for line in script.histories[1]] == ["Before"], "as it was when asked"
    replies = [m for m in await host.admin.history(club_id) if m["author"]["kind"] == "agent"]
    assert [m["text"] for m in replies] == ["One.", "Two."]
    assert "replacesId" not in replies[0]
    assert replies[1]["replacesId"] == first["messageId"]
    assert replies[1]["replyToId"] == first["questionId"]
    third = (await streamed(host.admin, club_id, meta["messageId"]))[0].data
    newest = (await host.admin.history(club_id))[-1]
    assert newest["id"] == third["messageId"]
    assert newest["replacesId"] == meta["messageId"]
    used = (await host.admin.get(agents.USAGE.url(agentId=agent_id))).json
    assert (used["asked"], used["answered"]) == (3, 3)


async def test_who_asked_and_staff_may_and_nobody_else(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    asker, other, stranger = await host.person(), await host.person(), await host.person()
    await asker.join(club_id)
    await other.join(club_id)
    reply_id = (await asker.ask(club_id, agent_id, "Why?"))[0].data["messageId"]
    assert (await again(other, club_id, reply_id)).code == "forbidden"
    assert (await again(stranger, club_id, reply_id)).code == "not_a_member"
    assert (await again(asker, club_id, reply_id)).status == 200
    assert (await again(host.admin, club_id, reply_id)).status == 200
    assert script.asked == ["Why?"] * 3


async def test_not_while_it_streams(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    gate = asyncio.Event()
    script.says("One ", gate)
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(host.admin.ask(club_id, agent_id, "Why?"))
        reply_id = (await live.next("turn.started"))["data"]["messageId"]
        assert (await again(host.admin, club_id, reply_id)).code == "turn_running"
        gate.set()
        await live.next("turn.finished")
        gate.clear()
        group.create_task(again(host.admin, club_id, reply_id))
        await live.next("turn.started")
        refused = await again(host.admin, club_id, reply_id)
        assert (refused.status, refused.code) == (409, "turn_running")
        gate.set()
    assert len(script.asked) == 2


async def test_a_repeat_finds_the_turn_it_has_begun(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    reply_id = (await host.admin.ask(club_id, agent_id, "Why?"))[0].data["messageId"]
    gate = asyncio.Event()
    script.says("Two ", gate, "three")
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        one = group.create_task(streamed(host.admin, club_id, reply_id, clientId="x"))
        await live.next("turn.started")
        two = group.create_task(streamed(host.admin, club_id, reply_id, clientId="x"))
        gate.set()
    assert [event.data for event in one.result()] == [event.data for event in two.result()]
    assert len(script.asked) == 2
    answer = await again(host.admin, club_id, reply_id, clientId="x", acceptFeeCents=5)
    # What was begun is begun, and was paid for: the repeat is shown it, whatever it would pay.
    assert parse_sse(answer.body)[-1].data == one.result()[-1].data
    assert len(script.asked) == 2


async def test_what_cannot_be_answered_again(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    said = await host.admin.say(club_id, "Hello")
    assert (await again(host.admin, club_id, said["id"])).code == "validation"
    assert (await again(host.admin, club_id, club_id)).status == 404
    meta = (await host.admin.ask(club_id, agent_id, "Why?"))[0].data
    gone = club.DELETE.url(communityId=club_id, messageId=meta["questionId"])
    await host.admin.delete(gone)
    assert (await again(host.admin, club_id, meta["messageId"])).code == "validation"
    other = (await host.admin.ask(club_id, agent_id, "Why?"))[0].data
    unlink = agents.UNLINK.url(communityId=club_id, agentId=agent_id)
    assert (await host.admin.delete(unlink)).status == 204
    assert (await again(host.admin, club_id, other["messageId"])).status == 404
    assert len(script.asked) == 2


async def test_a_failed_reply_and_a_private_one_can(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    member = await host.person()
    await member.join(club_id)
    script.says(RuntimeError("broken"))
    failed = (await member.ask(club_id, agent_id, "Why?", private=True))[0].data["messageId"]
    script.says("Now.")
    async with host.admin.live() as live:
        await live.caught_up()
        before = len(live.events)
        events = await streamed(member, club_id, failed)
        await live.caught_up()
        assert [event["type"] for event in live.events[before:]] == ["error"]
    assert events[-1].data["text"] == "Now."
    newest = (await member.history(club_id))[-1]
    assert newest["onlyFor"] == member.id
    assert newest["replacesId"] == failed
    assert await host.admin.history(club_id) == []
