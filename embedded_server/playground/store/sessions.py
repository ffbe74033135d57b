"""Sessions and who is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.playground.models import ParticipantRow, SessionRow

ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SessionValue:
    """Times are in milliseconds."""

    id: str
    space_id: str
    status: str
    host_id: str
    created_by: str
    is_locked: bool
    created_at: int
    ended_at: int | None
    empty_since: int | None
    host_lost_at: int | None
    is_host_chosen: bool
    """Whether the host before handed it on, rather than being lost."""

    @property
    def is_live(self) -> bool:
        return self.status != ENDED


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant; `connected_at` is since when they are in without a break."""

    id: str
    session_id: str
    user_id: str
    is_connected: bool
    joined_at: int
    connected_at: int
    left_at: int | None
    is_seat_kept: bool
    is_removed: bool
    agent_id: str | None
    role: str | None
    control_mode: str | None
    generation: int


_SESSION = (
    "id, space_id, status, host_id, created_by, is_locked, created_at, ended_at, empty_since,"
    " host_lost_at, is_host_chosen"
)
_SEAT = (
    "id, session_id, user_id, is_connected, joined_at, connected_at, left_at, is_seat_kept,"
    " is_removed, agent_id, role, control_mode, generation"
)


def _session(row: tuple[Any, ...]) -> SessionValue:
    id_, space, status, host, by, locked, created, ended, empty, lost, chosen = row
    return SessionValue(
        id_, space, status, host, by, bool(locked), created, ended, empty, lost, bool(chosen)
    )


def _seat(row: tuple[Any, ...]) -> Seat:
    id_, session, user, connected, joined, since, left, kept, removed, *rest = row
    return Seat(
        id_, session, user, bool(connected), joined, since, left, bool(kept), bool(removed), *rest
    )


def find_session(reader: Reader, space_id: str, session_id: str) -> SessionValue | None:
    row = reader.row(
        f"SELECT {_SESSION} FROM play_sessions WHERE id = ? AND space_id = ?",
        (session_id, space_id),
    )
    return None if row is None else _session(row)


def session(reader: Reader, session_id: str) -> SessionValue | None:
    row = reader.row(f"SELECT {_SESSION} FROM play_sessions WHERE id = ?", (session_id,))
    return None if row is None else _session(row)


def sessions_of(
    reader: Reader, space_id: str, before: str | None, limit: int
) -> list[SessionValue]:
    """Newest first."""
    rows = reader.rows(
        f"SELECT {_SESSION} FROM play_sessions WHERE space_id = ? AND id < ?"
        " ORDER BY id DESC LIMIT ?",
        (space_id, before or "~", limit),
    )
    return [_session(row) for row in rows]


def live_sessions(reader: Reader, space_id: str | None = None) -> list[SessionValue]:
    """Of one space, or of all."""
    where, values = ("AND space_id = ?", (space_id,)) if space_id else ("", ())
    rows = reader.rows(
        f"SELECT {_SESSION} FROM play_sessions WHERE status <> 'ended' {where} ORDER BY id", values
    )
    return [_session(row) for row in rows]


def sessions_of_user(reader: Reader, user_id: str) -> list[str]:
    """Those that are not over and that somebody has a place in."""
    rows = reader.rows(
        "SELECT p.session_id FROM participants p JOIN play_sessions s ON s.id = p.session_id"
        " WHERE p.user_id = ? AND p.is_removed = 0 AND s.status <> 'ended'",
        (user_id,),
    )
    return [str(row[0]) for row in rows]


def insert_session(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(
        SessionRow.insert(
            created_at=tx.now,
            is_locked=0,
            is_host_chosen=0,
            state_version=0,
            state="{}",
            last_seq=0,
            **values,
        )
    )


def update_session(tx: Transaction, session_id: str, values: dict[str, Any]) -> None:
    tx.change(SessionRow.update(values).where(SessionRow.id == session_id))


def seat(reader: Reader, session_id: str, user_id: str) -> Seat | None:
    row = reader.row(
        f"SELECT {_SEAT} FROM participants WHERE session_id = ? AND user_id = ?",
        (session_id, user_id),
    )
    return None if row is None else _seat(row)


def seat_by_id(reader: Reader, session_id: str, participant_id: str) -> Seat | None:
    row = reader.row(
        f"SELECT {_SEAT} FROM participants WHERE session_id = ? AND id = ?",
        (session_id, participant_id),
    )
    return None if row is None else _seat(row)


def seats(reader: Reader, session_id: str) -> list[Seat]:
    """In the order in which they first came."""
    rows = reader.rows(
        f"SELECT {_SEAT} FROM participants WHERE session_id = ? ORDER BY number", (session_id,)
    )
    return [_seat(row) for row in rows]


def seats_of(reader: Reader, session_ids: Sequence[str]) -> dict[str, list[Seat]]:
    """The same of several sessions."""
    found: dict[str, list[Seat]] = {session_id: [] for session_id in session_ids}
    rows = reader.rows(
        f"SELECT {_SEAT} FROM participants"
        " WHERE session_id IN (SELECT value FROM json_each(?)) ORDER BY number",
        (msgspec.json.encode(list(session_ids)).decode(),),
    )
    for row in rows:
        one = _seat(row)
        found[one.session_id].append(one)
    return found


def count_connected(reader: Reader, session_id: str) -> int:
    return int(
        reader.value(
            "SELECT COUNT(*) FROM participants WHERE session_id = ? AND is_connected = 1",
            (session_id,),
        )
    )


def count_taken(reader: Reader, session_id: str, lost_after: int, but: str) -> int:
    """Seats that are taken, or kept for who was lost after that moment; `but` one person's."""
    return int(
        reader.value(
            "SELECT COUNT(*) FROM participants WHERE session_id = ? AND user_id <> ?"
            " AND is_removed = 0 AND (is_connected = 1 OR (is_seat_kept = 1 AND left_at > ?))",
            (session_id, but, lost_after),
        )
    )


def insert_seat(tx: Transaction, values: dict[str, Any]) -> None:
    tx.change(
        ParticipantRow.insert(
            joined_at=tx.now,
            connected_at=tx.now,
            is_connected=1,
            is_seat_kept=0,
            is_removed=0,
            generation=1,
            **values,
        )
    )


def update_seat(tx: Transaction, participant_id: str, values: dict[str, Any]) -> None:
    if values:
        tx.change(ParticipantRow.update(values).where(ParticipantRow.id == participant_id))


def disconnect(tx: Transaction, one: Seat, *, keeps_seat: bool) -> bool:
    """Whether that very connection was still there: a later one is left alone."""
    return bool(
        tx.change(
            "UPDATE participants SET is_connected = 0, left_at = ?, is_seat_kept = ?"
            " WHERE id = ? AND is_connected = 1 AND generation = ?",
            (tx.now, keeps_seat, one.id, one.generation),
        )
    )


def connected(reader: Reader) -> list[tuple[str, str, str, int]]:
    """`(session, user, participant, generation)` of everybody who is in a session."""
    rows = reader.rows(
        "SELECT p.session_id, p.user_id, p.id, p.generation FROM participants p"
        " JOIN play_sessions s ON s.id = p.session_id"
        " WHERE s.status <> 'ended' AND p.is_connected = 1"
    )
    return [(session_id, user, one, generation) for session_id, user, one, generation in rows]
