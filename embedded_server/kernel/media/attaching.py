"""Files on messages, whatever the room: who may add them, and how they are spoken of in words."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.contracts.club import Message
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid
from embedded_server.kernel.media import store


def usable(
    reader: Reader, place_id: str, user_id: str, media_ids: Sequence[str]
) -> list[Attachment]:
    """The files as a new message may carry them: one's own, sent to its place, on no message
    yet."""
    if not media_ids:
        return []
    if len(set(media_ids)) != len(media_ids):
        raise Invalid("attachmentIds", "A file is named twice.")
    found = store.find_many(reader, media_ids)
    for media_id in media_ids:
        file = found.get(media_id)
        if (
            file is None
            or file.owner_id != user_id
            or file.place_id != place_id
            or file.message_id is not None
        ):
            raise Invalid(
                "attachmentIds", "A file is not there any more, or not yours to send here."
            )
    return [found[media_id].view for media_id in media_ids]


def attach(tx: Transaction, message: Message) -> None:
    if message.attachments:
        store.attach(tx, [file.id for file in message.attachments], message.id)


def forget(tx: Transaction, messages: Sequence[Message]) -> None:
    """With messages that are deleted; the bytes leave the disk after the commit."""
    ids = [message.id for message in messages if message.attachments or message.audio]
    if ids:
        store.forget_of_messages(tx, ids)


def names_of(message: Message) -> str:
    return ", ".join(file.name for file in message.attachments)


def in_words(message: Message) -> str:
    """The text, with the names of its files, for who reads words alone: an agent."""
    if not message.attachments:
        return message.text
    return f"{message.text}\n[attached: {names_of(message)}]".strip()


def in_short(message: Message) -> str:
    """The text; where there is none, the names of its files, for a line that tells what it was."""
    if message.text or not message.attachments:
        return message.text
    return f"file: {names_of(message)}"
