"""The schema: from every earlier version, refused files untouched, failures without a trace."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

import peewee
import pytest

from embedded_server.accounts import models as accounts
from embedded_server.agents import models as agents
from embedded_server.club import models as club
from embedded_server.communities import models as communities
from embedded_server.kernel.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    MigrationError,
    migrate,
)
from embedded_server.playground import models as playground
from embedded_server.support import models as support

NEWEST = len(MIGRATIONS)


def schema(path: Path) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
        ).fetchall()
    finally:
        connection.close()


def ask(path: Path, query: str) -> Any:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    try:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


def step(up: Any) -> ModuleType:
    module = ModuleType("m9999_test")
    module.up = up  # type: ignore[attr-defined]  # a module made by hand
    return module


def test_a_new_file_is_brought_to_the_newest_schema(tmp_path: Path) -> None:
    path = tmp_path / "spaces.db"
    assert migrate(path) == NEWEST
    assert ask(path, "PRAGMA user_version") == NEWEST
    assert ask(path, "PRAGMA application_id") == APPLICATION_ID
    assert ask(path, "PRAGMA journal_mode") == "wal"
    assert ask(path, "PRAGMA integrity_check") == "ok"
    before = schema(path)
    assert migrate(path) == 0
    assert schema(path) == before
    assert [file.name for file in tmp_path.iterdir()] == ["spaces.db"], "nothing to back up"


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_every_earlier_version_becomes_the_same_and_is_kept(tmp_path: Path, version: int) -> None:
    fresh, path = tmp_path / "fresh.db", tmp_path / "spaces.db"
    migrate(fresh)
    migrate(path, MIGRATIONS[:version])
    change(path, "INSERT INTO facts (name, value) VALUES ('kept', 'yes')")
    old = schema(path)
    assert migrate(path) == NEWEST - version
    assert schema(path) == schema(fresh)
    assert ask(path, "SELECT value FROM facts WHERE name = 'kept'") == "yes"
    backup = tmp_path / f"spaces.before-{NEWEST}.db"
    assert schema(backup) == old
    assert ask(backup, "PRAGMA user_version") == version
    assert ask(backup, "SELECT value FROM facts WHERE name = 'kept'") == "yes"


def test_messages_get_an_index_with_more_in_it_and_a_journal_that_forgets(tmp_path: Path) -> None:
    path = tmp_path / "spaces.db"
    migrate(path, MIGRATIONS[:5])
    message = (
        "INSERT INTO messages (number, id, community_id, seq, author_kind, author_id, author_name,"
        " text, created_at, status) VALUES ({0}, 'm{0}', 'c', {0}, 'user', 'u', 'U', 'tea', 1,"
        " 'sent')"
    )
    event = """INSERT INTO journal VALUES ({0}, 1, 'community:c', NULL, '{{"text":"secret"}}')"""
    change(
        path,
        *[message.format(number) for number in (1, 2)],
        *[event.format(number) for number in (7, 8, 9)],
        "INSERT INTO messages_fts (rowid, room, body) VALUES (1, 'cc', 'tea')",
        "UPDATE facts SET value = '1' WHERE name = 'messages_indexed'",
        "INSERT INTO users (id, username, display_name, password_hash, is_admin, created_at)"
        " VALUES ('u', 'u', 'U', 'x', 0, 1)",
    )
    migrate(path)
    assert ask(path, "SELECT group_concat(text) FROM messages WHERE only_for IS NULL") == "tea,tea"
    assert ask(path, "SELECT COUNT(*) FROM messages_fts WHERE messages_fts MATCH 'tea'") == 0
    assert ask(path, "SELECT value FROM facts WHERE name = 'messages_indexed'") == "0"
    assert ask(path, "SELECT shares_presence FROM users") == 1
    # The last number is kept, so that none is given twice; what it told is not.
    assert ask(path, "SELECT group_concat(seq) FROM journal") == "9"
    body = ask(path, "SELECT body FROM journal")
    assert body == b'{"seq":9,"type":"nothing","data":{}}'
    assert ask(path, "PRAGMA integrity_check") == "ok"


def test_a_file_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "spaces.db"
    migrate(path)
    change(path, f"PRAGMA user_version = {NEWEST + 1}", "CREATE TABLE later (x)")
    before = path.read_bytes()
    with pytest.raises(MigrationError, match="newer version"):
        migrate(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["spaces.db"]


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "spaces.db"
    change(path, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)")
    before = path.read_bytes()
    with pytest.raises(MigrationError, match="another program"):
        migrate(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("raw", [b"x" * 5000, b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_database_is_refused_untouched(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "spaces.db"
    path.write_bytes(raw)
    with pytest.raises(MigrationError):
        migrate(path)
    assert path.read_bytes() == raw


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "spaces.db"
    path.mkdir()
    with pytest.raises(MigrationError):
        migrate(path)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("x"), ValueError("x")])
@pytest.mark.parametrize("version", [0, NEWEST])
def test_a_failing_step_leaves_the_file_as_it_was(
    tmp_path: Path, version: int, error: Exception
) -> None:
    path = tmp_path / "spaces.db"
    migrate(path, MIGRATIONS[:version])
    before = schema(path)

    def fine(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE fine (x)")

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise error

    expected = MigrationError if isinstance(error, sqlite3.Error) else type(error)
    with pytest.raises(expected):
        migrate(path, (*MIGRATIONS, step(fine), step(fail)))
    assert schema(path) == before
    assert ask(path, "PRAGMA user_version") == version
    assert migrate(path) == NEWEST - version


MODELS: list[type[peewee.Model]] = [
    found
    for module in (accounts, agents, club, communities, playground, support)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, peewee.Model) and found is not peewee.Model
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_models_name_the_columns_there_are(tmp_path: Path, model: type[peewee.Model]) -> None:
    path = tmp_path / "spaces.db"
    migrate(path)
    connection = sqlite3.connect(path)
    meta: Any = model._meta
    columns = {
        name: (bool(not_null), bool(key))
        for _, name, _, not_null, _, key in connection.execute(
            f"PRAGMA table_info({meta.table_name})"
        )
    }
    connection.close()
    assert set(meta.columns) == set(columns)
    keys = {name for name, (_, key) in columns.items() if key}
    primary = meta.primary_key
    named = getattr(primary, "field_names", None) or (primary.column_name,)
    assert keys == set(named)
    for name, field in meta.columns.items():
        if name not in keys:
            assert field.null is not columns[name][0], name


def test_steps_are_numbered_in_order_and_say_what_they_do() -> None:
    names = [module.__name__.rpartition(".")[2] for module in MIGRATIONS]
    assert [int(name[1:5]) for name in names] == list(range(1, NEWEST + 1))
    assert all(module.__doc__ for module in MIGRATIONS)
