"""What messages said before they were edited."""

from __future__ import annotations

from embedded_server.contracts.club import Version
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction

MOST_VERSIONS = 100
"""Of one message; the oldest goes when there is one more."""


def keep_version(tx: Transaction, message_id: str, text: str) -> None:
    """Keep `text` as what the message said until now."""
    number = tx.value(
        "INSERT INTO message_versions (message_id, number, text, until)"
        " VALUES (?1, (SELECT COALESCE(MAX(number), 0) + 1 FROM message_versions"
        " WHERE message_id = ?1), ?2, ?3) RETURNING number",
        (message_id, text, tx.now),
    )
    tx.change(
        "DELETE FROM message_versions WHERE message_id = ? AND number <= ?",
        (message_id, number - MOST_VERSIONS),
    )


def forget_versions(tx: Transaction, message_id: str) -> None:
    tx.change("DELETE FROM message_versions WHERE message_id = ?", (message_id,))


def versions(reader: Reader, message_id: str, before: int, limit: int) -> list[tuple[int, Version]]:
    """`(number, version)`, newest first."""
    rows = reader.rows(
        "SELECT number, text, until FROM message_versions WHERE message_id = ? AND number < ?"
        " ORDER BY number DESC LIMIT ?",
        (message_id, before, limit),
    )
    return [(number, Version(text=text, until=to_wire(until))) for number, text, until in rows]
