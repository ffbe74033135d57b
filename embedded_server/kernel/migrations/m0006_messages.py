"""What hangs on a message: mentions, reactions, pins, files, earlier versions, reports.

`journal.about` names the message an event is about, so that an edit or a deletion reaches the
events before it. Those of an older file name none: they are dropped, and whoever was away while
the program was brought up to date fetches afresh. The index of words is built anew, since it holds
from now on who wrote a message and whether it has files and links.
"""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE messages ADD COLUMN mentions BLOB",
        "ALTER TABLE messages ADD COLUMN reactions BLOB",
        "ALTER TABLE messages ADD COLUMN attachments BLOB",
        "ALTER TABLE messages ADD COLUMN pinned_at INTEGER",
        "ALTER TABLE messages ADD COLUMN only_for TEXT",
        "ALTER TABLE messages ADD COLUMN replaces_id TEXT",
        """CREATE INDEX messages_pinned ON messages (community_id, pinned_at)
            WHERE pinned_at IS NOT NULL""",
        """CREATE TABLE mentions (
            user_id TEXT NOT NULL,
            community_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (user_id, community_id, seq)
        ) WITHOUT ROWID""",
        "CREATE INDEX mentions_newest ON mentions (user_id, number)",
        "CREATE INDEX mentions_by_message ON mentions (number)",
        """CREATE TABLE message_versions (
            message_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            text TEXT NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (message_id, number)
        ) WITHOUT ROWID""",
        """CREATE TABLE reports (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            message_id TEXT NOT NULL,
            text TEXT NOT NULL,
            author_id TEXT NOT NULL,
            author_name TEXT NOT NULL,
            reporter_id TEXT NOT NULL,
            reason TEXT NOT NULL,
            at INTEGER NOT NULL,
            outcome TEXT,
            resolved_by TEXT,
            resolved_at INTEGER,
            UNIQUE (message_id, reporter_id)
        )""",
        "CREATE INDEX reports_by_community ON reports (community_id, id)",
        "CREATE INDEX reports_open ON reports (community_id, id) WHERE outcome IS NULL",
        "ALTER TABLE journal ADD COLUMN about TEXT",
        "CREATE INDEX journal_about ON journal (about) WHERE about IS NOT NULL",
        "DELETE FROM journal WHERE seq < (SELECT MAX(seq) FROM journal)",
        """UPDATE journal SET
            body = CAST('{"seq":' || seq || ',"type":"nothing","data":{}}' AS BLOB)""",
        "INSERT INTO messages_fts (messages_fts) VALUES ('delete-all')",
        "UPDATE facts SET value = '0' WHERE name = 'messages_indexed'",
        "ALTER TABLE users ADD COLUMN shares_presence INTEGER NOT NULL DEFAULT 1",
    ):
        connection.execute(statement)
