"""Who may hear the sounds of a chat."""

from __future__ import annotations

from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.media.store import MediaFile
from embedded_server.lounge.service.chatting import require_reader


def may_fetch(reader: Reader, user_id: str, file: MediaFile) -> None:
    """Its member alone, as long as they may read it."""
    try:
        require_reader(reader, file.place_id, user_id)
    except Refusal as refusal:
        raise (not_found() if refusal.code == Code.NOT_A_MEMBER else refusal) from None
