"""Visitors of a brand's web site: limited accounts that belong to one community."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE users ADD COLUMN guest_of TEXT REFERENCES communities (id)",
        "CREATE INDEX guests ON users (id) WHERE guest_of IS NOT NULL",
    ):
        connection.execute(statement)
