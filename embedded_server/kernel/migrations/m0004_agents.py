"""AI agents, the passages of their knowledge with an index of words, and links to communities."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE agents (
            id TEXT PRIMARY KEY,
            owner_id TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            persona TEXT NOT NULL,
            provider_kind TEXT NOT NULL,
            base_url TEXT,
            model TEXT,
            api_key BLOB,
            any_endpoint INTEGER NOT NULL,
            voice_kind TEXT NOT NULL,
            voice_name TEXT,
            voice_community_id TEXT,
            is_public INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        )""",
        "CREATE INDEX agents_by_owner ON agents (owner_id, id)",
        "CREATE INDEX agents_public ON agents (id) WHERE is_public = 1",
        """CREATE TABLE knowledge (
            id TEXT PRIMARY KEY,
            agent_id TEXT NOT NULL,
            title TEXT NOT NULL,
            characters INTEGER NOT NULL,
            passages INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        )""",
        "CREATE INDEX knowledge_by_agent ON knowledge (agent_id, id)",
        """CREATE TABLE passages (
            number INTEGER PRIMARY KEY,
            document_id TEXT NOT NULL REFERENCES knowledge (id),
            agent TEXT NOT NULL,
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            heading TEXT NOT NULL,
            text TEXT NOT NULL
        )""",
        "CREATE INDEX passages_by_document ON passages (document_id, position)",
        """CREATE VIRTUAL TABLE passages_fts USING fts5 (
            agent, title, body, content='', tokenize='unicode61 remove_diacritics 2'
        )""",
        """CREATE TABLE agent_links (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id),
            agent_id TEXT NOT NULL REFERENCES agents (id),
            call_fee_cents INTEGER,
            context_messages INTEGER NOT NULL,
            linked_by TEXT NOT NULL,
            linked_at INTEGER NOT NULL,
            UNIQUE (community_id, agent_id)
        )""",
        "CREATE INDEX agent_links_by_agent ON agent_links (agent_id)",
    ):
        connection.execute(statement)
