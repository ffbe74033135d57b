"""Files that people attach, and how long a club keeps its messages."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE media (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            owner_id TEXT NOT NULL,
            message_id TEXT,
            name TEXT NOT NULL,
            mime_type TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            width INTEGER,
            height INTEGER,
            duration_ms INTEGER,
            has_thumbnail INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX media_by_message ON media (message_id) WHERE message_id IS NOT NULL",
        "CREATE INDEX media_waiting ON media (created_at) WHERE message_id IS NULL",
        # Files whose rows are gone and that are yet to be taken off the disk.
        "CREATE TABLE media_gone (id TEXT PRIMARY KEY) WITHOUT ROWID",
        "ALTER TABLE communities ADD COLUMN retention_days INTEGER",
    ):
        connection.execute(statement)
