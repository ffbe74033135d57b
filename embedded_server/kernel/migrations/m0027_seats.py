"""Agents in seats of a session: which seat said a message, and an agent's changes of the state."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE session_messages ADD COLUMN participant_id TEXT")
