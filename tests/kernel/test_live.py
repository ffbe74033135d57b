"""What a live connection hears from its very beginning on."""

from __future__ import annotations

import asyncio

import pytest

from tests.kit.server import LocalHost


async def test_what_is_said_while_a_connection_is_set_up_is_heard(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    club_id = await host.admin.create()
    await host.admin.say(club_id, "before")
    go_on = asyncio.Event()
    still_in = host.server.gate.still_in

    async def slowly(token: str | None, now: int) -> bool:
        await go_on.wait()
        return await still_in(token, now)

    monkeypatch.setattr(host.server.gate, "still_in", slowly)
    async with host.admin.live(at_once=True) as live:
        await host.admin.say(club_id, "meanwhile")
        go_on.set()
        await host.admin.say(club_id, "after")
        heard = [(await live.next("message.created"))["data"]["text"] for _ in range(2)]
        await live.caught_up()
    assert heard == ["meanwhile", "after"]
    assert [e["type"] for e in live.events].count("message.created") == 2
