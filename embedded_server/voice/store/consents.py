"""Queries on bundles of consent, which are kept for good: what was agreed to, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.voice import StatementCheck
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.voice.store.samples import check_column, check_value

_COLUMNS = (
    "id, community_id, user_id, person_name, community_name, scope, statement, statement_sha256,"
    " statement_check, sample_digests, given_at, digest, withdrawn_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentValue:
    id: str
    community_id: str
    user_id: str
    person_name: str
    community_name: str
    scope: str
    statement: str | None
    statement_sha256: str | None
    statement_check: StatementCheck | None
    sample_digests: Sequence[str]
    given_at: int
    digest: str
    withdrawn_at: int | None = None


def _value(row: tuple[Any, ...]) -> ConsentValue:
    values = dict(zip(ConsentValue.__slots__, row, strict=True))
    values["statement_check"] = check_value(values["statement_check"])
    values["sample_digests"] = msgspec.json.decode(values["sample_digests"], type=list[str])
    return ConsentValue(**values)


def insert(tx: Transaction, value: ConsentValue) -> None:
    row = {name: getattr(value, name) for name in ConsentValue.__slots__}
    row["statement_check"] = check_column(value.statement_check)
    row["sample_digests"] = msgspec.json.encode(list(value.sample_digests)).decode()
    tx.change(
        f"INSERT INTO voice_consents ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})",
        tuple(row.values()),
    )


def find(reader: Reader, consent_id: str) -> ConsentValue | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM voice_consents WHERE id = ?", (consent_id,))
    return None if row is None else _value(row)


def newest(reader: Reader, community_id: str) -> ConsentValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM voice_consents WHERE community_id = ? ORDER BY id DESC LIMIT 1",
        (community_id,),
    )
    return None if row is None else _value(row)


def withdraw(tx: Transaction, community_id: str) -> None:
    tx.change(
        "UPDATE voice_consents SET withdrawn_at = ?"
        " WHERE community_id = ? AND withdrawn_at IS NULL",
        (tx.now, community_id),
    )
