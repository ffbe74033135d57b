"""Communities: found, browsed, made and changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from embedded_server.communities.models import CommunityRow
from embedded_server.contracts.communities import (
    CommunityType,
    CsMode,
)
from embedded_server.kernel.database import Reader, Transaction


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
    text_when_used: int | None
    """1 or 0 in a lounge."""
    lead_agent_id: str | None
    retention_days: int | None
    slow_seconds: int | None
    last_seq: int
    created_at: int
    member_count: int


_COMMUNITY = """
SELECT c.id, c.type, c.name, c.description, c.creator_id, c.join_fee_cents, c.monthly_fee_cents,
  c.agent_call_fee_cents, c.is_verified, c.cs_mode, c.free_minutes_per_day, c.monthly_price_cents,
  c.text_when_used, c.lead_agent_id, c.retention_days, c.slow_seconds, c.last_seq, c.created_at,
  (SELECT COUNT(*) FROM memberships m WHERE m.community_id = c.id AND m.status = 'active'
     AND (m.expires_at IS NULL OR m.expires_at > :now))
FROM communities c
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


def creator_of(reader: Reader, community_id: str) -> str | None:
    """Also of a deleted one."""
    found = reader.value("SELECT creator_id FROM communities WHERE id = ?", (community_id,))
    return None if found is None else str(found)


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


def names_of(reader: Reader, community_ids: Iterable[str]) -> dict[str, str]:
    """Also of deleted ones: what was paid to them stays in the statements."""
    wanted = list(community_ids)
    if not wanted:
        return {}
    marks = ", ".join("?" * len(wanted))
    return dict(reader.rows(f"SELECT id, name FROM communities WHERE id IN ({marks})", wanted))
