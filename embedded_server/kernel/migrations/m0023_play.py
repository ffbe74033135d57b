"""Sessions in a browser: links into them, visitors by a link, and sign-ins good for one session."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE users ADD COLUMN visits TEXT",
        "ALTER TABLE sessions ADD COLUMN page_of TEXT",
        """CREATE TABLE session_links (
            code TEXT PRIMARY KEY,
            session_id TEXT NOT NULL UNIQUE,
            made_by TEXT NOT NULL,
            created_at INTEGER NOT NULL
        )""",
    ):
        connection.execute(statement)
