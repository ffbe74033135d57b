"""Recordings with consent, the voices built from them, and the register of clips they spoke."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE voice_samples (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id),
            user_id TEXT NOT NULL REFERENCES users (id),
            duration_ms INTEGER NOT NULL,
            speech_ms INTEGER NOT NULL,
            sample_rate INTEGER NOT NULL,
            quality TEXT NOT NULL,
            advice TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            person_name TEXT NOT NULL,
            community_name TEXT NOT NULL,
            statement_id TEXT UNIQUE,
            statement_sha256 TEXT,
            statement_text TEXT,
            statement_language TEXT,
            statement_check TEXT,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX voice_samples_of ON voice_samples (community_id, id)",
        """CREATE TABLE voices (
            community_id TEXT PRIMARY KEY REFERENCES communities (id),
            profile_id TEXT,
            engine TEXT,
            engine_name TEXT,
            built_at INTEGER,
            consent_id TEXT,
            is_published INTEGER NOT NULL DEFAULT 0,
            build_id TEXT,
            problem TEXT
        ) WITHOUT ROWID""",
        "CREATE INDEX voices_building ON voices (community_id) WHERE build_id IS NOT NULL",
        """CREATE TABLE voice_consents (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            person_name TEXT NOT NULL,
            community_name TEXT NOT NULL,
            scope TEXT NOT NULL,
            statement TEXT,
            statement_sha256 TEXT,
            statement_check TEXT,
            sample_digests TEXT NOT NULL,
            given_at INTEGER NOT NULL,
            digest TEXT NOT NULL,
            withdrawn_at INTEGER
        ) WITHOUT ROWID""",
        "CREATE INDEX voice_consents_of ON voice_consents (community_id, id)",
        # Files of the room that are to be taken off the disk.
        "CREATE TABLE voice_gone (id TEXT PRIMARY KEY) WITHOUT ROWID",
        """CREATE TABLE voice_clips (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            community_id TEXT NOT NULL,
            turn_id TEXT,
            engine TEXT NOT NULL,
            voice TEXT NOT NULL,
            consent_id TEXT,
            duration_ms INTEGER NOT NULL,
            prints BLOB NOT NULL,
            heard BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            deleted_at INTEGER
        )""",
        "CREATE INDEX voice_clips_of ON voice_clips (community_id, number)",
        """CREATE TABLE voice_prints (
            print INTEGER NOT NULL,
            clip INTEGER NOT NULL REFERENCES voice_clips (number),
            frame INTEGER NOT NULL,
            PRIMARY KEY (print, clip, frame)
        ) WITHOUT ROWID""",
        "CREATE INDEX voice_prints_of ON voice_prints (clip)",
    ):
        connection.execute(statement)
