"""Chats in a lounge: joined by talking, answered by the creator's agent, read by one alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from embedded_server.contracts import communities, lounge, turns
from embedded_server.kernel.turn_types import ReplyEnd
from tests.billing.test_fees import balance, fill
from tests.kit.people import Person, Reply, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost


async def open_lounge(host: LocalHost, **more: Any) -> tuple[Person, str]:
    """A creator with a lounge in which an agent answers."""
    creator = await host.person()
    room = await creator.create("lounge", **more)
    await creator.make_agent(room)
    return creator, room


async def start(who: Person, room: str, cents: int | None = None) -> Reply:
    body = None if cents is None else {"acceptFeeCents": cents}
    return await who.post(lounge.START_CHAT.url(communityId=room), body)


async def say(who: Person, chat: dict[str, Any], text: str, **more: Any) -> Reply:
    return await who.post(lounge.SEND.url(chatId=chat["id"]), {"text": text, **more})


async def membership(who: Person, room: str) -> Any:
    return (await who.get(communities.READ.url(communityId=room))).json["membership"]


async def test_who_starts_a_chat_is_a_member_from_then_on(host: LocalHost) -> None:
    creator, room = await open_lounge(host)
    guest = await host.person()
    first = await start(guest, room)
    assert (first.status, first.json["userId"], first.json["communityId"]) == (201, guest.id, room)
    assert (await membership(guest, room))["role"] == "member"
    again = await start(guest, room)
    assert (again.status, again.json) == (200, first.json)
    assert (await start(creator, room)).status == 201
    assert (await membership(creator, room))["role"] == "creator"
    mine = (await guest.get(lounge.CHATS.url())).json["items"]
    assert [one["id"] for one in mine] == [first.json["id"]]


async def test_joining_costs_what_it_costs_and_nothing_is_made_without(host: LocalHost) -> None:
    _, room = await open_lounge(host, joinFeeCents=300)
    guest = await host.person()
    refused = await start(guest, room)
    assert (refused.status, refused.code) == (402, "fee_not_accepted")
    assert refused.json["amountDueCents"] == 300
    short = await start(guest, room, 300)
    assert (short.status, short.code) == (402, "insufficient_funds")
    assert await membership(guest, room) is None
    assert (await guest.get(lounge.CHATS.url())).json["items"] == []
    await fill(host, guest, 500)
    assert (await start(guest, room, 300)).status == 201
    assert await balance(guest) == 200
    assert (await start(guest, room)).status == 200


async def test_a_reply_streams_and_stands_in_the_chat(host: LocalHost) -> None:
    _, room = await open_lounge(host)
    guest = await host.person()
    chat = (await start(guest, room)).json
    async with guest.live() as live:
        streamed = await say(guest, chat, "hello", clientId="1")
        created = [(await live.next("message.created"))["data"] for _ in range(2)]
        finished = await live.next("message.updated")
    events = parse_sse(streamed.body)
    assert (events[0].event, events[-1].event) == ("meta", "done")
    assert events[0].data["audioExpected"] is False
    text = events[-1].data["text"]
    assert [one["chatId"] for one in created] == [chat["id"]] * 2
    assert finished["data"]["text"] == text
    page = (await guest.get(lounge.MESSAGES.url(chatId=chat["id"]))).json["items"]
    assert [(one["author"]["kind"], one["text"]) for one in page] == [
        ("agent", text),
        ("user", "hello"),
    ]
    again = await say(guest, chat, "hello", clientId="1")
    assert parse_sse(again.body)[-1].data["text"] == text
    assert (await guest.get(lounge.CHAT.url(chatId=chat["id"]))).json["lastSeq"] == 2


async def test_a_chat_is_its_members_alone(host: LocalHost) -> None:
    creator, room = await open_lounge(host)
    guest, other = await host.person(), await host.person()
    chat = (await start(guest, room)).json
    await start(other, room)
    async with other.live() as live, creator.live() as heard:
        events = parse_sse((await say(guest, chat, "between us")).body)
        await live.caught_up()
        await heard.caught_up()
    assert "between us" not in str(live.events) + str(heard.events)
    for who in (other, creator, host.admin):
        assert (await who.get(lounge.CHAT.url(chatId=chat["id"]))).status == 404
        assert (await who.get(lounge.MESSAGES.url(chatId=chat["id"]))).status == 404
        assert (await say(who, chat, "let me in")).status == 404
        turn = turns.READ.url(turnId=events[0].data["turnId"])
        assert (await who.get(turn)).status == 404


async def test_one_reply_at_a_time_and_stop_keeps_what_was_said(
    host: LocalHost, script: Script
) -> None:
    _, room = await open_lounge(host)
    guest = await host.person()
    chat = (await start(guest, room)).json
    gate = asyncio.Event()
    script.says("The first words", gate, " and more", ReplyEnd())
    path = lounge.MESSAGES.url(chatId=chat["id"])
    async with asyncio.TaskGroup() as tasks, guest.live() as live:
        asking = tasks.create_task(say(guest, chat, "go on"))
        assert (await live.next("turn.chunk"))["data"]["text"] == "The first words"
        busy = await say(guest, chat, "and another")
        assert (busy.status, busy.code) == (409, "turn_running")
        newest = (await guest.get(path)).json["items"][0]
        assert (newest["status"], newest["text"]) == ("streaming", "The first words")
        assert (await guest.post(turns.STOP.url(turnId=newest["turnId"]))).status == 200
    events = parse_sse(asking.result().body)
    assert events[-1].data["stopped"] is True
    kept = (await guest.get(path)).json["items"][0]
    assert (kept["text"], kept["status"]) == ("The first words", "stopped")


async def test_without_an_agent_nobody_answers_and_it_is_said(host: LocalHost) -> None:
    creator = await host.person()
    room = await creator.create("lounge")
    chat = (await start(creator, room)).json
    assert chat["agent"] is None
    refused = await say(creator, chat, "anybody?")
    assert (refused.status, refused.code) == (409, "no_agent")


@pytest.mark.parametrize("type_", ["club", "official"])
async def test_other_communities_have_no_chats(host: LocalHost, type_: str) -> None:
    room = await host.admin.create(type_)
    refused = await start(host.admin, room)
    assert (refused.status, refused.code) == (400, "wrong_type")
    assert (await host.admin.get(lounge.USAGE.url(communityId=room))).code == "wrong_type"


async def test_who_is_banned_or_muted_or_has_left_does_not_talk(host: LocalHost) -> None:
    creator, room = await open_lounge(host)
    guest = await host.person()
    chat = (await start(guest, room)).json
    path = communities.EDIT_MEMBER.url(communityId=room, userId=guest.id)
    await creator.patch(path, {"mutedUntil": "2099-01-01T00:00:00.000Z"})
    assert (await say(guest, chat, "hm")).code == "muted"
    await guest.post(communities.LEAVE.url(communityId=room))
    assert (await say(guest, chat, "hm")).code == "not_a_member"
    await creator.put(communities.BAN.url(communityId=room, userId=guest.id))
    assert (await start(guest, room)).code == "banned"
    assert (await say(guest, chat, "hm")).code == "banned"
    await creator.delete(communities.DELETE.url(communityId=room))
    assert (await guest.get(lounge.CHAT.url(chatId=chat["id"]))).status == 404
    assert (await guest.get(lounge.CHATS.url())).json["items"] == []
