"""The schema's history, registered in a tuple so that a frozen app has it too.

Each module has `up(connection)` with frozen SQL. The file's `user_version` counts what has run.
Before anything is changed in an existing file it is copied by SQLite's own backup call. A file
from a newer program is refused untouched.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

from embedded_server.kernel.migrations import (
    m0001_kernel,
    m0002_accounts,
    m0003_communities,
    m0004_agents,
    m0005_club,
    m0006_messages,
    m0007_media,
    m0008_agents,
    m0009_claims,
    m0010_names,
    m0011_billing,
    m0012_payments,
    m0013_slow_mode,
    m0014_support,
    m0015_desk,
    m0016_verification,
    m0017_guests,
    m0018_playground,
    m0019_lounge,
    m0020_again,
    m0021_figures,
    m0022_conversation_files,
    m0023_play,
    m0024_meter,
    m0025_voice,
    m0026_live_room,
    m0027_seats,
    m0028_speech,
)

MIGRATIONS: tuple[ModuleType, ...] = (
    m0001_kernel,
    m0002_accounts,
    m0003_communities,
    m0004_agents,
    m0005_club,
    m0006_messages,
    m0007_media,
    m0008_agents,
    m0009_claims,
    m0010_names,
    m0011_billing,
    m0012_payments,
    m0013_slow_mode,
    m0014_support,
    m0015_desk,
    m0016_verification,
    m0017_guests,
    m0018_playground,
    m0019_lounge,
    m0020_again,
    m0021_figures,
    m0022_conversation_files,
    m0023_play,
    m0024_meter,
    m0025_voice,
    m0026_live_room,
    m0027_seats,
    m0028_speech,
)
APPLICATION_ID = 0x53504143


class MigrationError(Exception):
    """The file is not ours, or comes from a newer program; it was not touched."""


def migrate(path: Path, steps: tuple[ModuleType, ...] = MIGRATIONS) -> int:
    """Bring the file at `path` up to date, wholly or not at all; tells how many steps ran."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, error) from error
    try:
        version = _check(connection, path, len(steps))
        if version == len(steps):
            return 0
        if version > 0:
            _back_up(connection, path.with_name(f"{path.stem}.before-{len(steps)}{path.suffix}"))
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            for step in steps[version:]:
                step.up(connection)
            connection.execute(f"PRAGMA user_version={len(steps)}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return len(steps) - version
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, error) from error
    finally:
        connection.close()


def _unreadable(path: Path, error: sqlite3.Error) -> MigrationError:
    return MigrationError(f"{path.name} cannot be opened as a database: {error}")


def _check(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise MigrationError(f"{path.name} is a database of another program.")
    if version > newest:
        raise MigrationError(
            f"{path.name} was written by a newer version of this program (schema {version}, this"
            f" one knows {newest}). Update the program; the file was not changed."
        )
    return int(version)


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    partial.replace(target)
