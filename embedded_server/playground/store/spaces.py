"""Spaces: found, browsed by page, and who may see a private one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.playground.models import SpaceRow


@dataclass(frozen=True, slots=True)
class SpaceValue:
    id: str
    owner_id: str
    name: str
    description: str
    category: str | None
    tags: list[str]
    definition: dict[str, Any]
    is_public: bool
    max_participants: int | None
    created_at: int
    live_sessions: int


_COLUMNS = """s.id, s.owner_id, s.name, s.description, s.category, s.tags, s.definition,
  s.is_public, s.max_participants, s.created_at,
  (SELECT COUNT(*) FROM play_sessions p WHERE p.space_id = s.id AND p.status <> 'ended')"""
_tags = msgspec.json.Decoder(list[str])
_object = msgspec.json.Decoder(dict[str, Any])


def _space(row: tuple[Any, ...]) -> SpaceValue:
    id_, owner, name, description, category, tags, definition, public, most, at, live = row
    return SpaceValue(
        id_,
        owner,
        name,
        description,
        category,
        _tags.decode(tags),
        _object.decode(definition),
        bool(public),
        most,
        at,
        live,
    )


def find(reader: Reader, space_id: str) -> SpaceValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM spaces s WHERE s.id = ? AND s.deleted_at IS NULL", (space_id,)
    )
    return None if row is None else _space(row)


def is_guest(reader: Reader, space_id: str, user_id: str) -> bool:
    """Whether somebody was invited, or has a place in one of its sessions."""
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM space_guests WHERE user_id = ?1 AND space_id = ?2)"
            " OR EXISTS (SELECT 1 FROM participants p JOIN play_sessions s ON s.id = p.session_id"
            " WHERE p.user_id = ?1 AND p.is_removed = 0 AND s.space_id = ?2)",
            (user_id, space_id),
        )
    )


def browse(
    reader: Reader,
    *,
    mine_id: str | None,
    search: str | None,
    category: str | None,
    tag: str | None,
    offset: int,
    limit: int,
) -> tuple[list[SpaceValue], int]:
    """Newest first, and how many there are in all. The words are folded; `mine_id` lists those of
    one person, and what they were invited to, in place of the public ones."""
    conditions = ["s.deleted_at IS NULL"]
    if mine_id is None:
        conditions.append("s.is_public = 1")
    else:
        conditions.append(
            "(s.owner_id = :mine OR s.id IN"
            " (SELECT space_id FROM space_guests WHERE user_id = :mine))"
        )
    if search is not None:
        conditions.append("instr(s.folded, :search) > 0")
    if category is not None:
        conditions.append("s.folded_category = :category")
    if tag is not None:
        conditions.append("EXISTS (SELECT 1 FROM json_each(s.folded_tags) t WHERE t.value = :tag)")
    where = " AND ".join(conditions)
    values = {
        "mine": mine_id,
        "search": search,
        "category": category,
        "tag": tag,
        "limit": limit,
        "offset": offset,
    }
    ((total,),) = reader.named(f"SELECT COUNT(*) FROM spaces s WHERE {where}", values)
    rows = reader.named(
        f"SELECT {_COLUMNS} FROM spaces s WHERE {where} ORDER BY s.id DESC"
        " LIMIT :limit OFFSET :offset",
        values,
    )
    return [_space(row) for row in rows], int(total)


def insert(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(SpaceRow.insert(created_at=tx.now, **values))


def update(tx: Transaction, space_id: str, values: dict[str, Any]) -> None:
    if values:
        tx.change(SpaceRow.update(values).where(SpaceRow.id == space_id))


def delete(tx: Transaction, space_id: str) -> None:
    tx.change("UPDATE spaces SET deleted_at = ? WHERE id = ?", (tx.now, space_id))
    tx.change("DELETE FROM space_invites WHERE space_id = ?", (space_id,))


def set_invite(tx: Transaction, space_id: str, code: str) -> None:
    """In place of the one before."""
    tx.change("DELETE FROM space_invites WHERE space_id = ?", (space_id,))
    tx.change(
        "INSERT INTO space_invites (code, space_id, created_at) VALUES (?, ?, ?)",
        (code, space_id, tx.now),
    )


def invited_to(reader: Reader, code: str) -> str | None:
    found = reader.value("SELECT space_id FROM space_invites WHERE code = ?", (code,))
    return None if found is None else str(found)


def let_in(tx: Transaction, space_id: str, user_id: str) -> None:
    tx.change(
        "INSERT OR IGNORE INTO space_guests (space_id, user_id, at) VALUES (?, ?, ?)",
        (space_id, user_id, tx.now),
    )
