"""The life of a conversation over HTTP: modes, states, who may move it, and what is said of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import communities, support
from embedded_server.contracts.routes import Route
from embedded_server.kernel.turn_types import ReplyEnd
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import act, ask, make_brand, notices, one, said, write
from tests.kit.waiting import until


async def test_a_conversation_goes_through_ai_queue_person_and_rating(
    host: LocalHost, script: Script
) -> None:
    brand = await make_brand(host)
    customer, agent = await host.person("carla"), await brand.colleague(name="anton")
    started = await customer.post(support.START.url(communityId=brand.id), {})
    assert started.status == 201
    assert started.json["status"] == "ai_active"
    assert started.json["mode"] == "hybrid"
    assert started.json["canTransfer"]
    assert "transferReason" not in started.json
    key = started.json["id"]

    events = await ask(customer, key, "Where is my parcel?")
    assert [event.event for event in events] == ["meta", "chunk", "done"]
    assert script.asked == ["Where is my parcel?"]

    asked = await act(customer, support.TRANSFER, key, {"reason": "It does not know"})
    assert asked.status == 200
    assert asked.json["status"] == "waiting_human"
    assert asked.json["queuePosition"] == 1
    assert asked.json["waitingSeconds"] == 0
    (waiting,) = await brand.queue(agent)
    assert waiting["transferReason"] == "It does not know"
    assert waiting["askedBy"] == "customer"

    taken = await act(agent, support.ACCEPT, key)
    assert taken.status == 200
    assert taken.json["assignee"] == {"id": agent.id, "name": "Anton"}
    assert taken.json["waitingSince"] is None
    assert (await write(agent, key, "It is on its way.")).status == 201
    assert (await write(customer, key, "Thank you!")).status == 201

    done = await act(agent, support.RESOLVE, key, {"outcome": "solved"})
    assert done.json["status"] == "resolved"
    assert done.json["resolvedBy"] == {"kind": "staff", "id": agent.id, "name": "Anton"}
    rated = await act(customer, support.RATE, key, {"score": 5, "comment": "Quick"})
    assert rated.status == 204
    seen = await one(brand.lead, key)
    assert seen["rating"]["score"] == 5
    assert seen["rating"]["of"] == "person"
    lines = await said(customer, key)
    assert notices(lines) == ["started", "nobody_available", "accepted", "resolved"]
    assert [m["text"] for m in lines if m["kind"] == "message"] == [
        "Where is my parcel?",
        "Hello.",
        "It is on its way.",
        "Thank you!",
    ]
    assert [m["seq"] for m in lines] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize(
    ("mode", "status"),
    [("ai_only", "ai_active"), ("human_only", "waiting_human"), ("hybrid", "ai_active")],
)
async def test_each_mode_starts_where_it_says(host: LocalHost, mode: str, status: str) -> None:
    brand = await make_brand(host, mode)
    customer = await host.person()
    key = await brand.start(customer)
    seen = await one(customer, key)
    assert seen["status"] == status
    assert seen["mode"] == mode
    assert seen["canTransfer"] == (mode == "hybrid")


async def test_the_mode_of_a_conversation_stays(host: LocalHost) -> None:
    brand = await make_brand(host, "ai_only")
    customer, other = await host.person(), await host.person()
    key = await brand.start(customer)
    path = communities.EDIT.url(communityId=brand.id)
    assert (await brand.lead.patch(path, {"csMode": "human_only"})).status == 200
    assert (await one(customer, key))["mode"] == "ai_only"
    refused = await act(customer, support.TRANSFER, key)
    assert (refused.status, refused.code) == (409, "transfer_not_allowed")
    refused = await act(brand.lead, support.ACCEPT, key)
    assert (refused.status, refused.code) == (409, "transfer_not_allowed")
    assert (await one(other, await brand.start(other)))["status"] == "waiting_human"


async def test_an_open_conversation_is_found_again_with_what_was_said(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer = await host.person()
    path = support.START.url(communityId=brand.id)
    first = await customer.post(path, {"message": "Hello", "clientId": "a"})
    again = await customer.post(path, {"message": "Hello", "clientId": "a"})
    more = await customer.post(path, {"message": "Are you there?"})
    assert [first.status, again.status, more.status] == [201, 200, 200]
    assert first.json["id"] == again.json["id"] == more.json["id"]
    told = [m["text"] for m in await said(customer, first.json["id"]) if m["kind"] == "message"]
    assert told == ["Hello", "Are you there?"]
    assert (await act(customer, support.RESOLVE, first.json["id"])).status == 200
    new = await customer.post(path, {})
    assert new.status == 201
    assert new.json["previousId"] == first.json["id"]
    assert new.json["reopened"]


async def test_each_act_is_refused_from_the_wrong_state(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    customer, first, second = await host.person(), await brand.colleague(), await brand.colleague()
    key = await brand.start(customer)
    assert (await act(first, support.ACCEPT, key)).code == "not_waiting"
    assert (await write(brand.lead, key, "Hi")).code == "not_assignee"
    assert (await act(brand.lead, support.RELEASE, key)).code == "not_assignee"
    await act(customer, support.TRANSFER, key)
    assert (await act(customer, support.TRANSFER, key)).code == "already_waiting"
    assert (await act(first, support.ACCEPT, key)).status == 200
    lost = await act(second, support.ACCEPT, key)
    assert (lost.status, lost.code) == (409, "already_accepted")
    assert lost.json["assigneeId"] == first.id
    assert lost.json["assigneeName"] == first.user["displayName"]
    for route, body in ((support.RESOLVE, {}), (support.RELEASE, None), (support.TO_AI, None)):
        refused = await act(second, route, key, body)
        assert (refused.status, refused.code) == (403, "not_assignee")
    assert (await write(second, key, "Me too")).code == "not_assignee"
    assert (await act(customer, support.RATE, key, {"score": 3})).code == "not_resolved"
    assert (await act(customer, support.RESOLVE, key)).status == 200
    late: list[tuple[Person, Route[Any, Any], Any]] = [
        (customer, support.SEND, {"text": "Wait"}),
        (customer, support.TRANSFER, None),
        (first, support.ACCEPT, None),
        (first, support.RELEASE, None),
        (customer, support.RESOLVE, None),
        (brand.lead, support.TAKE_OVER, None),
    ]
    for person, route, given in late:
        refused = await act(person, route, key, given)
        assert (refused.status, refused.code) == (409, "already_resolved")
    assert (await act(customer, support.RATE, key, {"score": 3})).status == 204
    assert (await act(customer, support.RATE, key, {"score": 4})).code == "already_rated"


async def test_with_its_brand_a_conversation_ends_for_good(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    waiter, asker = await host.person(), await host.person()
    waits = await brand.waiting(waiter)
    gate = asyncio.Event()
    script.says("Well ", gate, "never said", ReplyEnd())
    asks = await brand.start(asker)
    turn = (await write(asker, asks, "And?")).json["turnId"]
    await until(lambda: host.server.turns.text_so_far(turn) == "Well ")
    async with waiter.live() as one_live, asker.live() as two_live:
        await asyncio.gather(one_live.caught_up(), two_live.caught_up())
        path = communities.DELETE.url(communityId=brand.id)
        assert (await brand.lead.delete(path)).status == 204
        for live, key in ((one_live, waits), (two_live, asks)):
            told = await live.next("conversation.updated")
            assert (told["data"]["id"], told["data"]["status"]) == (key, "resolved")
        gate.set()
        await until(lambda: host.server.turns.running == 0)
    left = await host.server.database.read(
        lambda reader: reader.rows(
            "SELECT status, text FROM conversation_messages WHERE author_kind = 'agent'"
            " AND text <> 'Hello.'"
        )
    )
    assert left == [("stopped", "Well ")]
