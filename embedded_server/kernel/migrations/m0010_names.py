"""What people are called, folded, so that who is named is found by index."""

from __future__ import annotations

import sqlite3
import unicodedata


def up(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE users ADD COLUMN folded_name TEXT NOT NULL DEFAULT ''")
    connection.executemany(
        "UPDATE users SET folded_name = ? WHERE id = ?",
        [
            (unicodedata.normalize("NFC", name).casefold(), user_id)
            for user_id, name in connection.execute("SELECT id, display_name FROM users").fetchall()
        ],
    )
    connection.execute("CREATE INDEX users_by_name ON users (folded_name)")
