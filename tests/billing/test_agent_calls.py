"""A question to an agent: its fee is set aside, taken when it was answered, given back if not."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
import pytest

from embedded_server.contracts import agents, billing, club, communities, turns
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from tests.billing.test_fees import balance, books_are_right, fill
from tests.kit.people import Person, Reply, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

FEE = 10


async def held(person: Person) -> int:
    return int((await person.get(billing.WALLET.url())).json["heldCents"])


async def cut_off(asking: Coroutine[Any, Any, Reply]) -> None:
    with pytest.raises(aiohttp.ClientError):
        await asking


async def scene(host: LocalHost, cents: int = 100) -> tuple[Person, Person, str, str]:
    """Creator, member with money, room and agent."""
    creator, member = await host.person(), await host.person()
    room = await creator.create(agentCallFeeCents=FEE)
    agent = await creator.make_agent(room)
    await member.join(room)
    if cents:
        await fill(host, member, cents)
    return creator, member, room, agent


async def question(person: Person, room: str, agent: str, **more: Any) -> Reply:
    body = {"agentId": agent, "text": "What is tea?", **more}
    return await person.post(club.ASK.url(communityId=room), body)


async def test_an_answer_is_charged_as_shown_and_shared(host: LocalHost, script: Script) -> None:
    creator, member, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    stream = parse_sse((await question(member, room, agent, acceptFeeCents=FEE)).body)
    assert stream[0].data["feeCents"] == FEE
    done = next(event for event in stream if event.event == "done")
    assert done.data["chargedCents"] == FEE
    assert (await balance(member), await balance(creator)) == (90, 7)
    assert await held(member) == 0
    said = (await member.history(room))[-1]
    assert said["charge"] == {"amountCents": FEE}
    await books_are_right(host)


async def test_the_exact_price_or_nothing(host: LocalHost, script: Script) -> None:
    _, member, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    for named in (None, 0, FEE - 1, FEE + 1):
        more = {} if named is None else {"acceptFeeCents": named}
        refused = await question(member, room, agent, **more)
        assert (refused.status, refused.code) == (402, "fee_not_accepted")
        assert refused.json["amountDueCents"] == FEE
    assert await member.history(room) == []
    assert await balance(member) == 100


async def test_who_cannot_pay_asks_nothing(host: LocalHost, script: Script) -> None:
    _, member, room, agent = await scene(host, FEE - 1)
    script.says("A drink.", ReplyEnd())
    refused = await question(member, room, agent, acceptFeeCents=FEE)
    assert (refused.status, refused.code) == (402, "insufficient_funds")
    assert (refused.json["amountDueCents"], refused.json["balanceCents"]) == (FEE, FEE - 1)
    assert await member.history(room) == []


async def test_a_failure_is_given_back(host: LocalHost, script: Script) -> None:
    creator, member, room, agent = await scene(host)
    script.says("A ", ProviderError("upstream", "broken", retryable=True))
    stream = parse_sse((await question(member, room, agent, acceptFeeCents=FEE)).body)
    assert stream[-1].event == "error"
    assert (await balance(member), await balance(creator), await held(member)) == (100, 0, 0)
    kinds = [entry["kind"] for entry in (await member.get(billing.ENTRIES.url())).json["items"]]
    assert kinds == ["agent_call_released", "agent_call_held", "top_up"]
    await books_are_right(host)


async def test_ten_at_once_over_one_balance_take_what_is_there(
    host: LocalHost, script: Script
) -> None:
    creator, member, room, agent = await scene(host, 35)
    script.says("A drink.", ReplyEnd())
    answers = await asyncio.gather(
        *(question(member, room, agent, acceptFeeCents=FEE, clientId=f"q{n}") for n in range(10))
    )
    assert sorted(answer.status for answer in answers) == [200] * 3 + [402] * 7
    assert (await balance(member), await balance(creator)) == (5, 21)
    await books_are_right(host)


async def test_the_same_question_twice_is_one_charge(host: LocalHost, script: Script) -> None:
    _, member, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    more = {"acceptFeeCents": FEE, "clientId": "once"}
    answers = await asyncio.gather(*(question(member, room, agent, **more) for _ in range(5)))
    assert {answer.status for answer in answers} == {200}
    assert await balance(member) == 90


async def test_staff_ask_for_nothing(host: LocalHost, script: Script) -> None:
    creator, _, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    assert (await question(creator, room, agent)).status == 200
    assert (await creator.get(billing.ENTRIES.url())).json["items"] == []


async def test_the_link_may_ask_another_price(host: LocalHost, script: Script) -> None:
    creator, member, _, agent = await scene(host)
    other = await creator.create(agentCallFeeCents=FEE)
    await member.join(other)
    linked = await creator.post(
        f"/api/communities/{other}/agents", {"agentId": agent, "callFeeCents": 3}
    )
    assert linked.json["callFeeCents"] == 3
    script.says("A drink.", ReplyEnd())
    assert (await question(member, other, agent, acceptFeeCents=3)).status == 200
    assert await balance(member) == 97


@pytest.mark.parametrize("before", [[], ["Some ", "words "]])
async def test_a_stop_is_charged_only_after_the_first_words(
    host: LocalHost, script: Script, before: list[str]
) -> None:
    _, member, room, agent = await scene(host)
    script.says(*before, asyncio.Event(), "never")
    async with member.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(question(member, room, agent, acceptFeeCents=FEE))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        for _ in before:
            await live.next("turn.chunk")
        assert (await balance(member), await held(member)) == (100 - FEE, FEE)
        assert (await member.post(turns.STOP.url(turnId=turn_id))).status == 200
    done = parse_sse(asking.result().body)[-1]
    charged = FEE if before else 0
    assert done.data["chargedCents"] == charged
    assert (await balance(member), await held(member)) == (100 - charged, 0)
    await books_are_right(host)


async def test_the_same_answer_again_and_a_summary_cost_as_any_question(
    host: LocalHost, script: Script
) -> None:
    creator, member, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    assert (await question(member, room, agent, acceptFeeCents=FEE)).status == 200
    reply = (await member.history(room))[-1]
    again = club.REGENERATE.url(communityId=room, messageId=reply["id"])
    refused = await member.post(again, {})
    assert (refused.status, refused.code) == (402, "fee_not_accepted")
    assert (await member.post(again, {"acceptFeeCents": FEE})).status == 200
    await creator.say(room, "Something that was missed")
    missed = club.CATCH_UP.url(communityId=room)
    refused = await member.post(missed, {"agentId": agent})
    assert (refused.status, refused.json["amountDueCents"]) == (402, FEE)
    summary = await member.post(missed, {"agentId": agent, "acceptFeeCents": FEE, "sinceSeq": 0})
    assert summary.status == 200, summary.json
    private = await question(member, room, agent, acceptFeeCents=FEE, private=True)
    assert private.status == 200
    assert (await balance(member), await balance(creator)) == (100 - 4 * FEE, 4 * 7)
    await books_are_right(host)


async def test_an_owner_tries_out_for_nothing(host: LocalHost, script: Script) -> None:
    creator, _, _, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    tried = await creator.post(agents.TRY.url(agentId=agent), {"text": "What is tea?"})
    assert tried.status == 200
    assert (await creator.get(billing.ENTRIES.url())).json["items"] == []


async def test_a_repeat_answers_with_the_first_reply_at_the_first_price(
    host: LocalHost, script: Script
) -> None:
    creator, member, room, agent = await scene(host)
    script.says("A drink.", ReplyEnd())
    more = {"acceptFeeCents": FEE, "clientId": "once"}
    first = await question(member, room, agent, **more)
    dearer = communities.EDIT.url(communityId=room)
    assert (await creator.patch(dearer, {"agentCallFeeCents": 55})).status == 200
    again = await question(member, room, agent, **more)
    assert again.status == 200
    assert parse_sse(again.body)[-1].data == parse_sse(first.body)[-1].data
    assert await balance(member) == 100 - FEE


@pytest.mark.parametrize("before", [[], ["Some ", "words "]])
async def test_a_reply_that_is_deleted_amid_it_is_as_one_that_is_stopped(
    host: LocalHost, script: Script, before: list[str]
) -> None:
    creator, member, room, agent = await scene(host)
    script.says(*before, asyncio.Event(), "never")
    async with member.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(question(member, room, agent, acceptFeeCents=FEE))
        message_id = (await live.next("turn.started"))["data"]["messageId"]
        for _ in before:
            await live.next("turn.chunk")
        path = club.DELETE.url(communityId=room, messageId=message_id)
        assert (await creator.delete(path)).status == 204
    charged = FEE if before else 0
    assert (await balance(member), await held(member)) == (100 - charged, 0)
    await books_are_right(host)


async def test_a_reply_that_nobody_can_read_any_more_is_given_back(
    host: LocalHost, script: Script
) -> None:
    creator, member, room, agent = await scene(host)
    gate = asyncio.Event()
    script.says("Some ", gate, "words.", ReplyEnd())
    async with member.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(cut_off(question(member, room, agent, acceptFeeCents=FEE)))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        await live.next("turn.chunk")
        assert (await creator.delete(communities.DELETE.url(communityId=room))).status == 204
        gate.set()
        await until(lambda: host.server.turns.text_so_far(turn_id) is None)
    assert (await balance(member), await held(member)) == (100, 0)
    await books_are_right(host)
