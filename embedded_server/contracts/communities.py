"""Communities of all three types, memberships, roles, invites and the audit of staff acts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from embedded_server.contracts.base import (
    UNSET,
    Answer,
    Cents,
    ClientId,
    Description,
    Fee,
    Input,
    ListQuery,
    Name,
    Page,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Access, command, get, patch, post


class CommunityType(StrEnum):
    OFFICIAL = "official"
    CLUB = "club"
    LOUNGE = "lounge"


class Role(StrEnum):
    CREATOR = "creator"
    MODERATOR = "moderator"
    CS_AGENT = "cs_agent"
    MEMBER = "member"


class Standing(StrEnum):
    """`expired` is an active membership whose paid time has run out."""

    ACTIVE = "active"
    EXPIRED = "expired"
    LEFT = "left"
    REMOVED = "removed"
    BANNED = "banned"


CsMode = Literal["ai_only", "human_only", "hybrid"]
NotificationLevel = Literal["all", "mentions", "none"]
PresenceStatus = Literal["active", "idle", "away", "offline"]
FreeMinutes = Annotated[int, Meta(ge=0, le=1440)]
RetentionDays = Annotated[int, Meta(ge=1, le=3650)]
"""Messages older than this are deleted; null keeps them."""
SlowSeconds = Annotated[int, Meta(ge=0, le=21_600)]
"""A member who is no staff writes or asks once in so many seconds; null and 0 for no limit."""


class Membership(Answer, frozen=True, kw_only=True):
    """One person in one community. `unread_count` and `notifications` stand in one's own only."""

    user_id: str
    community_id: str
    display_name: str
    role: Role
    status: Standing
    joined_at: Timestamp
    expires_at: Timestamp | None
    auto_renew: bool
    muted_until: Timestamp | None
    presence: PresenceStatus | UnsetType = UNSET
    notifications: NotificationLevel | UnsetType = UNSET
    last_read_seq: int | UnsetType = UNSET
    unread_count: int | UnsetType = UNSET
    mention_count: int | UnsetType = UNSET
    """Unread messages that name one."""
    member_count: int | UnsetType = UNSET
    """How many are in now; in events alone."""
    username: str = ""
    """The word behind an `@` that names this person and nobody else."""


class Community(Answer, frozen=True, kw_only=True):
    """Fields of another type are absent, not null."""

    id: str
    type: CommunityType
    name: str
    description: str
    creator_id: str
    creator_name: str
    join_fee_cents: Cents
    monthly_fee_cents: Cents
    agent_call_fee_cents: Cents
    is_verified: bool
    member_count: int
    created_at: Timestamp
    membership: Membership | None
    cs_mode: CsMode | UnsetType = UNSET
    free_minutes_per_day: int | UnsetType = UNSET
    monthly_price_cents: Cents | UnsetType = UNSET
    text_when_used: bool | UnsetType = UNSET
    """Of a lounge: whether questions are answered in text when a day's free minutes are used."""
    lead_agent_id: str | UnsetType | None = UNSET
    retention_days: int | UnsetType | None = UNSET
    """Of a club."""
    slow_seconds: int | UnsetType | None = UNSET
    """Of a club; null where slow mode is off."""
    last_message_at: Timestamp | UnsetType = UNSET
    """Of the newest message that the viewer, a member, sees; absent while there is none."""


class CreateCommunity(Input, frozen=True, kw_only=True):
    type: CommunityType
    name: Name
    description: Description = ""
    join_fee_cents: Fee | None = None
    monthly_fee_cents: Fee | None = None
    agent_call_fee_cents: Fee | None = None
    cs_mode: CsMode | UnsetType = UNSET
    free_minutes_per_day: FreeMinutes | UnsetType = UNSET
    monthly_price_cents: Fee | UnsetType | None = UNSET
    text_when_used: bool | UnsetType = UNSET
    client_id: ClientId | None = None


class EditCommunity(Input, frozen=True, kw_only=True):
    type: CommunityType | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    join_fee_cents: Fee | UnsetType | None = UNSET
    monthly_fee_cents: Fee | UnsetType | None = UNSET
    agent_call_fee_cents: Fee | UnsetType | None = UNSET
    cs_mode: CsMode | UnsetType = UNSET
    free_minutes_per_day: FreeMinutes | UnsetType = UNSET
    monthly_price_cents: Fee | UnsetType | None = UNSET
    text_when_used: bool | UnsetType = UNSET
    lead_agent_id: str | UnsetType | None = UNSET
    retention_days: RetentionDays | UnsetType | None = UNSET
    slow_seconds: SlowSeconds | UnsetType | None = UNSET


class CommunityQuery(ListQuery, frozen=True, kw_only=True):
    type: CommunityType | None = None
    search: Annotated[str, Meta(max_length=200)] | None = None
    mine: bool = False


class Join(Input, frozen=True, kw_only=True):
    """What is paid, and from where: `expires_at` is when the membership runs out as the caller
    sees it. Where it runs out at another time by now, another window has paid already: 409
    `period_changed` with the present `expiresAt`, and nothing is charged. Beside it, a repeat with
    the same `Idempotency-Key` answers with the membership and charges nothing."""

    accept_fee_cents: Fee | None = None
    expires_at: Timestamp | None = None


class EditMembership(Input, frozen=True, kw_only=True):
    auto_renew: bool | UnsetType = UNSET
    notifications: NotificationLevel | UnsetType = UNSET


class EditMember(Input, frozen=True, kw_only=True):
    role: Role | UnsetType = UNSET
    muted_until: Timestamp | UnsetType | None = UNSET


class CreateInvite(Input, frozen=True, kw_only=True):
    role: Role = Role.MEMBER
    max_uses: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    expires_at: Timestamp | None = None
    client_id: ClientId | None = None


class Invite(Answer, frozen=True, kw_only=True):
    code: str
    url: str
    community_id: str
    role: Role
    max_uses: int | None
    uses: int
    expires_at: Timestamp | None
    created_by: str
    created_at: Timestamp


class InviteFacts(Answer, frozen=True, kw_only=True):
    """What whoever holds an invite may know before signing in."""

    community_id: str
    community_name: str
    type: CommunityType
    inviter_name: str
    member_count: int
    role: Role
    fee_cents: Cents
    """For coming in: the fee for joining and the first month; 0 for staff."""


class AuditEntry(Answer, frozen=True, kw_only=True):
    """One act of staff: `act` is a stable word such as `member.removed`."""

    id: str
    at: Timestamp
    actor_id: str
    actor_name: str
    act: str
    target_id: str | None
    target_name: str | None
    detail: str


_C = "/api/communities"
_ONE = f"{_C}/{{communityId}}"
_PAYING = (
    Code.FEE_NOT_ACCEPTED,
    Code.INSUFFICIENT_FUNDS,
    Code.PERIOD_CHANGED,
    Code.IDEMPOTENCY_CONFLICT,
)

LIST = get(_C, Page[Community], "Browse communities", query=CommunityQuery, access=Access.OPTIONAL)
CREATE = post(
    _C, CreateCommunity, Community, "Create a community", repeat=200, errors=(Code.WRONG_TYPE,)
)
READ = get(_ONE, Community, "One community", access=Access.OPTIONAL)
EDIT = patch(
    _ONE,
    EditCommunity,
    Community,
    "Change a community",
    errors=(Code.TYPE_IS_FIXED, Code.WRONG_TYPE),
)
DELETE = command("DELETE", _ONE, "Delete a community")
JOIN = post(
    f"{_ONE}/join",
    Join,
    Membership,
    "Join",
    repeat=200,
    body_optional=True,
    errors=(Code.BANNED, *_PAYING),
)
LEAVE = command(
    "POST", f"{_ONE}/leave", "Leave", errors=(Code.NOT_MEMBER, Code.CREATOR_CANNOT_LEAVE)
)
RENEW = post(
    f"{_ONE}/renew",
    Join,
    Membership,
    "Pay for the next 30 days",
    status=200,
    body_optional=True,
    errors=(Code.NOTHING_TO_RENEW, Code.NOT_MEMBER, *_PAYING),
)
EDIT_MEMBERSHIP = patch(
    f"{_ONE}/membership", EditMembership, Membership, "Change one's own membership"
)
MEMBERS = get(f"{_ONE}/members", Page[Membership], "Who is in", query=ListQuery)
EDIT_MEMBER = patch(f"{_ONE}/members/{{userId}}", EditMember, Membership, "Change a role, or mute")
REMOVE_MEMBER = command("DELETE", f"{_ONE}/members/{{userId}}", "Remove; they may come back")
BANS = get(f"{_ONE}/bans", Page[Membership], "Who is banned, for staff", query=ListQuery)
BAN = command("PUT", f"{_ONE}/bans/{{userId}}", "Ban; they may not come back")
UNBAN = command("DELETE", f"{_ONE}/bans/{{userId}}", "Lift a ban")
INVITES = get(f"{_ONE}/invites", Page[Invite], "Open invites", query=ListQuery)
CREATE_INVITE = post(
    f"{_ONE}/invites", CreateInvite, Invite, "Make an invite", repeat=200, body_optional=True
)
DELETE_INVITE = command("DELETE", f"{_ONE}/invites/{{code}}", "Withdraw an invite")
READ_INVITE = get(
    "/api/invites/{code}",
    InviteFacts,
    "What an invite leads to",
    access=Access.PUBLIC,
    errors=(Code.INVITE_GONE,),
)
ACCEPT_INVITE = post(
    "/api/invites/{code}/accept",
    Join,
    Membership,
    "Join by invite",
    repeat=200,
    body_optional=True,
    errors=(Code.INVITE_GONE, Code.BANNED, *_PAYING),
)
AUDIT = get(f"{_ONE}/audit", Page[AuditEntry], "Acts of staff, newest first", query=ListQuery)
