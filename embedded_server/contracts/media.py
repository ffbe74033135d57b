"""Files that people attach to messages: kept under the server's own names, typed by content."""

from __future__ import annotations

from embedded_server.contracts.base import Answer, Input
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, get

MAX_FILE_BYTES = 25 * 1024 * 1024


class Attachment(Answer, frozen=True, kw_only=True):
    """A file. `mime_type` is what its content is, whatever it was called; sizes are in pixels.

    `thumbnail_url` stands for pictures, `duration_ms` for sound.
    """

    id: str
    name: str
    mime_type: str
    size_bytes: int
    url: str
    width: int | None = None
    height: int | None = None
    thumbnail_url: str | None = None
    duration_ms: int | None = None


class AttachmentFile(Input, frozen=True, kw_only=True):
    """The multipart form."""

    file: bytes


UPLOAD: Route[None, Attachment] = Route(
    method="POST",
    path="/api/communities/{communityId}/attachments",
    summary="Upload a file to attach to a message; forgotten after a day if none takes it",
    answer=Attachment,
    status=201,
    upload=AttachmentFile,
    max_body=MAX_FILE_BYTES + 64 * 1024,
    errors=(
        Code.WRONG_TYPE,
        Code.NOT_A_MEMBER,
        Code.MUTED,
        Code.TOO_LARGE,
        Code.UNREADABLE_FILE,
        Code.MEMBERSHIP_EXPIRED,
    ),
)
READ = get("/api/media/{mediaId}", bytes, "The bytes; `Range` is honoured", kind=Kind.BYTES)
THUMBNAIL = get(
    "/api/media/{mediaId}/thumbnail", bytes, "A small picture of a picture", kind=Kind.BYTES
)
