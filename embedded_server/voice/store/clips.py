"""Queries on clips and the prints they are known again by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from embedded_server.contracts.voice import SpokenBy
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.voice.fingerprint import Prints

_COLUMNS = (
    "id, community_id, turn_id, engine, voice, consent_id, duration_ms, prints, heard, created_at"
)


@dataclass(frozen=True, slots=True)
class ClipValue:
    number: int
    id: str
    turn_id: str | None
    created_at: int
    prints: Prints


def insert(
    tx: Transaction,
    clip_id: str,
    community_id: str,
    turn_id: str | None,
    spoken_by: SpokenBy,
    duration_ms: int,
    prints: Prints,
) -> None:
    tx.change(
        f"INSERT INTO voice_clips ({_COLUMNS}) VALUES ({', '.join('?' * 10)})",
        (
            clip_id,
            community_id,
            turn_id,
            spoken_by.engine,
            spoken_by.voice,
            spoken_by.consent_id,
            duration_ms,
            prints.prints,
            prints.heard,
            tx.now,
        ),
    )
    number = tx.value("SELECT last_insert_rowid()")
    tx.change_many(
        "INSERT OR IGNORE INTO voice_prints (print, clip, frame) VALUES (?, ?, ?)",
        [(print_, number, frame) for print_, frame in prints.indexed()],
    )


def alike(
    reader: Reader, community_id: str, prints: Iterable[int], limit: int
) -> list[tuple[int, int, int]]:
    """`(print, clip's number, frame)` wherever one of the prints stands, up to `limit`."""
    rows = reader.rows(
        # From the prints to the clips, whatever the planner thinks of their numbers.
        "SELECT p.print, p.clip, p.frame FROM json_each(?) j"
        " CROSS JOIN voice_prints p ON p.print = j.value"
        " CROSS JOIN voice_clips c ON c.number = p.clip AND c.community_id = ? LIMIT ?",
        (msgspec.json.encode(list(prints)).decode(), community_id, limit),
    )
    return [(print_, clip, frame) for print_, clip, frame in rows]


def find(reader: Reader, number: int) -> ClipValue:
    row = reader.row(
        "SELECT number, id, turn_id, created_at, prints, heard FROM voice_clips WHERE number = ?",
        (number,),
    )
    assert row is not None, "its prints name it"
    number, clip_id, turn_id, created_at, prints, heard = row
    return ClipValue(number, clip_id, turn_id, created_at, Prints(prints, heard, b""))


def of_voice(reader: Reader, community_id: str) -> list[str]:
    """The ids of clips in a lounge's voice, wherever it spoke, whose files are still there."""
    rows = reader.rows(
        "SELECT id FROM voice_clips WHERE deleted_at IS NULL AND consent_id IN"
        " (SELECT id FROM voice_consents WHERE community_id = ?)",
        (community_id,),
    )
    return [clip_id for (clip_id,) in rows]


def set_deleted(tx: Transaction, clip_ids: Sequence[str]) -> None:
    tx.change(
        "UPDATE voice_clips SET deleted_at = ? WHERE id IN (SELECT value FROM json_each(?))",
        (tx.now, msgspec.json.encode(clip_ids).decode()),
    )


def due_previews(reader: Reader, before: int, limit: int) -> list[str]:
    """Clips of no turn whose files have been kept since before that moment."""
    rows = reader.rows(
        "SELECT id FROM voice_clips WHERE turn_id IS NULL AND deleted_at IS NULL"
        " AND created_at < ? LIMIT ?",
        (before, limit),
    )
    return [clip_id for (clip_id,) in rows]


def forget_register(tx: Transaction, community_id: str) -> None:
    """Of a community that nobody can ask about any more, also what its clips are known by."""
    tx.change(
        "DELETE FROM voice_prints WHERE clip IN"
        " (SELECT number FROM voice_clips WHERE community_id = ?)",
        (community_id,),
    )
    tx.change("DELETE FROM voice_clips WHERE community_id = ?", (community_id,))
