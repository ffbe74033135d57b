"""Notes reach staff and nobody else: no list, event, replay, file, search or prompt holds one."""

from __future__ import annotations

import msgspec

from embedded_server.contracts import communities, support, support_desk
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.service import act, make_brand, write

SECRET = "zebra-secret"


async def note(person: Person, key: str, text: str = f"He is a {SECRET}", **more: object) -> int:
    return (await act(person, support_desk.ADD_NOTE, key, {"text": text, **more})).status


async def notes(person: Person, key: str) -> list[str]:
    path = support_desk.NOTES.url(conversationId=key)
    return [one["text"] for one in await person.pages(path, limit="2")]


async def test_a_note_reaches_neither_the_customer_nor_the_ai(
    host: LocalHost, script: Script
) -> None:
    brand = await make_brand(host)
    customer, agent = await host.person(), await brand.colleague()
    async with customer.live() as heard, agent.live() as told:
        key = await brand.waiting(customer, "Where is my parcel?")
        assert await note(agent, key) == 201
        await act(agent, support.ACCEPT, key)
        assert await note(agent, key) == 201
        event = await told.next("note.created")
        assert event["data"]["text"] == f"He is a {SECRET}"
        assert event["data"]["authorName"] == agent.user["displayName"]
        await write(agent, key, "On its way.")
        assert (await act(agent, support.TO_AI, key)).status == 200
        await write(customer, key, "And now?")
        await heard.next("turn.finished")
        await act(brand.lead, support.TAKE_OVER, key)
        await write(customer, key, "Which day?")
        asked = len(script.asked)
        assert (await act(brand.lead, support_desk.DRAFT, key)).status == 200
        assert len(script.asked) == asked + 1
        await act(customer, support.RESOLVE, key, {"outcome": "solved"})
        await heard.caught_up()
    assert SECRET not in msgspec.json.encode(heard.events).decode()
    async with customer.live(since=0) as replayed:
        await replayed.caught_up()
    assert len(replayed.events) > 5
    assert SECRET not in msgspec.json.encode(replayed.events).decode()
    async with brand.lead.live(since=0) as again:
        await again.caught_up()
    assert SECRET in msgspec.json.encode(again.events).decode()
    async with agent.live(since=0) as former:
        await former.caught_up()
    assert (await agent.get(support_desk.NOTES.url(conversationId=key))).status == 403
    assert SECRET not in msgspec.json.encode(former.events).decode()

    assert script.histories
    for lines in script.histories:
        assert all(SECRET not in line.text for line in lines)
    assert all(SECRET not in text for text in script.asked)

    paths = [
        *(
            support.TRANSCRIPT.url(conversationId=key) + f"?format={format_}"
            for format_ in ("txt", "html", "json")
        ),
        support.MESSAGES.url(conversationId=key),
        support.READ.url(conversationId=key),
        support.OWN.url(),
    ]
    for path in paths:
        answer = await customer.get(path)
        assert answer.status == 200
        assert SECRET.encode() not in answer.body
    search = support.CONVERSATIONS.url(communityId=brand.id)
    assert (await brand.lead.get(search, params={"search": SECRET})).json["items"] == []
    assert len(await notes(brand.lead, key)) == 2


async def test_notes_are_for_staff_who_may_read_the_conversation(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, stranger = await host.person(), await host.person()
    agent, other = await brand.colleague(), await brand.colleague()
    key = await brand.waiting(customer)
    path = support_desk.NOTES.url(conversationId=key)
    assert await note(other, key) == 201
    await act(agent, support.ACCEPT, key)
    for person, status in ((customer, 403), (stranger, 404), (other, 403)):
        assert (await person.get(path)).status == status
        assert await note(person, key) == status
    assert await notes(agent, key) == [f"He is a {SECRET}"]
    await act(agent, support.RESOLVE, key)
    assert await note(brand.lead, key, "For next time") == 201
    assert await notes(agent, key) == [f"He is a {SECRET}", "For next time"]


async def test_staff_who_are_customers_neither_read_nor_hear_notes_on_themselves(
    host: LocalHost,
) -> None:
    brand = await make_brand(host, "human_only")
    moderator, agent = await brand.colleague("moderator"), await brand.colleague()
    key = await brand.waiting(moderator)
    async with moderator.live() as heard, agent.live() as told, brand.lead.live() as lead:
        assert await note(agent, key) == 201
        await told.next("note.created")
        await lead.next("note.created")
        await heard.caught_up()
    assert SECRET not in msgspec.json.encode(heard.events).decode()
    assert (await moderator.get(support_desk.NOTES.url(conversationId=key))).status == 403


async def test_nobody_replays_a_note_who_may_not_read_it_now(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    customer, moderator = await host.person(), await brand.colleague("moderator")
    key = await brand.waiting(customer)
    assert await note(brand.lead, key) == 201
    await act(moderator, support.ACCEPT, key)
    assert await note(moderator, key) == 201
    await act(moderator, support.READ_TO, key, {"seq": 1})
    # The customer joins the staff, a new colleague comes, and the moderator is one no more.
    await brand.hire(customer)
    newcomer = await brand.colleague()
    path = communities.EDIT_MEMBER.url(communityId=brand.id, userId=moderator.id)
    assert (await brand.lead.patch(path, {"role": "member"})).status == 200
    await act(brand.lead, support.TAKE_OVER, key)
    for role in ("cs_agent", "moderator"):
        path = communities.EDIT_MEMBER.url(communityId=brand.id, userId=customer.id)
        assert (await brand.lead.patch(path, {"role": role})).status == 200
        for person in (customer, newcomer, moderator):
            async with person.live(since=0) as replayed:
                await replayed.caught_up()
            assert SECRET not in msgspec.json.encode(replayed.events).decode()
    staffs = [e for e in replayed.events if "transferReason" in e["data"]]
    assert staffs == []
    async with brand.lead.live(since=0) as replayed:
        await replayed.caught_up()
    told = [event["type"] for event in replayed.events]
    assert told.count("note.created") == 2


async def test_a_note_sent_twice_is_there_once_and_an_empty_one_never(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    key = await brand.waiting(await host.person())
    assert [await note(brand.lead, key, "Once", clientId="n1") for _ in range(2)] == [201, 200]
    for text in ("", "  \n", "x" * 4001):
        answer = await act(brand.lead, support_desk.ADD_NOTE, key, {"text": text})
        assert (answer.status, answer.code) == (400, "validation")
        assert answer.json["errors"][0]["field"] == "text"
    assert await notes(brand.lead, key) == ["Once"]


async def test_notes_come_in_pages_oldest_first(host: LocalHost) -> None:
    brand = await make_brand(host, "human_only")
    key = await brand.waiting(await host.person())
    for number in range(5):
        await note(brand.lead, key, f"note {number}")
    assert await notes(brand.lead, key) == [f"note {number}" for number in range(5)]
