"""Invites, and the accounts that were opened with one before it let them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.communities.models import InviteRow
from embedded_server.contracts.communities import Role
from embedded_server.kernel.database import Reader, Transaction

_INVITE = (
    "SELECT code, id, community_id, role, max_uses, uses, expires_at, created_by, created_at,"
    " withdrawn_at FROM invites "
)


@dataclass(frozen=True, slots=True)
class InviteValue:
    code: str
    id: str
    community_id: str
    role: Role
    max_uses: int | None
    uses: int
    expires_at: int | None
    created_by: str
    created_at: int
    withdrawn_at: int | None

    def is_open(self, now: int) -> bool:
        return (
            self.withdrawn_at is None
            and (self.expires_at is None or self.expires_at > now)
            and (self.max_uses is None or self.uses < self.max_uses)
        )


def _invite(row: tuple[Any, ...]) -> InviteValue:
    return InviteValue(row[0], row[1], row[2], Role(row[3]), *row[4:])


def insert_invite(tx: Transaction, invite: InviteValue) -> None:
    tx.change(
        InviteRow.insert(
            {getattr(InviteRow, name): getattr(invite, name) for name in invite.__slots__}
        )
    )


def find_invite(reader: Reader, code: str) -> InviteValue | None:
    row = reader.row(f"{_INVITE} WHERE code = ?", (code,))
    return None if row is None else _invite(row)


def find_invite_by_id(reader: Reader, invite_id: str) -> InviteValue | None:
    row = reader.row(f"{_INVITE} WHERE id = ?", (invite_id,))
    return None if row is None else _invite(row)


def open_invites(
    reader: Reader, community_id: str, before: str | None, limit: int
) -> list[InviteValue]:
    rows = reader.rows(
        f"{_INVITE} WHERE community_id = ? AND id < ? AND withdrawn_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > ?) AND (max_uses IS NULL OR uses < max_uses)"
        " ORDER BY id DESC LIMIT ?",
        (community_id, before or "~", reader.now, limit),
    )
    return [_invite(row) for row in rows]


def use_invite(tx: Transaction, code: str) -> None:
    tx.change(InviteRow.update(uses=InviteRow.uses + 1).where(InviteRow.code == code))


def withdraw_invite(tx: Transaction, code: str) -> None:
    tx.change(InviteRow.update(withdrawn_at=tx.now).where(InviteRow.code == code))


def claim_invite(tx: Transaction, code: str, user_id: str) -> None:
    """Keep a use for the person whose account the invite has opened."""
    tx.change("INSERT INTO invite_claims (code, user_id) VALUES (?, ?)", (code, user_id))


def release_invite(tx: Transaction, code: str, user_id: str) -> None:
    tx.change("DELETE FROM invite_claims WHERE code = ? AND user_id = ?", (code, user_id))


def claims_of(reader: Reader, code: str, besides: str | None) -> int:
    """How many uses are kept for others than `besides`."""
    found = reader.value(
        "SELECT COUNT(*) FROM invite_claims WHERE code = ? AND user_id <> ?", (code, besides or "")
    )
    return int(found)
