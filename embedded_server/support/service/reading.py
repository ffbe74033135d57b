"""Reading conversations: one, its messages, lists of them, and how far one has read."""

from __future__ import annotations

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import Conversation, Rate
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import check_storable
from embedded_server.support import store
from embedded_server.support.service import access
from embedded_server.support.service.access import Place
from embedded_server.support.service.moving import RESOLVED
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import serving_topic, tell, tell_customer
from embedded_server.support.service.views import view


def as_seen(reader: Reader, office: Office, here: Place) -> Conversation:
    """With what staff see where one is staff; who is both sees it as staff."""
    staff = access.serves(here.conversation, here.user_id, here.role) or (
        here.is_staff and not here.is_customer
    )
    return view(reader, office, here.conversation, here.user_id, staff=staff)


def mark_read(
    tx: Transaction, office: Office, conversation_id: str, user_id: str, seq: int
) -> None:
    """Only forward, and not past the last message; told to one's other windows."""
    here = access.reader_of(tx, conversation_id, user_id)
    one = here.conversation
    seq = min(seq, one.last_seq)
    if here.is_customer and store.set_customer_read(tx, one.id, seq):
        now = store.find(tx, one.id)
        assert now is not None
        tell_customer(tx, office, now)
    if here.is_staff and store.set_read(tx, one.id, user_id, seq):
        tx.emit(
            Emitted(
                EventType.CONVERSATION_UPDATED,
                view(tx, office, one, user_id, staff=True),
                serving_topic(one, user_id),
                one.community_id,
                about=f"{one.id}@{user_id}",
                again=True,
            )
        )


def rate(tx: Transaction, office: Office, conversation_id: str, user_id: str, body: Rate) -> None:
    """By the customer, once, after it was resolved; of people if any answered, else of the AI."""
    here = access.place(tx, conversation_id, user_id)
    one = here.conversation
    if not here.is_customer:
        raise Refusal(Code.FORBIDDEN, "Only the customer rates a conversation.")
    if one.status is not RESOLVED:
        raise Refusal(Code.NOT_RESOLVED, "Rate this conversation once it is resolved.")
    comment = check_storable("comment", body.comment.strip())
    of = "ai" if one.staff_first_at is None and one.agent_first_at is not None else "person"
    if not store.rate(tx, one.id, body.score, comment, of):
        raise Refusal(Code.ALREADY_RATED, "You have rated this conversation.")
    tell(tx, office, one.id)
