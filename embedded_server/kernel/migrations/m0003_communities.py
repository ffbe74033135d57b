"""Communities, memberships, invites and the audit of staff acts."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE communities (
            id TEXT PRIMARY KEY,
            type TEXT NOT NULL,
            name TEXT NOT NULL,
            folded TEXT NOT NULL,
            description TEXT NOT NULL,
            creator_id TEXT NOT NULL,
            join_fee_cents INTEGER NOT NULL,
            monthly_fee_cents INTEGER NOT NULL,
            agent_call_fee_cents INTEGER NOT NULL,
            is_verified INTEGER NOT NULL,
            cs_mode TEXT,
            free_minutes_per_day INTEGER,
            monthly_price_cents INTEGER,
            lead_agent_id TEXT,
            last_seq INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            deleted_at INTEGER
        )""",
        "CREATE INDEX communities_by_type ON communities (type, id) WHERE deleted_at IS NULL",
        """CREATE TABLE memberships (
            community_id TEXT NOT NULL REFERENCES communities (id),
            user_id TEXT NOT NULL,
            role TEXT NOT NULL,
            status TEXT NOT NULL,
            joined_at INTEGER NOT NULL,
            expires_at INTEGER,
            auto_renew INTEGER NOT NULL,
            muted_until INTEGER,
            notifications TEXT NOT NULL,
            last_read_seq INTEGER NOT NULL,
            PRIMARY KEY (community_id, user_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX memberships_by_user ON memberships (user_id, status)",
        """CREATE TABLE invites (
            code TEXT PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL REFERENCES communities (id),
            role TEXT NOT NULL,
            max_uses INTEGER,
            uses INTEGER NOT NULL,
            expires_at INTEGER,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            withdrawn_at INTEGER
        )""",
        "CREATE INDEX invites_by_community ON invites (community_id, id)",
        """CREATE TABLE audit (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            actor_id TEXT NOT NULL,
            act TEXT NOT NULL,
            target_id TEXT,
            target_name TEXT,
            detail TEXT NOT NULL
        )""",
        "CREATE INDEX audit_by_community ON audit (community_id, id)",
    ):
        connection.execute(statement)
