"""Queries and changes on one SQLite connection: what every store works with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import peewee

from embedded_server.kernel.errors import StorageError, StorageFull
from embedded_server.kernel.journal import Emitted

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
        self.afterwards: list[Callable[[], None]] = []

    def change(self, query: str | peewee.BaseQuery, parameters: Sequence[Any] = _NOTHING) -> int:
        """The number of rows changed."""
        return self.execute(query, parameters).rowcount

    def change_many(self, query: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(query, parameters)

    def emit(self, event: Emitted) -> None:
        """Journal `event` with this change and publish it once the change is on disk."""
        self.emitted.append(event)

    def after(self, act: Callable[[], None]) -> None:
        """Call `act` on the loop once this change is on disk, before its events are published;
        never where it was undone."""
        self.afterwards.append(act)


def storage_error(error: BaseException) -> StorageError:
    """What SQLite raised, as the rest of the server knows it."""
    if isinstance(error, StorageError):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF == sqlite3.SQLITE_FULL:
        return StorageFull("the disk is full")
    return StorageError(f"the database failed: {error}")


def raisable(error: BaseException) -> BaseException:
    """What a future can carry to the caller; one that is given StopIteration never answers."""
    if isinstance(error, StopIteration):
        raised = RuntimeError("a change raised StopIteration")
        raised.__cause__ = error
        return raised
    return storage_error(error) if isinstance(error, sqlite3.OperationalError) else error
