"""A brand's conversations: their messages, every transition, read states, and who is there."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE conversations (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL,
            customer_id TEXT NOT NULL,
            status TEXT NOT NULL,
            mode TEXT NOT NULL,
            agent_id TEXT,
            agent_name TEXT,
            assignee_id TEXT,
            turn_id TEXT,
            asked_seq INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER NOT NULL,
            waiting_since INTEGER,
            waiting_place INTEGER,
            waiting_staff INTEGER,
            asked_by TEXT,
            transfer_reason TEXT NOT NULL DEFAULT '',
            resolved_at INTEGER,
            resolver_kind TEXT,
            resolver_id TEXT,
            outcome TEXT,
            previous_id TEXT,
            reopened INTEGER NOT NULL DEFAULT 0,
            score INTEGER,
            comment TEXT,
            rated_at INTEGER,
            rated_of TEXT,
            last_seq INTEGER NOT NULL DEFAULT 0,
            last_text TEXT NOT NULL DEFAULT '',
            last_at INTEGER NOT NULL,
            last_by TEXT NOT NULL DEFAULT 'system',
            customer_read_seq INTEGER NOT NULL DEFAULT 0,
            spoke_at INTEGER,
            unanswered_since INTEGER,
            agent_first_at INTEGER,
            staff_first_at INTEGER
        )""",
        """CREATE UNIQUE INDEX conversations_open ON conversations (community_id, customer_id)
            WHERE status <> 'resolved'""",
        """CREATE INDEX conversations_waiting ON conversations (community_id, waiting_since, id)
            WHERE status = 'waiting_human'""",
        """CREATE INDEX conversations_held ON conversations (assignee_id, community_id)
            WHERE status = 'human_active'""",
        "CREATE INDEX conversations_newest ON conversations (community_id, number)",
        "CREATE INDEX conversations_by_status ON conversations (community_id, status, number)",
        """CREATE INDEX conversations_lively ON conversations (community_id, last_at)
            WHERE status <> 'resolved'""",
        "CREATE INDEX conversations_of_customer ON conversations (customer_id, number)",
        """CREATE INDEX conversations_of_assignee ON conversations (assignee_id, number)
            WHERE assignee_id IS NOT NULL""",
        """CREATE INDEX conversations_unanswered ON conversations (number)
            WHERE status = 'ai_active' AND turn_id IS NULL AND last_by = 'customer'""",
        """CREATE TABLE conversation_messages (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            conversation_id TEXT NOT NULL,
            community_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
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
            notice BLOB
        )""",
        """CREATE UNIQUE INDEX conversation_messages_by_seq
            ON conversation_messages (conversation_id, seq)""",
        """CREATE TABLE conversation_transitions (
            number INTEGER PRIMARY KEY,
            conversation_id TEXT NOT NULL,
            community_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            act TEXT NOT NULL,
            from_status TEXT,
            to_status TEXT NOT NULL,
            actor_kind TEXT NOT NULL,
            actor_id TEXT,
            assignee_id TEXT,
            why TEXT NOT NULL,
            waited_ms INTEGER,
            place_ms INTEGER
        )""",
        """CREATE INDEX conversation_transitions_by_conversation
            ON conversation_transitions (conversation_id, number)""",
        """CREATE INDEX conversation_transitions_by_time
            ON conversation_transitions (community_id, at)""",
        """CREATE INDEX conversation_transitions_waits
            ON conversation_transitions (community_id, number) WHERE place_ms IS NOT NULL""",
        """CREATE TABLE conversation_reads (
            conversation_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (conversation_id, user_id)
        ) WITHOUT ROWID""",
        """CREATE TABLE support_agents (
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            availability TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (community_id, user_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX memberships_staff ON memberships (community_id, role) WHERE role <> 'member'",
        """CREATE VIRTUAL TABLE conversation_words USING fts5 (
            room, body, content='', tokenize='unicode61 remove_diacritics 2'
        )""",
        "INSERT INTO facts (name, value) VALUES ('conversation_words_up_to', '0')",
    ):
        connection.execute(statement)
