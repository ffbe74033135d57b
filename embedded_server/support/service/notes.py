"""Notes: what staff say among themselves. No customer and no AI ever reads one.

They are in a table and on a topic of their own; nothing else in the room reads either.
"""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support_desk import AddNote, SupportNote
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.topics import user_topic
from embedded_server.support.service import access, desk, telling
from embedded_server.support.store import ConversationValue
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
        _tell(tx, conversation, view)
    return view, new


def _tell(tx: Transaction, one: ConversationValue, view: SupportNote) -> None:
    """To the staff who may read the conversation; each by themselves where one of them is its
    customer, who hears what all staff hear."""
    if access.role_in(tx, one.community_id, one.customer_id) is None:
        telling.tell_staff(tx, one, EventType.NOTE_CREATED, view, view.id)
        return
    for held in communities.staff(tx, one.community_id):
        if held.user_id != one.customer_id and access.serves(one, held.user_id, held.role):
            topic = user_topic(held.user_id)
            tx.emit(Emitted(EventType.NOTE_CREATED, view, topic, one.community_id))


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
