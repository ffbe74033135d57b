"""Who may fetch the files on a club's messages."""

from __future__ import annotations

from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.media.store import MediaFile


def may_fetch(reader: Reader, user_id: str, file: MediaFile) -> None:
    """A member who sees the message that it is on."""
    try:
        access.member(reader, file.community_id, user_id)
    except Refusal as refusal:
        # Where a file is not said to who has no place there, not even that it is.
        raise (not_found() if refusal.code == Code.NOT_A_MEMBER else refusal) from None
    if file.message_id is not None:
        message = store.find(reader, file.message_id)
        if message is None or message.only_for not in (None, user_id):
            raise not_found()
