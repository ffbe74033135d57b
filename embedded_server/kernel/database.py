"""One writer thread with group commit, and a small pool of readers, over one SQLite file.

`await database.write(fn)` runs `fn(transaction)` on the writer thread in its own savepoint. All
that is queued shares one `BEGIN IMMEDIATE … COMMIT` (`synchronous=FULL`, WAL), and each caller is
answered only after that commit is on disk. Events that `fn` emitted are in the same commit and
are published after it, in order. `await database.read(fn)` runs on a pool thread in a snapshot.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import peewee

from embedded_server.kernel.clock import Clock
from embedded_server.kernel.errors import StorageError, StorageFull
from embedded_server.kernel.journal import Emitted, Journal

log = logging.getLogger(__name__)
T = TypeVar("T")

MAX_GROUP = 256
"""Changes in one commit; bounds how long the first of them waits."""

_DIALECT = peewee.SqliteDatabase(None)
_NOTHING: tuple[Any, ...] = ()


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=5000")
    connection.execute("PRAGMA cache_size=-8000")
    if readonly:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _compile(query: peewee.BaseQuery) -> tuple[str, Sequence[Any]]:
    compiled: tuple[str, Sequence[Any]] = _DIALECT.get_sql_context().sql(query).query()  # type: ignore[no-untyped-call]  # peewee's stubs leave it open
    return compiled


PARAMETER = peewee.SQL("?")
"""Stands for a value in a query that is given to `prepared`."""


def prepared(query: peewee.BaseQuery) -> str:
    """The SQL of a peewee query, made once: making it anew costs more than running it."""
    sql, given = _compile(query)
    assert not given, "a prepared query takes its values as PARAMETER"
    return sql


class Reader:
    """Queries on one connection, given as SQL or as a peewee query; plain tuples come out."""

    def __init__(self, connection: sqlite3.Connection, now: int) -> None:
        self._connection = connection
        self.now = now
        """The time of this transaction in milliseconds; the same throughout it."""

    def execute(
        self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING
    ) -> sqlite3.Cursor:
        if isinstance(query, str):
            return self._connection.execute(query, parameters)
        sql, given = _compile(query)
        return self._connection.execute(sql, given)

    def rows(
        self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING
    ) -> list[tuple[Any, ...]]:
        return self.execute(query, parameters).fetchall()

    def named(self, query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows of SQL with `:named` parameters; ones it does not name may be given too."""
        return self._connection.execute(query, parameters).fetchall()

    def row(
        self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING
    ) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.execute(query, parameters).fetchone()
        return found

    def value(self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING) -> Any:
        """The first column of the first row, or None."""
        found = self.row(query, parameters)
        return None if found is None else found[0]


class Transaction(Reader):
    """What a write works with: queries, changes, events to publish, and acts after the commit."""

    def __init__(self, connection: sqlite3.Connection, now: int) -> None:
        super().__init__(connection, now)
        self.emitted: list[Emitted] = []

    def change(self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING) -> int:
        """The number of rows changed."""
        return self.execute(query, parameters).rowcount

    def change_many(self, query: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(query, parameters)

    def emit(self, event: Emitted) -> None:
        """Journal `event` with this change and publish it once the change is on disk."""
        self.emitted.append(event)


class _Job:
    __slots__ = ("error", "fn", "future", "result")

    def __init__(self, fn: Callable[[Transaction], Any], future: asyncio.Future[Any]) -> None:
        self.fn = fn
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None


class Database:
    """Open it inside the running loop; `close` is idempotent and drains what is queued."""

    def __init__(self, path: Path, clock: Clock, journal: Journal, readers: int = 3) -> None:
        self._path = path
        self._clock = clock
        self._journal = journal
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._closed = False
        self._loop = asyncio.get_running_loop()
        self._writer = threading.Thread(target=self._run, name="writer", daemon=True)
        self._writer.start()

    @property
    def path(self) -> Path:
        return self._path

    @property
    def waiting(self) -> int:
        """Changes that wait for the writer."""
        return self._jobs.qsize()

    async def write(self, fn: Callable[[Transaction], T]) -> T:
        """Run `fn` and answer with its result once it is on disk.

        Whatever `fn` raises undoes `fn` alone and is raised here. StorageError and StorageFull
        mean that nothing was kept.
        """
        if self._closed:
            raise StorageError("the database is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Job(fn, future))
        return await future

    async def read(self, fn: Callable[[Reader], T]) -> T:
        """Run `fn` on a pool thread; all its queries see one moment."""
        if self._closed:
            raise StorageError("the database is closed")
        return await self._loop.run_in_executor(self._readers, self._read, fn)

    def _read(self, fn: Callable[[Reader], T]) -> T:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect(self._path, readonly=True)
            self._connections.append(connection)
        connection.execute("BEGIN")
        try:
            return fn(Reader(connection, self._clock.now()))
        except sqlite3.DatabaseError as error:
            raise _storage(error) from error
        finally:
            connection.execute("ROLLBACK")

    def _run(self) -> None:
        connection = connect(self._path)
        try:
            while (job := self._jobs.get()) is not None:
                stop = self._commit_group(connection, job)
                if stop:
                    break
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError:
            log.exception("the writer could not finish")
        finally:
            connection.close()

    def _commit_group(self, connection: sqlite3.Connection, first: _Job) -> bool:
        """Run `first` and all that waits behind it in one commit; True when told to stop."""
        group: list[_Job] = []
        emitted: list[Emitted] = []
        stop = False
        mark = self._journal.mark()
        try:
            connection.execute("BEGIN IMMEDIATE")
            job: _Job | None = first
            while job is not None:
                group.append(job)
                self._run_job(connection, job, emitted)
                if len(group) >= MAX_GROUP:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
                stop = job is None
            connection.execute("COMMIT")
        except (sqlite3.DatabaseError, StorageError) as error:
            self._journal.rewind(mark)
            emitted = []
            failure = _storage(error)
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if not group:
                group.append(first)
            for job in group:
                job.error = failure
        self._loop.call_soon_threadsafe(self._answer, group, emitted)
        return stop

    def _run_job(self, connection: sqlite3.Connection, job: _Job, emitted: list[Emitted]) -> None:
        transaction = Transaction(connection, self._clock.now())
        mark = self._journal.mark()
        connection.execute("SAVEPOINT change")
        try:
            job.result = job.fn(transaction)
            if transaction.emitted:
                self._journal.append(connection, transaction.now, transaction.emitted)
        except BaseException as error:
            if not connection.in_transaction:
                # SQLite gave up the whole commit (a full disk does that): nobody's change is kept.
                raise _storage(error) from error
            connection.execute("ROLLBACK TO change")
            connection.execute("RELEASE change")
            self._journal.rewind(mark)
            job.error = _storage(error) if isinstance(error, sqlite3.OperationalError) else error
            return
        connection.execute("RELEASE change")
        emitted.extend(transaction.emitted)

    def _answer(self, group: list[_Job], emitted: list[Emitted]) -> None:
        """On the loop: wake the callers, then publish, so that nobody's answer waits for others."""
        for job in group:
            if job.future.cancelled():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
        if emitted:
            self._loop.call_soon(self._journal.publish, emitted)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._readers.shutdown)
        for connection in self._connections:
            connection.close()


def _storage(error: BaseException) -> StorageError:
    if isinstance(error, StorageError):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF == sqlite3.SQLITE_FULL:
        return StorageFull("the disk is full")
    return StorageError(f"the database failed: {error}")
