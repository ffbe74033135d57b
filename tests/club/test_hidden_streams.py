"""Who loses the right to hear a room loses its open streams in that moment."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from embedded_server.contracts import communities, turns
from tests.club.test_streams import club_with_agent
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until


async def test_a_removed_member_sees_no_more_of_a_reply(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    leaver = await host.person()
    await leaver.join(club_id)
    gate = asyncio.Event()
    script.says("seen ", gate, "hidden")
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        await live.next("turn.chunk")
        path = host.url + turns.EVENTS.url(turnId=turn_id)
        async with host.http.get(path, headers=leaver.headers) as stream:
            running = host.server.turns.live(turn_id)
            assert running is not None
            await until(lambda: len(running.watchers) == 2)
            removal = communities.REMOVE_MEMBER.url(communityId=club_id, userId=leaver.id)
            assert (await host.admin.delete(removal)).status == 204
            with pytest.raises(aiohttp.ClientPayloadError):
                await asyncio.wait_for(_read_all(stream), 5)
        gate.set()
    assert asking.result()[-1].data["text"] == "seen hidden"
    assert (await leaver.get(turns.EVENTS.url(turnId=turn_id))).status == 404


async def _read_all(stream: aiohttp.ClientResponse) -> None:
    heard = b""
    try:
        async for piece in stream.content.iter_any():
            heard += piece
    finally:
        assert b"hidden" not in heard


async def test_a_provider_that_never_closes_does_not_hold_its_turn(
    host: LocalHost, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embedded_server.kernel.turn_sources.CLOSE_SECONDS", 0.05)
    club_id, agent_id = await club_with_agent(host)

    class Stubborn:
        def __init__(self) -> None:
            self.left = ["all of it"]

        def __aiter__(self) -> Stubborn:
            return self

        async def __anext__(self) -> str:
            if not self.left:
                raise StopAsyncIteration
            return self.left.pop()

        async def aclose(self) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr("embedded_server.club.routes.asking.source", lambda *_: Stubborn())
    events = await asyncio.wait_for(host.admin.ask(club_id, agent_id, "Go"), 5)
    assert events[-1].event == "done"
    assert events[-1].data["text"] == "all of it"
