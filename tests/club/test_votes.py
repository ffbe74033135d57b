"""Votes on agents' replies: who may, how they count, and what the agent's owner sees."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import agents, club, communities
from tests.club.test_streams import club_with_agent
from tests.kit.people import Person, Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def vote(
    person: Person, club_id: str, message_id: str, what: str | None, **more: object
) -> Reply:
    path = club.VOTE.url(communityId=club_id, messageId=message_id)
    return await person.put(path, {"vote": what, **more})


async def counted(host: LocalHost, agent_id: str) -> tuple[int, int]:
    used = (await host.admin.get(agents.USAGE.url(agentId=agent_id))).json
    return used["votesUp"], used["votesDown"]


async def told(person: Person, agent_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get(agents.FEEDBACK.url(agentId=agent_id))).json[
        "items"
    ]
    return found


async def answered(host: LocalHost, club_id: str, agent_id: str, text: str = "Hot?") -> str:
    return str((await host.admin.ask(club_id, agent_id, text))[0].data["messageId"])


async def test_a_vote_is_ones_own_and_can_be_changed_and_taken_back(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    member = await host.person()
    await member.join(club_id)
    reply_id = await answered(host, club_id, agent_id)
    assert (await vote(host.admin, club_id, reply_id, "up")).status == 204
    assert (await vote(member, club_id, reply_id, "down", comment=" Wrong. ")).status == 204
    assert await counted(host, agent_id) == (1, 1)
    assert (await vote(member, club_id, reply_id, "down", comment="Still wrong.")).status == 204
    assert await counted(host, agent_id) == (1, 1)
    assert (await vote(member, club_id, reply_id, "up")).status == 204
    assert await counted(host, agent_id) == (2, 0)
    mine = {m["id"]: m.get("myVote") for m in await member.history(club_id)}
    assert mine[reply_id] == "up"
    for _ in range(2):
        assert (await vote(member, club_id, reply_id, None)).status == 204
    assert await counted(host, agent_id) == (1, 0)
    assert all("myVote" not in m for m in await member.history(club_id))
    assert [m["myVote"] for m in await host.admin.history(club_id) if "myVote" in m] == ["up"]


async def test_ones_vote_stands_in_search_too(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says("Lukewarm.")
    reply_id = await answered(host, club_id, agent_id)
    await vote(host.admin, club_id, reply_id, "down")
    path = club.SEARCH.url(communityId=club_id)
    items = (await host.admin.get(path, params={"q": "lukewarm"})).json["items"]
    assert [item["myVote"] for item in items] == ["down"]


async def test_the_owner_reads_question_reply_and_comment(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    member = await host.person()
    await member.join(club_id)
    script.says("Cold.")
    reply_id = await answered(host, club_id, agent_id, "Is tea hot?")
    await vote(member, club_id, reply_id, "down", comment="It is hot.")
    second = await answered(host, club_id, agent_id, "Really?")
    await vote(member, club_id, second, "up")
    newest, oldest = await told(host.admin, agent_id)
    assert newest["messageId"] == second
    assert oldest == {
        "messageId": reply_id,
        "communityId": club_id,
        "vote": "down",
        "comment": "It is hot.",
        "question": "Is tea hot?",
        "reply": "Cold.",
        "at": oldest["at"],
    }
    path = agents.FEEDBACK.url(agentId=agent_id)
    first = (await host.admin.get(path, params={"limit": "1"})).json
    assert first["hasMore"]
    rest = await host.admin.get(path, params={"limit": "1", "cursor": first["nextCursor"]})
    assert rest.json["items"] == [oldest]
    gone = club.DELETE.url(communityId=club_id, messageId=second)
    assert (await host.admin.delete(gone)).status == 204
    assert await told(host.admin, agent_id) == [oldest]


async def test_an_owner_who_cannot_read_the_club_sees_the_vote_alone(
    host: LocalHost, script: Script
) -> None:
    owner = await host.person()
    made = await owner.post(agents.CREATE.url(), {"name": "Guide", "isPublic": True})
    agent_id = made.json["id"]
    club_id = await host.admin.create()
    linked = await host.admin.post(agents.LINK.url(communityId=club_id), {"agentId": agent_id})
    assert linked.status == 201
    reply_id = await answered(host, club_id, agent_id, "A secret question")
    await vote(host.admin, club_id, reply_id, "down", comment="No.")
    (only,) = await told(owner, agent_id)
    assert (only["vote"], only["comment"], only["question"], only["reply"]) == (
        "down",
        "No.",
        "",
        "",
    )
    await owner.join(club_id)
    assert (await told(owner, agent_id))[0]["question"] == "A secret question"


async def test_only_finished_replies_of_agents_are_judged(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    said = await host.admin.say(club_id, "Hello")
    assert (await vote(host.admin, club_id, said["id"], "up")).status == 400
    gate = asyncio.Event()
    script.says("Half ", gate)
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        reply_id = (await live.next("turn.started"))["data"]["messageId"]
        assert (await vote(host.admin, club_id, reply_id, "up")).code == "validation"
        gate.set()
    assert (await vote(host.admin, club_id, reply_id, "up")).status == 204
    script.says(RuntimeError("broken"))
    failed = await answered(host, club_id, agent_id)
    assert (await vote(host.admin, club_id, failed, "down")).status == 400
    assert await counted(host, agent_id) == (1, 0)


@pytest.mark.parametrize("body", [{}, {"vote": "sideways"}, {"vote": "up", "comment": "x" * 1001}])
async def test_a_vote_has_its_shape(
    host: LocalHost, script: Script, body: dict[str, object]
) -> None:
    club_id, agent_id = await club_with_agent(host)
    reply_id = await answered(host, club_id, agent_id)
    path = club.VOTE.url(communityId=club_id, messageId=reply_id)
    assert (await host.admin.put(path, body)).code == "validation"
    assert (await vote(host.admin, club_id, reply_id, "up", comment="a\x00b")).code == "validation"
    assert await counted(host, agent_id) == (0, 0)


async def test_nobody_outside_judges_or_learns_that_a_reply_is_there(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    reply_id = await answered(host, club_id, agent_id)
    stranger = await host.person()
    assert (await vote(stranger, club_id, reply_id, "up")).code == "not_a_member"
    other = await stranger.create()
    assert (await vote(stranger, other, reply_id, "up")).status == 404
    member = await host.person()
    await member.join(club_id)
    removal = communities.REMOVE_MEMBER.url(communityId=club_id, userId=member.id)
    await host.admin.delete(removal)
    assert (await vote(member, club_id, reply_id, "up")).code == "not_a_member"


async def test_a_vote_is_told_to_nobody(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    reply_id = await answered(host, club_id, agent_id)
    async with host.admin.live() as live:
        await live.caught_up()
        heard = len(live.events)
        await vote(host.admin, club_id, reply_id, "up")
        await live.caught_up()
        assert [event["type"] for event in live.events[heard:]] == ["error"]
