"""The acts of staff."""

from __future__ import annotations

from dataclasses import dataclass

from embedded_server.communities.models import AuditRow
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class AuditValue:
    id: str
    at: int
    actor_id: str
    act: str
    target_id: str | None
    target_name: str | None
    detail: str


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
