"""Fills a club with history while the server is stopped: posting it would take minutes.

One message is posted as a member would; its row is the pattern of all the others, so that this
knows of the schema only the names it changes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.yardsticks.bare import sample_text


def fill(database: Path, community_id: str, count: int) -> None:
    """Make `count` messages of the one that the club has; the server must not be running."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.row_factory = sqlite3.Row
    pattern = connection.execute(
        "SELECT * FROM messages WHERE community_id = ?", (community_id,)
    ).fetchone()
    values = {name: pattern[name] for name in pattern.keys() if name != "number"}  # noqa: SIM118 a Row iterates over its values
    first = int(values["seq"])
    columns = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO messages ({columns}) VALUES ({marks})", _rows(values, first, count)
    )
    connection.execute(
        "UPDATE communities SET last_seq = ? WHERE id = ?", (first + count - 1, community_id)
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _rows(values: dict[str, Any], first: int, count: int) -> Iterator[tuple[Any, ...]]:
    now = int(time.time() * 1000)
    row = dict(values)
    for seq in range(first + 1, first + count):
        at = now - (count - seq) * 1000
        row["id"] = f"{at >> 16:08x}-{at & 0xFFFF:04x}-7000-8000-{seq:012x}"
        row["seq"] = seq
        row["text"] = sample_text(seq)
        row["created_at"] = at
        yield tuple(row.values())
