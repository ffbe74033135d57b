"""What staff of a club work with: reports, how long messages are kept, and the club as a file."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import Answer, Input, ListQuery, Page, Query, Timestamp
from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, get, post

ReportStatus = Literal["open", "resolved"]
ReportOutcome = Literal["kept", "deleted"]
ExportFormat = Literal["json", "html"]


class MakeReport(Input, frozen=True, kw_only=True):
    reason: Annotated[str, Meta(min_length=1, max_length=1000)]


class Report(Answer, frozen=True, kw_only=True):
    """One complaint about one message; `message` is null once it is gone, `text` stays."""

    id: str
    community_id: str
    message_id: str
    message: Message | None
    text: str
    """What the message said when it was reported."""
    author_id: str
    author_name: str
    reporter_id: str
    reporter_name: str
    reason: str
    at: Timestamp
    status: ReportStatus
    outcome: ReportOutcome | None
    resolved_by: str | None
    resolved_at: Timestamp | None


class ReportQuery(ListQuery, frozen=True, kw_only=True):
    status: ReportStatus | None = None


class ResolveReport(Input, frozen=True, kw_only=True):
    """`deleted` deletes the message with it."""

    outcome: ReportOutcome


class ExportQuery(Query, frozen=True, kw_only=True):
    format: ExportFormat = "json"


_C = "/api/communities/{communityId}"

REPORT = post(
    f"{_C}/messages/{{messageId}}/reports",
    MakeReport,
    Report,
    "Report a message to staff",
    repeat=200,
    errors=(Code.WRONG_TYPE, Code.NOT_A_MEMBER, Code.MEMBERSHIP_EXPIRED),
)
REPORTS = get(f"{_C}/reports", Page[Report], "Reports, newest first, for staff", query=ReportQuery)
RESOLVE_REPORT = post(
    f"{_C}/reports/{{reportId}}/resolve",
    ResolveReport,
    Report,
    "Close a report",
    status=200,
    errors=(Code.ALREADY_RESOLVED,),
)
EXPORT = get(
    f"{_C}/export",
    bytes,
    "The whole club as one file, for its creator",
    query=ExportQuery,
    kind=Kind.BYTES,
    errors=(Code.WRONG_TYPE,),
)
