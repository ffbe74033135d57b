"""A club's group chat: messages, history, search, read state, and asking an agent."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import (
    Answer,
    Cents,
    ClientId,
    Fee,
    Input,
    ListQuery,
    Page,
    Timestamp,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, command, get, patch, post, put
from embedded_server.contracts.turns import Citation

MAX_TEXT = 4000
Text = Annotated[str, Meta(max_length=16_000, description="1 to 4000 characters after trimming")]
MessageStatus = Literal["sent", "streaming", "stopped", "failed"]


class Author(Answer, frozen=True, kw_only=True):
    kind: Literal["user", "agent", "system"]
    id: str
    name: str


class Audio(Answer, frozen=True, kw_only=True):
    url: str
    duration_ms: int
    mime_type: str


class Charge(Answer, frozen=True, kw_only=True):
    amount_cents: Cents


class Message(Answer, frozen=True, kw_only=True):
    """One message. `seq` grows strictly in one community; `text` is as typed, never HTML."""

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


class MessageGone(Answer, frozen=True, kw_only=True):
    """What is left of a deleted message."""

    id: str
    seq: int
    community_id: str


class SendMessage(Input, frozen=True, kw_only=True):
    text: Text
    client_id: ClientId | None = None
    reply_to_id: Annotated[str, Meta(max_length=64)] | None = None


class EditMessage(Input, frozen=True, kw_only=True):
    text: Text


class AskAgent(Input, frozen=True, kw_only=True):
    agent_id: Annotated[str, Meta(max_length=64)]
    text: Text
    client_id: ClientId | None = None
    reply_to_id: Annotated[str, Meta(max_length=64)] | None = None
    accept_fee_cents: Fee | None = None


class MarkRead(Input, frozen=True, kw_only=True):
    seq: Annotated[int, Meta(ge=0, le=2**53)]


class HistoryQuery(ListQuery, frozen=True, kw_only=True):
    """Newest first from `cursor`; or around a message; or after a `seq`, oldest first."""

    around: Annotated[str, Meta(max_length=64)] | None = None
    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class SearchQuery(ListQuery, frozen=True, kw_only=True):
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
