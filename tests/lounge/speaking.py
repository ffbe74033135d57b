"""Lounges in which an agent speaks, as several tests need them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from embedded_server.contracts import agents, lounge, turns, voice
from tests.kit.people import Person, Sse, parse_sse
from tests.kit.server import LocalHost
from tests.kit.waiting import until_async
from tests.lounge.test_chats import open_lounge, say, start


async def speaking_lounge(host: LocalHost, **more: Any) -> tuple[Person, Person, dict[str, Any]]:
    """Creator, guest, and the guest's chat with an agent that has a stock voice."""
    creator = await host.person()
    room = await creator.create("lounge", **more)
    agent_id = await creator.make_agent(room)
    path = agents.EDIT.url(agentId=agent_id)
    edited = await creator.patch(path, {"voice": {"kind": "stock"}})
    assert edited.status == 200, edited.json
    guest = await host.person()
    return creator, guest, (await start(guest, room)).json


async def hear(who: Person, chat: dict[str, Any], text: str = "Speak", **more: Any) -> list[Sse]:
    answer = await say(who, chat, text, **more)
    assert answer.status == 200, answer.json
    return parse_sse(answer.body)


async def newest(who: Person, chat: dict[str, Any]) -> dict[str, Any]:
    page = await who.get(lounge.MESSAGES.url(chatId=chat["id"]))
    found: dict[str, Any] = page.json["items"][0]
    return found


async def when(who: Person, chat: dict[str, Any], status: str) -> dict[str, Any]:
    """The newest message, once it stands so."""
    found: dict[str, Any] = {}

    async def stands() -> bool:
        page = await who.get(lounge.MESSAGES.url(chatId=chat["id"]))
        found.update(*page.json["items"][:1])
        return bool(found.get("turnId") and found["status"] == status)

    await until_async(stands)
    return found


async def used(who: Person, chat: dict[str, Any]) -> int:
    answer = await who.get(lounge.USAGE.url(communityId=chat["communityId"]))
    return int(answer.json["usedSeconds"])


@asynccontextmanager
async def listening(who: Person, turn_id: str) -> AsyncIterator[aiohttp.ClientResponse]:
    url = who.url + voice.SPEECH.url(turnId=turn_id)
    async with who.http.get(url, headers=who.headers) as answer:
        yield answer


def check_grammar(events: list[Sse]) -> None:
    """`meta chunk* ( done [ audio_ready | error(tts) ] | error )`, and what goes with it."""
    names = [event.event for event in events]
    assert [event.id for event in events] == list(range(len(events)))
    assert names[0] == "meta"
    after = names[1:]
    while after and after[0] == "chunk":
        after = after[1:]
    assert after in (["done"], ["done", "audio_ready"], ["done", "error"], ["error"]), names
    if after == ["done", "error"]:
        assert (events[-1].data["code"], events[-1].data["retryable"]) == ("tts_failed", True)
    if len(after) == 2:
        assert events[0].data["audioExpected"] is True


__all__ = [
    "check_grammar",
    "hear",
    "listening",
    "newest",
    "open_lounge",
    "say",
    "speaking_lounge",
    "turns",
    "used",
    "when",
]
