"""Clocks of conversations: until when an answer is meant to come, and a customer's silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class ClockValue:
    """All moments in milliseconds; what is None does not run.

    `asked_at` is when the conversation was last handed to people. Of each target: when staff is
    warned, when it is missed, and (`…_met`) how it ended. `tell_at` is when staff is next to be
    told that a target is near or missed; `quiet_at` when the customer's silence, since
    `quiet_since`, has its next consequence.
    """

    conversation_id: str
    community_id: str
    asked_at: int | None = None
    first_warn: int | None = None
    first_due: int | None = None
    first_met: int | None = None
    next_from: int | None = None
    next_warn: int | None = None
    next_due: int | None = None
    next_met: int = 0
    next_missed: int = 0
    resolution_warn: int | None = None
    resolution_due: int | None = None
    resolution_met: int | None = None
    tell_at: int | None = None
    quiet_since: int | None = None
    quiet_warned_at: int | None = None
    quiet_at: int | None = None


_NAMES = ClockValue.__slots__
_COLUMNS = ", ".join(_NAMES)
_PUT = (
    f"INSERT INTO conversation_clocks ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"
    " ON CONFLICT (conversation_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES[2:])
)


def _clock(row: tuple[Any, ...]) -> ClockValue:
    return ClockValue(*row)


def find(reader: Reader, conversation_id: str) -> ClockValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM conversation_clocks WHERE conversation_id = ?", (conversation_id,)
    )
    return None if row is None else _clock(row)


def find_many(reader: Reader, conversation_ids: Iterable[str]) -> dict[str, ClockValue]:
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM conversation_clocks"
        " WHERE conversation_id IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(list(conversation_ids)).decode(),),
    )
    return {row[0]: _clock(row) for row in rows}


def put(tx: Transaction, clock: ClockValue) -> None:
    tx.change(_PUT, [getattr(clock, name) for name in _NAMES])


def to_tell(reader: Reader, now: int, limit: int) -> list[str]:
    """Conversations of which staff is to be told something of a target."""
    rows = reader.rows(
        "SELECT conversation_id FROM conversation_clocks WHERE tell_at <= ?"
        " ORDER BY tell_at LIMIT ?",
        (now, limit),
    )
    return [row[0] for row in rows]


def quiet(reader: Reader, now: int, limit: int) -> list[str]:
    """Conversations whose customer has been silent for long enough."""
    rows = reader.rows(
        "SELECT conversation_id FROM conversation_clocks WHERE quiet_at <= ?"
        " ORDER BY quiet_at LIMIT ?",
        (now, limit),
    )
    return [row[0] for row in rows]


def open_ids(reader: Reader, community_id: str, after: str, limit: int) -> list[str]:
    """Unresolved conversations of a community behind the id `after`, by their ids."""
    rows = reader.rows(
        "SELECT id FROM conversations WHERE community_id = ? AND status <> 'resolved' AND id > ?"
        " ORDER BY id LIMIT ?",
        (community_id, after, limit),
    )
    return [row[0] for row in rows]
