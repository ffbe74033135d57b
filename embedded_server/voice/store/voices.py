"""Queries on voices: the one that speaks, and the one that is being built meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = (
    "community_id, profile_id, engine, engine_name, built_at, consent_id, is_published, build_id,"
    " problem"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceValue:
    """`profile_id` names the file of the voice that speaks, None for none yet; `build_id` the
    building that is under way; `problem` is what the last one failed of."""

    community_id: str
    profile_id: str | None = None
    engine: str | None = None
    engine_name: str | None = None
    built_at: int | None = None
    consent_id: str | None = None
    is_published: bool = False
    build_id: str | None = None
    problem: str | None = None


def _value(row: tuple[Any, ...]) -> VoiceValue:
    values = dict(zip(VoiceValue.__slots__, row, strict=True))
    return VoiceValue(**values | {"is_published": bool(values["is_published"])})


def find(reader: Reader, community_id: str) -> VoiceValue:
    row = reader.row(f"SELECT {_COLUMNS} FROM voices WHERE community_id = ?", (community_id,))
    return VoiceValue(community_id=community_id) if row is None else _value(row)


def building(reader: Reader) -> list[VoiceValue]:
    rows = reader.rows(f"SELECT {_COLUMNS} FROM voices WHERE build_id IS NOT NULL")
    return [_value(row) for row in rows]


def save(tx: Transaction, value: VoiceValue) -> None:
    tx.change(
        f"INSERT OR REPLACE INTO voices ({_COLUMNS}) VALUES ({', '.join('?' * 9)})",
        tuple(getattr(value, name) for name in VoiceValue.__slots__),
    )


def delete(tx: Transaction, community_id: str) -> None:
    tx.change("DELETE FROM voices WHERE community_id = ?", (community_id,))
