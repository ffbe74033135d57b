"""Uses of an invite that are kept for who opened an account with it."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE invite_claims (
            code TEXT NOT NULL REFERENCES invites (code),
            user_id TEXT NOT NULL,
            PRIMARY KEY (code, user_id)
        ) WITHOUT ROWID"""
    )
