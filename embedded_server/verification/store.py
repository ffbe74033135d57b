"""Queries on requests for verification and their documents; values come out, never rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from embedded_server.contracts.verification import VerificationStatus
from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = (
    "id, community_id, legal_name, note, status, is_rename, previous_name, submitted_by,"
    " submitted_at, decided_by, decided_at, reason"
)
_DOCUMENT = "id, verification_id, position, name, mime_type, size_bytes, sha256, deleted_at"


@dataclass(frozen=True, slots=True)
class VerificationValue:
    id: str
    community_id: str
    legal_name: str
    note: str
    status: VerificationStatus
    is_rename: bool
    previous_name: str | None
    submitted_by: str
    submitted_at: int
    decided_by: str | None = None
    decided_at: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentValue:
    id: str
    verification_id: str
    position: int
    name: str
    mime_type: str
    size_bytes: int
    sha256: str
    deleted_at: int | None = None


def _value(row: tuple[Any, ...]) -> VerificationValue:
    values = dict(zip(VerificationValue.__slots__, row, strict=True))
    return VerificationValue(**values | {"is_rename": bool(values["is_rename"])})


def _in(ids: Sequence[str]) -> str:
    return msgspec.json.encode(ids).decode()


def insert(tx: Transaction, value: VerificationValue, documents: Sequence[DocumentValue]) -> None:
    for table, columns, rows in (
        ("verifications", _COLUMNS, [value]),
        ("verification_documents", _DOCUMENT, documents),
    ):
        marks = ", ".join("?" * (columns.count(",") + 1))
        tx.change_many(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            [tuple(getattr(one, name) for name in one.__slots__) for one in rows],
        )


def find(reader: Reader, verification_id: str) -> VerificationValue | None:
    row = reader.row(f"SELECT {_COLUMNS} FROM verifications WHERE id = ?", (verification_id,))
    return None if row is None else _value(row)


def newest(reader: Reader, community_id: str) -> VerificationValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM verifications WHERE community_id = ? ORDER BY id DESC LIMIT 1",
        (community_id,),
    )
    return None if row is None else _value(row)


def pending(reader: Reader, community_id: str) -> VerificationValue | None:
    row = reader.row(
        f"SELECT {_COLUMNS} FROM verifications WHERE community_id = ? AND status = 'pending'",
        (community_id,),
    )
    return None if row is None else _value(row)


def listed(
    reader: Reader, status: VerificationStatus | None, position: str | None, limit: int
) -> list[VerificationValue]:
    """Behind `position`: what is pending from the oldest on, all else from the newest on."""
    forward = status == "pending"
    rows = reader.named(
        f"SELECT {_COLUMNS} FROM verifications WHERE (:status IS NULL OR status = :status)"
        f" AND (:position IS NULL OR id {'>' if forward else '<'} :position)"
        f" ORDER BY id {'ASC' if forward else 'DESC'} LIMIT :limit",
        {"status": status, "position": position, "limit": limit},
    )
    return [_value(row) for row in rows]


def decide(
    tx: Transaction,
    verification_id: str,
    status: VerificationStatus,
    decided_by: str | None,
    reason: str,
) -> bool:
    """Whether it was pending until now; else nothing is changed."""
    changed = tx.change(
        "UPDATE verifications SET status = ?, decided_by = ?, decided_at = ?, reason = ?"
        " WHERE id = ? AND status = 'pending'",
        (status, decided_by, tx.now, reason, verification_id),
    )
    return changed > 0


def documents(reader: Reader, verification_ids: Sequence[str]) -> dict[str, list[DocumentValue]]:
    """By the request they came with, in the order they were sent."""
    found: dict[str, list[DocumentValue]] = {one: [] for one in verification_ids}
    rows = reader.rows(
        f"SELECT {_DOCUMENT} FROM verification_documents"
        " WHERE verification_id IN (SELECT value FROM json_each(?))"
        " ORDER BY verification_id, position",
        (_in(verification_ids),),
    )
    for row in rows:
        document = DocumentValue(*row)
        found[document.verification_id].append(document)
    return found


def find_document(reader: Reader, document_id: str) -> DocumentValue | None:
    row = reader.row(f"SELECT {_DOCUMENT} FROM verification_documents WHERE id = ?", (document_id,))
    return None if row is None else DocumentValue(*row)


def kept(reader: Reader, document_ids: Sequence[str]) -> set[str]:
    """Those whose bytes are to be on the disk."""
    rows = reader.rows(
        "SELECT id FROM verification_documents WHERE deleted_at IS NULL"
        " AND id IN (SELECT value FROM json_each(?))",
        (_in(document_ids),),
    )
    return {id_ for (id_,) in rows}


def due(reader: Reader, decided_before: int, limit: int) -> list[tuple[str, str]]:
    """`(document, request)` of what is to go: decided by then, or withdrawn whenever."""
    rows = reader.rows(
        "SELECT d.id, d.verification_id FROM verification_documents d"
        " JOIN verifications v ON v.id = d.verification_id WHERE d.deleted_at IS NULL"
        " AND (v.status = 'withdrawn' OR v.decided_at <= ?) LIMIT ?",
        (decided_before, limit),
    )
    return [(document_id, verification_id) for document_id, verification_id in rows]


def set_deleted(tx: Transaction, document_ids: Sequence[str]) -> None:
    tx.change(
        "UPDATE verification_documents SET deleted_at = ?"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (tx.now, _in(document_ids)),
    )
