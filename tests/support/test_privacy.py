"""Nobody hears, reads or changes what is not theirs: of a conversation, of the queue, of staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from embedded_server.contracts import communities, support, widget
from tests.kit.people import Live, Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import act, make_brand, one, said, show_on, write

STAFF_FIELDS = {"transferReason", "askedBy", "dueAt", "dueKind", "isGuest"}


def _heard(live: Live, conversation_id: str) -> list[str]:
    """Types of the events that speak of a conversation."""
    return [
        event["type"]
        for event in live.events
        if conversation_id in msgspec.json.encode(event).decode()
    ]


async def test_strangers_find_nothing(host: LocalHost, script: Script) -> None:
    brand, other = await make_brand(host), await make_brand(host)
    customer, stranger = await host.person(), await host.person()
    member = await host.person()
    await member.join(brand.id)
    key = await brand.start(customer, "Hello")
    for person in (stranger, member, other.lead):
        assert (await person.get(support.READ.url(conversationId=key))).status == 404
        assert (await person.get(support.MESSAGES.url(conversationId=key))).status == 404
        for route in (support.SEND, support.TRANSFER, support.ACCEPT, support.RESOLVE):
            body = {"text": "Hi"} if route is support.SEND else None
            assert (await act(person, route, key, body)).status == 404
        assert (await person.get(support.QUEUE.url(communityId=brand.id))).status == 403
        assert (await person.get(support.CONVERSATIONS.url(communityId=brand.id))).status == 403
        assert (await person.get(support.CS_AGENTS.url(communityId=brand.id))).status == 403
    assert (await act(customer, support.ACCEPT, key)).status == 403
    club = await brand.lead.create("club")
    assert (await customer.post(support.START.url(communityId=club), {})).code == "wrong_type"


async def test_each_hears_what_they_may_read(host: LocalHost, script: Script) -> None:
    brand = await make_brand(host)
    customer, stranger = await host.person(), await host.person()
    first, second = await brand.colleague(), await brand.colleague()
    async with (
        customer.live() as mine,
        stranger.live() as theirs,
        brand.lead.live() as lead,
        first.live() as one_agent,
        second.live() as two_agent,
    ):
        everybody = (mine, theirs, lead, one_agent, two_agent)
        for live in everybody:
            await live.caught_up()
        key = await brand.start(customer, "Only for the AI")
        await mine.next("turn.finished")
        for live in (theirs, one_agent, two_agent):
            await live.caught_up()
            assert _heard(live, key) == []
        await act(customer, support.TRANSFER, key, {"reason": "A secret reason"})
        await act(first, support.ACCEPT, key)
        await write(customer, key, "Only for the first agent")
        await write(first, key, "An answer")
        for live in everybody:
            await live.caught_up()
        for live in (mine, lead, one_agent):
            texts = [e["data"]["text"] for e in live.events if e["type"] == "message.created"]
            assert texts[-2:] == ["Only for the first agent", "An answer"]
        seen = msgspec.json.encode(two_agent.events).decode()
        assert "Only for the first agent" not in seen
        assert "An answer" not in seen
        told = [e["data"] for e in two_agent.events if e["type"] == "conversation.updated"]
        assert told[-1]["assignee"]["id"] == first.id, "who has won is told to all"
        assert _heard(theirs, key) == []
        told = [e["data"] for e in mine.events if e["type"] == "conversation.updated"]
        assert all(not STAFF_FIELDS & set(one) for one in told)
        assert "A secret reason" not in msgspec.json.encode(mine.events).decode()
        assert not {"queue.updated", "support_agent.updated"} & {e["type"] for e in mine.events}
    assert (await second.get(support.READ.url(conversationId=key))).code == "forbidden"
    assert (await second.get(support.MESSAGES.url(conversationId=key))).code == "forbidden"


async def test_who_was_away_is_replayed_only_what_they_may_read(
    host: LocalHost, script: Script
) -> None:
    brand = await make_brand(host, "human_only")
    customer, first, second = await host.person(), await brand.colleague(), await brand.colleague()
    async with second.live() as live:
        await live.caught_up()
        since = live.opened_at
    key = await brand.waiting(customer, "Where is it?")
    await act(first, support.ACCEPT, key)
    await write(customer, key, "A secret")
    async with second.live(since) as live:
        await live.caught_up()
        assert "A secret" not in msgspec.json.encode(live.events).decode()
        told = [e["data"] for e in live.events if e["type"] == "conversation.updated"]
        assert told[-1]["assignee"]["id"] == first.id
    async with first.live(since) as live:
        await live.caught_up()
        assert "A secret" in msgspec.json.encode(live.events).decode()


async def test_who_loses_the_role_hears_nothing_more(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague("moderator")
    key = await brand.waiting(customer)
    path = communities.EDIT_MEMBER.url(communityId=brand.id, userId=agent.id)
    async with agent.live() as live:
        await live.caught_up()
        await write(customer, key, "First")
        await live.next("message.created")
        assert (await brand.lead.patch(path, {"role": "member"})).status == 200
        await live.caught_up()
        before = len(live.events)
        await write(customer, key, "Second")
        await brand.waiting(await host.person())
        await live.caught_up()
        assert [event["type"] for event in live.events[before:]] == ["error"]
        assert (await brand.lead.patch(path, {"role": "cs_agent"})).status == 200
        await live.caught_up()
        await write(customer, key, "Third")
        assert (await live.next("message.created"))["data"]["text"] == "Third"


async def test_typing_is_told_of_who_may_write_and_looking_to_staff_alone(
    host: LocalHost,
) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    key = await brand.waiting(customer)
    async with customer.live() as mine, agent.live() as theirs, brand.lead.live() as lead:
        for live in (mine, theirs, lead):
            await live.caught_up()
        await mine.send({"type": "typing", "conversationId": key})
        told = await theirs.next("typing")
        assert told["data"] == {
            "userId": customer.id,
            "displayName": customer.user["displayName"],
            "conversationId": key,
        }
        await theirs.send({"type": "typing", "conversationId": key})
        assert (await theirs.next("error"))["data"]["code"] == "not_found"
        await theirs.send({"type": "looking", "conversationId": key})
        assert (await lead.next("looking"))["data"]["userId"] == agent.id
        await mine.send({"type": "looking", "conversationId": key})
        assert (await mine.next("error"))["data"]["code"] == "not_found"
        assert "looking" not in {event["type"] for event in mine.events}
        await act(agent, support.ACCEPT, key)
        await theirs.send({"type": "typing", "conversationId": key})
        assert (await mine.next("typing"))["data"]["userId"] in (agent.id, customer.id)


async def test_unread_counts_are_each_viewers_own(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    key = await brand.waiting(customer, "One")
    await write(customer, key, "Two")
    assert (await one(agent, key))["unreadCount"] == 2
    assert (await one(customer, key))["unreadCount"] == 0
    seq = (await said(agent, key))[-1]["seq"]
    assert (await act(agent, support.READ_TO, key, {"seq": seq + 50})).status == 204
    assert (await one(agent, key))["unreadCount"] == 0
    assert (await one(brand.lead, key))["unreadCount"] == 2
    await act(agent, support.ACCEPT, key)
    await write(agent, key, "Three")
    assert (await one(customer, key))["unreadCount"] == 1


async def test_lists_are_filtered_and_searched(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    anna, ben = await host.person("annabel"), await host.person("benedict")
    agent = await brand.colleague()
    first = await brand.waiting(anna, "My parcel is lost")
    second = await brand.waiting(ben, "I want a refund")
    await act(agent, support.ACCEPT, second)
    path = support.CONVERSATIONS.url(communityId=brand.id)

    async def found(**query: str) -> list[str]:
        return [c["id"] for c in await brand.lead.pages(path, **query)]

    assert await found() == [second, first]
    assert await found(status="waiting_human") == [first]
    assert await found(customerId=ben.id) == [second]
    assert await found(assigneeId=agent.id) == [second]
    assert await found(search="parcel") == [first]
    assert await found(search="refu") == [second]
    assert await found(search="annabel") == [first]
    assert await found(search="nothing") == []
    assert await found(limit="1") == [second, first]
    mine = await agent.pages(path)
    assert [c["id"] for c in mine] == [second, first]
    other = await brand.colleague()
    assert [c["id"] for c in await other.pages(path)] == [first]
    queue = await brand.lead.pages(support.QUEUE.url(communityId=brand.id), limit="1")
    assert [c["id"] for c in queue] == [first]


async def test_places_move_up_and_that_is_told(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    first, second = await host.person(), await host.person()
    one_key, two_key = await brand.waiting(first), await brand.waiting(second)
    async with second.live() as live:
        await live.caught_up()
        assert (await one(second, two_key))["queuePosition"] == 2
        await act(brand.lead, support.ACCEPT, one_key)
        while (await live.next("conversation.updated"))["data"]["queuePosition"] != 1:
            pass
    assert (await one(second, two_key))["queuePosition"] == 1


async def test_a_wait_is_estimated_once_there_is_enough_to_go_by(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer = await host.person()
    async with brand.lead.live() as live:
        await live.caught_up()
        for number in range(5):
            key = await brand.waiting(customer)
            assert (await one(customer, key))["estimatedWaitSeconds"] is None, number
            await host.admin.post("/api/admin/clock", {"advanceSeconds": 20})
            await act(brand.lead, support.ACCEPT, key)
            await act(brand.lead, support.RESOLVE, key)
        await brand.waiting(await host.person())
        key = await brand.waiting(customer)
        seen = await one(customer, key)
        assert seen["queuePosition"] == 2
        assert seen["staffAvailable"]
        assert 38 <= seen["estimatedWaitSeconds"] <= 44
    assert (await one(customer, key))["estimatedWaitSeconds"] is None, "nobody is there"


async def test_a_repeated_act_shows_nothing_to_who_has_lost_the_conversation(
    host: LocalHost,
) -> None:
    brand = await make_brand(host, "human_only", agent=False)
    customer, agent = await host.person(), await brand.colleague()
    key, once = await brand.waiting(customer), {"Idempotency-Key": "k"}
    for _ in range(2):
        assert (await act(agent, support.ACCEPT, key, headers=once)).status == 200
    await act(brand.lead, support.TAKE_OVER, key)
    await write(customer, key, "Only for the creator")
    again = await act(agent, support.ACCEPT, key, headers=once)
    assert (again.status, again.code) == (403, "forbidden")


async def test_starting_with_a_question_counts_as_asking(
    start_host: Callable[..., Awaitable[LocalHost]], script: Script
) -> None:
    host = await start_host(asks_per_minute=3)
    brand = await make_brand(host)
    customer, far = await host.person(), {"X-Forwarded-For": "198.51.100.9"}
    path = support.START.url(communityId=brand.id)

    async def start(**body: str) -> int:
        return (await customer.post(path, body, headers=far)).status

    asked = [await start(message=f"And {number}?") for number in range(12)]
    assert asked[:2] == [201, 200]
    assert asked[-1] == 429
    assert await start() == 200, "without a question, nobody is asked"
    (one,) = (await customer.get(support.OWN.url())).json["items"]
    await act(customer, support.TRANSFER, one["id"])
    assert await start(message="For a person") == 200


async def test_visitors_are_found_by_their_name(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only", agent=False)
    await show_on(brand.lead, brand.id, "https://shop.example")
    path = widget.BECOME_GUEST.url(communityId=brand.id)
    made = (await host.stranger().post(path, {"name": "Wanda"})).json
    guest = Person(host.url, host.http, made["token"], {"id": made["userId"]})
    key = await brand.start(guest, "Hello")
    listed = support.CONVERSATIONS.url(communityId=brand.id)
    found = await brand.lead.pages(listed, search="wand")
    assert [one["id"] for one in found] == [key]
    assert await brand.lead.pages(listed, search="guest:") == []
