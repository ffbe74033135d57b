"""Whether an official community is who it says: documents, an admin's decision, the badge."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import Answer, Input, ListQuery, Page, Timestamp
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, Kind, Route, command, get, post

MAX_DOCUMENT_BYTES = 10 * 1024 * 1024
MAX_DOCUMENTS = 10
VerificationStatus = Literal["pending", "approved", "rejected", "withdrawn"]


class VerificationDocument(Answer, frozen=True, kw_only=True):
    """`mime_type` is what its content is; the bytes go to the submitter and to admins only, and
    are gone once `deleted_at` is set."""

    id: str
    name: str
    mime_type: str
    size_bytes: int
    url: str
    deleted_at: Timestamp | None


class Verification(Answer, frozen=True, kw_only=True):
    """One request. `is_rename` is one that the server made itself when a verified community took
    another name: its badge is suspended until an admin confirms."""

    id: str
    community_id: str
    community_name: str
    """As it is now."""
    legal_name: str
    note: str
    status: VerificationStatus
    is_rename: bool
    previous_name: str | None
    """Of a rename: the name that was verified."""
    submitted_by: str
    submitted_by_name: str
    submitted_at: Timestamp
    decided_by_name: str | None
    decided_at: Timestamp | None
    reason: str
    documents: list[VerificationDocument]


class VerificationForm(Input, frozen=True, kw_only=True):
    """The multipart form; `documents` is one to ten files: PDF, PNG or JPEG by content."""

    legal_name: Annotated[str, Meta(min_length=1, max_length=200)]
    note: Annotated[str, Meta(max_length=2000)] = ""
    documents: list[bytes] = msgspec.field(default_factory=list)


class VerificationQuery(ListQuery, frozen=True, kw_only=True):
    status: VerificationStatus | None = None


class Approve(Input, frozen=True, kw_only=True):
    """`community_name` is the name that was looked at: under another one it is refused with
    `name_changed`, so that no name gets the badge unseen."""

    reason: Annotated[str, Meta(max_length=2000)] = ""
    community_name: Annotated[str, Meta(max_length=200)] | None = None


class Reject(Input, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


_V = "/api/communities/{communityId}/verification"

SUBMIT: Route[None, Verification] = Route(
    method="POST",
    path=_V,
    summary="Submit documents for verification, as creator",
    answer=Verification,
    status=201,
    upload=VerificationForm,
    max_body=MAX_DOCUMENTS * MAX_DOCUMENT_BYTES + 256 * 1024,
    errors=(
        Code.WRONG_TYPE,
        Code.VERIFICATION_PENDING,
        Code.ALREADY_VERIFIED,
        Code.TOO_LARGE,
        Code.UNREADABLE_FILE,
        Code.UNSUPPORTED_MEDIA_TYPE,
    ),
)
READ = get(_V, Verification, "The newest request, for the creator", errors=(Code.WRONG_TYPE,))
WITHDRAW = command(
    "DELETE",
    _V,
    "Take the pending request back, with its documents, as creator",
    errors=(Code.WRONG_TYPE, Code.ALREADY_DECIDED),
)
LIST = get(
    "/api/admin/verifications",
    Page[Verification],
    "Requests, oldest first while pending, for admins",
    query=VerificationQuery,
    access=Access.ADMIN,
)
APPROVE = post(
    "/api/admin/verifications/{verificationId}/approve",
    Approve,
    Verification,
    "Give the badge",
    status=200,
    body_optional=True,
    access=Access.ADMIN,
    errors=(Code.ALREADY_DECIDED, Code.NAME_CHANGED),
)
REJECT = post(
    "/api/admin/verifications/{verificationId}/reject",
    Reject,
    Verification,
    "Refuse it, with the reason",
    status=200,
    access=Access.ADMIN,
    errors=(Code.ALREADY_DECIDED,),
)
DOCUMENT = get(
    "/api/verification-documents/{documentId}",
    bytes,
    "One document, for its submitter and for admins",
    kind=Kind.BYTES,
)
