"""How much one person may ask of the server from another machine, and at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from embedded_server.contracts import accounts, club, events, moderation
from embedded_server.kernel import http, live
from tests.kit.people import Reply
from tests.kit.server import PASSWORD, LocalHost
from tests.kit.waiting import until

StartHost = Callable[..., Awaitable[LocalHost]]


@pytest.fixture
def from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request seems to come from another machine."""
    monkeypatch.setattr(http, "_is_loopback", lambda address: False)


@pytest.mark.usefixtures("from_elsewhere")
@pytest.mark.parametrize(
    "act", ["edit", "delete", "react", "unreact", "pin", "unpin", "vote", "read", "report", "send"]
)
async def test_whatever_writes_has_a_pace(start_host: StartHost, act: str) -> None:
    host = await start_host(sends_per_second=1)
    club_id = await host.admin.create()
    said = await host.admin.say(club_id, "one")
    here = {"communityId": club_id, "messageId": said["id"]}
    emoji = {**here, "emoji": "\u2764"}

    async def once() -> Reply:
        admin = host.admin
        if act == "edit":
            return await admin.patch(club.EDIT.url(**here), {"text": "two"})
        if act == "vote":
            return await admin.put(club.VOTE.url(**here), {"vote": "up"})
        if act == "read":
            return await admin.put(club.READ_UP_TO.url(communityId=club_id), {"seq": 1})
        if act == "report":
            return await admin.post(moderation.REPORT.url(**here), {"reason": "Loud"})
        if act == "send":
            return await admin.post(club.SEND.url(communityId=club_id), {"text": "x"})
        route, ids = {
            "delete": (club.DELETE, here),
            "react": (club.REACT, emoji),
            "unreact": (club.UNREACT, emoji),
            "pin": (club.PIN, here),
            "unpin": (club.UNPIN, here),
        }[act]
        return await admin.call(route.method, route.url(**ids))

    answers = [await once() for _ in range(7)]
    assert answers[-1].status == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[0].status != 429


@pytest.mark.usefixtures("from_elsewhere")
async def test_one_machine_cannot_keep_everybody_from_signing_in(host: LocalHost) -> None:
    """Each try costs a password's hashing, and these are done one after the other."""
    tries = [
        host.stranger().post(
            route.url(),
            {"username": f"name{number}", "password": PASSWORD, **more},
        )
        for number in range(30)
        for route, more in (
            (accounts.LOGIN, {}),
            (accounts.REGISTER, {"displayName": "N"}),
        )
    ]
    codes = [answer.status for answer in await asyncio.gather(*tries)]
    assert codes.count(429) >= 28
    assert 201 in codes


async def test_one_person_has_so_many_live_connections_and_no_more(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CONNECTIONS", 5)
    admin, other = host.admin, await host.person()

    async def connect() -> aiohttp.ClientWebSocketResponse | int:
        try:
            return await admin.http.ws_connect(
                admin.url + events.EVENTS.url(), headers=admin.headers
            )
        except aiohttp.WSServerHandshakeError as error:
            return error.status

    # At once: what is asked for together does not pass together.
    tried = await asyncio.gather(*[connect() for _ in range(12)])
    sockets = [one for one in tried if isinstance(one, aiohttp.ClientWebSocketResponse)]
    assert len(sockets) == 5
    assert {one for one in tried if isinstance(one, int)} == {429}
    async with other.live() as theirs:
        await theirs.caught_up()
    await sockets[0].close()
    await until(lambda: host.server.hub.connections(admin.id) == 4)
    again = await connect()
    assert isinstance(again, aiohttp.ClientWebSocketResponse)
    for socket in (*sockets, again):
        await socket.close()
