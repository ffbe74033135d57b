"""Seconds of speech in lounges: of each reply, and with the conversations begun, of each day."""

from __future__ import annotations

import sqlite3

_EPOCH = 719_163  # the ordinal of 1970-01-01


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        # `day` is the ordinal of a date in the server's zone; `is_open` while a reply is spoken.
        """CREATE TABLE spoken_turns (
            turn_id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            day INTEGER NOT NULL,
            spoken_seconds INTEGER NOT NULL DEFAULT 0,
            said_seconds INTEGER NOT NULL DEFAULT 0,
            is_open INTEGER NOT NULL DEFAULT 0
        )""",
        """CREATE INDEX spoken_turns_by_day
            ON spoken_turns (community_id, user_id, day, at)""",
        "CREATE INDEX spoken_turns_open ON spoken_turns (community_id, user_id) WHERE is_open = 1",
        """CREATE TABLE lounge_days (
            community_id TEXT NOT NULL,
            day INTEGER NOT NULL,
            seconds INTEGER NOT NULL DEFAULT 0,
            conversations INTEGER NOT NULL DEFAULT 0,
            people INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (community_id, day)
        ) WITHOUT ROWID""",
        # Days were those of UTC until now.
        f"""INSERT INTO lounge_days (community_id, day, conversations)
            SELECT community_id, created_at / 86400000 + {_EPOCH}, COUNT(*)
            FROM chats GROUP BY 1, 2""",
        "ALTER TABLE communities ADD COLUMN text_when_used INTEGER",
        "UPDATE communities SET text_when_used = 1 WHERE type = 'lounge'",
    ):
        connection.execute(statement)
