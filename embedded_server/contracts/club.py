"""A club's group chat: messages, history, search, read state, and asking an agent."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import (
    UNSET,
    Answer,
    Cents,
    ClientId,
    Fee,
    Input,
    ListQuery,
    Page,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.routes import Kind, command, get, patch, post, put
from embedded_server.contracts.turns import Citation
from embedded_server.contracts.voice import SpokenBy

MAX_TEXT = 4000
MAX_ATTACHMENTS = 10
MAX_EMOJI = 20
"""Different emoji on one message."""
MAX_PINS = 100
"""In one club."""
Text = Annotated[str, Meta(max_length=16_000, description="1 to 4000 characters after trimming")]
Id = Annotated[str, Meta(max_length=64)]
Vote = Literal["up", "down"]
MessageStatus = Literal["sent", "streaming", "stopped", "failed"]


class Author(Answer, frozen=True, kw_only=True):
    kind: Literal["user", "agent", "system"]
    id: str
    name: str


class Audio(Answer, frozen=True, kw_only=True):
    """The sound of a message. `spoken_by` stands where an AI spoke; a person's own has none."""

    url: str
    duration_ms: int
    mime_type: str
    spoken_by: SpokenBy | UnsetType = UNSET


class Charge(Answer, frozen=True, kw_only=True):
    amount_cents: Cents


class Mention(Answer, frozen=True, kw_only=True):
    """Somebody named in a text; `name` is the word behind the `@` as it was typed."""

    kind: Literal["user", "everyone"]
    id: str
    name: str


NoticeAct = Literal[
    "started",
    "waiting",
    "nobody_available",
    "accepted",
    "taken_over",
    "released",
    "assigned",
    "agent_left",
    "back_to_ai",
    "ai_failed",
    "quiet_warning",
    "resolved",
]


class Notice(Answer, frozen=True, kw_only=True):
    """What a system line says, for a client that words it itself; `name` is whom it is about.

    `at` is when people are back, of `nobody_available`, or when the conversation will be closed,
    of `quiet_warning`.
    """

    act: NoticeAct
    name: str | None = None
    at: Timestamp | None = None


class Reaction(Answer, frozen=True, kw_only=True):
    """One emoji on a message, and who put it there, in that order."""

    emoji: str
    user_ids: list[str]


class Message(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """One message. `seq` grows strictly in one community; `text` is as typed, never HTML.

    The fields with a default are absent where they hold it. `only_for` names the one person who
    sees a private message; `my_vote` is the caller's own and stands in lists only.
    """

    id: str
    seq: int
    community_id: str
    author: Author
    text: str
    created_at: Timestamp
    edited_at: Timestamp | None
    reply_to_id: str | None
    turn_id: str | None
    status: MessageStatus
    client_id: str | None
    audio: Audio | None
    charge: Charge | None
    citations: list[Citation]
    mentions: list[Mention] = msgspec.field(default_factory=list)
    reactions: list[Reaction] = msgspec.field(default_factory=list)
    attachments: list[Attachment] = msgspec.field(default_factory=list)
    pinned_at: Timestamp | None = None
    only_for: str | None = None
    replaces_id: str | None = None
    """The earlier reply to the same question that this one was made in place of."""
    my_vote: Vote | None = None
    conversation_id: str | None = None
    """Of a support conversation, in which `seq` grows then."""
    chat_id: str | None = None
    """Of a chat in a lounge, likewise."""
    kind: Literal["message", "system"] | UnsetType = UNSET
    """Always there in a support conversation; a system line tells what happened."""
    notice: Notice | None = None
    is_unsure: bool = False
    """Of an AI's reply to a customer: it rests on none of the AI's texts. Where people can be asked
    for, this is the moment to offer one."""


class MessageGone(Answer, frozen=True, kw_only=True):
    """What is left of a deleted message."""

    id: str
    seq: int
    community_id: str


class SendMessage(Input, frozen=True, kw_only=True):
    """`text` may be empty where there are attachments."""

    text: Text
    client_id: ClientId | None = None
    reply_to_id: Id | None = None
    attachment_ids: Annotated[list[Id], Meta(max_length=MAX_ATTACHMENTS)] = msgspec.field(
        default_factory=list
    )


class EditMessage(Input, frozen=True, kw_only=True):
    text: Text


class AskAgent(Input, frozen=True, kw_only=True):
    """`private` shows question and reply to the asker alone."""

    agent_id: Id
    text: Text
    client_id: ClientId | None = None
    reply_to_id: Id | None = None
    accept_fee_cents: Fee | None = None
    private: bool = False


class Regenerate(Input, frozen=True, kw_only=True):
    client_id: ClientId | None = None
    accept_fee_cents: Fee | None = None


class CatchUp(Input, frozen=True, kw_only=True):
    """Summarise what came after `since_seq` (default: what one has not read), for oneself alone."""

    agent_id: Id
    since_seq: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    utc_offset_minutes: Annotated[int, Meta(ge=-14 * 60, le=14 * 60)] | None = None
    """Of one's own clock, east positive; without it the times in the summary are UTC."""
    client_id: ClientId | None = None
    accept_fee_cents: Fee | None = None


class CastVote(Input, frozen=True, kw_only=True):
    """One's opinion of a reply, for its agent's author; null takes it back."""

    vote: Vote | None
    comment: Annotated[str, Meta(max_length=1000)] = ""


class Version(Answer, frozen=True, kw_only=True):
    """What a message said before an edit, and until when."""

    text: str
    until: Timestamp


class MarkRead(Input, frozen=True, kw_only=True):
    """Only forward, so that a slower device takes nothing back; `back` is for who wishes it."""

    seq: Annotated[int, Meta(ge=0, le=2**53)]
    back: bool = False


class HistoryQuery(ListQuery, frozen=True, kw_only=True):
    """Newest first from `cursor`; or around a message, a `seq` or a moment; or after a `seq`,
    oldest first."""

    around: Id | None = None
    around_seq: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    date: Timestamp | None = None
    """Around the first message that is not older than this."""
    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class SearchQuery(ListQuery, frozen=True, kw_only=True):
    """Words, and the filters `from:NAME`, `in:CLUB`, `before:DATE`, `after:DATE`, `has:file`,
    `has:link`; a name with spaces stands in double quotes. A date is `2026-11-23` (in UTC, of which
    `after:` takes the day itself in) or a moment such as `2026-11-23T18:30:00.000Z`."""

    q: Annotated[str, Meta(min_length=1, max_length=200)]


_M = "/api/communities/{communityId}/messages"
_WRITE = (Code.WRONG_TYPE, Code.NOT_A_MEMBER, Code.MUTED, Code.MEMBERSHIP_EXPIRED)
_READ = (Code.WRONG_TYPE, Code.NOT_A_MEMBER, Code.MEMBERSHIP_EXPIRED)

HISTORY = get(_M, Page[Message], "Messages, newest first", query=HistoryQuery, errors=_READ)
SEND = post(_M, SendMessage, Message, "Send a message", repeat=200, errors=_WRITE)
EDIT = patch(f"{_M}/{{messageId}}", EditMessage, Message, "Edit one's own", errors=_WRITE)
DELETE = command("DELETE", f"{_M}/{{messageId}}", "Delete one's own, or as staff", errors=_WRITE)
SEARCH = get(f"{_M}/search", Page[Message], "Find words", query=SearchQuery, errors=_READ)
READ_UP_TO = put(
    "/api/communities/{communityId}/read", MarkRead, "Mark as read up to a `seq`", errors=_READ
)
ASK = post(
    "/api/communities/{communityId}/agent-chat",
    AskAgent,
    str,
    "Ask an agent; the reply streams",
    status=200,
    kind=Kind.EVENTS,
    errors=(*_WRITE, Code.FEE_NOT_ACCEPTED),
)
REACT = command(
    "PUT",
    f"{_M}/{{messageId}}/reactions/{{emoji}}",
    "React with an emoji",
    errors=(*_WRITE, Code.TOO_MANY_REACTIONS),
)
UNREACT = command(
    "DELETE", f"{_M}/{{messageId}}/reactions/{{emoji}}", "Take one's reaction back", errors=_READ
)
PINS = get(
    "/api/communities/{communityId}/pins",
    Page[Message],
    "Pinned messages, newest pin first",
    query=ListQuery,
    errors=_READ,
)
PIN = command(
    "PUT", f"{_M}/{{messageId}}/pin", "Pin, as staff", errors=(*_WRITE, Code.TOO_MANY_PINS)
)
UNPIN = command("DELETE", f"{_M}/{{messageId}}/pin", "Unpin, as staff", errors=_WRITE)
VERSIONS = get(
    f"{_M}/{{messageId}}/versions",
    Page[Version],
    "What it said before, for its author and staff",
    query=ListQuery,
    errors=_READ,
)
VOTE = put(f"{_M}/{{messageId}}/vote", CastVote, "Judge an agent's reply", errors=_READ)
REGENERATE = post(
    f"{_M}/{{messageId}}/regenerate",
    Regenerate,
    str,
    "Let the agent answer the same question again; the reply streams",
    status=200,
    kind=Kind.EVENTS,
    body_optional=True,
    errors=(*_WRITE, Code.FEE_NOT_ACCEPTED, Code.TURN_RUNNING),
)
CATCH_UP = post(
    "/api/communities/{communityId}/catch-up",
    CatchUp,
    str,
    "Summarise what one missed, for oneself; the reply streams",
    status=200,
    kind=Kind.EVENTS,
    errors=(*_WRITE, Code.FEE_NOT_ACCEPTED, Code.NOTHING_MISSED),
)
MENTIONS = get("/api/mentions", Page[Message], "Where one was named", query=ListQuery)
SEARCH_ALL = get(
    "/api/messages/search", Page[Message], "Find words in all one's clubs", query=SearchQuery
)
