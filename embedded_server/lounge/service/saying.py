"""What a member says in a chat: typed, or spoken and recognised."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.contracts import media as media_contract
from embedded_server.contracts.club import Audio
from embedded_server.kernel.media.store import MediaFile
from embedded_server.lounge.store import ChatValue

FILE_NAME = "Voice message.ogg"
MIME_TYPE = "audio/ogg"


@dataclass(frozen=True, slots=True)
class SaidClip:
    """A voice message that lies in the folder of media; `sent_sha256` is of what was sent."""

    id: str
    duration_ms: int
    size_bytes: int
    sha256: str
    sent_sha256: str

    @property
    def audio(self) -> Audio:
        return Audio(
            url=media_contract.READ.url(mediaId=self.id),
            duration_ms=self.duration_ms,
            mime_type=MIME_TYPE,
        )

    def file(self, room: str, chat: ChatValue, message_id: str) -> MediaFile:
        return MediaFile(
            id=self.id,
            room=room,
            place_id=chat.id,
            community_id=chat.community_id,
            owner_id=chat.user_id,
            message_id=message_id,
            name=FILE_NAME,
            mime_type=MIME_TYPE,
            size_bytes=self.size_bytes,
            sha256=self.sha256,
            width=None,
            height=None,
            duration_ms=self.duration_ms,
            has_thumbnail=False,
            created_at=0,
        )


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    client_id: str | None = None
    clip: SaidClip | None = None
