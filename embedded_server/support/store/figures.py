"""What reports and cards count. What is honest is decided here, once, in SQL.

A conversation is a person's where one has answered in it, nobody's where one was asked for and
none did, else the AI's. It ended in exactly one way: `open`, `confirmed` by the customer,
`unsolved`, `quiet`, `waiting` (resolved while nobody came), or `resolved` by the brand.
"""

from __future__ import annotations

from typing import NamedTuple

from embedded_server.kernel.database import Reader

_BY = (
    "CASE WHEN c.staff_first_at IS NOT NULL THEN 'person'"
    " WHEN c.asked_by IS NOT NULL OR c.assignee_id IS NOT NULL OR c.mode = 'human_only'"
    " THEN 'nobody' ELSE 'ai' END"
)
_END = (
    "CASE WHEN c.status <> 'resolved' THEN 'open'"
    " WHEN c.score <= 2 OR c.outcome = 'unsolved' THEN 'unsolved'"
    f" WHEN {_BY} = 'nobody' AND c.outcome IS NOT 'went_quiet' THEN 'waiting'"
    f" WHEN c.score >= 4 AND {_BY} <> 'nobody' THEN 'confirmed'"
    " WHEN c.outcome = 'went_quiet' THEN 'quiet'"
    " WHEN c.resolver_kind = 'customer' THEN 'confirmed'"
    " ELSE 'resolved' END"
)
_WITHIN = "c.community_id = :community AND c.started_at >= :start AND c.started_at < :end"
_HANDED = f"(c.mode = 'hybrid' AND {_BY} <> 'ai')"
_AGAIN = "EXISTS (SELECT 1 FROM conversations d WHERE d.previous_id = c.id AND d.reopened = 1)"
_PERCENTILES = (
    "SELECT r, v, n FROM (SELECT v, ROW_NUMBER() OVER (ORDER BY v) AS r, COUNT(*) OVER () AS n"
    " FROM ({values})) WHERE r IN ((n + 1) / 2, (n * 9 + 9) / 10)"
)


class Group(NamedTuple):
    """Conversations of one kind and end."""

    by: str
    end: str
    size: int
    handed_over: int
    again: int
    """Started again by their customer within seven days."""


class Percentiles(NamedTuple):
    """Milliseconds; None where nothing was measured, `size` times."""

    size: int
    p50: int | None
    p90: int | None


class OfCustomer(NamedTuple):
    started: int
    resolved: int
    average_score: float | None


def groups(reader: Reader, community_id: str, start: int, end: int) -> list[Group]:
    """Of the conversations started from `start` to before `end` (ms)."""
    rows = reader.named(
        f"SELECT {_BY}, {_END}, COUNT(*), SUM({_HANDED}), SUM(c.status = 'resolved' AND {_AGAIN})"
        f" FROM conversations c WHERE {_WITHIN} GROUP BY 1, 2",
        {"community": community_id, "start": start, "end": end},
    )
    return [Group(*row) for row in rows]


_VALUES = {
    # From what the customer first said to the AI's first word.
    "first_ai": "SELECT c.agent_first_at - COALESCE((SELECT m.created_at FROM"
    " conversation_messages m WHERE m.conversation_id = c.id AND m.author_id = c.customer_id"
    " ORDER BY m.seq LIMIT 1), c.started_at) AS v FROM conversations c"
    f" WHERE {_WITHIN} AND c.agent_first_at IS NOT NULL",
    # From the moment a person was asked for to the first that one said.
    "first_person": "SELECT c.staff_first_at - COALESCE((SELECT MIN(t.at) FROM"
    " conversation_transitions t WHERE t.conversation_id = c.id"
    " AND t.to_status IN ('waiting_human', 'human_active')), c.started_at) AS v"
    f" FROM conversations c WHERE {_WITHIN} AND c.staff_first_at IS NOT NULL",
    "waiting": "SELECT t.waited_ms AS v FROM conversations c JOIN conversation_transitions t"
    f" ON t.conversation_id = c.id WHERE {_WITHIN} AND t.waited_ms IS NOT NULL",
    "resolution_ai": "SELECT c.resolved_at - c.started_at AS v FROM conversations c"
    f" WHERE {_WITHIN} AND {_BY} = 'ai' AND {_END} IN ('confirmed', 'resolved')",
    "resolution_person": "SELECT c.resolved_at - c.started_at AS v FROM conversations c"
    f" WHERE {_WITHIN} AND {_BY} = 'person' AND {_END} IN ('confirmed', 'resolved')",
}


def percentiles(reader: Reader, what: str, community_id: str, start: int, end: int) -> Percentiles:
    """By nearest rank, of one of the durations that are measured."""
    rows = reader.named(
        _PERCENTILES.format(values=_VALUES[what]),
        {"community": community_id, "start": start, "end": end},
    )
    if not rows:
        return Percentiles(0, None, None)
    size, by_rank = rows[0][2], {rank: value for rank, value, _ in rows}
    return Percentiles(size, by_rank[(size + 1) // 2], by_rank[(size * 9 + 9) // 10])


def ratings(
    reader: Reader, community_id: str, start: int, end: int
) -> dict[str, tuple[int, float]]:
    """Count and average by who was rated."""
    rows = reader.named(
        f"SELECT c.rated_of, COUNT(*), AVG(c.score) FROM conversations c WHERE {_WITHIN}"
        " AND c.score IS NOT NULL GROUP BY 1",
        {"community": community_id, "start": start, "end": end},
    )
    return {of: (count, average) for of, count, average in rows}


def targets(
    reader: Reader, community_id: str, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """`(met, missed)` of first response, next response and resolution; what is overdue is missed,
    whether or not the answer came since."""
    row = reader.named(
        "SELECT SUM(k.first_met IS 1),"
        " SUM(k.first_met IS 0 OR (k.first_met IS NULL AND k.first_due < :now)),"
        " SUM(k.next_met), SUM(k.next_missed + (k.next_due IS NOT NULL AND k.next_due < :now)),"
        " SUM(k.resolution_met IS 1),"
        " SUM(k.resolution_met IS 0 OR (k.resolution_met IS NULL AND k.resolution_due < :now))"
        " FROM conversations c JOIN conversation_clocks k ON k.conversation_id = c.id"
        f" WHERE {_WITHIN}",
        {"community": community_id, "start": start, "end": end, "now": reader.now},
    )[0]
    first_met, first_missed, next_met, next_missed, met, missed = (value or 0 for value in row)
    return (first_met, first_missed), (next_met, next_missed), (met, missed)


def open_now(reader: Reader, community_id: str) -> tuple[int, int]:
    """How many are not resolved, and how many of these wait for a person."""
    row = reader.row(
        "SELECT COUNT(*), COALESCE(SUM(status = 'waiting_human'), 0) FROM conversations"
        " WHERE community_id = ? AND status IN ('ai_active', 'waiting_human', 'human_active')",
        (community_id,),
    )
    assert row is not None
    return row[0], row[1]


def of_customer(reader: Reader, community_id: str, customer_id: str) -> OfCustomer:
    row = reader.row(
        "SELECT COUNT(*), COALESCE(SUM(status = 'resolved'), 0), AVG(score) FROM conversations"
        " WHERE customer_id = ? AND community_id = ?",
        (customer_id, community_id),
    )
    assert row is not None
    return OfCustomer(*row)


def has_answered(reader: Reader, conversation_id: str, user_id: str) -> bool:
    """Whether somebody has written in a conversation."""
    return bool(
        reader.value(
            "SELECT EXISTS (SELECT 1 FROM conversation_messages WHERE conversation_id = ?"
            " AND author_id = ? AND kind = 'message')",
            (conversation_id, user_id),
        )
    )
