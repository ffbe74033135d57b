"""What staff get beside a conversation: handoff, customer, drafts, and what the AI learns."""

from __future__ import annotations

import asyncio
from typing import Any

from embedded_server.contracts import agents, support, support_desk
from embedded_server.contracts.club import Author, Message
from embedded_server.contracts.turns import Citation
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd
from embedded_server.support.service.cards import drawn
from tests.kit.people import Person, Reply
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import Brand, act, ask, make_brand, one, said, write
from tests.kit.waiting import until
from tests.support.values import conversation

SHIPPING = Citation(number=1, document_id="d", title="Shipping", passage="Mondays.")


def line(by: str, text: str, **more: Any) -> Message:
    author = Author(kind="agent" if by == "ai" else "user", id=by, name=by.title())
    values: dict[str, Any] = {
        "id": text,
        "seq": 1,
        "community_id": "b",
        "author": author,
        "text": text,
        "created_at": "2026-11-24T10:00:00.000Z",
        "edited_at": None,
        "reply_to_id": None,
        "turn_id": None,
        "status": "sent",
        "client_id": None,
        "audio": None,
        "charge": None,
        "citations": [],
        "kind": "message",
    }
    return Message(**(values | more))


def test_the_handoff_tells_what_was_answered_and_what_is_open() -> None:
    card = drawn(
        conversation(transfer_reason="slow"),
        [
            line("customer", "Hello!"),
            line("ai", "Hello! Ask me."),
            line("customer", "When do you ship?"),
            line("ai", "On Mondays. [1]", citations=[SHIPPING, SHIPPING]),
            line("customer", "To Mars too?"),
            line("ai", "I don't know.", is_unsure=True),
            line("customer", "And the Moon?"),
            line("ai", "We sh", status="stopped"),
            line("customer", "Can I talk to a human?"),
            line("customer", "It is urgent"),
        ],
    )
    assert card.asked == "When do you ship?"
    assert [(one.question, one.answer, one.sources) for one in card.answered] == [
        ("When do you ship?", "On Mondays. [1]", ["Shipping"])
    ]
    assert card.open_questions == ["To Mars too?", "And the Moon?", "It is urgent"]
    assert card.transfer_reason == "slow"


def test_what_staff_have_answered_is_not_open() -> None:
    said_ = [line("customer", "To Mars?"), line("ai", "Hm", is_unsure=True), line("anton", "Yes.")]
    assert drawn(conversation(), said_).open_questions == []
    said_ += [line("customer", "x" * 1000)]
    (open_one,) = drawn(conversation(), said_).open_questions
    assert len(open_one) == 401
    assert drawn(conversation(), []).asked == ""


async def test_the_ai_says_what_it_does_not_know_and_the_message_carries_it(
    host: LocalHost,
) -> None:
    brand = await make_brand(host)
    customer = await host.person()
    await teach(brand, "Shipping", "We ship parcels every Monday.")
    key = await brand.start(customer)
    await ask(customer, key, "When do you ship parcels?")
    await ask(customer, key, "Who invented the telescope?")
    await ask(customer, key, "Hello")
    replies = [m for m in await said(customer, key) if m["author"]["kind"] == "agent"]
    assert [reply.get("isUnsure", False) for reply in replies] == [False, True, False]
    assert replies[0]["citations"][0]["title"] == "Shipping"
    assert "Ask for a person" in replies[1]["text"]
    card = (await act(brand.lead, support_desk.HANDOFF, key)).json
    assert card["openQuestions"] == ["Who invented the telescope?"]
    assert card["answered"][0]["sources"] == ["Shipping"]


async def teach(brand: Brand, title: str, text: str) -> None:
    path = agents.ADD_KNOWLEDGE.url(agentId=brand.agent_id or "")
    assert (await brand.lead.post(path, {"title": title, "text": text})).status == 201


async def known(brand: Brand) -> list[str]:
    path = agents.KNOWLEDGE.url(agentId=brand.agent_id or "")
    return [one["title"] for one in await brand.lead.pages(path)]


async def test_the_customers_card_counts_their_conversations(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, agent = await host.person("carla"), await brand.colleague()
    for score in (2, 5):
        key = await brand.waiting(customer)
        await act(customer, support.RESOLVE, key)
        await act(customer, support.RATE, key, {"score": score})
    key = await brand.waiting(customer)
    card = (await act(agent, support_desk.CUSTOMER, key)).json
    assert card == {
        "userId": customer.id,
        "name": "Carla",
        "username": "carla",
        "isGuest": False,
        "memberSince": None,
        "conversationCount": 3,
        "resolvedCount": 2,
        "averageScore": 3.5,
        "purchases": [],
    }
    for route in (support_desk.CUSTOMER, support_desk.HANDOFF):
        assert (await act(customer, route, key)).status == 403
        assert (await act(await host.person(), route, key)).status == 404


# Drafts


async def held(host: LocalHost, text: str = "When do you ship parcels?") -> tuple[Brand, str]:
    """A conversation that the brand's creator holds, with a question in it."""
    brand = await make_brand(host)
    customer = await host.person()
    key = await brand.start(customer)
    await act(brand.lead, support.TAKE_OVER, key)
    await write(customer, key, text)
    return brand, key


async def draft(person: Person, key: str) -> Reply:
    return await act(person, support_desk.DRAFT, key)


async def test_a_draft_comes_from_the_same_knowledge_and_is_kept_nowhere(host: LocalHost) -> None:
    brand, key = await held(host)
    await teach(brand, "Shipping", "We ship parcels every Monday.")
    before = await said(brand.lead, key)
    made = await draft(brand.lead, key)
    assert made.json == {
        "text": "We ship parcels every Monday.",
        "agentName": "Guide",
        "sources": ["Shipping"],
    }
    assert await said(brand.lead, key) == before

    async def forgotten() -> bool:
        count = "SELECT COUNT(*) FROM turns WHERE room = 'passing'"
        return not await host.server.database.read(lambda reader: reader.value(count))

    async with asyncio.timeout(5):
        while not await forgotten():  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.01)


async def test_a_draft_that_would_be_empty_is_refused_by_name(host: LocalHost) -> None:
    brand, key = await held(host, "Who invented the telescope?")
    refused = await draft(brand.lead, key)
    assert (refused.status, refused.code) == (409, "nothing_known")
    await write(brand.lead, key, "Galileo, nearly.")
    assert (await draft(brand.lead, key)).code == "nothing_asked"
    agent = await brand.colleague("moderator")
    assert (await draft(agent, key)).code == "not_assignee"
    path = agents.UNLINK.url(communityId=brand.id, agentId=brand.agent_id or "")
    assert (await brand.lead.delete(path)).status == 204
    refused = await draft(brand.lead, key)
    assert (refused.code, refused.json["state"]) == ("not_available", "no_agent")
    await act(brand.lead, support.RESOLVE, key)
    assert (await draft(brand.lead, key)).code == "already_resolved"


async def test_a_draft_is_stopped_or_fails_with_words(host: LocalHost, script: Script) -> None:
    brand, key = await held(host)
    script.says(ProviderError("provider_failed", "The model is away.", retryable=True))
    failed = await draft(brand.lead, key)
    assert (failed.code, failed.json["detail"]) == ("not_available", "The model is away.")
    script.says("It ", asyncio.Event(), "never ends.", ReplyEnd())
    async with brand.lead.live() as told:
        asked = host.server.tasks.spawn(draft(brand.lead, key), "a draft")
        started = await told.next("turn.started")
        stop = f"/api/turns/{started['data']['turnId']}/stop"
        await told.next("turn.chunk")
        assert (await brand.lead.post(stop)).status == 200
        assert (await asked).json["state"] == "draft_failed"
    assert script.services[-1] is not None
    assert script.services[-1].drafts
    await until(lambda: script.closed == 2)
    hung_up = host.server.tasks.spawn(draft(brand.lead, key), "a draft")
    await until(lambda: len(script.asked) == 3)
    hung_up.cancel()
    await until(lambda: script.closed == 3)


# Learning


async def learn(person: Person, key: str, text: str = "We ship on Mondays.") -> Reply:
    return await act(person, support_desk.LEARN, key, {"title": "Shipping", "text": text})


async def test_who_answered_may_teach_the_ai_once_it_is_resolved(host: LocalHost) -> None:
    brand = await make_brand(host)
    customer, agent = await host.person(), await brand.colleague()
    key = await brand.waiting(customer)
    await act(agent, support.ACCEPT, key)
    assert (await learn(agent, key)).code == "forbidden", "has not answered yet"
    await write(agent, key, "On Mondays.")
    assert (await learn(agent, key)).code == "not_resolved"
    await act(agent, support.RESOLVE, key)
    assert (await learn(customer, key)).status == 403
    learnt = await learn(agent, key)
    assert learnt.status == 201
    assert learnt.json["title"] == "Shipping"
    assert await known(brand) == ["Shipping"]
    assert (await learn(brand.lead, key, " ")).status == 400
    new = await brand.start(customer)
    await ask(customer, new, "When do you ship?")
    assert (await said(customer, new))[-1]["text"] == "We ship on Mondays. [1]"
    assert (await one(customer, new))["previousId"] == key


async def test_somebody_elses_agent_learns_nothing(host: LocalHost) -> None:
    brand = await make_brand(host, agent=False)
    customer, other = await host.person(), await host.person()
    made = await other.post(agents.CREATE.url(), {"name": "Public", "isPublic": True})
    key = await brand.waiting(customer)
    await act(customer, support.RESOLVE, key)
    refused = await learn(brand.lead, key)
    assert (refused.code, refused.json["state"]) == ("not_available", "no_agent")
    link = agents.LINK.url(communityId=brand.id)
    assert (await brand.lead.post(link, {"agentId": made.json["id"]})).status == 201
    refused = await learn(brand.lead, key)
    assert (refused.code, refused.json["state"]) == ("not_available", "agent_of_others")
