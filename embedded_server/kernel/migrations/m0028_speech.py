"""Replies that are spoken, and messages that have a sound."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE turns ADD COLUMN is_speaking INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE turns ADD COLUMN sound BLOB",
        "CREATE INDEX turns_speaking ON turns (id) WHERE is_speaking = 1",
        "ALTER TABLE messages ADD COLUMN audio BLOB",
        "ALTER TABLE conversation_messages ADD COLUMN audio BLOB",
        "ALTER TABLE chat_messages ADD COLUMN audio BLOB",
    ):
        connection.execute(statement)
