"""Pins: what staff keep in everybody's sight."""

from __future__ import annotations

from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_PINS, Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal


def pin(tx: Transaction, community_id: str, user_id: str, message_id: str) -> None:
    """Twice is harmless."""
    message = _pinnable(tx, community_id, user_id, message_id)
    if message.pinned_at is not None:
        return
    count, last = store.pins(tx, community_id)
    if count >= MAX_PINS:
        raise Refusal(
            Code.TOO_MANY_PINS, f"A club has at most {MAX_PINS} pins. Take one off first."
        )
    _change(tx, community_id, user_id, message, max(tx.now, last + 1))


def unpin(tx: Transaction, community_id: str, user_id: str, message_id: str) -> None:
    message = _pinnable(tx, community_id, user_id, message_id)
    if message.pinned_at is not None:
        _change(tx, community_id, user_id, message, None)


def _pinnable(tx: Transaction, community_id: str, user_id: str, message_id: str) -> Message:
    if not access.writer(tx, community_id, user_id).is_staff:
        raise Refusal(Code.FORBIDDEN, "Only the creator and moderators pin messages.")
    message = access.existing(tx, community_id, user_id, message_id)
    if message.only_for is not None:
        raise Invalid("messageId", "A private message cannot be pinned for everybody.")
    return message


def _change(
    tx: Transaction, community_id: str, user_id: str, message: Message, at: int | None
) -> None:
    store.set_pin(tx, message.id, at)
    act = "message.unpinned" if at is None else "message.pinned"
    author = message.author
    communities.record_act(tx, community_id, user_id, act, author.id, author.name)
    changed = access.existing(tx, community_id, user_id, message.id)
    access.tell(tx, EventType.MESSAGE_UPDATED, changed)


def pinned(
    reader: Reader, community_id: str, user_id: str, before: int, limit: int
) -> list[Message]:
    access.member(reader, community_id, user_id)
    return store.pinned(reader, community_id, user_id, before, limit)
