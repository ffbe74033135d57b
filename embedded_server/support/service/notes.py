"""Notes: what staff say among themselves. No customer and no AI ever reads one.

They are in a table of their own, which nothing else in the room reads, and told to each reader
apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support_desk import AddNote, SupportNote
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.text import clean_text
from embedded_server.support.service import desk, telling
from embedded_server.support.store import notes as store
from embedded_server.support.store.notes import NoteValue

MOST_TEXT = 4000


def add(
    tx: Transaction, conversation_id: str, user_id: str, body: AddNote, key: str | None
) -> tuple[SupportNote, bool]:
    """Answers with the note and whether it is new. Resolved conversations take notes too."""
    conversation = desk.staff_reader(tx, conversation_id, user_id)
    text = clean_text("text", body.text, MOST_TEXT)

    def make() -> str:
        note_id = new_id()
        store.insert(tx, note_id, conversation.id, user_id, text)
        return note_id

    request = ("notes", conversation.id, text)
    note_id, new = idempotency.once(tx, user_id, key, request, make)
    view = views(tx, [store.find(tx, note_id)])[0]
    if new:
        telling.tell_readers(tx, conversation, EventType.NOTE_CREATED, view)
    return view, new


def page(
    reader: Reader, conversation_id: str, user_id: str, after: int, limit: int
) -> list[NoteValue]:
    """Oldest first."""
    conversation = desk.staff_reader(reader, conversation_id, user_id)
    return store.page(reader, conversation.id, after, limit)


def views(reader: Reader, notes: Sequence[NoteValue]) -> list[SupportNote]:
    """With the names people have now."""
    names = accounts.names_of(reader, {note.author_id for note in notes})
    return [
        SupportNote(
            id=note.id,
            conversation_id=note.conversation_id,
            author_id=note.author_id,
            author_name=names.get(note.author_id, ""),
            text=note.text,
            created_at=to_wire(note.created_at),
        )
        for note in notes
    ]
