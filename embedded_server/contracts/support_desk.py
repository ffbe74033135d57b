"""What staff of a brand work with beside the conversations: notes, ready-made answers, hours and
targets, what the AI has understood, and honest figures."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from embedded_server.contracts.agents import KnowledgeDocument
from embedded_server.contracts.base import (
    UNSET,
    Answer,
    Cents,
    ClientId,
    Input,
    ListQuery,
    Page,
    Query,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, command, get, patch, post

Shortcut = Annotated[str, Meta(min_length=1, max_length=40)]
"""Letters, digits, `-` and `_`, without the slash."""
CannedText = Annotated[str, Meta(min_length=1, max_length=4000)]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", max_length=5)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", max_length=10)]
Seconds = Annotated[int, Meta(ge=1, le=30 * 86_400)]


class SupportNote(Answer, frozen=True, kw_only=True):
    """What staff say among themselves; no customer and no AI ever reads it."""

    id: str
    conversation_id: str
    author_id: str
    author_name: str
    text: str
    created_at: Timestamp


class AddNote(Input, frozen=True, kw_only=True):
    text: Annotated[str, Meta(max_length=16_000)]
    client_id: ClientId | None = None


class CannedReply(Answer, frozen=True, kw_only=True):
    """`text` may hold variables with a fallback: `{customer.name|there}`, `{agent.name}`,
    `{community.name}`, `{conversation.number}`."""

    id: str
    community_id: str
    shortcut: str
    text: str
    used_count: int
    created_by: str
    updated_at: Timestamp


class AddCannedReply(Input, frozen=True, kw_only=True):
    shortcut: Shortcut
    text: CannedText
    client_id: ClientId | None = None


class EditCannedReply(Input, frozen=True, kw_only=True):
    shortcut: Shortcut | UnsetType = UNSET
    text: CannedText | UnsetType = UNSET


class CannedQuery(ListQuery, frozen=True, kw_only=True):
    """`q` finds in shortcut and text; with `conversation_id`, variables are filled in and what was
    used most comes first."""

    q: Annotated[str, Meta(max_length=200)] | None = None
    conversation_id: Annotated[str, Meta(max_length=64)] | None = None


class Period(Input, frozen=True, kw_only=True):
    """Part of a day, local time; `to` may be `24:00`."""

    from_: Clock = msgspec.field(name="from")
    to: Clock


class Holiday(Input, frozen=True, kw_only=True):
    """A day on which nobody is there, or only in these periods."""

    day: Day
    name: Annotated[str, Meta(max_length=80)] = ""
    periods: Annotated[list[Period], Meta(max_length=10)] = msgspec.field(default_factory=list)


class BusinessHours(Input, frozen=True, kw_only=True):
    """`week` has seven lists of periods, Monday first. Off means always open."""

    is_on: bool = False
    time_zone: Annotated[str, Meta(max_length=64)] = "UTC"
    """As in the IANA database, such as `Europe/Berlin`."""
    week: Annotated[
        list[Annotated[list[Period], Meta(max_length=10)]], Meta(min_length=7, max_length=7)
    ] = msgspec.field(default_factory=lambda: [[] for _ in range(7)])
    holidays: Annotated[list[Holiday], Meta(max_length=366)] = msgspec.field(default_factory=list)


class Inactivity(Input, frozen=True, kw_only=True):
    """Of a customer who has been answered: warned, then the conversation is resolved as
    `went_quiet`. Null is never."""

    warn_after_seconds: Seconds | None = None
    resolve_after_seconds: Seconds | None = None
    """After the warning."""


class Targets(Input, frozen=True, kw_only=True):
    """Waiting times that are meant to be kept, in seconds inside business hours; null for none."""

    first_response_seconds: Seconds | None = None
    next_response_seconds: Seconds | None = None
    resolution_seconds: Seconds | None = None


class WebChat(Input, frozen=True, kw_only=True):
    """The chat on the brand's web site. A site is an origin: scheme, host and, where it is another
    than usual, port."""

    is_on: bool = False
    sites: Annotated[list[Annotated[str, Meta(max_length=260)]], Meta(max_length=50)] = (
        msgspec.field(default_factory=list)
    )
    greeting: Annotated[str, Meta(max_length=500)] = ""


class SupportSettings(Input, frozen=True, kw_only=True):
    """How a brand's service works; also what `PUT` takes, whole."""

    hours: BusinessHours = msgspec.field(default_factory=BusinessHours)
    inactivity: Inactivity = msgspec.field(default_factory=Inactivity)
    targets: Targets = msgspec.field(default_factory=Targets)
    grace_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    """How long an agent's conversations wait for a lost window before they return to the queue."""
    auto_assign: bool = False
    """Give the oldest waiting conversation to the least busy of who is online."""
    most_per_agent: Annotated[int, Meta(ge=1, le=100)] = 5
    """For `auto_assign`."""
    web_chat: WebChat = msgspec.field(default_factory=WebChat)


class HandoffCard(Answer, frozen=True, kw_only=True):
    """What whoever accepts needs at a glance, drawn from the conversation by rules, not by a model:
    the customer's first question, what the AI answered from which texts, and what is open."""

    conversation_id: str
    asked: str
    answered: list[HandoffAnswer]
    open_questions: list[str]
    """Questions without an answer, in the customer's words."""
    transfer_reason: str


class HandoffAnswer(Answer, frozen=True, kw_only=True):
    question: str
    answer: str
    sources: list[str]
    """Titles of the texts it cited."""


class Purchase(Answer, frozen=True, kw_only=True):
    at: Timestamp
    kind: str
    amount_cents: Cents
    note: str
    refunded_cents: Cents = 0
    """How much of it has been paid back."""


class CustomerCard(Answer, frozen=True, kw_only=True):
    """Who one talks with: earlier conversations are listed by `…/conversations?customerId=`."""

    user_id: str
    name: str
    username: str
    is_guest: bool
    member_since: Timestamp | None
    conversation_count: int
    resolved_count: int
    average_score: float | None
    purchases: list[Purchase]
    """In this community, newest first, twenty at most."""


class Draft(Answer, frozen=True, kw_only=True):
    """A reply that the brand's AI proposes to staff; it is sent by them or not at all."""

    text: str
    agent_name: str
    sources: list[str]


class LearnAnswer(Input, frozen=True, kw_only=True):
    """Saves an answer as a text of the brand's AI; the fields may be edited before."""

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Spread(Answer, frozen=True, kw_only=True):
    """Of a set of durations, in seconds; null where there is none."""

    count: int
    p50_seconds: float | None
    p90_seconds: float | None


class ReportDay(Answer, frozen=True, kw_only=True):
    day: str
    started: int
    resolved_by_ai: int
    resolved_by_person: int
    went_quiet: int
    handed_over: int
    reopened: int
    waiting_p50_seconds: float | None


class TargetShare(Answer, frozen=True, kw_only=True):
    kind: Literal["first_response", "next_response", "resolution"]
    met: int
    missed: int


class SupportReport(Answer, frozen=True, kw_only=True):
    """Figures of the conversations started in the last `days` days, in the business time zone.

    `confirmed_*` are those the customer resolved or rated 4 or 5; `resolved_*` is what the brand
    resolved without that; silence and handovers are counted apart and never as a success. It is by
    a person where one has answered; by the AI, where none was ever asked for.
    """

    days: int
    from_day: str
    to_day: str
    started: int
    open_now: int
    waiting_now: int
    confirmed_by_ai: int
    confirmed_by_person: int
    resolved_by_ai: int
    resolved_by_person: int
    went_quiet_with_ai: int
    went_quiet_with_person: int
    handed_over: int
    reopened_after_ai: int
    """Started again within seven days."""
    reopened_after_person: int
    first_response_ai: Spread
    first_response_person: Spread
    waiting: Spread
    resolution_ai: Spread
    resolution_person: Spread
    unsolved: int = 0
    """Said so by whoever resolved it, or rated 1 or 2 by the customer; counted nowhere else."""
    left_waiting: int = 0
    """Resolved while the customer waited for a person who never came; counted nowhere else."""
    rating_count: int
    rating_count_ai: int = 0
    rating_count_person: int = 0
    rating_average_ai: float | None
    rating_average_person: float | None
    targets: list[TargetShare]
    daily: list[ReportDay]


class SupportReportQuery(Query, frozen=True, kw_only=True):
    days: Annotated[int, Meta(ge=1, le=366)] = 30


_C = "/api/communities/{communityId}"
_ONE = "/api/conversations/{conversationId}"

NOTES = get(f"{_ONE}/notes", Page[SupportNote], "Staff's notes, oldest first", query=ListQuery)
ADD_NOTE = post(f"{_ONE}/notes", AddNote, SupportNote, "Note something for staff", repeat=200)
CANNED_REPLIES = get(
    f"{_C}/canned-replies", Page[CannedReply], "Ready-made answers", query=CannedQuery
)
ADD_CANNED_REPLY = post(
    f"{_C}/canned-replies",
    AddCannedReply,
    CannedReply,
    "Add a ready-made answer",
    repeat=200,
    errors=(Code.WRONG_TYPE, Code.SHORTCUT_TAKEN),
)
EDIT_CANNED_REPLY = patch(
    f"{_C}/canned-replies/{{replyId}}",
    EditCannedReply,
    CannedReply,
    "Change a ready-made answer",
    errors=(Code.SHORTCUT_TAKEN,),
)
DELETE_CANNED_REPLY = command(
    "DELETE", f"{_C}/canned-replies/{{replyId}}", "Delete a ready-made answer"
)
USE_CANNED_REPLY = command(
    "POST", f"{_C}/canned-replies/{{replyId}}/used", "Count a use, so that it comes up earlier"
)
SETTINGS = get(
    f"{_C}/support-settings",
    SupportSettings,
    "How the service works, for staff",
    errors=(Code.WRONG_TYPE,),
)
SET_SETTINGS: Route[SupportSettings, SupportSettings] = Route(
    method="PUT",
    path=f"{_C}/support-settings",
    summary="Change how the service works, as creator",
    body=SupportSettings,
    answer=SupportSettings,
    errors=(Code.WRONG_TYPE,),
)
HANDOFF = get(f"{_ONE}/handoff", HandoffCard, "What was asked, answered and left open, for staff")
CUSTOMER = get(f"{_ONE}/customer", CustomerCard, "Who one talks with, for staff")
DRAFT: Route[None, Draft] = Route(
    method="POST",
    path=f"{_ONE}/draft",
    summary="A reply that the brand's AI proposes, for who may write",
    answer=Draft,
    errors=(
        Code.ALREADY_RESOLVED,
        Code.NOT_AVAILABLE,
        Code.NOT_ASSIGNEE,
        Code.NOTHING_KNOWN,
        Code.NOTHING_ASKED,
    ),
)
LEARN = post(
    f"{_ONE}/learn",
    LearnAnswer,
    KnowledgeDocument,
    "Save an answer to the AI's knowledge, as who answered or as creator or moderator",
    errors=(Code.NOT_AVAILABLE, Code.NOT_RESOLVED),
)
REPORT = get(
    f"{_C}/support-report",
    SupportReport,
    "Volumes, waiting times, resolution by AI and by people, ratings",
    query=SupportReportQuery,
    errors=(Code.WRONG_TYPE,),
)
REPORT_CSV = get(
    f"{_C}/support-report.csv",
    bytes,
    "The same by day, for a spreadsheet",
    query=SupportReportQuery,
    kind=Kind.BYTES,
    errors=(Code.WRONG_TYPE,),
)
