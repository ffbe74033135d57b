"""Playgrounds: spaces with a definition, and live sessions in them that people share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta

from embedded_server.contracts.base import (
    UNSET,
    Answer,
    ClientId,
    Description,
    Input,
    ListQuery,
    Name,
    Page,
    Query,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.club import Author
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Route, act, command, get, patch, post

MAX_JSON_BYTES = 64 * 1024
"""Of a definition, and of a session's shared state."""
MAX_DEPTH = 16
MAX_TAGS, MAX_TAG = 20, 40
MAX_URL = 2048
HEARTBEAT_SECONDS = 10
"""How often a window says that it still shows a session."""
GRACE_SECONDS = 30
"""After so long without one, a participant is disconnected; a lost host's place passes on."""
SEAT_SECONDS = 60
"""How long the seat of one who was lost is kept for them."""
EMPTY_SECONDS = 30 * 60
"""A session in which nobody is any more ends after that."""
Id = Annotated[str, Meta(max_length=64)]
JsonObject = Annotated[dict[str, Any], Meta(description="at most 64 KiB, 16 levels deep")]
Category = Annotated[str, Meta(max_length=40)]
Tags = Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=100)]
MostParticipants = Annotated[int, Meta(ge=1, le=1000)]
SeatRole = Annotated[str, Meta(max_length=200)]
"""What somebody is in a session, in words; it gives no power. 40 characters at most."""
ControlMode = Literal["human", "agent", "hybrid"]


class SessionStatus(StrEnum):
    WAITING = "waiting"
    ACTIVE = "active"
    ENDED = "ended"


class SpaceOwner(Answer, frozen=True, kw_only=True):
    id: str
    name: str


class Participant(Answer, frozen=True, kw_only=True):
    """One person in one session, however often they came and from how many windows. `generation`
    grows whenever they come back."""

    id: str
    session_id: str
    user_id: str
    name: str
    status: Literal["connected", "disconnected"]
    joined_at: Timestamp
    left_at: Timestamp | None
    agent_id: str | None
    role: str | None
    control_mode: ControlMode | None
    generation: int
    is_visitor: bool = False
    """Whether they came by a link, without an account."""


class Session(Answer, frozen=True, kw_only=True):
    """`participant_count` counts the connected; `participants` also lists who has left, and is
    absent in events, where `participant.updated` tells of each."""

    id: str
    playground_id: str
    status: SessionStatus
    host_id: str
    created_by: str
    participant_count: int
    is_locked: bool
    created_at: Timestamp
    ended_at: Timestamp | None
    participants: list[Participant] | UnsetType = UNSET


class Space(Answer, frozen=True, kw_only=True):
    """`sessions` stands in the view of one space alone, newest first."""

    id: str
    owner: SpaceOwner
    name: str
    description: str
    category: str | None
    tags: list[str]
    definition: dict[str, Any]
    is_public: bool
    max_participants: int | None
    live_session_count: int
    created_at: Timestamp
    sessions: list[Session] | UnsetType = UNSET


class SpacePage(Answer, frozen=True, kw_only=True):
    spaces: list[Space]
    total: int
    page: int
    total_pages: int


class CreateSpace(Input, frozen=True, kw_only=True):
    """`definition` is any JSON object, given back as it is. Its `iframeUrl`, where it has one, is
    an https address without a user name."""

    name: Name
    description: Description = ""
    category: Category | None = None
    tags: Tags | None = None
    definition: JsonObject | None = None
    is_public: bool = False
    max_participants: MostParticipants | None = None
    client_id: ClientId | None = None


class EditSpace(Input, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    category: Category | UnsetType | None = UNSET
    tags: Tags | UnsetType = UNSET
    definition: JsonObject | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    max_participants: MostParticipants | UnsetType | None = UNSET


class SpaceQuery(Query, frozen=True, kw_only=True):
    """`mine` lists one's own and those one was invited to, in place of the public ones; `limit`
    above 50 acts as 50."""

    search: Annotated[str, Meta(max_length=200)] | None = None
    category: Annotated[str, Meta(max_length=200)] | None = None
    tag: Annotated[str, Meta(max_length=200)] | None = None
    mine: bool = False
    page: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    limit: Annotated[int, Meta(ge=1)] = 20


class SpaceInvite(Answer, frozen=True, kw_only=True):
    """Whoever accepts it sees a private space; making a new one ends the old one."""

    code: str
    url: str
    space_id: str
    created_at: Timestamp


class StartSession(Input, frozen=True, kw_only=True):
    """What its creator, who is in at once, is in it."""

    agent_id: Id | None = None
    role: SeatRole | None = None
    control_mode: ControlMode | None = None
    client_id: ClientId | None = None


class JoinSession(Input, frozen=True, kw_only=True):
    """What is given replaces what was; what is absent stays."""

    agent_id: Id | UnsetType | None = UNSET
    role: SeatRole | UnsetType | None = UNSET
    control_mode: ControlMode | UnsetType | None = UNSET


class LeaveSession(Input, frozen=True, kw_only=True):
    """With `generation`, a late leave of an older connection undoes nothing."""

    generation: Annotated[int, Meta(ge=1, le=2**53)] | None = None


class EditSession(Input, frozen=True, kw_only=True):
    """For its host. `host_id` hands the session on to somebody who is connected."""

    is_locked: bool | UnsetType = UNSET
    host_id: Id | UnsetType = UNSET


class EditParticipant(Input, frozen=True, kw_only=True):
    agent_id: Id | UnsetType | None = UNSET
    role: SeatRole | UnsetType | None = UNSET
    control_mode: ControlMode | UnsetType | None = UNSET


class SharedState(Answer, frozen=True, kw_only=True):
    """`version` is 0 before anybody has written."""

    version: int
    state: dict[str, Any]


class SessionState(Answer, frozen=True, kw_only=True):
    """As an event tells it."""

    session_id: str
    version: int
    state: dict[str, Any]
    changed_by: str
    by_ai: bool = False
    """Whether the agent in that person's seat did it."""


class SessionSignal(Answer, frozen=True, kw_only=True):
    """Told to who is in a session now, and kept by nobody. At most 4 KiB as JSON."""

    session_id: str
    participant_id: str
    data: Any


class PutState(Input, frozen=True, kw_only=True):
    """`version` is the one that was read before; another has written since where it is not the
    present one."""

    version: Annotated[int, Meta(ge=0, le=2**53)]
    state: JsonObject


class SessionMessage(Answer, frozen=True, kw_only=True):
    """`seq` grows in one session."""

    id: str
    seq: int
    session_id: str
    author: Author
    text: str
    created_at: Timestamp
    client_id: str | None
    participant_id: str | None = None
    """The seat whose agent said it; null where a person did."""


class SendSessionMessage(Input, frozen=True, kw_only=True):
    text: Annotated[str, Meta(max_length=16_000, description="1 to 4000 characters")]
    client_id: ClientId | None = None


class SessionLogEntry(Answer, frozen=True, kw_only=True):
    """One change of a session: who came and went, who drives which seat, who is host."""

    id: int
    at: Timestamp
    act: Literal[
        "started",
        "joined",
        "reconnected",
        "left",
        "lost",
        "removed",
        "control",
        "host",
        "locked",
        "unlocked",
        "agent_failed",
        "ended",
    ]
    user_id: str | None
    user_name: str | None
    participant_id: str | None
    detail: str


_S = "/api/spaces"
_ONE = f"{_S}/{{spaceId}}"
_SESSIONS = f"{_ONE}/sessions"
_SESSION = f"{_SESSIONS}/{{sessionId}}"
_PART = f"{_SESSION}/participants/{{participantId}}"
_LIVE = (Code.SESSION_ENDED,)

LIST = get(_S, SpacePage, "Browse public spaces, or one's own", query=SpaceQuery)
CREATE = post(_S, CreateSpace, Space, "Create a space", repeat=200)
READ = get(_ONE, Space, "One space with its sessions")
EDIT = patch(_ONE, EditSpace, Space, "Change a space, as its owner")
DELETE = command("DELETE", _ONE, "Delete a space, as its owner; its sessions end")
INVITE = act(f"{_ONE}/invites", SpaceInvite, "Make an invite, as its owner", status=201)
ACCEPT_INVITE = act("/api/space-invites/{code}/accept", Space, "See a space by invite")
SESSIONS = get(_SESSIONS, Page[Session], "Its sessions, newest first", query=ListQuery)
START = post(_SESSIONS, StartSession, Session, "Start a session", repeat=200, body_optional=True)
SESSION = get(_SESSION, Session, "One session", pages=True)
EDIT_SESSION = patch(_SESSION, EditSession, Session, "Lock it or hand it on, as host", errors=_LIVE)
JOIN = post(
    f"{_SESSION}/join",
    JoinSession,
    Participant,
    "Join, or come back as the same participant",
    repeat=200,
    body_optional=True,
    errors=(*_LIVE, Code.SESSION_FULL, Code.SESSION_LOCKED, Code.REMOVED),
    pages=True,
)
LEAVE = post(
    f"{_SESSION}/leave",
    LeaveSession,
    Participant,
    "Leave",
    status=200,
    body_optional=True,
    pages=True,
)
END = act(f"{_SESSION}/end", Session, "End it, as host or as the space's owner")
EDIT_PARTICIPANT = patch(
    _PART,
    EditParticipant,
    Participant,
    "Change a seat: one's own, or as host",
    errors=_LIVE,
    pages=True,
)
REMOVE_PARTICIPANT = command(
    "DELETE", _PART, "Remove somebody, as host; they may not come back", errors=_LIVE
)
STATE = get(f"{_SESSION}/state", SharedState, "The shared state", pages=True)
PUT_STATE: Route[PutState, SharedState] = Route(
    method="PUT",
    path=f"{_SESSION}/state",
    summary="Write the shared state over the version that was read",
    body=PutState,
    answer=SharedState,
    errors=(*_LIVE, Code.STALE_VERSION),
    pages=True,
)
MESSAGES = get(
    f"{_SESSION}/messages",
    Page[SessionMessage],
    "Its chat, newest first",
    query=ListQuery,
    pages=True,
)
SEND = post(
    f"{_SESSION}/messages",
    SendSessionMessage,
    SessionMessage,
    "Write",
    repeat=200,
    errors=_LIVE,
    pages=True,
)
LOG = get(
    f"{_SESSION}/log", Page[SessionLogEntry], "What happened in it, oldest first", query=ListQuery
)
