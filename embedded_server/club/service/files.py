"""Files on messages: who may add and fetch them, and how they are spoken of in words."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.media import store as media
from embedded_server.kernel.media.store import MediaFile


def usable(
    reader: Reader, community_id: str, user_id: str, media_ids: Sequence[str]
) -> list[Attachment]:
    """The files as a new message may carry them: one's own, of this club, on no message yet."""
    if not media_ids:
        return []
    if len(set(media_ids)) != len(media_ids):
        raise Invalid("attachmentIds", "A file is named twice.")
    found = media.find_many(reader, media_ids)
    for media_id in media_ids:
        file = found.get(media_id)
        if (
            file is None
            or file.owner_id != user_id
            or file.community_id != community_id
            or file.message_id is not None
        ):
            raise Invalid(
                "attachmentIds", "A file is not there any more, or not yours to send here."
            )
    return [found[media_id].view for media_id in media_ids]


def attach(tx: Transaction, message: Message) -> None:
    if message.attachments:
        media.attach(tx, [file.id for file in message.attachments], message.id)


def forget(tx: Transaction, messages: Sequence[Message]) -> None:
    """With messages that are deleted; the bytes leave the disk after the commit."""
    ids = [message.id for message in messages if message.attachments]
    if ids:
        media.forget_of_messages(tx, ids)


def readable(reader: Reader, user_id: str, media_id: str) -> MediaFile:
    """A file one may fetch: on a message one sees, or one's own that no message has taken yet."""
    file = media.find(reader, media_id) if looks_like_id(media_id) else None
    if file is None:
        raise not_found()
    try:
        access.member(reader, file.community_id, user_id)
    except Refusal as refusal:
        # Where a file is not said to who has no place there, not even that it is.
        raise (not_found() if refusal.code == Code.NOT_A_MEMBER else refusal) from None
    if file.message_id is None:
        if file.owner_id != user_id:
            raise not_found()
        return file
    message = store.find(reader, file.message_id)
    if message is None or message.only_for not in (None, user_id):
        raise not_found()
    return file


def in_words(message: Message) -> str:
    """The text, with the names of its files, for who reads words alone: an agent."""
    if not message.attachments:
        return message.text
    names = ", ".join(file.name for file in message.attachments)
    return f"{message.text}\n[attached: {names}]".strip()
