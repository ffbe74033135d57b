"""Trying one's own agent out: a real turn that nobody else sees and that no room keeps."""

from __future__ import annotations

import asyncio

import pytest

from embedded_server.agents import routes
from embedded_server.contracts import agents, turns
from tests.club.test_streams import check_order
from tests.kit.people import Person, Reply, parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until

PLACE = "embedded_server.agents.routes.source"


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Script:
    scripted = Script()
    monkeypatch.setattr(PLACE, scripted.source)
    return scripted


async def own_agent(person: Person, name: str = "Guide") -> str:
    made = await person.post(agents.CREATE.url(), {"name": name})
    assert made.status == 201, made.json
    return str(made.json["id"])


async def attempt(
    person: Person, agent_id: str, text: str = "Is tea hot?", **more: object
) -> Reply:
    return await person.post(agents.TRY.url(agentId=agent_id), {"text": text, **more})


async def test_it_answers_from_what_the_agent_knows(host: LocalHost) -> None:
    agent_id = await own_agent(host.admin)
    await host.admin.teach(agent_id, "Tea", "Tea is served hot, with milk.")
    answer = await attempt(host.admin, agent_id)
    assert answer.status == 200
    events = parse_sse(answer.body)
    assert "served hot" in check_order(events)
    meta, done = events[0].data, events[-1].data
    assert meta["messageId"]
    assert meta["messageId"] == done["messageId"]
    assert meta["questionId"] is None
    assert meta["feeCents"] == done["chargedCents"] == 0
    assert [cited["title"] for cited in done["citations"]] == ["Tea"]


async def test_nothing_of_it_is_counted_or_stored_in_a_room(host: LocalHost) -> None:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    await host.admin.teach(agent_id, "Tea", "Tea is served hot, with milk.")
    assert (await attempt(host.admin, agent_id)).status == 200
    assert await host.admin.history(club_id) == []
    used = (await host.admin.get(agents.USAGE.url(agentId=agent_id))).json
    assert used["asked"] == used["answered"] == 0
    known = (await host.admin.get(agents.KNOWLEDGE.url(agentId=agent_id))).json["items"]
    assert [document["citedCount"] for document in known] == [0]


async def test_what_was_said_before_goes_along(host: LocalHost, trial: Script) -> None:
    agent_id = await own_agent(host.admin)
    said = [{"kind": "user", "text": "Hello"}, {"kind": "agent", "text": "Good day"}]
    await attempt(host.admin, agent_id, "And now?", history=said)
    assert trial.asked == ["And now?"]
    assert [(line.author, line.kind, line.text) for line in trial.histories[0]] == [
        ("Admin", "user", "Hello"),
        ("Guide", "agent", "Good day"),
    ]


async def test_only_its_owner_may(host: LocalHost) -> None:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    member, stranger = await host.person(), await host.person()
    await member.join(club_id)
    assert (await attempt(member, agent_id)).code == "forbidden"
    assert (await attempt(stranger, agent_id)).status == 404
    assert (await attempt(host.admin, agent_id, "  ")).code == "validation"
    assert (await attempt(host.admin, agent_id, "x" * 4001)).code == "validation"


async def test_nobody_else_hears_sees_or_stops_it(host: LocalHost, trial: Script) -> None:
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    member = await host.person()
    await member.join(club_id)
    gate = asyncio.Event()
    trial.says("secret ", gate, "end")
    async with host.admin.live() as mine, member.live() as theirs, asyncio.TaskGroup() as group:
        await mine.caught_up()
        await theirs.caught_up()
        asking = group.create_task(attempt(host.admin, agent_id))
        started = await mine.next("turn.started")
        turn_id = started["data"]["turnId"]
        assert "communityId" not in started
        assert (await mine.next("turn.chunk"))["data"]["text"] == "secret "
        for path in (turns.READ, turns.EVENTS):
            assert (await member.get(path.url(turnId=turn_id))).status == 404
        assert (await member.post(turns.STOP.url(turnId=turn_id))).status == 404
        stopped = await host.admin.post(turns.STOP.url(turnId=turn_id))
        assert stopped.json["status"] == "stopped"
        assert stopped.json["text"] == "secret "
        await theirs.caught_up()
    assert not [event for event in theirs.events if event["type"].startswith("turn")]
    assert parse_sse(asking.result().body)[-1].data["stopped"] is True


async def test_it_is_forgotten_some_time_after_its_end(
    host: LocalHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "TRY_OUT_SECONDS", 0.05)
    agent_id = await own_agent(host.admin)
    turn_id = parse_sse((await attempt(host.admin, agent_id)).body)[0].data["turnId"]

    async def gone() -> bool:
        return (await host.admin.get(turns.READ.url(turnId=turn_id))).status == 404

    await until(lambda: host.server.turns.live(turn_id) is None)
    assert await gone()


async def test_one_that_a_restart_interrupted_is_gone(host: LocalHost) -> None:
    agent_id = await own_agent(host.admin)
    turn_id = parse_sse((await attempt(host.admin, agent_id)).body)[0].data["turnId"]
    assert (await host.admin.get(turns.READ.url(turnId=turn_id))).json["status"] == "done"
    await host.restart()
    back = host.back(host.admin)
    assert (await back.get(turns.READ.url(turnId=turn_id))).status == 404


async def test_its_limits_are_those_of_a_room(host: LocalHost, trial: Script) -> None:
    agent_id = await own_agent(host.admin)
    host.server.turns._most = 0
    answer = await attempt(host.admin, agent_id)
    assert answer.code == "too_many_requests"
    assert trial.asked == []
