"""What lasts of live rooms: open since when, and whom staff muted or took out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from embedded_server.kernel.database import Reader, Transaction

Mark = Literal["is_muted", "is_removed"]


@dataclass(frozen=True, slots=True)
class RoomValue:
    community_id: str
    opened_at: int | None
    push_to_talk_only: bool


def find(reader: Reader, community_id: str) -> RoomValue:
    """One that was never opened is closed."""
    row = reader.row(
        "SELECT opened_at, push_to_talk_only FROM live_rooms WHERE community_id = ?",
        (community_id,),
    )
    return RoomValue(community_id, *((None, False) if row is None else (row[0], bool(row[1]))))


def put(tx: Transaction, room: RoomValue) -> None:
    tx.change(
        "INSERT OR REPLACE INTO live_rooms (community_id, opened_at, push_to_talk_only)"
        " VALUES (?, ?, ?)",
        (room.community_id, room.opened_at, room.push_to_talk_only),
    )


def marked(reader: Reader, community_id: str, mark: Mark) -> list[str]:
    """Who is muted, or removed, in order of their ids."""
    rows = reader.rows(
        f"SELECT user_id FROM live_room_people WHERE community_id = ? AND {mark} = 1"
        " ORDER BY user_id",
        (community_id,),
    )
    return [user_id for (user_id,) in rows]


def is_marked(reader: Reader, community_id: str, user_id: str, mark: Mark) -> bool:
    return bool(
        reader.value(
            f"SELECT {mark} FROM live_room_people WHERE community_id = ? AND user_id = ?",
            (community_id, user_id),
        )
    )


def set_mark(tx: Transaction, community_id: str, user_id: str, mark: Mark, *, is_set: bool) -> None:
    tx.change(
        f"INSERT INTO live_room_people (community_id, user_id, {mark}) VALUES (?, ?, ?)"
        f" ON CONFLICT (community_id, user_id) DO UPDATE SET {mark} = excluded.{mark}",
        (community_id, user_id, is_set),
    )
    tx.change(
        "DELETE FROM live_room_people WHERE community_id = ? AND is_muted = 0 AND is_removed = 0",
        (community_id,),
    )


def let_all_back(tx: Transaction, community_id: str) -> list[str]:
    """Nobody is kept out any more; gives who was."""
    was = marked(tx, community_id, "is_removed")
    for user_id in was:
        set_mark(tx, community_id, user_id, "is_removed", is_set=False)
    return was
