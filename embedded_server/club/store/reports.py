"""Reports of messages to the staff of their club."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from embedded_server.contracts.moderation import ReportOutcome, ReportStatus
from embedded_server.kernel.database import Reader, Transaction

_COLUMNS = (
    "id, community_id, message_id, text, author_id, author_name, reporter_id, reason, at, outcome,"
    " resolved_by, resolved_at"
)
_STATUS: dict[ReportStatus | None, str] = {
    None: "",
    "open": " AND outcome IS NULL",
    "resolved": " AND outcome IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class ReportValue:
    id: str
    community_id: str
    message_id: str
    text: str
    author_id: str
    author_name: str
    reporter_id: str
    reason: str
    at: int
    outcome: ReportOutcome | None
    resolved_by: str | None
    resolved_at: int | None


def _report(row: tuple[Any, ...] | None) -> ReportValue | None:
    return None if row is None else ReportValue(*row)


def insert_report(tx: Transaction, report: ReportValue) -> None:
    tx.change(
        f"INSERT INTO reports ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
        (
            report.id,
            report.community_id,
            report.message_id,
            report.text,
            report.author_id,
            report.author_name,
            report.reporter_id,
            report.reason,
            report.at,
        ),
    )


def find_report(reader: Reader, report_id: str) -> ReportValue | None:
    return _report(reader.row(f"SELECT {_COLUMNS} FROM reports WHERE id = ?", (report_id,)))


def report_by(reader: Reader, message_id: str, reporter_id: str) -> ReportValue | None:
    return _report(
        reader.row(
            f"SELECT {_COLUMNS} FROM reports WHERE message_id = ? AND reporter_id = ?",
            (message_id, reporter_id),
        )
    )


def reports(
    reader: Reader, community_id: str, status: ReportStatus | None, before: str | None, limit: int
) -> list[ReportValue]:
    """Newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM reports WHERE community_id = ? AND id < ?{_STATUS[status]}"
        " ORDER BY id DESC LIMIT ?",
        (community_id, before or "~", limit),
    )
    return [ReportValue(*row) for row in rows]


def open_reports(reader: Reader, community_id: str) -> int:
    found = reader.value(
        "SELECT COUNT(*) FROM reports WHERE community_id = ? AND outcome IS NULL", (community_id,)
    )
    return int(found)


def close_report(tx: Transaction, report_id: str, outcome: ReportOutcome, by: str) -> None:
    tx.change(
        "UPDATE reports SET outcome = ?, resolved_by = ?, resolved_at = ? WHERE id = ?",
        (outcome, by, tx.now, report_id),
    )


def close_reports_of(tx: Transaction, message_id: str, outcome: ReportOutcome, by: str) -> None:
    """All that are open about one message."""
    tx.change(
        "UPDATE reports SET outcome = ?, resolved_by = ?, resolved_at = ?"
        " WHERE message_id = ? AND outcome IS NULL",
        (outcome, by, tx.now, message_id),
    )
