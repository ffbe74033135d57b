"""Reports: a member complains of a message to the staff, who keep or delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from embedded_server.accounts import service as accounts
from embedded_server.club import store
from embedded_server.club.service import access
from embedded_server.club.service.messages import erase
from embedded_server.club.service.reading import finish_views
from embedded_server.club.store import ReportValue
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, ReportsUpdated
from embedded_server.contracts.moderation import Report, ReportOutcome, ReportStatus
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import clean_text

MAX_REASON = 1000
SoFar = Callable[[str], str | None]


def report(
    tx: Transaction, community_id: str, user_id: str, message_id: str, reason: str
) -> tuple[ReportValue, bool]:
    """One of each person on each message; answers with it and whether it is new."""
    access.member(tx, community_id, user_id)
    message = access.existing(tx, community_id, user_id, message_id)
    reason = clean_text("reason", reason, MAX_REASON)
    known = store.report_by(tx, message_id, user_id)
    if known is not None:
        return known, False
    made = ReportValue(
        id=new_id(),
        community_id=community_id,
        message_id=message_id,
        text=message.text,
        author_id=message.author.id,
        author_name=message.author.name,
        reporter_id=user_id,
        reason=reason,
        at=tx.now,
        outcome=None,
        resolved_by=None,
        resolved_at=None,
    )
    store.insert_report(tx, made)
    _note(tx, made, user_id, "message.reported")
    _tell(tx, community_id)
    return made, True


def resolve(
    tx: Transaction, community_id: str, user_id: str, report_id: str, outcome: ReportOutcome
) -> tuple[ReportValue, str | None]:
    """Close it; with `deleted` the message goes and all reports of it are closed.

    Answers also with the turn to be stopped and forgotten, if any.
    """
    _staff(tx, community_id, user_id)
    found = store.find_report(tx, report_id) if looks_like_id(report_id) else None
    if found is None or found.community_id != community_id:
        raise not_found()
    if found.outcome is not None:
        raise Refusal(Code.ALREADY_RESOLVED, "Somebody has closed this report already.")
    store.close_report(tx, report_id, outcome, user_id)
    _note(tx, found, user_id, "report.resolved", outcome)
    turn_id = None
    if outcome == "deleted":
        store.close_reports_of(tx, found.message_id, outcome, user_id)
        message = store.find(tx, found.message_id)
        if message is not None:
            turn_id = erase(tx, message)
            _note(tx, found, user_id, "message.deleted")
    _tell(tx, community_id)
    closed = store.find_report(tx, report_id)
    assert closed is not None
    return closed, turn_id


def reports(
    reader: Reader,
    community_id: str,
    user_id: str,
    status: ReportStatus | None,
    before: str | None,
    limit: int,
) -> list[ReportValue]:
    """Newest first, for staff."""
    _staff(reader, community_id, user_id)
    return store.reports(reader, community_id, status, before, limit)


def report_views(
    reader: Reader, viewer_id: str, found: Sequence[ReportValue], so_far: SoFar
) -> list[Report]:
    """With the messages as they are now, where they are and the viewer sees them."""
    there = {one.message_id: store.find(reader, one.message_id) for one in found}
    seen = [m for m in there.values() if m is not None and m.only_for in (None, viewer_id)]
    messages = {message.id: message for message in finish_views(reader, seen, viewer_id, so_far)}
    ids = {one.reporter_id for one in found} | {one.author_id for one in found}
    names = accounts.names_of(reader, ids)
    return [_view(one, names, messages.get(one.message_id)) for one in found]


def _view(one: ReportValue, names: dict[str, str], message: Message | None) -> Report:
    return Report(
        id=one.id,
        community_id=one.community_id,
        message_id=one.message_id,
        message=message,
        text=one.text,
        author_id=one.author_id,
        author_name=names.get(one.author_id, one.author_name),
        reporter_id=one.reporter_id,
        reporter_name=names.get(one.reporter_id, ""),
        reason=one.reason,
        at=to_wire(one.at),
        status="open" if one.outcome is None else "resolved",
        outcome=one.outcome,
        resolved_by=one.resolved_by,
        resolved_at=to_wire_or_none(one.resolved_at),
    )


def _staff(reader: Reader, community_id: str, user_id: str) -> None:
    if not access.member(reader, community_id, user_id).is_staff:
        raise Refusal(Code.FORBIDDEN, "Only the creator and moderators see reports.")


def _note(tx: Transaction, one: ReportValue, actor_id: str, act: str, detail: str = "") -> None:
    communities.record_act(
        tx, one.community_id, actor_id, act, one.author_id, one.author_name, detail
    )


def _tell(tx: Transaction, community_id: str) -> None:
    count = store.open_reports(tx, community_id)
    data = ReportsUpdated(community_id=community_id, open_count=count)
    topic = communities.staff_topic(community_id)
    tx.emit(Emitted(EventType.REPORTS_UPDATED, data, topic, community_id))
