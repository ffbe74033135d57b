"""Reply streams end with what allowed them: the sign-in, its time, or one's place in the club."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from embedded_server.contracts import accounts, club, communities
from embedded_server.kernel import sse, turn_routes
from embedded_server.kernel.auth import Caller
from tests.kit.people import Person
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

StartHost = Callable[..., Awaitable[LocalHost]]


@asynccontextmanager
async def asked(
    person: Person, club_id: str, agent_id: str
) -> AsyncIterator[aiohttp.ClientResponse]:
    """A reply's open stream, after its first piece."""
    async with person.http.post(
        person.url + club.ASK.url(communityId=club_id),
        json={"agentId": agent_id, "text": "Go"},
        headers=person.headers,
    ) as answer:
        assert answer.status == 200
        await answer.content.readuntil(b"One ")
        yield answer


async def member_with_agent(host: LocalHost) -> tuple[str, str, Person]:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    person = await host.person()
    await person.join(club_id)
    return club_id, agent_id, person


async def test_signing_out_ends_that_sign_ins_streams(host: LocalHost, script: Script) -> None:
    club_id, agent_id, person = await member_with_agent(host)
    other = await host.sign_in(person.user["username"])
    gate = asyncio.Event()
    script.says("One ", gate, "two.")
    async with asked(person, club_id, agent_id) as one, asked(other, club_id, agent_id) as two:
        assert (await person.post(accounts.LOGOUT.url())).status == 204
        with pytest.raises(aiohttp.ClientPayloadError):
            await asyncio.wait_for(one.read(), 5)
        gate.set()
        assert b"event: done" in await asyncio.wait_for(two.read(), 5)


async def test_streams_and_connections_end_when_the_time_of_a_sign_in_is_over(
    start_host: StartHost, script: Script
) -> None:
    host = await start_host(session_days=1)
    club_id, agent_id, person = await member_with_agent(host)
    gate = asyncio.Event()
    script.says("One ", gate, "two.")
    async with person.live() as live, asked(person, club_id, agent_id) as stream:
        await live.caught_up()
        assert (
            await host.admin.post(accounts.CLOCK.url(), {"advanceSeconds": 86_400})
        ).status == 200
        with pytest.raises(aiohttp.ClientPayloadError):
            await asyncio.wait_for(stream.read(), 5)
        while (message := await live.socket.receive(5)).type is aiohttp.WSMsgType.TEXT:
            pass
        assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    gate.set()
    await until(lambda: host.server.turns.running == 0)


@pytest.mark.parametrize("end", ["remove", "sign out"])
async def test_who_is_cut_off_while_a_stream_is_attached_does_not_keep_it(
    host: LocalHost, script: Script, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    club_id, agent_id, person = await member_with_agent(host)
    gate = asyncio.Event()
    script.says("One ", gate, "two.")
    open_stream = sse.open_stream

    async def open_late(request: web.Request, first: bytes, caller: Caller) -> Any:
        # The moment between being let in and being known as a watcher.
        if caller.user_id == person.id:
            if end == "remove":
                path = communities.REMOVE_MEMBER.url(communityId=club_id, userId=person.id)
                assert (await host.admin.delete(path)).status == 204
            else:
                assert (await person.post(accounts.LOGOUT.url())).status == 204
        return await open_stream(request, first, caller)

    monkeypatch.setattr(turn_routes, "open_stream", open_late)
    answer = await person.http.post(
        person.url + club.ASK.url(communityId=club_id),
        json={"agentId": agent_id, "text": "Go"},
        headers=person.headers,
    )
    assert answer.status == 200
    with pytest.raises(aiohttp.ClientPayloadError):
        await asyncio.wait_for(answer.read(), 5)
    gate.set()
    await until(lambda: host.server.turns.running == 0)


async def test_questions_asked_at_once_do_not_pass_the_most_turns(
    start_host: StartHost, script: Script
) -> None:
    host = await start_host(most_turns=2)
    club_id, agent_id, person = await member_with_agent(host)
    gate = asyncio.Event()
    script.says("One ", gate)
    body = {"agentId": agent_id, "text": "Go"}
    path = club.ASK.url(communityId=club_id)

    async def ask() -> int:
        answer = await person.http.post(person.url + path, json=body, headers=person.headers)
        return answer.status

    statuses = await asyncio.gather(*[ask() for _ in range(8)])
    assert sorted(statuses) == [200] * 2 + [429] * 6
    assert host.server.turns.running == 2
    gate.set()
    await until(lambda: host.server.turns.running == 0)
    # A question that is refused gives its place back.
    for _ in range(3):
        refused = await person.post(path, {"agentId": agent_id, "text": ""})
        assert refused.status == 400
    script.says("One ")
    assert len(await person.ask(club_id, agent_id, "Again")) > 1
