"""Spaces with their invites, sessions with participants, shared state, chat and log."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE spaces (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            owner_id TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            category TEXT,
            folded_category TEXT,
            tags TEXT NOT NULL,
            folded_tags TEXT NOT NULL,
            folded TEXT NOT NULL,
            definition TEXT NOT NULL,
            is_public INTEGER NOT NULL,
            max_participants INTEGER,
            created_at INTEGER NOT NULL,
            deleted_at INTEGER
        )""",
        "CREATE INDEX spaces_public ON spaces (id) WHERE is_public = 1 AND deleted_at IS NULL",
        "CREATE INDEX spaces_by_owner ON spaces (owner_id, id) WHERE deleted_at IS NULL",
        """CREATE TABLE space_guests (
            space_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (user_id, space_id)
        ) WITHOUT ROWID""",
        """CREATE TABLE space_invites (
            code TEXT PRIMARY KEY,
            space_id TEXT NOT NULL UNIQUE,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE play_sessions (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            space_id TEXT NOT NULL,
            status TEXT NOT NULL,
            host_id TEXT NOT NULL,
            created_by TEXT NOT NULL,
            is_locked INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            empty_since INTEGER,
            host_lost_at INTEGER,
            is_host_chosen INTEGER NOT NULL DEFAULT 0,
            state_version INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL DEFAULT '{}',
            last_seq INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX play_sessions_by_space ON play_sessions (space_id, id)",
        "CREATE INDEX play_sessions_live ON play_sessions (id) WHERE status <> 'ended'",
        """CREATE TABLE participants (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            session_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            is_connected INTEGER NOT NULL,
            joined_at INTEGER NOT NULL,
            connected_at INTEGER NOT NULL,
            left_at INTEGER,
            is_seat_kept INTEGER NOT NULL DEFAULT 0,
            is_removed INTEGER NOT NULL DEFAULT 0,
            agent_id TEXT,
            role TEXT,
            control_mode TEXT,
            generation INTEGER NOT NULL,
            UNIQUE (session_id, user_id)
        )""",
        "CREATE INDEX participants_by_user ON participants (user_id, session_id)",
        """CREATE TABLE session_messages (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            session_id TEXT NOT NULL,
            seq INTEGER NOT NULL,
            author_kind TEXT NOT NULL,
            author_id TEXT NOT NULL,
            author_name TEXT NOT NULL,
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            client_id TEXT,
            UNIQUE (session_id, seq)
        )""",
        """CREATE TABLE session_log (
            number INTEGER PRIMARY KEY,
            session_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            act TEXT NOT NULL,
            user_id TEXT,
            participant_id TEXT,
            detail TEXT NOT NULL
        )""",
        "CREATE INDEX session_log_by_session ON session_log (session_id, number)",
    ):
        connection.execute(statement)
