"""A brand's customer service: conversations, who answers them, and the queue for a person."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from embedded_server.contracts.base import (
    Answer,
    ClientId,
    Input,
    ListQuery,
    Page,
    Query,
    Timestamp,
)
from embedded_server.contracts.club import MAX_ATTACHMENTS, Message
from embedded_server.contracts.communities import CsMode, Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, act, command, get, post, put

Id = Annotated[str, Meta(max_length=64)]
Text = Annotated[str, Meta(max_length=16_000, description="1 to 4000 characters after trimming")]
Reason = Annotated[str, Meta(max_length=500)]
TranscriptFormat = Literal["txt", "html", "json"]
Outcome = Literal["solved", "unsolved", "went_quiet"]
"""What became of a conversation: said by who resolved it; `went_quiet` by the clock alone."""


class ConversationStatus(StrEnum):
    """`resolved` is final; whoever starts again has a new conversation."""

    AI_ACTIVE = "ai_active"
    WAITING_HUMAN = "waiting_human"
    HUMAN_ACTIVE = "human_active"
    RESOLVED = "resolved"


class Party(Answer, frozen=True, kw_only=True):
    """A person in a conversation."""

    id: str
    name: str


class Resolver(Answer, frozen=True, kw_only=True):
    """Who resolved it: the customer, somebody of the brand, or the clock (`id` null)."""

    kind: Literal["customer", "staff", "system"]
    id: str | None
    name: str


class Rating(Answer, frozen=True, kw_only=True):
    """`of` is who answered last: people, or the AI alone."""

    score: int
    comment: str
    at: Timestamp
    of: Literal["ai", "person"]


class Conversation(Answer, frozen=True, kw_only=True):
    """One conversation of a customer with a brand. Waiting times count from `waiting_since`, which
    a release keeps; `queue_position` is 1 for the next. The fields from `last_text` on that are
    for staff are absent for the customer."""

    id: str
    community_id: str
    community_name: str
    customer: Party
    status: ConversationStatus
    mode: CsMode
    """As it was when the conversation started."""
    agent: Party | None
    """The AI that answers, or answered."""
    assignee: Party | None
    started_at: Timestamp
    waiting_since: Timestamp | None
    waiting_seconds: int | None
    queue_position: int | None
    estimated_wait_seconds: int | None
    """Out of this community's own history; null while there is too little of it."""
    staff_available: bool
    """Whether anybody could accept now: inside business hours and online."""
    opens_at: Timestamp | None
    """When people are back, where business hours say so and they are not here now."""
    resolved_at: Timestamp | None
    resolved_by: Resolver | None
    outcome: Outcome | None
    previous_id: str | None
    rating: Rating | None
    can_transfer: bool
    """Whether the customer may ask for a person."""
    last_seq: int
    last_text: str
    """The beginning of what somebody said last, or the names of its files; system lines are not
    counted."""
    last_at: Timestamp
    last_by: Literal["customer", "agent", "staff", "system"]
    unread_count: int
    """Messages that the viewer has not read."""
    reopened: bool
    """Started within seven days after the customer's last one was resolved."""
    transfer_reason: str | UnsetType = UNSET
    asked_by: Literal["customer", "ai", "staff"] | UnsetType | None = UNSET
    """Who asked for a person. For staff."""
    due_at: Timestamp | UnsetType | None = UNSET
    """When the next waiting-time target is missed. For staff."""
    due_kind: Literal["first_response", "next_response", "resolution"] | UnsetType | None = UNSET
    due_state: Literal["running", "soon", "missed"] | UnsetType | None = UNSET
    """`soon` from four fifths of the target's time on; told again when it changes. For staff."""
    is_guest: bool | UnsetType = UNSET
    """A visitor of a web site without an account of their own. For staff."""


class StartConversation(Input, frozen=True, kw_only=True):
    message: Text | None = None
    client_id: ClientId | None = None


class SendInConversation(Input, frozen=True, kw_only=True):
    """`text` may be empty where there are attachments."""

    text: Text
    client_id: ClientId | None = None
    attachment_ids: Annotated[list[Id], Meta(max_length=MAX_ATTACHMENTS)] = msgspec.field(
        default_factory=list
    )


class Sent(Answer, frozen=True, kw_only=True):
    """`turn_id` is that of the AI's reply, which streams at `/api/turns/{turnId}/events`."""

    message: Message
    turn_id: str | None


class Transfer(Input, frozen=True, kw_only=True):
    reason: Reason = ""


class Resolve(Input, frozen=True, kw_only=True):
    outcome: Literal["solved", "unsolved"] | None = None


class Assign(Input, frozen=True, kw_only=True):
    user_id: Id


class Rate(Input, frozen=True, kw_only=True):
    score: Annotated[int, Meta(ge=1, le=5)]
    comment: Annotated[str, Meta(max_length=2000)] = ""


class ReadUpTo(Input, frozen=True, kw_only=True):
    seq: Annotated[int, Meta(ge=0, le=2**53)]


class ConversationQuery(ListQuery, frozen=True, kw_only=True):
    """`customer_id` for the earlier conversations of one; `assignee_id` for a colleague's."""

    status: ConversationStatus | None = None
    customer_id: Id | None = None
    assignee_id: Id | None = None
    search: Annotated[str, Meta(max_length=200)] | None = None
    """Words in the messages, or in the customer's name."""


class OwnConversationQuery(ListQuery, frozen=True, kw_only=True):
    community_id: Id | None = None
    status: ConversationStatus | None = None


class MessagesQuery(ListQuery, frozen=True, kw_only=True):
    """Newest first from `cursor`; or what came after a `seq`, oldest first."""

    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class TranscriptQuery(Query, frozen=True, kw_only=True):
    format: TranscriptFormat = "txt"


class AddCsAgent(Input, frozen=True, kw_only=True):
    """One of the two."""

    user_id: Id | None = None
    username: Annotated[str, Meta(max_length=64)] | None = None


class CsAgent(Answer, frozen=True, kw_only=True):
    """Somebody who may accept: CS agents, moderators and the creator."""

    user_id: str
    display_name: str
    username: str
    role: Role
    availability: Literal["online", "away", "offline"]
    """As they set it; `offline` where no window of theirs is connected."""
    open_count: int
    """Conversations they hold."""


class SetAvailability(Input, frozen=True, kw_only=True):
    status: Literal["online", "away", "offline"]


class QueueUpdated(Answer, frozen=True, kw_only=True):
    """For staff: how many wait, and since when the first of them does; read the queue again where
    positions matter."""

    community_id: str
    waiting: int
    oldest_since: Timestamp | None


class Looking(Answer, frozen=True, kw_only=True):
    """For staff: a colleague has a conversation on the screen, or has left it."""

    conversation_id: str
    user_id: str
    display_name: str
    is_here: bool


class SupportAgentUpdated(Answer, frozen=True, kw_only=True):
    """For staff: one who may accept has another availability or load now."""

    community_id: str
    agent: CsAgent


_C = "/api/communities/{communityId}"
_ONE = "/api/conversations/{conversationId}"
_LIFE = (Code.ALREADY_RESOLVED,)

START = post(
    f"{_C}/conversations",
    StartConversation,
    Conversation,
    "Start a conversation, or find the open one",
    repeat=200,
    body_optional=True,
    errors=(Code.WRONG_TYPE, Code.BANNED),
    guests=True,
)
CONVERSATIONS = get(
    f"{_C}/conversations",
    Page[Conversation],
    "Conversations, newest first, for staff",
    query=ConversationQuery,
    errors=(Code.WRONG_TYPE,),
)
QUEUE = get(
    f"{_C}/queue",
    Page[Conversation],
    "Who waits for a person, oldest first",
    query=ListQuery,
    errors=(Code.WRONG_TYPE,),
)
OWN = get(
    "/api/conversations",
    Page[Conversation],
    "One's own, as customer",
    query=OwnConversationQuery,
    guests=True,
)
READ = get(_ONE, Conversation, "One conversation", guests=True)
MESSAGES = get(
    f"{_ONE}/messages",
    Page[Message],
    "Its messages, newest first",
    query=MessagesQuery,
    guests=True,
)
SEND = post(
    f"{_ONE}/messages",
    SendInConversation,
    Sent,
    "Write; where the AI answers, its reply streams to who accepts `text/event-stream`",
    repeat=200,
    errors=(*_LIFE, Code.NOT_ASSIGNEE),
    guests=True,
)
READ_TO = put(f"{_ONE}/read", ReadUpTo, "Mark as read up to a `seq`", guests=True)
TRANSFER = post(
    f"{_ONE}/transfer",
    Transfer,
    Conversation,
    "Ask for a person",
    status=200,
    body_optional=True,
    errors=(*_LIFE, Code.TRANSFER_NOT_ALLOWED, Code.ALREADY_WAITING, Code.ALREADY_ACCEPTED),
    guests=True,
)
ACCEPT = act(
    f"{_ONE}/accept",
    Conversation,
    "Take it from the queue",
    errors=(
        *_LIFE,
        Code.TRANSFER_NOT_ALLOWED,
        Code.NOT_WAITING,
        Code.ALREADY_ACCEPTED,
        Code.OWN_CONVERSATION,
    ),
)
TAKE_OVER = act(
    f"{_ONE}/take-over",
    Conversation,
    "Take it from the AI or from a colleague, as creator or moderator",
    errors=(*_LIFE, Code.TRANSFER_NOT_ALLOWED, Code.OWN_CONVERSATION),
)
RELEASE = act(
    f"{_ONE}/release",
    Conversation,
    "Give it back to the queue, with its waiting time",
    errors=(*_LIFE, Code.NOT_ASSIGNEE),
)
TO_AI = act(
    f"{_ONE}/to-ai",
    Conversation,
    "Give it back to the AI, where the mode has one",
    errors=(*_LIFE, Code.NOT_ASSIGNEE, Code.TRANSFER_NOT_ALLOWED),
)
ASSIGN = post(
    f"{_ONE}/assign",
    Assign,
    Conversation,
    "Give it to a colleague who is online",
    status=200,
    errors=(*_LIFE, Code.NOT_ASSIGNEE, Code.AGENT_UNAVAILABLE, Code.OWN_CONVERSATION),
)
RESOLVE = post(
    f"{_ONE}/resolve",
    Resolve,
    Conversation,
    "Resolve it",
    status=200,
    body_optional=True,
    errors=(*_LIFE, Code.NOT_ASSIGNEE),
    guests=True,
)
RATE = put(
    f"{_ONE}/rating",
    Rate,
    "Rate it, once, after it was resolved",
    errors=(Code.NOT_RESOLVED, Code.ALREADY_RATED),
    guests=True,
)
TRANSCRIPT = get(
    f"{_ONE}/transcript",
    bytes,
    "All that was said, without notes",
    query=TranscriptQuery,
    kind=Kind.BYTES,
    guests=True,
)
CS_AGENTS = get(f"{_C}/cs-agents", Page[CsAgent], "Who may accept, for staff", query=ListQuery)
ADD_CS_AGENT = post(
    f"{_C}/cs-agents",
    AddCsAgent,
    CsAgent,
    "Make somebody a CS agent",
    repeat=200,
    errors=(Code.WRONG_TYPE, Code.BANNED),
)
REMOVE_CS_AGENT = command(
    "DELETE", f"{_C}/cs-agents/{{userId}}", "Make a CS agent a plain member again"
)
SET_AVAILABILITY = put(f"{_C}/availability", SetAvailability, "Say whether one is there, as staff")
