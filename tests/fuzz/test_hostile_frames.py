"""Live connections that are sent what nobody should send."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from embedded_server.contracts.events import EVENTS
from tests.fuzz.conftest import Target
from tests.fuzz.world import World
from tests.kit.waiting import PATIENCE


async def answer(socket_: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    """The next event that is no news of others."""
    while True:
        event: dict[str, Any] = json.loads(await socket_.receive_str(timeout=PATIENCE))
        if event["type"] not in ("presence", "support_agent.updated"):
            return event


async def test_each_bad_frame_gets_one_error_and_the_socket_stays_open(
    target: Target, world: World
) -> None:
    token = str(target.session.headers["Authorization"])
    frames: list[str | bytes] = [
        "",
        "?",
        "{}",
        "[]",
        "null",
        '{"type": "nothing"}',
        '{"type": 5}',
        '{"type": "presence"}',
        '{"type": "presence", "status": "offline"}',
        '{"type": "typing"}',
        '{"type": "typing", "communityId": 5}',
        '{"type": "typing", "communityId": "' + "x" * 65 + '"}',
        '{"type": "typing", "communityId": "nowhere"}',
        '{"type": "session.heartbeat", "sessionId": "x"}',
        '{"type": "\\ud800"}',
        "[" * 20_000,
        b"bytes",
        b"\xff" * 100,
    ]
    async with (
        aiohttp.ClientSession(headers={"Authorization": token}) as http,
        http.ws_connect(target.url + EVENTS.path) as socket_,
    ):
        for frame in frames:
            if isinstance(frame, bytes):
                await socket_.send_bytes(frame)
            else:
                await socket_.send_str(frame)
            event = await answer(socket_)
            assert event["type"] == "error", frame
            assert event["data"]["code"] in ("validation", "not_found"), frame
            assert "seq" not in event
        await socket_.send_str('{"type": "presence", "status": "idle"}')
        await socket_.send_str("?")
        event = await answer(socket_)
        assert event["type"] == "error"
        assert not socket_.closed


async def test_a_flood_of_frames_is_slowed_and_not_served(target: Target, world: World) -> None:
    token = str(target.session.headers["Authorization"])
    async with (
        aiohttp.ClientSession(headers={"Authorization": token}) as http,
        http.ws_connect(target.url + EVENTS.path) as socket_,
    ):
        for _ in range(200):
            await socket_.send_str("?")
        codes: list[str] = []
        while len(codes) < 200:
            event = json.loads(await socket_.receive_str(timeout=PATIENCE))
            codes += [event["data"]["code"]] if event["type"] == "error" else []
    assert codes[:30] == ["validation"] * 30
    assert codes.count("too_many_requests") > 100
