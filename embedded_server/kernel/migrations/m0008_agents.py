"""Knowledge that is replaced in place and counted when cited, use and votes, passing turns."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE knowledge ADD COLUMN known_as TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE knowledge ADD COLUMN updated_at INTEGER",
        "ALTER TABLE knowledge ADD COLUMN cited_count INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE knowledge ADD COLUMN last_cited_at INTEGER",
        "ALTER TABLE knowledge ADD COLUMN digest BLOB",
        "UPDATE knowledge SET known_as = id",
        "DROP INDEX knowledge_by_agent",
        "CREATE INDEX knowledge_by_agent ON knowledge (agent_id, known_as)",
        "CREATE UNIQUE INDEX knowledge_by_name ON knowledge (known_as)",
        """CREATE TABLE knowledge_versions (
            agent TEXT PRIMARY KEY,
            version INTEGER NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE agent_usage (
            agent_id TEXT PRIMARY KEY,
            asked INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            stopped INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            votes_up INTEGER NOT NULL,
            votes_down INTEGER NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL
        ) WITHOUT ROWID""",
        # On the question of a catch-up: what of, as JSON.
        "ALTER TABLE messages ADD COLUMN catch_up BLOB",
        """CREATE INDEX messages_replacing ON messages (replaces_id)
            WHERE replaces_id IS NOT NULL""",
        "CREATE INDEX turns_passing ON turns (room) WHERE room = 'passing'",
        """CREATE TABLE votes (
            number INTEGER PRIMARY KEY,
            message_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            agent_id TEXT NOT NULL,
            vote TEXT NOT NULL,
            comment TEXT NOT NULL,
            at INTEGER NOT NULL,
            UNIQUE (message_id, user_id)
        )""",
        "CREATE INDEX votes_by_agent ON votes (agent_id, number)",
    ):
        connection.execute(statement)
