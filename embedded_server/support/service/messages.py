"""What is said in a conversation: by people, by the AI, and what tells what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from embedded_server.contracts.club import Author, Message, Notice, NoticeAct
from embedded_server.contracts.events import EventType
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import attaching
from embedded_server.support import store
from embedded_server.support.service.telling import tell_message
from embedded_server.support.store import ConversationValue, figures

PREVIEW = 140
"""Characters of the last message that lists show."""
By = Literal["customer", "agent", "staff", "system"]


def post(
    tx: Transaction,
    conversation_id: str,
    by: By,
    author: Author,
    text: str,
    *,
    client_id: str | None = None,
    reply_to_id: str | None = None,
    turn_id: str | None = None,
    notice: Notice | None = None,
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Store a message and tell of it; one with a turn is open until that is settled. The
    conversation itself is told by the caller."""
    one = store.find(tx, conversation_id)
    assert one is not None
    message = Message(
        id=new_id(),
        seq=one.last_seq + 1,
        community_id=one.community_id,
        author=author,
        text=text,
        created_at=to_wire(tx.now),
        edited_at=None,
        reply_to_id=reply_to_id,
        turn_id=turn_id,
        status="sent" if turn_id is None else "streaming",
        client_id=client_id,
        audio=None,
        charge=None,
        citations=[],
        conversation_id=one.id,
        kind="message" if notice is None else "system",
        notice=notice,
        attachments=list(attachments),
    )
    store.insert_message(tx, message)
    attaching.attach(tx, message)
    tell_message(tx, one, EventType.MESSAGE_CREATED, message)
    values = _counts(tx, one, by, message)
    store.update(tx, one.id, {"last_seq": message.seq, **values})
    if "staff_first_at" in values:
        figures.staff_answered(tx, one.id, tx.now)
    return message


def _counts(tx: Transaction, one: ConversationValue, by: By, message: Message) -> dict[str, Any]:
    """What a message makes of its conversation; one that is still written makes nothing yet, and
    a system line hides nobody's words."""
    if message.turn_id is not None or by == "system":
        return {}
    text = attaching.in_short(message)
    values: dict[str, Any] = {"last_text": text[:PREVIEW], "last_at": tx.now, "last_by": by}
    if by == "customer":
        values["spoke_at"] = tx.now
        if one.unanswered_since is None:
            values["unanswered_since"] = tx.now
    elif by == "staff":
        values["unanswered_since"] = None
        if one.staff_first_at is None:
            values["staff_first_at"] = tx.now
    return values


def say(
    tx: Transaction,
    one: ConversationValue,
    act: NoticeAct,
    text: str,
    name: str | None = None,
    at: int | None = None,
) -> Message:
    """A system line: `text` for who cannot word the `act` themselves."""
    notice = Notice(act=act, name=name, at=to_wire_or_none(at))
    author = Author(kind="system", id="", name="")
    return post(tx, one.id, "system", author, text, notice=notice)
