"""The event journal, turns, idempotency keys and the server's own facts."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            topic TEXT NOT NULL,
            also TEXT,
            body BLOB NOT NULL
        )""",
        """CREATE TABLE turns (
            id TEXT PRIMARY KEY,
            meta BLOB NOT NULL,
            room TEXT NOT NULL,
            asker_id TEXT NOT NULL,
            topic TEXT NOT NULL,
            staff_topic TEXT NOT NULL,
            status TEXT NOT NULL,
            text TEXT NOT NULL,
            chunk_sizes TEXT NOT NULL,
            ending BLOB,
            started_at INTEGER NOT NULL,
            finished_at INTEGER
        )""",
        "CREATE INDEX turns_open ON turns (room) WHERE status = 'streaming'",
        """CREATE TABLE idempotency (
            user_id TEXT NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            resource_id TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (user_id, key)
        ) WITHOUT ROWID""",
        "CREATE INDEX idempotency_by_age ON idempotency (created_at)",
    ):
        connection.execute(statement)
