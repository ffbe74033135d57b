"""Messages of clubs, and the index that finds their words."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE messages (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            author_kind TEXT NOT NULL,
            author_id TEXT NOT NULL,
            author_name TEXT NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            edited_at INTEGER,
            deleted_at INTEGER,
            reply_to_id TEXT,
            turn_id TEXT,
            status TEXT NOT NULL,
            client_id TEXT,
            charged_cents INTEGER,
            citations BLOB
        )""",
        "CREATE UNIQUE INDEX messages_by_seq ON messages (community_id, seq)",
        "CREATE INDEX messages_by_turn ON messages (turn_id) WHERE turn_id IS NOT NULL",
        """CREATE VIRTUAL TABLE messages_fts USING fts5 (
            room, body, content='', tokenize='unicode61 remove_diacritics 2'
        )""",
        "INSERT INTO facts (name, value) VALUES ('messages_indexed', '0')",
    ):
        connection.execute(statement)
