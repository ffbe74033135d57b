"""Stopping replies at every moment, deleting them, and replies that a stopping server cuts."""

from __future__ import annotations

import asyncio
import threading

import pytest

from embedded_server.contracts import club, turns
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.turn_types import Outcome, ReplyEnd
from tests.club.test_streams import check_order, club_with_agent, stored, watch
from tests.kit.people import parse_sse
from tests.kit.scripted import Script
from tests.kit.server import LocalHost
from tests.kit.waiting import until


@pytest.mark.parametrize("before", [[], ["Some ", "words "]])
async def test_a_stop_keeps_what_was_written(
    host: LocalHost, script: Script, before: list[str]
) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says(*before, asyncio.Event(), "never")
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        for _ in before:
            await live.next("turn.chunk")
        first = await host.admin.post(turns.STOP.url(turnId=turn_id))
        again = await host.admin.post(turns.STOP.url(turnId=turn_id))
    text = "".join(before)
    assert (first.status, first.json["status"], first.json["text"]) == (200, "stopped", text)
    assert again.json == first.json
    events = asking.result()
    assert check_order(events) == text
    assert events[-1].event == "done"
    assert events[-1].data["stopped"] is True
    assert events[-1].data["chargedCents"] == 0
    message = await stored(host.admin, club_id, events[0].data["messageId"])
    assert (message["status"], message["text"]) == ("stopped", text)
    assert script.closed == 1
    assert host.server.turns.running == 0


async def test_many_stops_at_once_end_one_turn_once(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says("a", asyncio.Event())
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        await live.next("turn.chunk")
        stops = [
            group.create_task(host.admin.post(turns.STOP.url(turnId=turn_id))) for _ in range(10)
        ]
        await live.next("turn.finished")
    assert {(s.result().status, s.result().json["status"]) for s in stops} == {(200, "stopped")}
    async with host.admin.live(since=0) as live:
        await live.caught_up()
    assert [e["type"] for e in live.events].count("turn.finished") == 1


async def test_a_stop_while_the_end_is_being_stored_changes_nothing(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    said = asyncio.Event()
    script.says("All of it.", said, ReplyEnd())
    release, held = threading.Event(), threading.Event()

    def hold(_: Transaction) -> None:
        held.set()
        release.wait(10)

    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        await live.next("turn.chunk")
        group.create_task(host.server.database.write(hold))
        await asyncio.to_thread(held.wait, 10)
        said.set()
        await until(lambda: host.server.database.waiting > 0)
        stop = group.create_task(host.admin.post(turns.STOP.url(turnId=turn_id)))
        await host.admin.get(turns.READ.url(turnId=turn_id))
        release.set()
        assert (await asyncio.wait_for(stop, 5)).json["status"] == "done"
        await asyncio.wait_for(asking, 5)
    assert check_order(asking.result()) == "All of it."
    assert asking.result()[-1].data["stopped"] is False
    assert host.server.turns.running == 0


async def test_a_stop_before_the_first_step_still_ends_the_turn(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    done = await host.admin.ask(club_id, agent_id, "Go")
    live = host.server.turns.live(done[0].data["turnId"])
    assert live is not None
    begun = live.begun
    host.server.turns.forget(begun.meta.turn_id)
    outcomes: list[Outcome] = []
    again = host.server.turns.start(
        begun,
        lambda: script.source(host.server, None, "", "", []),  # type: ignore[arg-type]  # unread
        lambda tx, outcome: outcomes.append(outcome),
        lambda tx, text: None,
    )
    async with asyncio.timeout(5):
        # In this very step of the loop, so that the turn's task has not begun.
        assert await host.server.turns.stop(begun.meta.turn_id)
    assert again.finished.is_set()
    assert [outcome.status for outcome in outcomes] == ["stopped"]
    assert len(script.asked) == 1


async def test_only_the_asker_and_staff_may_stop(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    asker, other, moderator, outsider = [await host.person() for _ in range(4)]
    for person in (asker, other, moderator):
        await person.join(club_id)
    answer = await host.admin.patch(
        f"/api/communities/{club_id}/members/{moderator.id}", {"role": "moderator"}
    )
    assert answer.status == 200
    script.says("a", asyncio.Event())
    for stopper in (asker, moderator, host.admin):
        async with asker.live() as live, asyncio.TaskGroup() as group:
            await live.caught_up()
            group.create_task(asker.ask(club_id, agent_id, "Go"))
            turn_id = (await live.next("turn.started"))["data"]["turnId"]
            path = turns.STOP.url(turnId=turn_id)
            assert (await other.post(path)).status == 403
            assert (await outsider.post(path)).status == 404
            assert (await stopper.post(path)).status == 200


async def test_a_reply_deleted_while_it_streams_is_kept_nowhere(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says("A secret ", asyncio.Event())
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        asking = group.create_task(host.admin.ask(club_id, agent_id, "Go"))
        chunk = (await live.next("turn.chunk"))["data"]
        path = club.DELETE.url(communityId=club_id, messageId=chunk["messageId"])
        assert (await host.admin.delete(path)).status == 204
        await live.next("turn.finished")
    assert asking.result()[-1].event == "done"
    assert [m["text"] for m in await host.admin.history(club_id)] == ["Go"]
    await gone_everywhere(host, club_id, chunk["turnId"], "secret")


async def test_a_reply_deleted_later_is_kept_nowhere(host: LocalHost, script: Script) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says("A secret ", "kept.", ReplyEnd())
    meta = (await host.admin.ask(club_id, agent_id, "Go"))[0].data
    path = club.DELETE.url(communityId=club_id, messageId=meta["messageId"])
    assert (await host.admin.delete(path)).status == 204
    await gone_everywhere(host, club_id, meta["turnId"], "secret")


async def gone_everywhere(host: LocalHost, club_id: str, turn_id: str, word: str) -> None:
    turn = (await host.admin.get(turns.READ.url(turnId=turn_id))).json
    assert (turn["status"], turn["text"]) == ("stopped", "")
    events = await watch(host.admin, turn_id)
    assert check_order(events) == ""
    assert events[-1].event == "done"
    found = await host.admin.get(club.SEARCH.url(communityId=club_id), params={"q": word})
    assert found.json["items"] == []
    columns = "SELECT group_concat(text) || group_concat(coalesce(ending, '')) FROM turns"
    kept = await host.server.database.read(lambda reader: reader.value(columns))
    assert word not in str(kept)


async def test_a_stopping_server_ends_streams_and_sockets_properly(
    host: LocalHost, script: Script
) -> None:
    club_id, agent_id = await club_with_agent(host)
    script.says("Half ", asyncio.Event())
    async with asyncio.TaskGroup() as group:
        async with host.admin.live() as live:
            await live.caught_up()
            asking = group.create_task(
                host.admin.post(
                    club.ASK.url(communityId=club_id), {"agentId": agent_id, "text": "Go"}
                )
            )
            await live.next("turn.chunk")
            assert host.runner is not None
            stopping = group.create_task(host.runner.cleanup())
            events = parse_sse((await asyncio.wait_for(asking, 8)).body)
            finished = await live.next("turn.finished")
            closed = await live.socket.receive()
        await stopping
    host.runner = None
    assert check_order(events) == "Half "
    assert events[-1].event == "error"
    assert events[-1].data["code"] == "server_stopping"
    assert finished["data"]["status"] == "failed"
    assert closed.data == 1001
    assert script.closed == 1
