"""Power cuts, stops and leaks: what was acknowledged stays, what ran ends as it should."""

from __future__ import annotations

import asyncio
import os
import random
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from embedded_server.contracts import club, turns
from tests.club.test_streams import check_order, watch
from tests.kit.people import Live, Person, Sse, parse_sse
from tests.kit.server import LocalHost, ServerProcess, fast_settings
from tests.kit.waiting import until

Start = Callable[..., ServerProcess]
SLOW = "tests.kit.scripted_server"


class Writer:
    """Somebody who writes until the server dies, and after it comes back repeats what was not
    acknowledged, as a desktop does."""

    def __init__(self, number: int, person: Person, club_id: str) -> None:
        self.number = number
        self.person = person
        self.club_id = club_id
        self.count = 0
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.pending: str | None = None

    async def write(self, wanted: int) -> None:
        """Raises ClientError when the server dies."""
        path = club.SEND.url(communityId=self.club_id)
        for _ in range(wanted):
            if self.pending is None:
                self.count += 1
                self.pending = f"{self.number}-{self.count}"
            body = {"text": self.pending, "clientId": self.pending}
            answer = await self.person.post(path, body)
            assert answer.status in (200, 201), answer.json
            self.acknowledged[self.pending] = answer.json
            self.pending = None
            if self.count % 5 == 0:
                message_id = answer.json["id"]
                one = club.EDIT.url(communityId=self.club_id, messageId=message_id)
                edited = await self.person.patch(one, {"text": f"{answer.json['text']} edited"})
                assert edited.status == 200
                self.acknowledged[answer.json["clientId"]] = edited.json

    async def write_until_cut(self) -> None:
        try:
            await self.write(10_000)
        except aiohttp.ClientError:
            return
        raise AssertionError("the server was not cut off")


def has_reached(writers: list[Writer], messages: int) -> bool:
    return sum(len(writer.acknowledged) for writer in writers) >= messages


async def test_ten_power_cuts_lose_and_double_nothing(start_process: Start) -> None:
    host = start_process()
    await host.start()
    await host.set_up()
    club_id = await host.admin.create()
    people = [host.admin, *[await host.person() for _ in range(3)]]
    for person in people:
        await person.join(club_id)
    writers = [Writer(number, person, club_id) for number, person in enumerate(people)]
    chance = random.Random(11)
    last_seq = 0
    for _ in range(10):
        async with asyncio.TaskGroup() as group:
            for writer in writers:
                group.create_task(writer.write_until_cut())
            before = sum(len(writer.acknowledged) for writer in writers)
            reached = before + chance.randint(5, 60)
            await until(partial(has_reached, writers, reached), seconds=20)
            assert host.process is not None
            host.process.kill()
        await host.wait()
        await host.start()
        for writer in writers:
            writer.person = host.back(writer.person)
            await writer.write(1)
        history = {m["clientId"]: m for m in await writers[0].person.history(club_id)}
        for writer in writers:
            for client_id, message in writer.acknowledged.items():
                kept = history[client_id]
                assert kept["id"] == message["id"]
                if kept["editedAt"] is None or message["editedAt"] is not None:
                    assert kept["text"] == message["text"]
        async with writers[0].person.live(since=last_seq) as live:
            await live.caught_up()
        seqs = [event["seq"] for event in live.events if "seq" in event]
        assert seqs
        assert seqs == list(range(last_seq + 1, last_seq + 1 + len(seqs)))
        last_seq = seqs[-1]
    messages = await writers[0].person.history(club_id)
    client_ids = [message["clientId"] for message in messages]
    assert len(client_ids) == len(set(client_ids))
    assert len(messages) == sum(len(writer.acknowledged) for writer in writers)
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))


async def test_a_reply_cut_by_a_crash_fails_with_what_was_kept(start_process: Start) -> None:
    host = start_process(program=SLOW)
    await host.start()
    await host.set_up()
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    seen: list[Sse] = []
    async with host.admin.live() as live, asyncio.TaskGroup() as group:
        await live.caught_up()
        group.create_task(read_until_cut(host, club_id, agent_id, seen))
        turn_id = (await live.next("turn.started"))["data"]["turnId"]
        # Two seconds in, the text so far is kept; some more words come after that.
        await follow(live, 280)
        assert host.process is not None
        host.process.kill()
    await host.wait()
    await host.start()
    admin = host.back(host.admin)
    turn = (await admin.get(turns.READ.url(turnId=turn_id))).json
    assert turn["status"] == "failed"
    assert turn["error"]["code"] == "interrupted"
    words = turn["text"].split()
    assert words == [f"word{number}" for number in range(len(words))]
    assert 50 < len(words) <= 3000
    (_question, reply) = await admin.history(club_id)
    assert (reply["status"], reply["text"]) == ("failed", turn["text"])
    events = await watch(admin, turn_id)
    assert check_order(events) == turn["text"]
    assert (events[-1].event, events[-1].data["code"]) == ("error", "interrupted")
    kept = [(e.id, e.event, e.data) for e in events[:-1]]
    had = [(e.id, e.event, e.data) for e in seen]
    assert kept == had[: len(kept)]
    # Whatever it had received, a client that comes back is told the end.
    for after in (0, 1, len(kept) - 1, len(kept), len(kept) + 1, had[-1][0]):
        rest = await watch(admin, turn_id, after)
        assert (rest[-1].event, rest[-1].data["code"]) == ("error", "interrupted")
    async with admin.live(since=0) as live:
        await live.caught_up()
    finished = [e["data"] for e in live.events if e["type"] == "turn.finished"]
    assert [(e["turnId"], e["status"], e["code"]) for e in finished] == [
        (turn_id, "failed", "interrupted")
    ]


async def read_until_cut(host: ServerProcess, club_id: str, agent_id: str, seen: list[Sse]) -> None:
    path = host.url + club.ASK.url(communityId=club_id)
    body = {"agentId": agent_id, "text": "Go"}
    raw = b""
    try:
        async with host.http.post(path, json=body, headers=host.admin.headers) as answer:
            async for data in answer.content.iter_any():
                raw += data
    except aiohttp.ClientError:
        seen += parse_sse(raw.rpartition(b"\n\n")[0])
        return
    raise AssertionError("the stream was not cut off")


async def follow(live: Live, pieces: int) -> None:
    for _ in range(pieces):
        await live.next("turn.chunk")


async def test_sigterm_ends_streams_and_sockets_and_exits_with_zero(start_process: Start) -> None:
    host = start_process("--stop-grace-seconds", "0.3", program=SLOW)
    await host.start()
    await host.set_up()
    club_id = await host.admin.create()
    agent_id = await host.admin.make_agent(club_id)
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group, host.admin.live() as live:
        await live.caught_up()
        asking = [
            group.create_task(host.admin.ask(club_id, agent_id, f"Go {number}"))
            for number in range(5)
        ]
        await follow(live, 25)
        begun = loop.time()
        assert host.process is not None
        host.process.terminate()
        for task in asking:
            events = await task
            check_order(events)
            assert (events[-1].event, events[-1].data["code"]) == ("error", "server_stopping")
        while (farewell := await live.socket.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
        assert farewell.data == aiohttp.WSCloseCode.GOING_AWAY
    assert await host.wait() == 0
    assert loop.time() - begun < 10
    data = host.data_dir / "spaces.db"
    assert not data.with_name("spaces.db-wal").exists(), "the log was not folded in"


async def test_a_child_ends_when_its_standard_input_closes(start_process: Start) -> None:
    host = start_process("--stop-with-stdin")
    await host.start()
    assert host.process is not None
    assert host.process.stdin is not None
    host.process.stdin.close()
    assert await asyncio.wait_for(host.wait(), 10) == 0


async def test_without_the_flag_a_closed_standard_input_means_nothing(
    start_process: Start,
) -> None:
    host = start_process()
    await host.start()
    assert host.process is not None
    assert host.process.stdin is not None
    host.process.stdin.close()
    assert (await host.stranger().get("/api/health")).status == 200
    assert await host.stop() == 0


async def test_starting_and_stopping_leaves_no_thread_and_no_descriptor(tmp_path: Path) -> None:
    async def once() -> None:
        async with LocalHost(fast_settings(tmp_path)) as host:
            if host.setup_code is not None:
                await host.set_up()
            async with host.stranger().http.get(host.url + "/api/server") as answer:
                assert answer.status == 200

    me = psutil.Process(os.getpid())
    await once()
    await once()
    threads = {thread.name for thread in threading.enumerate() if "asyncio" not in thread.name}
    descriptors = me.num_fds()
    for _ in range(20):
        await once()
    assert {t.name for t in threading.enumerate() if "asyncio" not in t.name} == threads
    assert me.num_fds() <= descriptors
