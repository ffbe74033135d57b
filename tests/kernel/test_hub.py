"""Live events: replay from memory and from the file, slow listeners, grants and revokes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from embedded_server.contracts.events import CommunityGone
from embedded_server.kernel import hub as hub_module
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Database, connect
from embedded_server.kernel.hub import EVERYBODY, Hub, Listener
from embedded_server.kernel.journal import Emitted, Journal
from embedded_server.kernel.migrations import migrate
from embedded_server.kernel.tasks import Tasks
from tests.kit.waiting import until


class Pipe:
    """A socket that keeps what is written; `stuck` lets it pile up."""

    def __init__(self) -> None:
        self.raw = bytearray()
        self.waiting = 0
        self.stuck = False
        self.closed = False

    def write(self, data: bytes) -> None:
        self.raw += data
        if self.stuck:
            self.waiting += len(data)

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.closed = True

    def drain(self) -> None:
        self.stuck = False
        self.waiting = 0

    def events(self) -> list[dict[str, Any]]:
        """Every whole frame, decoded."""
        found, at = [], 0
        while at < len(self.raw):
            assert self.raw[at] == 0x81
            size, at = self.raw[at + 1], at + 2
            extra = {126: 2, 127: 8}.get(size, 0)
            if extra:
                size = int.from_bytes(self.raw[at : at + extra], "big")
                at += extra
            found.append(msgspec.json.decode(self.raw[at : at + size]))
            at += size
        assert at == len(self.raw), "a frame was cut"
        return found

    def seqs(self) -> list[int]:
        return [event["seq"] for event in self.events()]


class Live:
    """A hub over a real file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "db"
        migrate(self.path)
        self.journal = Journal()
        connection = connect(self.path)
        last = self.journal.open(connection)
        connection.close()
        self.tasks = Tasks()
        self.database = Database(self.path, SystemClock(), self.journal)
        self.hub = Hub(self.database, self.journal, last, self.tasks)

    async def emit(self, topic: str, count: int = 1, pad: int = 0, **more: Any) -> None:
        """One commit with `count` events."""
        data = CommunityGone(id="x" * pad)
        events = [Emitted("test", data, topic, **more) for _ in range(count)]
        await self.database.write(lambda tx: tx.emitted.extend(events))
        await asyncio.sleep(0)

    async def listen(
        self, topics: set[str], since: int | None = None, user: str = "ada"
    ) -> tuple[Listener, Pipe]:
        pipe = Pipe()
        listener = Listener(user, f"session-{user}", pipe)
        self.hub.join(listener)
        await self.hub.attach(listener, topics, since)
        return listener, pipe

    async def close(self) -> None:
        await self.tasks.close()
        await self.database.close()


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    one = Live(tmp_path)
    yield one
    await one.close()


async def test_replay_from_every_position_in_memory_and_from_the_file(tmp_path: Path) -> None:
    live = Live(tmp_path)
    for number in range(40):
        await live.emit("a" if number % 3 else "b", count=1 + number % 2)
    wanted = [e.seq for e in live.hub._ring if e.topic == "a"]
    total = live.hub.seq
    for again in (live, None):
        if again is None:
            await live.close()
            live = Live(tmp_path)
            assert live.hub.seq == total
        for since in range(total + 1):
            listener, pipe = await live.listen({"a"}, since)
            assert pipe.seqs() == [seq for seq in wanted if seq > since]
            live.hub.detach(listener)
    _, pipe = await live.listen({"a"}, 5)
    await live.emit("a", 3)
    assert pipe.seqs() == [seq for seq in wanted if seq > 5] + [total + 1, total + 2, total + 3]
    await live.close()


async def test_replay_of_many_pages_while_more_is_published(tmp_path: Path) -> None:
    live = Live(tmp_path)
    await live.emit("a", 1800)
    await live.close()
    live = Live(tmp_path)
    listening = asyncio.gather(live.listen({"a"}, 0))
    for _ in range(30):
        await live.emit("a", 5)
        await live.emit("b", 5)
    ((_, pipe),) = await listening
    await live.emit("a")
    got = pipe.seqs()
    assert got == sorted(set(got))
    assert len(got) == 1800 + 150 + 1
    assert got[:1800] == list(range(1, 1801))
    await live.close()


async def test_what_fell_out_of_memory_is_read_from_the_file(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RING_EVENTS", 10)
    await live.emit("a", 300)
    assert len(live.hub._ring) == 10
    for since in (0, 1, 150, 289, 290, 291, 299, 300):
        _, pipe = await live.listen({"a"}, since)
        assert pipe.seqs() == list(range(since + 1, 301))


async def test_too_old_and_unknown_positions_get_one_resync(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RING_EVENTS", 10)
    await live.emit("a", 100)
    await live.database.write(lambda tx: tx.change("DELETE FROM journal WHERE seq <= 50"))
    for since in (0, 10, 49, 101, 10**9):
        _, pipe = await live.listen({"a"}, since)
        (event,) = pipe.events()
        assert (event["type"], event["seq"]) == ("resync", 100)
    for listener_since in (50, 51):
        _, pipe = await live.listen({"a"}, listener_since)
        assert pipe.seqs() == list(range(listener_since + 1, 101))
    _, pipe = await live.listen({"a"}, 10**9)
    await live.emit("a")
    assert [event["type"] for event in pipe.events()] == ["resync", "test"]


async def test_without_a_position_only_what_is_new_is_told(live: Live) -> None:
    await live.emit("a", 5)
    _, pipe = await live.listen({"a"})
    await live.emit("a", 2)
    assert pipe.seqs() == [6, 7]


async def test_a_slow_listener_catches_up_without_gap_or_repeat(live: Live) -> None:
    _, slow = await live.listen({"a"})
    _, fast = await live.listen({"a"}, user="bob")
    slow.stuck = True
    for _ in range(40):
        await live.emit("a", 5, pad=20_000)
    told_while_stuck = len(slow.events())
    assert told_while_stuck < 200
    assert slow.waiting < hub_module.MAX_BUFFER * 2, "what waits is bounded"
    assert len(fast.events()) == 200
    slow.drain()
    await live.emit("a")
    await until(lambda: len(slow.events()) >= 201)
    await live.emit("a")
    await until(lambda: len(slow.events()) >= 202)
    assert slow.seqs() == list(range(1, 203))


async def test_who_never_drains_is_cut(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MAX_LAG_SECONDS", 0.1)
    _, slow = await live.listen({"a"})
    slow.stuck = True
    for _ in range(30):
        await live.emit("a", 2, pad=50_000)
    await until(lambda: slow.closed)


async def test_grants_and_revokes_take_effect_with_their_event(live: Live) -> None:
    _, ada = await live.listen({"a"})
    _, bob = await live.listen(set(), user="bob")
    await live.emit("a")
    await live.emit("a", grant=(("bob", "a"),))
    await live.emit("a")
    assert bob.seqs() == [2, 3]
    await live.emit("a", revoke=(("bob", "a"),))
    await live.emit("a")
    assert bob.seqs() == [2, 3, 4], "the event that revokes is the last"
    assert ada.seqs() == [1, 2, 3, 4, 5]
    await live.emit("a", revoke=((EVERYBODY, "a"),))
    await live.emit("a")
    assert ada.seqs() == [1, 2, 3, 4, 5, 6]


async def test_an_event_for_two_topics_comes_once(live: Live) -> None:
    _, both = await live.listen({"a", "user:ada"})
    _, second = await live.listen({"user:bob"}, user="bob")
    await live.emit("a", also="user:ada")
    await live.emit("a", also="user:bob")
    assert both.seqs() == [1, 2]
    assert second.seqs() == [2]
    _, replayed = await live.listen({"a", "user:ada"}, 0)
    assert replayed.seqs() == [1, 2]


async def test_passing_events_reach_who_listens_now_and_are_never_replayed(live: Live) -> None:
    _, pipe = await live.listen({"a"})
    live.hub.tell("a", "typing", CommunityGone(id="x"), "place")
    live.hub.tell("b", "typing", CommunityGone(id="x"), "place")
    (event,) = pipe.events()
    assert "seq" not in event
    _, later = await live.listen({"a"}, 0)
    assert later.events() == []


async def test_detached_listeners_hear_nothing_and_leave_nothing(live: Live) -> None:
    listener, pipe = await live.listen({"a", "b"})
    live.hub.detach(listener)
    live.hub.detach(listener)
    await live.emit("a")
    assert pipe.events() == []
    assert live.hub.listeners() == 0
    assert live.hub._listeners == {}
    assert not live.hub.is_listening("ada")
