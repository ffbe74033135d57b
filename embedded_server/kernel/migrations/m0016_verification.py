"""Requests that an official community be verified, and the documents that came with them."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """
        CREATE TABLE verifications (
            id TEXT PRIMARY KEY,
            community_id TEXT NOT NULL REFERENCES communities (id),
            legal_name TEXT NOT NULL,
            note TEXT NOT NULL,
            status TEXT NOT NULL
                CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn')),
            is_rename INTEGER NOT NULL,
            previous_name TEXT,
            submitted_by TEXT NOT NULL REFERENCES users (id),
            submitted_at INTEGER NOT NULL,
            decided_by TEXT REFERENCES users (id),
            decided_at INTEGER,
            reason TEXT NOT NULL
        ) WITHOUT ROWID
        """,
        # What makes two requests at once impossible, however they come.
        "CREATE UNIQUE INDEX verifications_pending ON verifications (community_id)"
        " WHERE status = 'pending'",
        "CREATE INDEX verifications_of ON verifications (community_id, id)",
        "CREATE INDEX verifications_by_status ON verifications (status, id)",
        """
        CREATE TABLE verification_documents (
            id TEXT PRIMARY KEY,
            verification_id TEXT NOT NULL REFERENCES verifications (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            mime_type TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            deleted_at INTEGER
        ) WITHOUT ROWID
        """,
        "CREATE INDEX verification_documents_of"
        " ON verification_documents (verification_id, position)",
        "CREATE INDEX verification_documents_kept ON verification_documents (verification_id)"
        " WHERE deleted_at IS NULL",
    ):
        connection.execute(statement)
