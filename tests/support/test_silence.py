"""The AI falls silent with the change that asks for a person: nothing that it says later is kept,
and what it was heard to say is what is kept."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import support
from embedded_server.contracts.routes import Route
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.kit.people import Person, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import EVENTS, Brand, act, make_brand, notices, one, said, write
from tests.kit.waiting import until


async def _talking(host: LocalHost, script: Script) -> tuple[Brand, Person, str, asyncio.Event]:
    """A conversation in which the AI has said `One two` and waits at a gate."""
    brand, customer, gate = await make_brand(host), await host.person(), asyncio.Event()
    script.says("One ", "two", gate, " three", ReplyEnd())
    key = await brand.start(customer)
    sent = await write(customer, key, "Count!")
    assert sent.status == 201
    turns = host.server.turns
    await until(lambda: turns.text_so_far(sent.json["turnId"]) == "One two")
    return brand, customer, key, gate


async def _replies(person: Person, key: str) -> list[tuple[str, str]]:
    return [
        (message["text"], message["status"])
        for message in await said(person, key)
        if message["author"]["kind"] == "agent"
    ]


@pytest.mark.parametrize(
    ("route", "by_lead", "status"),
    [
        (support.TRANSFER, False, "waiting_human"),
        (support.TAKE_OVER, True, "human_active"),
        (support.RESOLVE, False, "resolved"),
    ],
)
async def test_a_reply_is_cut_where_a_person_is_asked_for(
    host: LocalHost, script: Script, route: Route[Any, Any], by_lead: bool, status: str
) -> None:
    brand, customer, key, gate = await _talking(host, script)
    person = brand.lead if by_lead else customer
    moved = await act(person, route, key)
    assert moved.status == 200
    assert moved.json["status"] == status
    assert await _replies(customer, key) == [("One two", "stopped")]
    gate.set()
    await until(lambda: script.closed == 1)
    await until(lambda: host.server.turns.running == 0)
    assert await _replies(customer, key) == [("One two", "stopped")]
    message = next(m for m in await said(customer, key) if m["turnId"])
    turn = (await customer.get(f"/api/turns/{message['turnId']}")).json
    assert (turn["status"], turn["text"]) == ("stopped", "One two")


async def test_what_a_listener_hears_is_what_is_kept(host: LocalHost, script: Script) -> None:
    """Also of pieces that come while the transfer is on its way to the disk."""
    brand, customer = await make_brand(host), await host.person()
    script.says(*[f"{number} " for number in range(4000)], ReplyEnd())
    for _ in range(6):
        key = await brand.start(customer)
        async with customer.live() as live:
            await write(customer, key, "Count!")
            await act(customer, support.TRANSFER, key)
            await live.next("turn.finished")
        heard = "".join(e["data"]["text"] for e in live.events if e["type"] == "turn.chunk")
        ((text, status),) = await _replies(customer, key)
        assert status in ("stopped", "sent")
        assert text.startswith(heard) if status == "sent" else heard == text
        await act(customer, support.RESOLVE, key)


async def test_the_stream_of_a_silenced_reply_ends_as_stopped(
    host: LocalHost, script: Script
) -> None:
    brand, customer, gate = await make_brand(host), await host.person(), asyncio.Event()
    script.says("One ", gate, "two", ReplyEnd())
    key = await brand.start(customer)
    async with asyncio.TaskGroup() as group:
        streaming = group.create_task(
            act(customer, support.SEND, key, {"text": "Count!"}, headers=EVENTS)
        )
        await until(lambda: script.asked == ["Count!"])
        assert (await act(customer, support.TRANSFER, key)).status == 200
    events = parse_sse(streaming.result().body)
    assert events[-1].event == "done"
    assert events[-1].data["stopped"]
    ((text, _),) = await _replies(customer, key)
    assert events[-1].data["text"] == text
    assert "".join(e.data["text"] for e in events if e.event == "chunk") == text


async def test_a_reply_that_is_begun_and_silenced_at_once_says_nothing(
    host: LocalHost, script: Script
) -> None:
    """The transfer may reach the disk in the very commit that begins the reply."""
    brand, customer = await make_brand(host), await host.person()
    key = await brand.start(customer)
    script.says("Late", ReplyEnd())
    sent, moved = await asyncio.gather(
        write(customer, key, "Hello?"), act(customer, support.TRANSFER, key)
    )
    assert sent.status == 201
    assert moved.status == 200
    await until(lambda: host.server.turns.running == 0)
    for text, status in await _replies(customer, key):
        assert (text, status) in (("Late", "sent"), ("Late", "stopped"), ("", "stopped"))
    assert (await one(customer, key))["status"] == "waiting_human"


async def test_a_refused_transfer_lets_the_reply_go_on(host: LocalHost, script: Script) -> None:
    brand, customer, gate = await make_brand(host, "ai_only"), await host.person(), asyncio.Event()
    script.says("One ", gate, "two", ReplyEnd())
    key = await brand.start(customer)
    await write(customer, key, "Count!")
    assert (await act(customer, support.TRANSFER, key)).code == "transfer_not_allowed"
    gate.set()
    await until(lambda: host.server.turns.running == 0)
    assert await _replies(customer, key) == [("One two", "sent")]


async def test_what_is_asked_meanwhile_is_answered_next_and_together(
    host: LocalHost, script: Script
) -> None:
    _, customer, key, gate = await _talking(host, script)
    async with customer.live() as live, asyncio.TaskGroup() as group:
        second = group.create_task(
            act(customer, support.SEND, key, {"text": "And red?"}, headers=EVENTS)
        )
        third = await write(customer, key, "Or blue?")
        assert third.json["turnId"] is None
        for _ in range(2):
            await live.next("message.created")
        assert host.server.turns.running == 1
        script.says("Both.", ReplyEnd())
        gate.set()
    events = parse_sse(second.result().body)
    assert events[-1].data["text"] == "Both."
    assert script.asked[0] == "Count!"
    assert sorted(script.asked[1].split("\n\n")) == ["And red?", "Or blue?"]
    assert len(script.asked) == 2
    assert [line.text for line in script.histories[1]] == ["Count!", "One two three"]
    assert (await one(customer, key))["lastText"] == "Both."


async def test_a_failed_reply_offers_a_person(host: LocalHost, script: Script) -> None:
    brand, customer = await make_brand(host), await host.person()
    script.says("Hm", ProviderError("provider_failed", "It broke.", retryable=True))
    key = await brand.start(customer, "Hello?")
    await until(lambda: host.server.turns.running == 0)
    assert await _replies(customer, key) == [("Hm", "failed")]
    assert notices(await said(customer, key))[-1] == "ai_failed"
    assert (await one(customer, key))["canTransfer"]


async def test_a_new_conversation_knows_nothing_of_the_last(
    host: LocalHost, script: Script
) -> None:
    brand, customer = await make_brand(host), await host.person()
    await brand.start(customer, "A person, please!")
    await until(lambda: host.server.turns.running == 0)
    key = await brand.start(customer)
    await act(customer, support.RESOLVE, key)
    await brand.start(customer, "Hello again")
    await until(lambda: len(script.asked) == 2)
    assert script.histories[1] == []


async def test_without_an_agent_people_are_asked_or_it_is_said(host: LocalHost) -> None:
    hybrid, alone = (
        await make_brand(host, "hybrid", agent=False),
        await make_brand(host, "ai_only", agent=False),
    )
    customer = await host.person()
    key = await hybrid.start(customer, "Hello?")
    assert (await one(customer, key))["status"] == "waiting_human"
    assert (await one(hybrid.lead, key))["askedBy"] == "ai"
    key = await alone.start(customer, "Hello?")
    assert (await one(customer, key))["status"] == "ai_active"
    assert "nobody_available" in notices(await said(customer, key))


async def test_the_ai_goes_on_where_it_is_given_back(host: LocalHost, script: Script) -> None:
    brand, customer = await make_brand(host), await host.person()
    agent = await brand.colleague()
    key = await brand.waiting(customer, "One question")
    await act(agent, support.ACCEPT, key)
    await write(agent, key, "Here is the answer.")
    await write(customer, key, "And when?")
    script.says("Tomorrow.", ReplyEnd())
    back = await act(agent, support.TO_AI, key)
    assert back.status == 200
    assert back.json["status"] == "ai_active"
    await until(lambda: host.server.turns.running == 0)
    assert script.asked[-1] == "And when?"
    assert (await one(customer, key))["lastText"] == "Tomorrow."
    assert (await act(agent, support.READ, key)).code == "forbidden"
