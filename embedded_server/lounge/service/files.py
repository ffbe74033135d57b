"""Who may hear the sounds of a chat."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.media.store import MediaFile
from embedded_server.lounge import store
from embedded_server.lounge.service import access
from embedded_server.lounge.service.chatting import require_reader


def may_fetch(reader: Reader, user_id: str, file: MediaFile) -> None:
    """Its member alone, as long as they may read it."""
    try:
        require_reader(reader, file.place_id, user_id)
    except Refusal as refusal:
        raise (not_found() if refusal.code == Code.NOT_A_MEMBER else refusal) from None


def take_sounds(tx: Transaction, message_ids: Sequence[str]) -> None:
    """From replies whose voice was withdrawn; the text stays, and so does what was counted."""
    for message_id in message_ids:
        reply = store.messages.find(tx, message_id)
        if reply is None or reply.chat_id is None or reply.audio is None:
            continue
        store.messages.set_audio(tx, message_id, None)
        chat, silent = store.chats.find(tx, reply.chat_id), store.messages.find(tx, message_id)
        assert chat is not None
        assert silent is not None
        access.tell(tx, EventType.MESSAGE_UPDATED, chat, silent)
