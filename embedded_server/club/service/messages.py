"""Writing in a club: sending, editing and deleting messages."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.club import store
from embedded_server.club.service import access, mentions, words
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_TEXT, Author, Message, SendMessage, Version
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.contracts.media import Attachment
from embedded_server.kernel import idempotency, turn_store
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.media import attaching
from embedded_server.kernel.text import clean_text


def send(
    tx: Transaction, community_id: str, caller: Caller, body: SendMessage, key: str | None
) -> tuple[Message, bool]:
    """Answers with the message and whether it is new."""
    seat = access.writer(tx, community_id, caller.user_id)
    # A file says something by itself.
    text = clean_text("text", body.text, MAX_TEXT, may_be_empty=bool(body.attachment_ids))
    made: list[Message] = []

    def make() -> str:
        access.keep_pace(tx, seat)
        author = Author(kind="user", id=caller.user_id, name=caller.display_name)
        attachments = attaching.usable(tx, community_id, caller.user_id, body.attachment_ids)
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
    """Store a message and tell of it; one with a turn is open until that is settled."""
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
        status="sent" if turn_id is None else "streaming",
        client_id=client_id,
        audio=None,
        charge=None,
        citations=[],
        mentions=[] if only_for else mentions.named_in(tx, community_id, author, text),
        only_for=only_for,
        replaces_id=replaces_id,
        attachments=list(attachments),
    )
    number = store.insert(tx, message)
    if message.mentions:
        mentions.index(tx, number, message)
    attaching.attach(tx, message)
    access.tell(tx, EventType.MESSAGE_CREATED, message)
    return message


def greet(
    tx: Transaction, community_id: str, agent_id: str, agent_name: str, texts: Sequence[str]
) -> None:
    """What an agent says unasked in a club that is made with it."""
    author = Author(kind="agent", id=agent_id, name=agent_name)
    for text in texts:
        post(tx, community_id, author, text, None, None)


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
        store.keep_version(tx, message_id, message.text)
        named = []
        if message.only_for is None:
            named = mentions.named_in(tx, community_id, message.author, text)
        store.edit(tx, message_id, text, named)
        old, message = message, access.existing(tx, community_id, user_id, message_id)
        if old.mentions or named:
            mentions.index(tx, store.number_of(tx, message_id), message)
        words.changed(tx, old, message)
        access.tell(tx, EventType.MESSAGE_UPDATED, message, renews=True)
    return message


def delete(tx: Transaction, community_id: str, user_id: str, message_id: str) -> str | None:
    """By its author or by staff; answers with the turn to be stopped and forgotten, if any."""
    seat = access.member(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    is_author = message.author.kind == "user" and message.author.id == user_id
    # A private reply is theirs who asked for it: nobody else could delete it.
    is_author = is_author or message.only_for == user_id
    if not is_author and not seat.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message, or staff, may delete it.")
    if not is_author:
        communities.record_act(
            tx, community_id, user_id, "message.deleted", message.author.id, message.author.name
        )
    return erase(tx, message)


def erase(tx: Transaction, message: Message) -> str | None:
    """Delete with all that hangs on it; answers with the turn to be stopped and forgotten."""
    words.changed(tx, message, None)
    store.forget_mentions(tx, store.number_of(tx, message.id))
    store.forget_versions(tx, message.id)
    attaching.forget(tx, [message])
    store.delete(tx, message.id)
    if message.turn_id is not None and message.author.kind == "agent":
        turn_store.erase(tx, message.turn_id)
    access.tell_gone(tx, message)
    return message.turn_id


def versions(
    reader: Reader, community_id: str, user_id: str, message_id: str, before: int, limit: int
) -> list[tuple[int, Version]]:
    """What it said before, newest first with positions, for its author and staff."""
    seat = access.member(reader, community_id, user_id)
    message = access.existing(reader, community_id, user_id, message_id)
    if message.author.id != user_id and not seat.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message, and staff, see what it said.")
    return store.versions(reader, message_id, before, limit)
