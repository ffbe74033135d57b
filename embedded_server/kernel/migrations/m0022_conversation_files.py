"""Files in conversations: each file names the room and the place that it was sent to."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE media ADD COLUMN room TEXT NOT NULL DEFAULT 'club'",
        "ALTER TABLE media ADD COLUMN place_id TEXT NOT NULL DEFAULT ''",
        "UPDATE media SET place_id = community_id",
        "ALTER TABLE conversation_messages ADD COLUMN attachments BLOB",
    ):
        connection.execute(statement)
