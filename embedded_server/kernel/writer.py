"""The writer thread: all that is queued goes to the disk in one commit.

A change runs without a savepoint of its own, which would cost as much as a small change does.
Should one fail after it had changed something, the group is taken back and run again, this time
with savepoints, so that the failed one alone is undone. One that fails before it changes anything
(as a refusal does) has nothing to undo.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from embedded_server.kernel.clock import Clock
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.journal import Emitted, Journal
from embedded_server.kernel.transaction import Transaction, connect, raisable, storage_error

log = logging.getLogger(__name__)

MAX_GROUP = 256
"""Changes in one commit; bounds how long the first of them waits."""


class _Job:
    __slots__ = ("afterwards", "error", "fn", "future", "result")

    def __init__(self, fn: Callable[[Transaction], Any], future: asyncio.Future[Any]) -> None:
        self.fn = fn
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None
        self.afterwards: list[Callable[[], None]] = []


class _Spoiled(Exception):
    """A change failed after it had changed something, and had no savepoint to go back to."""


class Writer:
    """Made inside the running loop, which it wakes when a group is on disk."""

    def __init__(self, path: Path, clock: Clock, journal: Journal) -> None:
        self._path = path
        self._clock = clock
        self._journal = journal
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        return self._jobs.qsize()

    def put(self, fn: Callable[[Transaction], Any]) -> asyncio.Future[Any]:
        """Queue a change; its result comes once it is on disk."""
        future: asyncio.Future[Any] = self._loop.create_future()
        self._jobs.put(_Job(fn, future))
        return future

    def close(self) -> None:
        """Wait, on another thread than the loop's, until all that was queued is written."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        connection = connect(self._path)
        try:
            while (job := self._jobs.get()) is not None:
                if self._commit_group(connection, job):
                    break
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError:
            log.exception("the writer could not finish")
        finally:
            connection.close()

    def _commit_group(self, connection: sqlite3.Connection, first: _Job) -> bool:
        """Run `first` and all that waits behind it in one commit; True when told to stop."""
        group = [first]
        emitted: list[Emitted] = []
        stop = False
        mark = self._journal.mark()
        try:
            try:
                stop = self._run_group(connection, group, emitted)
            except _Spoiled:
                connection.execute("ROLLBACK")
                self._journal.rewind(mark)
                emitted = []
                connection.execute("BEGIN IMMEDIATE")
                for job in group:
                    self._run_guarded(connection, job, emitted)
            connection.execute("COMMIT")
        except (sqlite3.DatabaseError, StorageError) as error:
            self._journal.rewind(mark)
            emitted = []
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for job in group:
                job.error = storage_error(error)
        self._loop.call_soon_threadsafe(self._answer, group, emitted)
        return stop

    def _run_group(
        self, connection: sqlite3.Connection, group: list[_Job], emitted: list[Emitted]
    ) -> bool:
        """Begin, and run what is there and what comes meanwhile; True when told to stop."""
        connection.execute("BEGIN IMMEDIATE")
        self._run_job(connection, group[0], emitted)
        while len(group) < MAX_GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return False
            if job is None:
                return True
            group.append(job)
            self._run_job(connection, job, emitted)
        return False

    def _run_job(self, connection: sqlite3.Connection, job: _Job, emitted: list[Emitted]) -> None:
        before = connection.total_changes
        try:
            self._change(connection, job, emitted)
        except BaseException as error:  # re-raised at the caller of `write`
            if not connection.in_transaction:
                # SQLite gave up the whole commit (a full disk does that): nobody's change is kept.
                raise storage_error(error) from error
            if connection.total_changes != before:
                raise _Spoiled from error
            job.error = raisable(error)

    def _run_guarded(
        self, connection: sqlite3.Connection, job: _Job, emitted: list[Emitted]
    ) -> None:
        """Again, in a savepoint of its own."""
        mark = self._journal.mark()
        job.error = None
        connection.execute("SAVEPOINT change")
        try:
            self._change(connection, job, emitted)
        except BaseException as error:  # re-raised at the caller of `write`
            if not connection.in_transaction:
                raise storage_error(error) from error
            connection.execute("ROLLBACK TO change")
            self._journal.rewind(mark)
            job.error = raisable(error)
        connection.execute("RELEASE change")

    def _change(self, connection: sqlite3.Connection, job: _Job, emitted: list[Emitted]) -> None:
        transaction = Transaction(connection, self._clock.now())
        job.afterwards = transaction.afterwards
        job.result = job.fn(transaction)
        if transaction.emitted:
            self._journal.append(connection, transaction.now, transaction.emitted)
            emitted.extend(transaction.emitted)

    def _answer(self, group: list[_Job], emitted: list[Emitted]) -> None:
        """On the loop: wake the callers, then publish, so that nobody's answer waits for others."""
        for job in group:
            if job.error is None:
                self._act(job.afterwards)
            if job.future.cancelled():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
        if emitted:
            self._loop.call_soon(self._journal.publish, emitted)

    @staticmethod
    def _act(afterwards: list[Callable[[], None]]) -> None:
        for act in afterwards:
            try:
                act()
            except Exception:
                log.exception("what follows a change failed")
