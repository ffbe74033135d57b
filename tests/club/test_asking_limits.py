"""How often agents may be asked, by whom, and that they never ask each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from embedded_server.contracts import club
from embedded_server.kernel.http import Call
from embedded_server.kernel.turn_types import ReplyEnd
from tests.club.test_streams import club_with_agent
from tests.kit.people import Person, Reply
from tests.kit.scripted import PLACE, Script
from tests.kit.server import LocalHost

StartHost = Callable[..., Awaitable[LocalHost]]


@pytest.fixture
def from_afar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is on another machine than the host."""
    monkeypatch.setattr(Call, "is_local", property(lambda _call: False))


async def ask(person: Person, club_id: str, agent_id: str) -> Reply:
    body = {"agentId": agent_id, "text": "Why?"}
    return await person.post(club.ASK.url(communityId=club_id), body)


@pytest.mark.usefixtures("from_afar")
async def test_a_person_and_a_room_ask_only_so_often_and_staff_are_exempt(
    start_host: StartHost,
) -> None:
    host = await start_host(asks_per_minute=2, room_asks_per_minute=3)
    club_id, agent_id = await club_with_agent(host)
    members = [await host.person() for _ in range(3)]
    for one in members:
        await one.join(club_id)
    first, second, third = members
    assert [(await ask(first, club_id, agent_id)).status for _ in range(2)] == [200, 200]
    alone = await ask(first, club_id, agent_id)
    assert (alone.status, alone.code) == (429, "too_many_requests")
    assert 0 < alone.json["retryAfterSeconds"] <= 30
    assert (await ask(second, club_id, agent_id)).status == 200
    together = await ask(third, club_id, agent_id)
    assert (together.status, together.code) == (429, "too_many_requests")
    left = together.json["retryAfterSeconds"]
    assert 0 < left <= 20
    assert together.json["detail"] == f"This club has asked a lot just now. Try again in {left} s."
    for _ in range(4):
        assert (await ask(host.admin, club_id, agent_id)).status == 200
    asked = [one for one in await third.history(club_id) if one["author"]["id"] == third.id]
    assert asked == []


async def test_an_agent_that_names_another_asks_nobody(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script("@Guide @Other what do you two think?", ReplyEnd())
    monkeypatch.setattr(PLACE, script.source)
    club_id, agent_id = await club_with_agent(host)
    await host.admin.make_agent(club_id, name="Other")
    await host.admin.ask(club_id, agent_id, "Ask @Other")
    said = await host.admin.history(club_id)
    assert [one["author"]["kind"] for one in said] == ["user", "agent"]
    assert said[1].get("mentions", []) == []
    assert script.asked == ["Ask @Other"]
    assert host.server.turns.running == 0
