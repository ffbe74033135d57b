"""Queries on the links by which people come into a session from a browser."""

from __future__ import annotations

from embedded_server.kernel.database import Reader, Transaction


def set_link(tx: Transaction, session_id: str, code: str, made_by: str) -> None:
    """In place of the one before."""
    tx.change("DELETE FROM session_links WHERE session_id = ?", (session_id,))
    tx.change(
        "INSERT INTO session_links (code, session_id, made_by, created_at) VALUES (?, ?, ?, ?)",
        (code, session_id, made_by, tx.now),
    )


def led_to(reader: Reader, code: str) -> str | None:
    """The session's id."""
    found = reader.value("SELECT session_id FROM session_links WHERE code = ?", (code,))
    return None if found is None else str(found)
