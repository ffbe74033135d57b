"""Who is in which community, as of now: time that ran out counts at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import peewee

from embedded_server.communities.models import MembershipRow
from embedded_server.contracts.communities import (
    CommunityType,
    NotificationLevel,
    Role,
    Standing,
)
from embedded_server.kernel.database import Reader, Transaction


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
    """A person's place in a community: its type, and the membership if there ever was one.

    `slow_seconds` is None where slow mode is off; `last_wrote_at` is kept where it is on.
    """

    community_id: str
    type: CommunityType
    membership: MembershipValue | None
    slow_seconds: int | None
    last_wrote_at: int | None

    @property
    def is_staff(self) -> bool:
        held = self.membership
        return held is not None and held.role in (Role.CREATOR, Role.MODERATOR)


_MEMBERSHIP = """
SELECT community_id, user_id, role,
  CASE WHEN status = 'active' AND expires_at <= :now THEN 'expired' ELSE status END,
  joined_at, expires_at, auto_renew, muted_until, notifications, last_read_seq
FROM memberships
"""


_SEAT = """
SELECT c.type, c.slow_seconds, m.last_wrote_at, m.community_id, m.user_id, m.role,
  CASE WHEN m.status = 'active' AND m.expires_at <= ?3 THEN 'expired' ELSE m.status END,
  m.joined_at, m.expires_at, m.auto_renew, m.muted_until, m.notifications, m.last_read_seq
FROM communities c LEFT JOIN memberships m ON m.community_id = c.id AND m.user_id = ?2
WHERE c.id = ?1 AND c.deleted_at IS NULL
"""


def _membership(row: tuple[Any, ...]) -> MembershipValue:
    return MembershipValue(
        row[0], row[1], Role(row[2]), Standing(row[3]), row[4], row[5], bool(row[6]), *row[7:]
    )


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
    type_, slow_seconds, last_wrote_at, *own = row
    held = None if own[0] is None else _membership(tuple(own))
    return Seat(community_id, CommunityType(type_), held, slow_seconds, last_wrote_at)


def memberships_of(reader: Reader, user_id: str) -> list[MembershipValue]:
    """Every membership the person holds now, in communities that exist."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE user_id = :user AND status = 'active' AND EXISTS (SELECT 1 FROM"
        " communities c WHERE c.id = community_id AND c.deleted_at IS NULL)",
        {"now": reader.now, "user": user_id},
    )
    return [_membership(row) for row in rows]


def members(
    reader: Reader,
    community_id: str,
    after: str | None,
    limit: int,
    status: Standing = Standing.ACTIVE,
) -> list[MembershipValue]:
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE community_id = :community AND status = :status"
        " AND user_id > :after ORDER BY user_id LIMIT :limit",
        {
            "now": reader.now,
            "community": community_id,
            "status": status,
            "after": after or "",
            "limit": limit,
        },
    )
    return [_membership(row) for row in rows]


def staff(reader: Reader, community_id: str) -> list[MembershipValue]:
    """Everybody with a role above that of a member, as long as they are in."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE community_id = :community AND role <> 'member'"
        " AND status = 'active' ORDER BY user_id",
        {"now": reader.now, "community": community_id},
    )
    return [_membership(row) for row in rows]


def put_membership(
    tx: Transaction, community_id: str, user_id: str, role: Role, expires_at: int | None = None
) -> None:
    """A fresh, active membership in place of any earlier one; a mute outlives it, and so does
    when one wrote."""
    tx.change(
        "INSERT INTO memberships (community_id, user_id, role, status, joined_at, expires_at,"
        " auto_renew, muted_until, notifications, last_read_seq)"
        " VALUES (?1, ?2, ?3, 'active', ?4, ?5, 0, NULL, 'all',"
        " (SELECT last_seq FROM communities WHERE id = ?1))"
        " ON CONFLICT (community_id, user_id) DO UPDATE SET role = excluded.role,"
        " status = 'active', joined_at = excluded.joined_at, expires_at = excluded.expires_at,"
        " auto_renew = 0, auto_renew_cents = NULL,"
        " last_read_seq = excluded.last_read_seq",
        (community_id, user_id, role, tx.now, expires_at),
    )


def update_membership(
    tx: Transaction, community_id: str, user_id: str, values: dict[str, Any]
) -> None:
    if values:
        here: peewee.Expression = (MembershipRow.community_id == community_id) & (
            MembershipRow.user_id == user_id
        )
        tx.change(MembershipRow.update(values).where(here))


def let_stay(tx: Transaction, community_id: str) -> None:
    """There is no monthly fee any more: who is in now is in for good."""
    tx.change(
        "UPDATE memberships SET expires_at = NULL WHERE community_id = ? AND status = 'active'"
        " AND expires_at > ?",
        (community_id, tx.now),
    )


def running_out(reader: Reader, after: int, up_to: int) -> list[MembershipValue]:
    """Memberships whose time ended after `after` and not later than `up_to`."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE status = 'active' AND expires_at > :after AND expires_at <= :up_to"
        " ORDER BY expires_at",
        {"now": reader.now, "after": after, "up_to": up_to},
    )
    return [_membership(row) for row in rows]


def to_renew(reader: Reader) -> list[MembershipValue]:
    """Memberships that are to renew themselves, and whose time has ended."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE auto_renew = 1 AND status = 'active' AND expires_at IS NOT NULL"
        " AND expires_at <= :now ORDER BY expires_at",
        {"now": reader.now},
    )
    return [_membership(row) for row in rows]


def paid_memberships(
    reader: Reader, user_id: str, after: str | None, limit: int
) -> list[MembershipValue]:
    """One's own that run out, by community."""
    rows = reader.named(
        f"{_MEMBERSHIP} WHERE user_id = :user AND status = 'active' AND expires_at IS NOT NULL"
        " AND community_id > :after ORDER BY community_id LIMIT :limit",
        {"now": reader.now, "user": user_id, "after": after or "", "limit": limit},
    )
    return [_membership(row) for row in rows]


@dataclass(frozen=True, slots=True)
class PayingValue:
    """A member whose time runs out, and the fee they let be taken then (None: they did not)."""

    user_id: str
    expires_at: int
    agreed_cents: int | None


def paying(
    reader: Reader, community_id: str, after: PayingValue | None, limit: int
) -> list[PayingValue]:
    """Whose time runs out, soonest first, behind `after`."""
    place = (reader.now, "") if after is None else (after.expires_at, after.user_id)
    rows = reader.rows(
        "SELECT user_id, expires_at, iif(auto_renew, auto_renew_cents, NULL) FROM memberships"
        " WHERE community_id = ? AND status = 'active' AND expires_at IS NOT NULL"
        " AND expires_at >= ? AND expires_at > ? AND (expires_at, user_id) > (?, ?)"
        " ORDER BY expires_at, user_id LIMIT ?",
        (community_id, place[0], reader.now, *place, limit),
    )
    return [PayingValue(*row) for row in rows]


def agreed_renewal(reader: Reader, community_id: str, user_id: str) -> int | None:
    """The monthly fee that somebody let be renewed, None where they did not."""
    found = reader.value(
        "SELECT auto_renew_cents FROM memberships WHERE community_id = ? AND user_id = ?"
        " AND auto_renew = 1",
        (community_id, user_id),
    )
    return None if found is None else int(found)


def set_wrote(tx: Transaction, community_id: str, user_id: str) -> None:
    tx.change(
        "UPDATE memberships SET last_wrote_at = ? WHERE community_id = ? AND user_id = ?",
        (tx.now, community_id, user_id),
    )


def read_up_to(tx: Transaction, community_id: str, user_id: str, seq: int, *, back: bool) -> None:
    """Not past the last message, and only forward unless `back`."""
    tx.change(
        "UPDATE memberships SET last_read_seq = max(iif(?4, 0, last_read_seq),"
        " min(?3, (SELECT last_seq FROM communities WHERE id = ?1)))"
        " WHERE community_id = ?1 AND user_id = ?2",
        (community_id, user_id, seq, back),
    )
