"""Queries on communities, memberships, invites and audit; values come out, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import peewee

from embedded_server.communities.models import AuditRow, CommunityRow, MembershipRow
from embedded_server.communities.store.invites import (
    InviteValue,
    claim_invite,
    claims_of,
    find_invite,
    find_invite_by_id,
    insert_invite,
    open_invites,
    release_invite,
    use_invite,
    withdraw_invite,
)
from embedded_server.contracts.communities import (
    CommunityType,
    CsMode,
    NotificationLevel,
    Role,
    Standing,
)
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id

__all__ = [
    "AuditValue",
    "CommunityValue",
    "InviteValue",
    "MembershipValue",
    "Seat",
    "audit",
    "browse",
    "claim_invite",
    "claims_of",
    "find",
    "find_invite",
    "find_invite_by_id",
    "insert",
    "insert_invite",
    "members",
    "membership",
    "memberships_of",
    "next_seq",
    "open_invites",
    "put_membership",
    "read_up_to",
    "record",
    "release_invite",
    "seat",
    "update",
    "update_membership",
    "use_invite",
    "with_retention",
    "withdraw_invite",
]


@dataclass(frozen=True, slots=True)
class CommunityValue:
    id: str
    type: CommunityType
    name: str
    description: str
    creator_id: str
    join_fee_cents: int
    monthly_fee_cents: int
    agent_call_fee_cents: int
    is_verified: bool
    cs_mode: CsMode | None
    free_minutes_per_day: int | None
    monthly_price_cents: int | None
    lead_agent_id: str | None
    retention_days: int | None
    last_seq: int
    created_at: int
    member_count: int


@dataclass(frozen=True, slots=True)
class MembershipValue:
    """`status` is as of the reading: an active one whose time ran out is `expired` already."""

    community_id: str
    user_id: str
    role: Role
    status: Standing
    joined_at: int
    expires_at: int | None
    auto_renew: bool
    muted_until: int | None
    notifications: NotificationLevel
    last_read_seq: int

    @property
    def is_active(self) -> bool:
        return self.status is Standing.ACTIVE


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a community: its type, and the membership if there ever was one."""

    community_id: str
    type: CommunityType
    membership: MembershipValue | None

    @property
    def is_staff(self) -> bool:
        held = self.membership
        return held is not None and held.role in (Role.CREATOR, Role.MODERATOR)


@dataclass(frozen=True, slots=True)
class AuditValue:
    id: str
    at: int
    actor_id: str
    act: str
    target_id: str | None
    target_name: str | None
    detail: str


_COMMUNITY = """
SELECT c.id, c.type, c.name, c.description, c.creator_id, c.join_fee_cents, c.monthly_fee_cents,
  c.agent_call_fee_cents, c.is_verified, c.cs_mode, c.free_minutes_per_day, c.monthly_price_cents,
  c.lead_agent_id, c.retention_days, c.last_seq, c.created_at,
  (SELECT COUNT(*) FROM memberships m WHERE m.community_id = c.id AND m.status = 'active'
     AND (m.expires_at IS NULL OR m.expires_at > :now))
FROM communities c
"""
_MEMBERSHIP = """
SELECT community_id, user_id, role,
  CASE WHEN status = 'active' AND expires_at <= :now THEN 'expired' ELSE status END,
  joined_at, expires_at, auto_renew, muted_until, notifications, last_read_seq
FROM memberships
"""
_SEAT = """
SELECT c.type, m.community_id, m.user_id, m.role,
  CASE WHEN m.status = 'active' AND m.expires_at <= ?3 THEN 'expired' ELSE m.status END,
  m.joined_at, m.expires_at, m.auto_renew, m.muted_until, m.notifications, m.last_read_seq
FROM communities c LEFT JOIN memberships m ON m.community_id = c.id AND m.user_id = ?2
WHERE c.id = ?1 AND c.deleted_at IS NULL
"""


def _community(row: tuple[Any, ...]) -> CommunityValue:
    id_, type_, name, description, creator_id, join, monthly, call, verified, *rest = row
    return CommunityValue(
        id_,
        CommunityType(type_),
        name,
        description,
        creator_id,
        join,
        monthly,
        call,
        bool(verified),
        *rest,
    )


def _membership(row: tuple[Any, ...]) -> MembershipValue:
    return MembershipValue(
        row[0], row[1], Role(row[2]), Standing(row[3]), row[4], row[5], bool(row[6]), *row[7:]
    )


# Communities


def find(reader: Reader, community_id: str) -> CommunityValue | None:
    row = reader.named(
        f"{_COMMUNITY} WHERE c.id = :id AND c.deleted_at IS NULL",
        {"now": reader.now, "id": community_id},
    )
    return _community(row[0]) if row else None


def browse(
    reader: Reader,
    *,
    type_: CommunityType | None,
    search: str | None,
    member_id: str | None,
    before: str | None,
    limit: int,
) -> list[CommunityValue]:
    """Newest first. `search` is folded text; `member_id` keeps communities of that person."""
    conditions = ["c.deleted_at IS NULL"]
    if type_ is not None:
        conditions.append("c.type = :type")
    if search is not None:
        conditions.append("instr(c.folded, :search) > 0")
    if member_id is not None:
        conditions.append(
            "c.id IN (SELECT community_id FROM memberships"
            " WHERE user_id = :member AND status = 'active')"
        )
    if before is not None:
        conditions.append("c.id < :before")
    rows = reader.named(
        f"{_COMMUNITY} WHERE {' AND '.join(conditions)} ORDER BY c.id DESC LIMIT :limit",
        {
            "now": reader.now,
            "type": type_,
            "search": search,
            "member": member_id,
            "before": before,
            "limit": limit,
        },
    )
    return [_community(row) for row in rows]


def with_retention(reader: Reader) -> list[tuple[str, int]]:
    """`(id, days)` of those that keep messages for a time only, also where they are deleted."""
    return [
        (community_id, days)
        for community_id, days in reader.rows(
            "SELECT id, retention_days FROM communities WHERE retention_days IS NOT NULL"
        )
    ]


def insert(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(CommunityRow.insert(created_at=tx.now, last_seq=0, is_verified=0, **values))


def update(tx: Transaction, community_id: str, values: dict[str, Any]) -> None:
    if values:
        tx.change(CommunityRow.update(values).where(CommunityRow.id == community_id))


def next_seq(tx: Transaction, community_id: str) -> int:
    """Count one message more; answers with its number."""
    return int(
        tx.value(
            "UPDATE communities SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq",
            (community_id,),
        )
    )


# Memberships


def membership(reader: Reader, community_id: str, user_id: str) -> MembershipValue | None:
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE community_id = :community AND user_id = :user",
        {"now": reader.now, "community": community_id, "user": user_id},
    )
    return _membership(rows[0]) if rows else None


def seat(reader: Reader, community_id: str, user_id: str) -> Seat | None:
    """None where the community does not exist; on the way of every message, so one query."""
    row = reader.row(_SEAT, (community_id, user_id, reader.now))
    if row is None:
        return None
    held = None if row[1] is None else _membership(row[1:])
    return Seat(community_id, CommunityType(row[0]), held)


def memberships_of(reader: Reader, user_id: str) -> list[MembershipValue]:
    """Every membership the person holds now, in communities that exist."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE user_id = :user AND status = 'active' AND EXISTS (SELECT 1 FROM"
        " communities c WHERE c.id = community_id AND c.deleted_at IS NULL)",
        {"now": reader.now, "user": user_id},
    )
    return [_membership(row) for row in rows]


def members(
    reader: Reader, community_id: str, after: str | None, limit: int
) -> list[MembershipValue]:
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE community_id = :community AND status = 'active'"
        " AND user_id > :after ORDER BY user_id LIMIT :limit",
        {"now": reader.now, "community": community_id, "after": after or "", "limit": limit},
    )
    return [_membership(row) for row in rows]


def put_membership(tx: Transaction, community_id: str, user_id: str, role: Role) -> None:
    """A fresh, active membership in place of any earlier one; a mute outlives it."""
    tx.change(
        "INSERT INTO memberships (community_id, user_id, role, status, joined_at, expires_at,"
        " auto_renew, muted_until, notifications, last_read_seq)"
        " VALUES (?1, ?2, ?3, 'active', ?4, NULL, 0, NULL, 'all',"
        " (SELECT last_seq FROM communities WHERE id = ?1))"
        " ON CONFLICT (community_id, user_id) DO UPDATE SET role = excluded.role,"
        " status = 'active', joined_at = excluded.joined_at, expires_at = NULL, auto_renew = 0,"
        " last_read_seq = excluded.last_read_seq",
        (community_id, user_id, role, tx.now),
    )


def update_membership(
    tx: Transaction, community_id: str, user_id: str, values: dict[str, Any]
) -> None:
    if values:
        here: peewee.Expression = (MembershipRow.community_id == community_id) & (
            MembershipRow.user_id == user_id
        )
        tx.change(MembershipRow.update(values).where(here))


def read_up_to(tx: Transaction, community_id: str, user_id: str, seq: int, *, back: bool) -> None:
    """Not past the last message, and only forward unless `back`."""
    tx.change(
        "UPDATE memberships SET last_read_seq = max(iif(?4, 0, last_read_seq),"
        " min(?3, (SELECT last_seq FROM communities WHERE id = ?1)))"
        " WHERE community_id = ?1 AND user_id = ?2",
        (community_id, user_id, seq, back),
    )


# Audit


def record(
    tx: Transaction,
    community_id: str,
    actor_id: str,
    act: str,
    target_id: str | None,
    target_name: str | None,
    detail: str,
) -> None:
    tx.change(
        AuditRow.insert(
            id=new_id(),
            community_id=community_id,
            at=tx.now,
            actor_id=actor_id,
            act=act,
            target_id=target_id,
            target_name=target_name,
            detail=detail,
        )
    )


def audit(reader: Reader, community_id: str, before: str | None, limit: int) -> list[AuditValue]:
    rows = reader.rows(
        "SELECT id, at, actor_id, act, target_id, target_name, detail FROM audit"
        " WHERE community_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
        (community_id, before or "~", limit),
    )
    return [AuditValue(*row) for row in rows]
