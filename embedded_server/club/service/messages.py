"""Writing in a club: sending, editing and deleting messages."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.club import store
from embedded_server.club.service import access, files, words
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_TEXT, Author, Message, SendMessage
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.media import Attachment
from embedded_server.kernel import idempotency, turn_store
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.text import clean_text


def send(
    tx: Transaction, community_id: str, caller: Caller, body: SendMessage, key: str | None
) -> tuple[Message, bool]:
    """Answers with the message and whether it is new."""
    access.writer(tx, community_id, caller.user_id)
    # A file says something by itself.
    text = clean_text("text", body.text, MAX_TEXT, may_be_empty=bool(body.attachment_ids))
    made: list[Message] = []

    def make() -> str:
        author = Author(kind="user", id=caller.user_id, name=caller.display_name)
        attachments = files.usable(tx, community_id, caller.user_id, body.attachment_ids)
        made.append(
            post(
                tx,
                community_id,
                author,
                text,
                body.reply_to_id,
                body.client_id,
                attachments=attachments,
            )
        )
        return made[0].id

    request: tuple[object, ...] = ("messages", community_id, text, body.reply_to_id)
    if body.attachment_ids:
        request = (*request, body.attachment_ids)
    message_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return (made[0] if new else access.existing(tx, community_id, caller.user_id, message_id)), new


def post(
    tx: Transaction,
    community_id: str,
    author: Author,
    text: str,
    reply_to_id: str | None,
    client_id: str | None,
    *,
    turn_id: str | None = None,
    only_for: str | None = None,
    replaces_id: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Store a message and tell of it; an agent's is empty and open until it is settled."""
    if reply_to_id is not None:
        _check_reply(tx, community_id, reply_to_id, only_for)
    message = Message(
        id=new_id(),
        seq=communities.next_seq(tx, community_id),
        community_id=community_id,
        author=author,
        text=text,
        created_at=to_wire(tx.now),
        edited_at=None,
        reply_to_id=reply_to_id,
        turn_id=turn_id,
        status="streaming" if author.kind == "agent" else "sent",
        client_id=client_id,
        audio=None,
        charge=None,
        citations=[],
        only_for=only_for,
        replaces_id=replaces_id,
        attachments=list(attachments),
    )
    store.insert(tx, message)
    files.attach(tx, message)
    access.tell(tx, EventType.MESSAGE_CREATED, message)
    return message


def _check_reply(reader: Reader, community_id: str, reply_to_id: str, only_for: str | None) -> None:
    """Who sees the reply must be able to see what it replies to."""
    found = store.find(reader, reply_to_id) if looks_like_id(reply_to_id) else None
    if (
        found is None
        or found.community_id != community_id
        or found.only_for not in (None, only_for)
    ):
        raise Invalid("replyToId", "The message replied to is not in this club.")


def edit(
    tx: Transaction, community_id: str, user_id: str, message_id: str, new_text: str
) -> Message:
    access.writer(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    if message.author.kind != "user" or message.author.id != user_id:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message may edit it.")
    text = clean_text("text", new_text, MAX_TEXT, may_be_empty=bool(message.attachments))
    if text != message.text:
        store.edit(tx, message_id, text, [])
        words.text_changed(tx, message, message.text, text)
        message = access.existing(tx, community_id, user_id, message_id)
        access.tell(tx, EventType.MESSAGE_UPDATED, message)
    return message


def delete(tx: Transaction, community_id: str, user_id: str, message_id: str) -> str | None:
    """By its author or by staff; answers with the turn to be stopped and forgotten, if any."""
    seat = access.member(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    is_author = message.author.kind == "user" and message.author.id == user_id
    if not is_author and not seat.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message, or staff, may delete it.")
    store.delete(tx, message_id)
    files.forget(tx, [message])
    if message.status != "streaming":
        words.text_changed(tx, message, message.text, "")
    if message.turn_id is not None and message.author.kind == "agent":
        turn_store.erase(tx, message.turn_id)
    if not is_author:
        communities.record_act(
            tx, community_id, user_id, "message.deleted", message.author.id, message.author.name
        )
    access.tell_gone(tx, message)
    return message.turn_id
