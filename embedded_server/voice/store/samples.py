"""Queries on recordings; values come out, never rows. What is deleted leaves its files' ids behind
until they are off the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.voice import Advice, SampleQuality, StatementCheck
from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = (
    "id, community_id, user_id, duration_ms, speech_ms, sample_rate, quality, advice, sha256,"
    " person_name, community_name, statement_id, statement_sha256, statement_text,"
    " statement_language, statement_check, created_at"
)
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleValue:
    """`statement_id` names the file of the spoken consent, `statement_text` what was to be said."""

    id: str
    community_id: str
    user_id: str
    duration_ms: int
    speech_ms: int
    sample_rate: int
    quality: SampleQuality
    advice: list[Advice]
    sha256: str
    person_name: str
    community_name: str
    statement_id: str | None = None
    statement_sha256: str | None = None
    statement_text: str | None = None
    statement_language: str | None = None
    statement_check: StatementCheck | None = None
    created_at: int = 0


def check_column(check: StatementCheck | None) -> str | None:
    return None if check is None else msgspec.json.encode(check).decode()


def check_value(column: str | None) -> StatementCheck | None:
    return None if column is None else msgspec.json.decode(column, type=StatementCheck)


def _value(row: tuple[Any, ...]) -> SampleValue:
    values = dict(zip(SampleValue.__slots__, row, strict=True))
    values["quality"] = msgspec.json.decode(values["quality"], type=SampleQuality)
    values["advice"] = msgspec.json.decode(values["advice"], type=list[Advice])
    values["statement_check"] = check_value(values["statement_check"])
    return SampleValue(**values)


def insert(tx: Transaction, value: SampleValue) -> None:
    row = {name: getattr(value, name) for name in SampleValue.__slots__}
    row["quality"] = msgspec.json.encode(value.quality).decode()
    row["advice"] = msgspec.json.encode(value.advice).decode()
    row["statement_check"] = check_column(value.statement_check)
    row["created_at"] = tx.now
    tx.change(
        f"INSERT INTO voice_samples ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def find(reader: Reader, community_id: str, sample_id: str) -> SampleValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM voice_samples WHERE id = ? AND community_id = ?",
        (sample_id, community_id),
    )
    return None if row is None else _value(row)


def of_community(reader: Reader, community_id: str) -> list[SampleValue]:
    """The newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM voice_samples WHERE community_id = ? ORDER BY id DESC",
        (community_id,),
    )
    return [_value(row) for row in rows]


def count(reader: Reader, community_id: str) -> int:
    return int(
        reader.value("SELECT COUNT(*) FROM voice_samples WHERE community_id = ?", (community_id,))
    )


def set_check(tx: Transaction, sample_id: str, check: StatementCheck) -> bool:
    """Whether the recording is still there."""
    changed = tx.change(
        "UPDATE voice_samples SET statement_check = ? WHERE id = ?",
        (check_column(check), sample_id),
    )
    return changed > 0


def delete(tx: Transaction, samples: Sequence[SampleValue]) -> None:
    """With their statements; the files leave the disk after the commit."""
    ids = [sample.id for sample in samples]
    tx.change(f"DELETE FROM voice_samples WHERE id {_IN}", (msgspec.json.encode(ids).decode(),))
    forget_files(tx, [*ids, *(one.statement_id for one in samples if one.statement_id)])


def forget_files(tx: Transaction, file_ids: Sequence[str]) -> None:
    tx.change_many(
        "INSERT OR IGNORE INTO voice_gone (id) VALUES (?)", [(file_id,) for file_id in file_ids]
    )


def gone(reader: Reader, limit: int) -> list[str]:
    return [file_id for (file_id,) in reader.rows("SELECT id FROM voice_gone LIMIT ?", (limit,))]


def off_the_disk(tx: Transaction, file_ids: Sequence[str]) -> None:
    tx.change(f"DELETE FROM voice_gone WHERE id {_IN}", (msgspec.json.encode(file_ids).decode(),))


def known_files(reader: Reader, file_ids: Sequence[str]) -> set[str]:
    """Those of the ids that recordings, statements or profiles have."""
    ids = msgspec.json.encode(file_ids).decode()
    rows = reader.rows(
        f"SELECT id FROM voice_samples WHERE id {_IN}"
        f" UNION SELECT statement_id FROM voice_samples WHERE statement_id {_IN}"
        f" UNION SELECT profile_id FROM voices WHERE profile_id {_IN}",
        (ids, ids, ids),
    )
    return {file_id for (file_id,) in rows}
