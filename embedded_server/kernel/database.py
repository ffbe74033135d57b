"""One writer thread with group commit, and a small pool of readers, over one SQLite file.

`await database.write(fn)` runs `fn(transaction)` on the writer thread. All that is queued shares
one `BEGIN IMMEDIATE … COMMIT` (`synchronous=FULL`, WAL), and each caller is answered only after
that commit is on disk. Events that `fn` emitted are in the same commit and are published after
it, in order. `await database.read(fn)` runs on a pool thread in a snapshot.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from embedded_server.kernel.clock import Clock
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.journal import Journal
from embedded_server.kernel.transaction import (
    PARAMETER,
    Reader,
    Transaction,
    connect,
    prepared,
    raisable,
    storage_error,
)
from embedded_server.kernel.writer import Writer

__all__ = ["PARAMETER", "Database", "Reader", "Transaction", "connect", "prepared"]

T = TypeVar("T")


class Database:
    """Open it inside the running loop; `close` is idempotent and drains what is queued."""

    def __init__(self, path: Path, clock: Clock, journal: Journal, readers: int = 3) -> None:
        self._path = path
        self._clock = clock
        self._writer = Writer(path, clock, journal)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._closed = False
        self._loop = asyncio.get_running_loop()

    @property
    def path(self) -> Path:
        return self._path

    @property
    def waiting(self) -> int:
        """Changes that wait for the writer."""
        return self._writer.waiting

    async def write(self, fn: Callable[[Transaction], T]) -> T:
        """Run `fn` and answer with its result once it is on disk.

        `fn` does nothing but use its transaction: where a neighbour in the same commit fails, it
        may be undone and run once more. Whatever `fn` raises undoes `fn` alone and is raised
        here. StorageError and StorageFull mean that nothing was kept.
        """
        if self._closed:
            raise StorageError("the database is closed")
        result: T = await self._writer.put(fn)
        return result

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
        try:
            connection.execute("BEGIN")
            return fn(Reader(connection, self._clock.now()))
        except sqlite3.DatabaseError as error:
            raise storage_error(error) from error
        except StopIteration as error:
            raise raisable(error) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._readers.shutdown)
        for connection in self._connections:
            connection.close()
