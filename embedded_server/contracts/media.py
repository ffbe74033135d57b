"""Files that people attach to messages: kept under the server's own names, typed by content."""

from __future__ import annotations

from embedded_server.contracts.base import Answer, Input
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, get

MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_GUEST_FILE_BYTES = 5 * 1024 * 1024
"""Of one file of a visitor of a web site."""
_FORM = 64 * 1024
"""Bytes of a form around its file."""


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
    max_body=MAX_FILE_BYTES + _FORM,
    errors=(
        Code.WRONG_TYPE,
        Code.NOT_A_MEMBER,
        Code.MUTED,
        Code.TOO_LARGE,
        Code.UNREADABLE_FILE,
        Code.MEMBERSHIP_EXPIRED,
    ),
)
UPLOAD_IN_CONVERSATION: Route[None, Attachment] = Route(
    method="POST",
    path="/api/conversations/{conversationId}/attachments",
    summary="Upload a file to send in a conversation; forgotten after a day if no message takes it",
    answer=Attachment,
    status=201,
    upload=AttachmentFile,
    max_body=MAX_FILE_BYTES + _FORM,
    errors=(
        Code.ALREADY_RESOLVED,
        Code.NOT_ASSIGNEE,
        Code.BANNED,
        Code.TOO_LARGE,
        Code.UNREADABLE_FILE,
    ),
    guests=True,
)
READ = get(
    "/api/media/{mediaId}", bytes, "The bytes; `Range` is honoured", kind=Kind.BYTES, guests=True
)
THUMBNAIL = get(
    "/api/media/{mediaId}/thumbnail",
    bytes,
    "A small picture of a picture",
    kind=Kind.BYTES,
    guests=True,
)
