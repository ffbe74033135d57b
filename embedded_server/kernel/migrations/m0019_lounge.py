"""Chats in lounges with their messages, and subscriptions."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE chats (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_seq INTEGER NOT NULL DEFAULT 0,
            last_text TEXT NOT NULL DEFAULT '',
            last_at INTEGER NOT NULL,
            UNIQUE (community_id, user_id)
        )""",
        "CREATE INDEX chats_by_user ON chats (user_id, id)",
        """CREATE TABLE chat_messages (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            chat_id TEXT NOT NULL,
            community_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            author_kind TEXT NOT NULL,
            author_id TEXT NOT NULL,
            author_name TEXT NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            reply_to_id TEXT,
            turn_id TEXT,
            status TEXT NOT NULL,
            client_id TEXT,
            citations BLOB,
            UNIQUE (chat_id, seq)
        )""",
        "CREATE INDEX chat_messages_open ON chat_messages (chat_id) WHERE status = 'streaming'",
        """CREATE TABLE subscriptions (
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            auto_renew INTEGER NOT NULL,
            agreed_cents INTEGER NOT NULL,
            PRIMARY KEY (community_id, user_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX subscriptions_due ON subscriptions (expires_at) WHERE auto_renew = 1",
    ):
        connection.execute(statement)
