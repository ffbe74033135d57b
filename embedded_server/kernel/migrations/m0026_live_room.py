"""Live rooms of lounges: open or not, and whom staff muted or took out."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE live_rooms (
            community_id TEXT PRIMARY KEY,
            opened_at INTEGER,
            push_to_talk_only INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID""",
        """CREATE TABLE live_room_people (
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            is_muted INTEGER NOT NULL DEFAULT 0,
            is_removed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (community_id, user_id)
        ) WITHOUT ROWID""",
    ):
        connection.execute(statement)
