"""How often members may write in a club, and when each of them did last."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE communities ADD COLUMN slow_seconds INTEGER",
        "ALTER TABLE memberships ADD COLUMN last_wrote_at INTEGER",
    ):
        connection.execute(statement)
