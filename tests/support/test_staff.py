"""Who serves: CS agents made and unmade, who is there, and what becomes of what they held."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from embedded_server.contracts import communities, support, support_desk
from embedded_server.contracts.routes import Route
from embedded_server.support.routes.office import office_of
from embedded_server.support.service import queueing
from tests.kit.people import Live, Person
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, make_brand, notices, one, said, write

CLOCK = "/api/admin/clock"


async def _held(host: LocalHost) -> tuple[Brand, Person, Person, str]:
    """A conversation that a CS agent has, whose customer waited for 30 s."""
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person(), await brand.colleague()
    key = await brand.waiting(customer)
    await host.admin.post(CLOCK, {"advanceSeconds": 30})
    assert (await act(agent, support.ACCEPT, key)).status == 200
    return brand, customer, agent, key


async def _back_in_queue(brand: Brand, key: str) -> None:
    (waiting,) = await brand.queue()
    assert waiting["id"] == key
    assert waiting["assignee"] is None
    assert waiting["waitingSeconds"] >= 30


async def test_a_released_conversation_keeps_its_waiting_time(host: LocalHost) -> None:
    brand, customer, agent, key = await _held(host)
    later = await brand.waiting(await host.person())
    released = await act(agent, support.RELEASE, key)
    assert released.status == 200
    assert released.json["queuePosition"] == 1
    assert [waiting["id"] for waiting in await brand.queue()] == [key, later]
    assert notices(await said(customer, key))[-1] == "released"


async def test_an_agent_who_is_removed_leaves_nothing_behind(host: LocalHost) -> None:
    path = support.REMOVE_CS_AGENT
    brand, customer, agent, key = await _held(host)
    gone = await brand.lead.delete(path.url(communityId=brand.id, userId=agent.id))
    assert gone.status == 204
    await _back_in_queue(brand, key)
    assert notices(await said(customer, key))[-1] == "agent_left"
    assert (await agent.get(support.READ.url(conversationId=key))).status == 404
    again = await brand.lead.delete(path.url(communityId=brand.id, userId=agent.id))
    assert again.status == 404


async def test_demoted_banned_or_left_agents_lose_what_they_hold(host: LocalHost) -> None:
    ways: list[tuple[Route[Any, Any], bool, Any]] = [
        (communities.EDIT_MEMBER, False, {"role": "member"}),
        (communities.REMOVE_MEMBER, False, None),
        (communities.BAN, False, None),
        (communities.LEAVE, True, None),
        (support.REMOVE_CS_AGENT, True, None),
    ]
    for route, by_self, body in ways:
        brand, _, agent, key = await _held(host)
        names = {"communityId": brand.id}
        if "userId" in route.path:
            names["userId"] = agent.id
        person = agent if by_self else brand.lead
        answer = await person.call(route.method, route.url(**names), body)
        assert answer.status < 300, (route.path, answer.json)
        await _back_in_queue(brand, key)


async def test_a_banned_customer_is_not_served(host: LocalHost) -> None:
    brand, customer, _, key = await _held(host)
    path = communities.BAN.url(communityId=brand.id, userId=customer.id)
    assert (await brand.lead.put(path)).status == 204
    assert (await one(brand.lead, key))["status"] == "resolved"
    refused = await customer.post(support.START.url(communityId=brand.id), {})
    assert (refused.status, refused.code) == (403, "banned")


async def test_agents_are_made_by_name_or_id_and_listed(host: LocalHost) -> None:
    brand, someone = await make_brand(host), await host.person("sofia")
    path = support.ADD_CS_AGENT.url(communityId=brand.id)
    made = await brand.lead.post(path, {"username": "Sofia"})
    assert made.status == 201
    assert made.json["role"] == "cs_agent"
    assert made.json["availability"] == "offline"
    assert (await brand.lead.post(path, {"userId": someone.id})).status == 200
    assert (await someone.post(path, {"userId": brand.lead.id})).status == 403
    assert (await brand.lead.post(path, {"username": "nobody"})).status == 404
    assert (await brand.lead.post(path, {})).code == "validation"
    listed = await someone.pages(support.CS_AGENTS.url(communityId=brand.id))
    assert {one["userId"] for one in listed} == {brand.lead.id, someone.id}
    club = await brand.lead.create("club")
    refused = await brand.lead.post(support.ADD_CS_AGENT.url(communityId=club), {"username": "x"})
    assert refused.code == "wrong_type"


async def _agent_event(live: Live, user_id: str, availability: str) -> None:
    while True:
        event = await live.next("support_agent.updated")
        agent = event["data"]["agent"]
        if (agent["userId"], agent["availability"]) == (user_id, availability):
            return


async def test_staff_hear_who_is_there(host: LocalHost) -> None:
    brand = await make_brand(host)
    agent, path = await brand.colleague(), support.SET_AVAILABILITY.url(communityId=brand.id)
    async with brand.lead.live() as live:
        async with agent.live() as theirs:
            await theirs.caught_up()
            await _agent_event(live, agent.id, "online")
            assert (await agent.put(path, {"status": "away"})).status == 204
            await _agent_event(live, agent.id, "away")
        await _agent_event(live, agent.id, "offline")
    customer = await host.person()
    assert (await customer.put(path, {"status": "online"})).status == 403


async def _service_told(live: Live, conversation_id: str) -> tuple[bool, str | None]:
    while True:
        data = (await live.next("conversation.updated"))["data"]
        if data["id"] == conversation_id:
            return data["staffAvailable"], data["opensAt"]


async def test_who_talks_with_the_ai_sees_whether_people_are_there(host: LocalHost) -> None:
    """Once for each change, and only who is connected: a second agent changes nothing."""
    brand = await make_brand(host)
    customer, away = await host.person(), await host.person()
    key = await brand.start(customer)
    await brand.start(away)
    first, second = await brand.colleague(), await brand.colleague()
    async with customer.live() as live:
        await live.caught_up()
        async with first.live(), second.live():
            assert await _service_told(live, key) == (True, None)
            now = datetime.fromtimestamp(host.server.clock.now() / 1000, UTC)
            week = [[{"from": "10:00", "to": "11:00"}] if day == 0 else [] for day in range(7)]
            hours = {"isOn": True, "timeZone": "UTC", "week": week}
            hours |= {"holidays": [{"day": f"{now:%Y-%m-%d}"}]}
            path = support_desk.SET_SETTINGS.url(communityId=brand.id)
            assert (await brand.lead.put(path, {"hours": hours})).status == 200
            are_here, back = await _service_told(live, key)
            assert not are_here
            assert back is not None
        office = office_of(host.server)
        told = await host.server.database.read(
            lambda reader: queueing.with_ai(reader, office, brand.id)
        )
        assert told == [key]


async def test_a_window_that_stays_away_gives_its_conversations_back(host: LocalHost) -> None:
    brand, customer, agent, key = await _held(host)
    async with agent.live() as theirs:
        await theirs.caught_up()
    await host.admin.post(CLOCK, {"advanceSeconds": 59})
    assert (await one(customer, key))["status"] == "human_active"
    async with customer.live() as live:
        await host.admin.post(CLOCK, {"advanceSeconds": 2})
        while (await live.next("conversation.updated"))["data"]["status"] != "waiting_human":
            pass
    await _back_in_queue(brand, key)
    assert notices(await said(customer, key))[-1] == "agent_left"


async def test_a_window_that_comes_back_in_time_keeps_them(host: LocalHost) -> None:
    _, customer, agent, key = await _held(host)
    async with agent.live() as theirs:
        await theirs.caught_up()
    await host.admin.post(CLOCK, {"advanceSeconds": 40})
    async with agent.live() as theirs:
        await theirs.caught_up()
        await host.admin.post(CLOCK, {"advanceSeconds": 100})
        await theirs.caught_up()
        assert (await one(customer, key))["status"] == "human_active"


async def test_a_colleague_is_given_it_only_while_online(host: LocalHost) -> None:
    brand, customer, agent, key = await _held(host)
    other = await brand.colleague()
    refused = await act(agent, support.ASSIGN, key, {"userId": other.id})
    assert (refused.status, refused.code) == (409, "agent_unavailable")
    async with other.live() as live:
        await live.caught_up()
        given = await act(agent, support.ASSIGN, key, {"userId": other.id})
        assert given.status == 200
        assert given.json["assignee"]["id"] == other.id
        told = await live.next("conversation.updated")
        assert told["data"]["assignee"]["id"] == other.id
    assert notices(await said(customer, key))[-1] == "assigned"
    assert (await write(agent, key, "Still here")).code == "not_assignee"


async def test_a_lead_takes_over_and_that_is_on_record(host: LocalHost) -> None:
    brand, customer, agent, key = await _held(host)
    assert (await act(agent, support.TAKE_OVER, key)).status == 403
    taken = await act(brand.lead, support.TAKE_OVER, key)
    assert taken.json["assignee"]["id"] == brand.lead.id
    acts = await brand.lead.pages(communities.AUDIT.url(communityId=brand.id))
    assert acts[0]["act"] == "conversation.taken_over"
    assert acts[0]["targetId"] == customer.id


async def test_ones_own_conversation_is_not_ones_own_to_serve(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    agent = await brand.colleague()
    key = await brand.waiting(agent)
    assert (await act(agent, support.ACCEPT, key)).code == "own_conversation"
    assert (await act(brand.lead, support.ACCEPT, key)).status == 200
    seen = (await agent.get(support.OWN.url())).json["items"]
    assert [found["id"] for found in seen] == [key]
    assert "transferReason" not in seen[0]
