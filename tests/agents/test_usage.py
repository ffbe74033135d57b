"""What became of the questions to an agent: counted with the change that settles each."""

from __future__ import annotations

import asyncio
from typing import Any

from embedded_server.club import service
from embedded_server.contracts import agents, club, turns
from embedded_server.contracts.club import AskAgent
from embedded_server.contracts.turns import Citation, Usage
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from embedded_server.voice.speaking import engines_of
from tests.club.test_streams import club_with_agent
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until


async def used(person: Person, agent_id: str) -> dict[str, Any]:
    answer = await person.get(agents.USAGE.url(agentId=agent_id))
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


async def test_every_ending_is_counted_once(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    nothing = await used(host.admin, agent_id)
    assert nothing.pop("agentId") == agent_id
    assert set(nothing.values()) == {0}
    script.says("Yes.", ReplyEnd(Usage(model="m", prompt_tokens=10, completion_tokens=3)))
    await host.admin.ask(club_id, agent_id, "One")
    await host.admin.ask(club_id, agent_id, "Two")
    script.says("No", ProviderError("provider_failed", "It failed.", retryable=True))
    await host.admin.ask(club_id, agent_id, "Three")
    gate = asyncio.Event()
    script.says("Half ", gate)
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(host.admin.ask(club_id, agent_id, "Four"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        running = await used(host.admin, agent_id)
        assert (running["asked"], running["answered"], running["failed"]) == (4, 2, 1)
        await live.next("turn.chunk")
        await host.admin.post(turns.STOP.url(turnId=turn_id))
    done = await used(host.admin, agent_id)
    assert done == {
        "agentId": agent_id,
        "asked": 4,
        "answered": 2,
        "stopped": 1,
        "failed": 1,
        "votesUp": 0,
        "votesDown": 0,
        "promptTokens": 20,
        "completionTokens": 6,
    }


async def test_a_repeated_question_counts_once(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    for _ in range(3):
        await host.admin.ask(club_id, agent_id, "One", clientId="same")
    assert (await used(host.admin, agent_id))["asked"] == 1


async def test_only_the_owner_sees_it(host: LocalHost) -> None:
    club_id, agent_id = await club_with_agent(host)
    member, stranger = await host.person(), await host.person()
    await member.join(club_id)
    for route in (agents.USAGE, agents.FEEDBACK):
        assert (await member.get(route.url(agentId=agent_id))).code == "forbidden"
        assert (await stranger.get(route.url(agentId=agent_id))).status == 404


async def test_a_cited_text_is_counted_when_the_reply_is_kept(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    await host.admin.teach(agent_id, "Tea", "Tea is hot.")
    path = agents.KNOWLEDGE.url(agentId=agent_id)
    document = (await host.admin.get(path)).json["items"][0]
    assert (document["citedCount"], document["lastCitedAt"]) == (0, None)
    cites = [
        Citation(number=number, document_id=document["id"], title="Tea", passage="Tea is hot.")
        for number in (1, 2)
    ]
    script.says("Hot. [1] [2]", ReplyEnd(citations=cites))
    await host.admin.ask(club_id, agent_id, "Is it hot?")
    cited = (await host.admin.get(path)).json["items"][0]
    assert cited["citedCount"] == 1, "one reply, however often it cites"
    assert cited["lastCitedAt"] >= document["createdAt"]
    gate = asyncio.Event()
    script.says("Half ", gate, ReplyEnd(citations=cites))
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(host.admin.ask(club_id, agent_id, "Again?"))
        started = (await live.next("turn.started"))["data"]
        await live.next("turn.chunk")
        gone = club.DELETE.url(communityId=club_id, messageId=started["messageId"])
        deleting = group.create_task(host.admin.delete(gone))
        await until(deleting.done)
        gate.set()
    assert (await host.admin.get(path)).json["items"][0]["citedCount"] == 1


async def test_what_a_crash_left_open_counts_as_failed(host: LocalHost) -> None:
    club_id, agent_id = await club_with_agent(host)
    caller = await host.server.gate.caller(host.admin.token, host.server.clock.now())
    body = AskAgent(agent_id=agent_id, text="Begun, and never answered")
    await host.server.database.write(
        lambda tx: service.ask(tx, club_id, caller, body, None, engines_of(host.server))
    )
    await host.restart()
    counted = await used(host.back(host.admin), agent_id)
    assert (counted["asked"], counted["failed"]) == (1, 1)
