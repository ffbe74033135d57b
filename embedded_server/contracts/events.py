"""What `GET /api/events` carries, in both directions.

`seq` grows strictly over the whole server. Transient events carry none and are never replayed.
Each list answer says in the header `Spaces-Seq` up to which event it is current, so that a
client can apply to it what came after.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from embedded_server.contracts.base import Answer, Query
from embedded_server.contracts.billing import Payout, Wallet
from embedded_server.contracts.club import Message, MessageGone
from embedded_server.contracts.communities import Community, Membership, PresenceStatus
from embedded_server.contracts.live_room import (
    LivePeople,
    LiveRemoved,
    LiveRoomState,
    LiveSpeaking,
)
from embedded_server.contracts.lounge import DashboardChanged, UsageUpdated
from embedded_server.contracts.playground import (
    Participant,
    Session,
    SessionMessage,
    SessionSignal,
    SessionState,
)
from embedded_server.contracts.routes import Kind, get
from embedded_server.contracts.support import (
    Conversation,
    Looking,
    QueueUpdated,
    SupportAgentUpdated,
)
from embedded_server.contracts.support_desk import SupportNote
from embedded_server.contracts.turns import TurnStatus
from embedded_server.contracts.verification import Verification
from embedded_server.contracts.voice import LoungeVoice

SEQ_HEADER = "Spaces-Seq"


class EventType(StrEnum):
    MESSAGE_CREATED = "message.created"
    MESSAGE_UPDATED = "message.updated"
    MESSAGE_DELETED = "message.deleted"
    MESSAGES_EXPIRED = "messages.expired"
    REPORTS_UPDATED = "reports.updated"
    TURN_STARTED = "turn.started"
    TURN_CHUNK = "turn.chunk"
    TURN_FINISHED = "turn.finished"
    COMMUNITY_UPDATED = "community.updated"
    COMMUNITY_DELETED = "community.deleted"
    MEMBER_UPDATED = "member.updated"
    AGENTS_UPDATED = "agents.updated"
    READ_UPDATED = "read.updated"
    WALLET_UPDATED = "wallet.updated"
    PAYOUT_UPDATED = "payout.updated"
    CONVERSATION_UPDATED = "conversation.updated"
    QUEUE_UPDATED = "queue.updated"
    NOTE_CREATED = "note.created"
    SUPPORT_AGENT_UPDATED = "support_agent.updated"
    LOOKING = "looking"
    VERIFICATION_UPDATED = "verification.updated"
    VOICE_UPDATED = "voice.updated"
    USAGE_UPDATED = "usage.updated"
    DASHBOARD_UPDATED = "dashboard.updated"
    LIVE_ROOM_UPDATED = "live_room.updated"
    LIVE_ROOM_REMOVED = "live_room.removed"
    LIVE_ROOM_PEOPLE = "live_room.people"
    LIVE_ROOM_SPEAKING = "live_room.speaking"
    SESSION_UPDATED = "session.updated"
    PARTICIPANT_UPDATED = "participant.updated"
    SESSION_STATE = "session.state"
    SESSION_MESSAGE = "session.message"
    SESSION_SIGNAL = "session.signal"
    PRESENCE = "presence"
    TYPING = "typing"
    NOTHING = "nothing"
    RESYNC = "resync"
    ERROR = "error"


class TurnStarted(Answer, frozen=True, kw_only=True):
    turn_id: str
    message_id: str
    question_id: str | None
    agent_id: str
    agent_name: str
    asker_id: str


class TurnChunk(Answer, frozen=True, kw_only=True):
    turn_id: str
    message_id: str
    index: int
    text: str


class TurnFinished(Answer, frozen=True, kw_only=True):
    turn_id: str
    message_id: str
    status: TurnStatus
    code: str | None = None
    message: str | None = None
    retryable: bool = False


class CommunityGone(Answer, frozen=True, kw_only=True):
    id: str


class AgentsUpdated(Answer, frozen=True, kw_only=True):
    """The agents of a community changed; read them again."""

    community_id: str


class ReadUpdated(Answer, frozen=True, kw_only=True):
    """One's own read state, for one's other devices."""

    community_id: str
    last_read_seq: int
    unread_count: int
    mention_count: int = 0


class MessagesExpired(Answer, frozen=True, kw_only=True):
    """Messages of a club up to and with `up_to_seq` are past its retention, and gone.

    Pinned ones are kept, and so are replies that are still being written.
    """

    community_id: str
    up_to_seq: int


class ReportsUpdated(Answer, frozen=True, kw_only=True):
    """For staff: how many reports are open now."""

    community_id: str
    open_count: int


class Present(Answer, frozen=True, kw_only=True):
    user_id: str
    status: PresenceStatus


class Presence(Answer, frozen=True, kw_only=True):
    users: list[Present]


class Typing(Answer, frozen=True, kw_only=True):
    user_id: str
    display_name: str
    conversation_id: str | UnsetType = UNSET


class Nothing(Answer, frozen=True, kw_only=True):
    """An event of the past whose message was deleted since; its `seq` alone is left."""


class Resync(Answer, frozen=True, kw_only=True):
    """What was missed is too old to be replayed: fetch afresh, then go on from `seq`."""

    reason: str


class SocketError(Answer, frozen=True, kw_only=True):
    code: str
    message: str


DATA: dict[EventType, type[Answer]] = {
    EventType.MESSAGE_CREATED: Message,
    EventType.MESSAGE_UPDATED: Message,
    EventType.MESSAGE_DELETED: MessageGone,
    EventType.MESSAGES_EXPIRED: MessagesExpired,
    EventType.REPORTS_UPDATED: ReportsUpdated,
    EventType.TURN_STARTED: TurnStarted,
    EventType.TURN_CHUNK: TurnChunk,
    EventType.TURN_FINISHED: TurnFinished,
    EventType.COMMUNITY_UPDATED: Community,
    EventType.COMMUNITY_DELETED: CommunityGone,
    EventType.MEMBER_UPDATED: Membership,
    EventType.AGENTS_UPDATED: AgentsUpdated,
    EventType.READ_UPDATED: ReadUpdated,
    EventType.WALLET_UPDATED: Wallet,
    EventType.PAYOUT_UPDATED: Payout,
    EventType.CONVERSATION_UPDATED: Conversation,
    EventType.QUEUE_UPDATED: QueueUpdated,
    EventType.NOTE_CREATED: SupportNote,
    EventType.SUPPORT_AGENT_UPDATED: SupportAgentUpdated,
    EventType.LOOKING: Looking,
    EventType.VERIFICATION_UPDATED: Verification,
    EventType.VOICE_UPDATED: LoungeVoice,
    EventType.USAGE_UPDATED: UsageUpdated,
    EventType.DASHBOARD_UPDATED: DashboardChanged,
    EventType.LIVE_ROOM_UPDATED: LiveRoomState,
    EventType.LIVE_ROOM_REMOVED: LiveRemoved,
    EventType.LIVE_ROOM_PEOPLE: LivePeople,
    EventType.LIVE_ROOM_SPEAKING: LiveSpeaking,
    EventType.SESSION_UPDATED: Session,
    EventType.PARTICIPANT_UPDATED: Participant,
    EventType.SESSION_STATE: SessionState,
    EventType.SESSION_MESSAGE: SessionMessage,
    EventType.SESSION_SIGNAL: SessionSignal,
    EventType.PRESENCE: Presence,
    EventType.TYPING: Typing,
    EventType.NOTHING: Nothing,
    EventType.RESYNC: Resync,
    EventType.ERROR: SocketError,
}
"""The type of `data` for each type of event; total, which a test checks."""

TRANSIENT = frozenset(
    {
        EventType.TURN_CHUNK,
        EventType.PRESENCE,
        EventType.TYPING,
        EventType.LOOKING,
        EventType.SUPPORT_AGENT_UPDATED,
        EventType.SESSION_SIGNAL,
        EventType.LIVE_ROOM_PEOPLE,
        EventType.LIVE_ROOM_SPEAKING,
        EventType.ERROR,
    }
)


class Event(Answer, frozen=True, kw_only=True):
    """The envelope. `type` is a plain string: unknown ones are to be ignored."""

    type: str
    seq: int | UnsetType = UNSET
    community_id: str | UnsetType = UNSET
    data: msgspec.Raw


class SendTyping(Answer, frozen=True, kw_only=True, tag_field="type", tag="typing"):
    community_id: Annotated[str, Meta(max_length=64)] | None = None
    conversation_id: Annotated[str, Meta(max_length=64)] | None = None


class SendLooking(Answer, frozen=True, kw_only=True, tag_field="type", tag="looking"):
    """Staff's window shows a conversation, said again every 20 s, or has left it."""

    conversation_id: Annotated[str, Meta(max_length=64)]
    is_here: bool = True


class SendPresence(Answer, frozen=True, kw_only=True, tag_field="type", tag="presence"):
    status: Literal["active", "idle", "away"]


class SendHeartbeat(Answer, frozen=True, kw_only=True, tag_field="type", tag="session.heartbeat"):
    session_id: Annotated[str, Meta(max_length=64)]


class SendSessionSignal(Answer, frozen=True, kw_only=True, tag_field="type", tag="session.signal"):
    """For all who are in the session now, such as where a pointer is."""

    session_id: Annotated[str, Meta(max_length=64)]
    data: Any


ClientFrame = SendTyping | SendLooking | SendPresence | SendHeartbeat | SendSessionSignal


class EventsQuery(Query, frozen=True, kw_only=True):
    since: Annotated[int, Meta(ge=0, le=2**53)] | None = None


EVENTS = get(
    "/api/events",
    str,
    "Live events",
    kind=Kind.SOCKET,
    query=EventsQuery,
    guests=True,
    pages=True,
)
