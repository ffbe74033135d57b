"""Lounges: talking with a creator's agent, the free time of a day, subscribing, and figures."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import (
    Answer,
    Cents,
    ClientId,
    Fee,
    Input,
    ListQuery,
    Page,
    Query,
    Timestamp,
)
from embedded_server.contracts.billing import Revenue
from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, get, post

Text = Annotated[str, Meta(max_length=16_000, description="1 to 4000 characters after trimming")]


class ChatAgent(Answer, frozen=True, kw_only=True):
    id: str
    name: str


class Chat(Answer, frozen=True, kw_only=True):
    """What one member and the lounge's agent say to each other; nobody else reads it."""

    id: str
    community_id: str
    community_name: str
    user_id: str
    agent: ChatAgent | None
    """Who answers now; null where the creator has added none."""
    created_at: Timestamp
    last_seq: int
    last_text: str
    last_at: Timestamp


class StartChat(Input, frozen=True, kw_only=True):
    """`accept_fee_cents` names what joining costs, where the caller is not a member yet."""

    accept_fee_cents: Fee | None = None


class SendInChat(Input, frozen=True, kw_only=True):
    text: Text
    client_id: ClientId | None = None


class VoiceMessageForm(Input, frozen=True, kw_only=True):
    """The multipart form that may stand in place of the text: 0.3 to 120 s of speech, WAV sure,
    others if they can be decoded. `language` is what is spoken."""

    audio: bytes
    client_id: ClientId | None = None
    language: Annotated[str, Meta(max_length=20)] = "en"


class SpokenReply(Answer, frozen=True, kw_only=True):
    """What one reply took: `seconds` is both others together, each rounded up by itself."""

    turn_id: str
    seconds: int
    spoken_seconds: int
    """Of the reply, spoken."""
    said_seconds: int
    """Of the member's own voice message."""
    at: Timestamp
    """When its turn started, which decides the day it counts on."""


class LoungeTime(Answer, frozen=True, kw_only=True):
    """How one person stands today, in whole seconds of speech. Text alone takes no time. Who has
    subscribed, and the creator, are counted and not limited. A reply that crosses the limit is
    spoken to its end: `used_seconds` says so, and the next day begins anew."""

    community_id: str
    free_seconds_per_day: int
    used_seconds: int
    remaining_seconds: int
    warn_at_seconds: int
    """From so many used seconds on, a limited person is told that the time draws to its end."""
    resets_at: Timestamp
    is_limited: bool
    text_when_used: bool
    """Whether questions are answered in text once nothing is left; else they wait."""
    subscribed: bool
    subscription_expires_at: Timestamp | None
    auto_renew: bool
    monthly_price_cents: Cents


class LoungeUsage(LoungeTime, frozen=True, kw_only=True):
    """`replies` are those of today, oldest first, and add up to `used_seconds`."""

    replies: list[SpokenReply]


class UsageUpdated(LoungeTime, frozen=True, kw_only=True):
    """With the reply that was counted, where that is what changed."""

    reply: SpokenReply | None


class DashboardChanged(Answer, frozen=True, kw_only=True):
    """Figures of a lounge are others now; its creator reads them again."""

    community_id: str


class Subscribe(Input, frozen=True, kw_only=True):
    """`subscription_expires_at` is the end that the caller saw, null for none: where it is another
    by now, another window has paid already."""

    accept_fee_cents: Fee | None = None
    subscription_expires_at: Timestamp | msgspec.UnsetType | None = msgspec.UNSET


class UsageDay(Answer, frozen=True, kw_only=True):
    """A calendar day in the server's zone, also one on which nothing happened."""

    day: str
    seconds: int
    conversations: int
    """Chats begun."""
    people: int
    """Members who spoke, or were spoken to."""


class DashboardUsage(Answer, frozen=True, kw_only=True):
    today_seconds: int
    last_7_days_seconds: int = msgspec.field(name="last7DaysSeconds")
    last_30_days_seconds: int = msgspec.field(name="last30DaysSeconds")
    daily: list[UsageDay]


class Dashboard(Answer, frozen=True, kw_only=True):
    """For the creator, who is not among the members counted here."""

    community_id: str
    member_count: int
    active_subscriptions: int
    conversations: int
    """Chats that were ever begun."""
    time_zone: str
    """By whose calendar days are counted."""
    usage: DashboardUsage
    revenue: Revenue


class DashboardQuery(Query, frozen=True, kw_only=True):
    days: Annotated[int, Meta(ge=1, le=366)] = 30


class ChatHistoryQuery(ListQuery, frozen=True, kw_only=True):
    """Newest first from `cursor`; or what came after a `seq`, oldest first."""

    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None


MIN_VOICE_SECONDS, MAX_VOICE_SECONDS = 0.3, 120.0
MAX_VOICE_BYTES = 25 * 1024 * 1024
FORM_BYTES = 64 * 1024
"""Of a form around its file."""
MAX_HEARD = 4000
"""Characters that are kept of what was recognised."""
NO_RECOGNISER = "no_recogniser"
"""The `state` of `not_available` where nothing turns speech into text."""
_C = "/api/communities/{communityId}"
_CHAT = "/api/chats/{chatId}"
_PAYING = (
    Code.FEE_NOT_ACCEPTED,
    Code.INSUFFICIENT_FUNDS,
    Code.PERIOD_CHANGED,
    Code.IDEMPOTENCY_CONFLICT,
)

START_CHAT = post(
    f"{_C}/chats",
    StartChat,
    Chat,
    "Start talking, and be a member from then on; or find one's chat",
    repeat=200,
    body_optional=True,
    errors=(Code.WRONG_TYPE, Code.BANNED, *_PAYING),
)
CHATS = get("/api/chats", Page[Chat], "One's own chats, newest first", query=ListQuery)
CHAT = get(_CHAT, Chat, "One's own chat")
MESSAGES = get(
    f"{_CHAT}/messages",
    Page[Message],
    "What was said in it, newest first",
    query=ChatHistoryQuery,
    errors=(Code.NOT_A_MEMBER, Code.MEMBERSHIP_EXPIRED),
)
SEND = post(
    f"{_CHAT}/messages",
    SendInChat,
    str,
    "Say something; the reply streams",
    status=200,
    kind=Kind.EVENTS,
    upload=VoiceMessageForm,
    max_form=MAX_VOICE_BYTES + FORM_BYTES,
    errors=(
        Code.FREE_MINUTES_USED,
        Code.NOT_AVAILABLE,
        Code.NOT_AUDIO,
        Code.TOO_SHORT,
        Code.TOO_LONG,
        Code.TOO_LARGE,
        Code.NOTHING_HEARD,
        Code.NOT_A_MEMBER,
        Code.MEMBERSHIP_EXPIRED,
        Code.MUTED,
        Code.BANNED,
        Code.NO_AGENT,
        Code.TURN_RUNNING,
    ),
)
USAGE = get(
    f"{_C}/usage",
    LoungeUsage,
    "One's own time of today",
    errors=(Code.WRONG_TYPE, Code.NOT_A_MEMBER, Code.MEMBERSHIP_EXPIRED),
)
SUBSCRIBE = post(
    f"{_C}/subscription",
    Subscribe,
    LoungeUsage,
    "Subscribe, or pay for the next 30 days",
    status=200,
    body_optional=True,
    errors=(
        Code.WRONG_TYPE,
        Code.NOT_A_MEMBER,
        Code.MEMBERSHIP_EXPIRED,
        Code.NOT_FOR_SALE,
        *_PAYING,
    ),
)
UNSUBSCRIBE: Route[None, LoungeUsage] = Route(
    method="DELETE",
    path=f"{_C}/subscription",
    summary="Do not renew; what is paid for runs to its end",
    answer=LoungeUsage,
    errors=(Code.WRONG_TYPE, Code.NOT_SUBSCRIBED),
)
DASHBOARD = get(
    f"{_C}/dashboard",
    Dashboard,
    "Members, subscriptions, conversations, usage and income, for the creator",
    query=DashboardQuery,
    errors=(Code.WRONG_TYPE,),
)
