"""Who came back soon after their conversation was resolved is found by an index."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE INDEX conversations_again ON conversations (previous_id) WHERE reopened = 1"
    )
