"""Notes of staff, in a table that nothing of the customer's side reads."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class NoteValue:
    """`number` is its place among all notes."""

    number: int
    id: str
    conversation_id: str
    author_id: str
    text: str
    created_at: int


_COLUMNS = "number, id, conversation_id, author_id, text, created_at"


def insert(tx: Transaction, note_id: str, conversation_id: str, author_id: str, text: str) -> None:
    tx.change(
        "INSERT INTO support_notes (id, conversation_id, author_id, text, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (note_id, conversation_id, author_id, text, tx.now),
    )


def find(reader: Reader, note_id: str) -> NoteValue:
    """One that is there."""
    row = reader.row(f"SELECT {_COLUMNS} FROM support_notes WHERE id = ?", (note_id,))
    assert row is not None
    return NoteValue(*row)


def page(reader: Reader, conversation_id: str, after: int, limit: int) -> list[NoteValue]:
    """Oldest first, behind the number `after`."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM support_notes WHERE conversation_id = ? AND number > ?"
        " ORDER BY number LIMIT ?",
        (conversation_id, after, limit),
    )
    return [NoteValue(*row) for row in rows]
