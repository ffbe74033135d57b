"""Group commit: what shares a commit, what undoes itself alone, what is told and when."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from embedded_server.contracts.events import CommunityGone
from embedded_server.kernel.clock import SystemClock
from embedded_server.kernel.database import Database, Reader, Transaction, connect
from embedded_server.kernel.errors import Refusal, StorageError, StorageFull
from embedded_server.kernel.journal import Emitted, Journal
from embedded_server.kernel.writer import MAX_GROUP


class Opened:
    """A database with one table, and the events it published, batch by batch."""

    def __init__(self, path: Path) -> None:
        self.path = path
        connection = connect(path)
        connection.execute("CREATE TABLE IF NOT EXISTS t (v INTEGER UNIQUE, pad BLOB)")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS journal"
            " (seq INTEGER PRIMARY KEY, at INTEGER, topic TEXT, also TEXT, body BLOB, about TEXT)"
        )
        self.journal = Journal()
        self.journal.open(connection)
        connection.close()
        self.published: list[list[int]] = []
        self.journal.publish = lambda emitted: self.published.append([e.seq for e in emitted])
        self.database = Database(path, SystemClock(), self.journal)

    async def values(self) -> list[int]:
        return await self.database.read(
            lambda reader: [row[0] for row in reader.rows("SELECT v FROM t ORDER BY v")]
        )

    async def settled(self) -> list[int]:
        """The `seq`s published so far, after all that is queued has been."""
        await self.database.write(lambda tx: None)
        await asyncio.sleep(0)
        return [seq for batch in self.published for seq in batch]

    async def hold(self) -> Callable[[], None]:
        """Keep the writer busy, so that what follows is queued; answers with its release."""
        held, release = threading.Event(), threading.Event()

        def wait(_: Transaction) -> None:
            held.set()
            release.wait(10)

        self._holding = asyncio.gather(self.database.write(wait))
        await asyncio.to_thread(held.wait, 10)
        return release.set


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    one = Opened(tmp_path / "db")
    yield one
    await one.database.close()


def event() -> Emitted:
    return Emitted("test", CommunityGone(id="x"), "topic")


def put(value: int, *, events: int = 0, error: BaseException | None = None) -> Any:
    def change(tx: Transaction) -> int:
        tx.change("INSERT INTO t (v) VALUES (?)", (value,))
        for _ in range(events):
            tx.emit(event())
        if error is not None:
            raise error
        return value

    return change


async def test_what_is_queued_shares_one_commit(opened: Opened) -> None:
    release = await opened.hold()
    writes = asyncio.gather(*(opened.database.write(put(n, events=1)) for n in range(100)))
    await asyncio.sleep(0)
    release()
    assert await writes == list(range(100))
    assert await opened.settled() == list(range(1, 101))
    assert [len(batch) for batch in opened.published] == [100]
    assert await opened.values() == list(range(100))


async def test_a_group_is_bounded(opened: Opened) -> None:
    release = await opened.hold()
    many = MAX_GROUP * 2 + 10
    writes = asyncio.gather(*(opened.database.write(put(n, events=1)) for n in range(many)))
    await asyncio.sleep(0)
    release()
    await writes
    assert await opened.settled() == list(range(1, many + 1))
    assert max(len(batch) for batch in opened.published) <= MAX_GROUP
    assert len(opened.published) == 3


class OwnError(BaseException):
    """One that is no Exception."""


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        Refusal.__new__(Refusal),
        KeyError("x"),
        StopIteration(1),
        StopAsyncIteration(),
        asyncio.CancelledError(),
        OwnError(),
        GeneratorExit(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_failing_change_undoes_itself_alone(opened: Opened, error: BaseException) -> None:
    release = await opened.hold()
    before = asyncio.gather(opened.database.write(put(1, events=2)))
    failing = asyncio.gather(
        opened.database.write(put(2, events=3, error=error)), return_exceptions=True
    )
    after = asyncio.gather(opened.database.write(put(3, events=2)))
    await asyncio.sleep(0)
    release()
    async with asyncio.timeout(5):
        assert [*await before, *await after] == [1, 3]
        (raised,) = await failing
    assert isinstance(raised, BaseException)
    if not isinstance(error, StopIteration):
        assert type(raised) is type(error)
    assert await opened.values() == [1, 3]
    assert await opened.settled() == [1, 2, 3, 4], "no number is skipped or given twice"


async def test_a_broken_rule_of_the_schema_undoes_itself_alone(opened: Opened) -> None:
    await opened.database.write(put(1, events=1))
    with pytest.raises(sqlite3.IntegrityError):
        await opened.database.write(put(1, events=1))
    with pytest.raises(StorageError):
        await opened.database.write(lambda tx: tx.change("INSERT INTO nowhere VALUES (1)"))
    await opened.database.write(put(2, events=1))
    assert await opened.values() == [1, 2]
    assert await opened.settled() == [1, 2]


async def test_events_are_told_after_the_commit_and_the_answer(opened: Opened) -> None:
    order: list[str] = []

    def published(emitted: list[Emitted]) -> None:
        seen = sqlite3.connect(opened.path)
        (count,) = seen.execute("SELECT COUNT(*) FROM t").fetchone()
        (last,) = seen.execute("SELECT MAX(seq) FROM journal").fetchone()
        seen.close()
        order.append(f"published {count} {last}")

    opened.journal.publish = published
    await opened.database.write(put(1, events=2))
    await opened.settled()
    assert order == ["published 1 2"]


async def test_a_cancelled_caller_does_not_stop_its_change(opened: Opened) -> None:
    release = await opened.hold()
    gone = asyncio.gather(opened.database.write(put(1, events=1)))
    stays = asyncio.gather(opened.database.write(put(2, events=1)))
    await asyncio.sleep(0)
    gone.cancel()
    release()
    assert [*await stays] == [2]
    assert await opened.values() == [1, 2]
    assert await opened.settled() == [1, 2]


async def test_a_full_disk_keeps_nothing_of_what_it_refuses_and_goes_on(opened: Opened) -> None:
    await opened.database.write(put(1, events=1))

    def limit(tx: Transaction) -> None:
        pages = tx.value("PRAGMA page_count")
        tx.value(f"PRAGMA max_page_count = {pages + 10}")

    await opened.database.write(limit)
    release = await opened.hold()

    def large(tx: Transaction) -> None:
        tx.emit(event())
        tx.change("INSERT INTO t (v, pad) VALUES (100, zeroblob(1000000))")

    results = asyncio.gather(
        opened.database.write(put(2, events=1)),
        opened.database.write(large),
        opened.database.write(put(3, events=1)),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    release()
    small, refused, later = await results
    assert isinstance(refused, StorageFull)
    kept = [1] + [n for n, result in ((2, small), (3, later)) if result == n]
    for n, result in ((2, small), (3, later)):
        assert result == n or isinstance(result, StorageFull)
    assert await opened.values() == kept
    await opened.database.write(lambda tx: tx.value("PRAGMA max_page_count = 1000000"))
    await opened.database.write(large)
    await opened.database.write(put(4, events=1))
    assert await opened.values() == [*kept, 4, 100]
    seqs = await opened.settled()
    assert seqs == list(range(1, len(seqs) + 1))
    stored = await opened.database.read(lambda r: r.rows("SELECT seq FROM journal ORDER BY seq"))
    assert [seq for (seq,) in stored] == seqs


async def test_readers_see_one_moment_and_cannot_write(opened: Opened) -> None:
    await opened.database.write(put(1))
    inside, go_on = threading.Event(), threading.Event()

    def look(reader: Reader) -> tuple[int, int]:
        first = reader.value("SELECT COUNT(*) FROM t")
        inside.set()
        go_on.wait(10)
        return first, reader.value("SELECT COUNT(*) FROM t")

    looking = asyncio.gather(opened.database.read(look))
    await asyncio.to_thread(inside.wait, 10)
    await opened.database.write(put(2))
    go_on.set()
    assert [*await looking] == [(1, 1)]
    assert await opened.values() == [1, 2]
    with pytest.raises(StorageError):
        await opened.database.read(lambda reader: reader.execute("DELETE FROM t"))
    with pytest.raises(RuntimeError):
        await asyncio.wait_for(opened.database.read(lambda reader: next(iter(()))), 5)
    with pytest.raises(ZeroDivisionError):
        await opened.database.read(lambda reader: 1 // 0)
    assert await opened.values() == [1, 2]


async def test_closing_drains_and_then_refuses(opened: Opened) -> None:
    release = await opened.hold()
    writes = asyncio.gather(*(opened.database.write(put(n)) for n in range(600)))
    await asyncio.sleep(0)
    closing = asyncio.gather(opened.database.close())
    release()
    assert await writes == list(range(600))
    await closing
    await opened.database.close()
    for refused in (opened.database.write(put(1)), opened.database.read(lambda r: 1)):
        with pytest.raises(StorageError):
            await refused
    assert not opened.path.with_name("db-wal").exists()


async def test_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    for round_ in range(3):
        again = Opened(tmp_path / "db")
        await again.database.write(put(round_, events=2))
        assert await again.settled() == [round_ * 2 + 1, round_ * 2 + 2]
        await again.database.close()
