"""What staff of a brand work with: settings, notes, ready-made answers, and clocks that run."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE support_settings (
            community_id TEXT PRIMARY KEY,
            body BLOB NOT NULL,
            changed_at INTEGER NOT NULL,
            changed_by TEXT NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE support_notes (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            conversation_id TEXT NOT NULL,
            author_id TEXT NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL
        )""",
        "CREATE INDEX support_notes_of ON support_notes (conversation_id, number)",
        """CREATE TABLE canned_replies (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            shortcut TEXT NOT NULL,
            folded TEXT NOT NULL,
            text TEXT NOT NULL,
            used_count INTEGER NOT NULL DEFAULT 0,
            created_by TEXT NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (community_id, folded)
        ) WITHOUT ROWID""",
        # One row for each conversation that was ever handed to people, or in which a customer's
        # silence counts. Moments are milliseconds; what is null does not run.
        """CREATE TABLE conversation_clocks (
            conversation_id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            asked_at INTEGER,
            first_warn INTEGER,
            first_due INTEGER,
            first_met INTEGER,
            next_from INTEGER,
            next_warn INTEGER,
            next_due INTEGER,
            next_met INTEGER NOT NULL DEFAULT 0,
            next_missed INTEGER NOT NULL DEFAULT 0,
            resolution_warn INTEGER,
            resolution_due INTEGER,
            resolution_met INTEGER,
            tell_at INTEGER,
            quiet_since INTEGER,
            quiet_warned_at INTEGER,
            quiet_at INTEGER
        ) WITHOUT ROWID""",
        """CREATE INDEX conversation_clocks_to_tell ON conversation_clocks (tell_at)
            WHERE tell_at IS NOT NULL""",
        """CREATE INDEX conversation_clocks_quiet ON conversation_clocks (quiet_at)
            WHERE quiet_at IS NOT NULL""",
        # A reply of an AI that rests on none of its texts.
        "ALTER TABLE conversation_messages ADD COLUMN is_unsure INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX conversations_started ON conversations (community_id, started_at)",
    ):
        connection.execute(statement)
