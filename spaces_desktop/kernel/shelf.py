"""What must not be lost between two starts: unsent messages and drafts, in one small file."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL,
    UNIQUE (owner, kind, name)
)
"""
_PUT = """
INSERT INTO kept (owner, kind, name, value) VALUES (?, ?, ?, ?)
ON CONFLICT (owner, kind, name) DO UPDATE SET value = excluded.value
"""


class ShelfError(Exception):
    """Nothing was kept: the disk is full, or the file cannot be written."""


class Shelf:
    """Values by kind and name, in the order in which they were first put there.

    `owner` is the account they belong to: another one neither sees nor loses them. What is
    acknowledged is on the disk. All work is done by one thread, in the order it was asked for;
    `load` alone is waited for. Without a file nothing outlives the shelf.
    """

    def __init__(self, file: Path | None, owner: str) -> None:
        self._file = file
        self._owner = owner
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shelf")
        self._opened: sqlite3.Connection | None = None
        self._is_closed = False

    @property
    def folder(self) -> Path | None:
        """Beside the file, for what is too large for it; None where nothing is kept."""
        return None if self._file is None else self._file.with_suffix("")

    def load(self, kind: str) -> list[tuple[str, bytes]]:
        """What is kept, as pairs of name and value, in order. Nothing where it cannot be read."""
        try:
            return self._thread.submit(self._load, kind).result()
        except (OSError, sqlite3.Error) as error:
            log.warning("what was kept could not be read: %s", error)
            return []

    async def put(self, kind: str, name: str, value: bytes) -> None:
        """Keep a value in its old place, or in the last one. Raises ShelfError."""
        try:
            await asyncio.wrap_future(self._submit(lambda: self._put(kind, name, value)))
        except (OSError, sqlite3.Error, RuntimeError) as error:
            raise ShelfError(str(error)) from error

    def put_soon(self, kind: str, name: str, value: bytes) -> None:
        """As `put`, for what may be missed: a failure is only logged."""
        self._soon(lambda: self._put(kind, name, value))

    def remove_soon(self, kind: str, name: str) -> None:
        self._soon(lambda: self._remove(kind, name))

    def close(self) -> None:
        """Finish what was asked for, and let the file go."""
        if not self._is_closed:
            self._soon(self._close)
            self._is_closed = True
            self._thread.shutdown(wait=True)

    def _submit(self, doing: Callable[[], T]) -> Future[T]:
        return self._thread.submit(doing)

    def _soon(self, doing: Callable[[], None]) -> None:
        if self._is_closed:
            return
        self._submit(doing).add_done_callback(_log_failure)

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if self._file is None or isinstance(error, sqlite3.OperationalError):
                raise
            # Damaged: put aside, never thrown away, for somebody may still read words out of it.
            log.warning("%s is damaged: %s", self._file.name, error)
            self._file.replace(self._file.with_suffix(".damaged"))
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = sqlite3.connect(
            ":memory:" if self._file is None else self._file,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = FULL")
            found.execute(_TABLE)
        except sqlite3.Error:
            found.close()
            raise
        return found

    def _load(self, kind: str) -> list[tuple[str, bytes]]:
        found = self._connection().execute(
            "SELECT name, value FROM kept WHERE owner = ? AND kind = ? ORDER BY place",
            (self._owner, kind),
        )
        return [(str(name), bytes(value)) for name, value in found]

    def _put(self, kind: str, name: str, value: bytes) -> None:
        self._connection().execute(_PUT, (self._owner, kind, name, value))

    def _remove(self, kind: str, name: str) -> None:
        self._connection().execute(
            "DELETE FROM kept WHERE owner = ? AND kind = ? AND name = ?", (self._owner, kind, name)
        )

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _log_failure(done: Future[None]) -> None:
    error = done.exception()
    if error is not None:
        log.warning("not kept: %s", error)
