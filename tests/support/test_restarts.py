"""What a stop or a crash leaves of a conversation: no reply stays open, no question unanswered."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from embedded_server.contracts import support, support_desk
from embedded_server.contracts.support import SendInConversation
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.turn_types import ReplyEnd
from embedded_server.support import service
from embedded_server.support.routes.office import office_of
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import act, make_brand, one, said, write
from tests.kit.waiting import until


async def test_a_reply_that_a_crash_left_open_is_failed(host: LocalHost, script: Script) -> None:
    brand, customer = await make_brand(host), await host.person()
    key = await brand.start(customer)
    # As if the process had died before the reply could say anything.
    office = replace(office_of(host.server), answer=lambda question: None)
    caller = Caller(customer.id, "", "", "Carla", False, 2**62)
    body = SendInConversation(text="Hello?")
    await host.server.database.write(lambda tx: service.send(tx, office, key, caller, body, None))
    await host.restart()
    customer, lead = host.back(customer), host.back(brand.lead)
    reply = next(m for m in await said(customer, key) if m["author"]["kind"] == "agent")
    assert reply["status"] == "failed"
    assert (await one(customer, key))["status"] == "ai_active"
    sent = await write(customer, key, "Again?")
    assert sent.json["turnId"] is not None
    await until(lambda: host.server.turns.running == 0)
    assert script.asked == ["Again?"]
    assert (await one(lead, key))["lastText"] == "Hello."


async def test_what_waited_behind_a_reply_is_answered_after_a_restart(
    host: LocalHost, script: Script
) -> None:
    brand, customer = await make_brand(host), await host.person()
    script.says("Well ", asyncio.Event(), ReplyEnd())
    key = await brand.start(customer, "First?")
    await write(customer, key, "Second?")
    await until(lambda: script.asked == ["First?"])
    script.says("Both.", ReplyEnd())
    await host.restart()
    customer = host.back(customer)
    await until(lambda: script.asked == ["First?", "Second?"])
    await until(lambda: host.server.turns.running == 0)
    replies = [m for m in await said(customer, key) if m["author"]["kind"] == "agent"]
    assert [m["text"] for m in replies] == ["Well ", "Both."]
    assert replies[0]["status"] == "failed"


async def test_an_act_is_done_once_for_a_key(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer = await host.person()
    key = await brand.waiting(customer)
    headers = {"Idempotency-Key": "a"}
    for _ in range(2):
        taken = await act(brand.lead, support.ACCEPT, key, headers=headers)
        assert (taken.status, taken.json["status"]) == (200, "human_active")
    assert (await act(brand.lead, support.ACCEPT, key)).code == "already_accepted"
    sent = [await write(customer, key, "Hi", clientId="x") for _ in range(2)]
    assert [answer.status for answer in sent] == [201, 200]
    assert sent[0].json["message"]["id"] == sent[1].json["message"]["id"]
    assert (await write(customer, key, "Ho", clientId="x")).code == "idempotency_conflict"


async def test_a_brand_may_have_the_oldest_given_to_the_least_busy(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    agent = await brand.colleague()
    path = support_desk.SET_SETTINGS.url(communityId=brand.id)
    assert (await brand.lead.put(path, {"autoAssign": True, "mostPerAgent": 2})).status == 200
    keys = [await brand.waiting(await host.person()) for _ in range(3)]
    async with agent.live() as live:
        while len({e["data"]["id"] for e in live.events if _is_given(e, agent.id)}) < 2:
            await live.next("conversation.updated")
        assert [c["id"] for c in await brand.queue()] == [keys[2]]
        await act(agent, support.RESOLVE, keys[0])
        while not _is_given(await live.next("conversation.updated"), agent.id, keys[2]):
            pass
    assert await brand.queue() == []


def _is_given(event: dict[str, Any], agent_id: str, key: str | None = None) -> bool:
    data = event["data"]
    if event["type"] != "conversation.updated" or data["assignee"] is None:
        return False
    return data["assignee"]["id"] == agent_id and key in (None, data["id"])
