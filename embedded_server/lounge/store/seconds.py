"""Seconds of speech: of each reply with its voice message, and of each day of a lounge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from embedded_server.kernel.database import Reader, Transaction


@dataclass(frozen=True, slots=True)
class TurnSeconds:
    turn_id: str
    community_id: str
    user_id: str
    at: int
    """When the turn started."""
    day: int
    """The ordinal of a date in the server's zone."""
    spoken: int
    said: int
    is_open: bool
    """Its reply is still to be counted."""

    @property
    def seconds(self) -> int:
        return self.spoken + self.said


class DayFigures(NamedTuple):
    day: int
    seconds: int = 0
    conversations: int = 0
    people: int = 0


_COLUMNS = "turn_id, community_id, user_id, at, day, spoken_seconds, said_seconds, is_open"


def _turn(row: tuple[Any, ...]) -> TurnSeconds:
    return replace(TurnSeconds(*row), is_open=bool(row[-1]))


def find(reader: Reader, turn_id: str) -> TurnSeconds | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM spoken_turns WHERE turn_id = ?", (turn_id,))
    return None if row is None else _turn(row)


def put(tx: Transaction, value: TurnSeconds) -> None:
    tx.change(
        f"INSERT INTO spoken_turns ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (turn_id) DO UPDATE SET spoken_seconds = excluded.spoken_seconds,"
        " said_seconds = excluded.said_seconds, is_open = excluded.is_open",
        (
            value.turn_id,
            value.community_id,
            value.user_id,
            value.at,
            value.day,
            value.spoken,
            value.said,
            value.is_open,
        ),
    )


def close(tx: Transaction, turn_id: str) -> None:
    tx.change("UPDATE spoken_turns SET is_open = 0 WHERE turn_id = ?", (turn_id,))


def close_all(tx: Transaction) -> None:
    tx.change("UPDATE spoken_turns SET is_open = 0 WHERE is_open = 1")


def has_open(reader: Reader, community_id: str, user_id: str) -> bool:
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM spoken_turns"
            " WHERE community_id = ? AND user_id = ? AND is_open = 1)",
            (community_id, user_id),
        )
    )


def used(reader: Reader, community_id: str, user_id: str, day: int) -> int:
    return int(
        reader.value(
            "SELECT COALESCE(SUM(spoken_seconds + said_seconds), 0) FROM spoken_turns"
            " WHERE community_id = ? AND user_id = ? AND day = ?",
            (community_id, user_id, day),
        )
    )


def counted(reader: Reader, community_id: str, user_id: str, day: int) -> list[TurnSeconds]:
    """Those of one day that took time, oldest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM spoken_turns WHERE community_id = ? AND user_id = ? AND day = ?"
        " AND spoken_seconds + said_seconds > 0 ORDER BY at, turn_id",
        (community_id, user_id, day),
    )
    return [_turn(row) for row in rows]


def add_to_day(
    tx: Transaction,
    community_id: str,
    day: int,
    *,
    seconds: int = 0,
    conversations: int = 0,
    people: int = 0,
) -> None:
    tx.change(
        "INSERT INTO lounge_days (community_id, day, seconds, conversations, people)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (community_id, day) DO UPDATE SET"
        " seconds = seconds + excluded.seconds,"
        " conversations = conversations + excluded.conversations,"
        " people = people + excluded.people",
        (community_id, day, seconds, conversations, people),
    )


def days_since(reader: Reader, community_id: str, first: int) -> list[DayFigures]:
    """Those on which something happened, in order."""
    rows = reader.rows(
        "SELECT day, seconds, conversations, people FROM lounge_days"
        " WHERE community_id = ? AND day >= ? ORDER BY day",
        (community_id, first),
    )
    return [DayFigures(*row) for row in rows]
