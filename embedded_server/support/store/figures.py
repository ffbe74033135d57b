"""What reports and cards count. What is honest is decided here, once, in SQL.

A conversation is a person's where one has answered in it, nobody's where one was asked for and
none did, else the AI's. It ended in exactly one way: `open`, `confirmed` by the customer,
`unsolved`, `quiet`, `waiting` (resolved while nobody came), or `resolved` by the brand.

A report reads the index `conversations_figures` alone, not the conversations with their texts: a
year of a hundred thousand is computed while one waits. A column that is asked for here has to be
in that index; tests hold it.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from embedded_server.kernel.database import Reader, Transaction

_BY = (
    "CASE WHEN c.staff_first_ms IS NOT NULL THEN 'person'"
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
_LIST = "json_group_array({value}) FILTER (WHERE {value} IS NOT NULL)"
_GROUPS = (
    f"SELECT {_BY}, {_END}, c.rated_of, COUNT(*), SUM({_HANDED}),"
    f" SUM(c.status = 'resolved' AND {_AGAIN}), COUNT(c.score), COALESCE(SUM(c.score), 0),"
    f" {_LIST.format(value='c.agent_first_ms')}, {_LIST.format(value='c.staff_first_ms')},"
    f" {_LIST.format(value='(c.resolved_at - c.started_at)')}"
    f" FROM conversations c WHERE {_WITHIN} GROUP BY 1, 2, 3"
)
_WAITS = (
    "SELECT json_group_array(t.waited_ms) FROM conversations c JOIN conversation_transitions t"
    f" ON t.conversation_id = c.id WHERE {_WITHIN} AND t.waited_ms IS NOT NULL"
)
_durations = msgspec.json.Decoder(list[int]).decode


class Group(NamedTuple):
    """Conversations of one kind and end, whose ratings are of one side; durations in ms."""

    by: str
    end: str
    rated_of: str | None
    size: int
    handed_over: int
    again: int
    """Started again by their customer within seven days."""
    rating_count: int
    rating_sum: int
    first_of_agent: list[int]
    first_of_staff: list[int]
    resolution: list[int]


class OfCustomer(NamedTuple):
    started: int
    resolved: int
    average_score: float | None


def groups(reader: Reader, community_id: str, start: int, end: int) -> list[Group]:
    """Of the conversations started from `start` to before `end` (ms)."""
    rows = reader.named(_GROUPS, {"community": community_id, "start": start, "end": end})
    return [Group(*row[:8], *(_durations(values) for values in row[8:])) for row in rows]


def waits(reader: Reader, community_id: str, start: int, end: int) -> list[int]:
    """How long customers of these conversations waited (ms), each time that one was accepted."""
    rows = reader.named(_WAITS, {"community": community_id, "start": start, "end": end})
    return _durations(rows[0][0])


_FIRST_OF_AI = (
    "UPDATE conversations SET agent_first_ms = ?2 - COALESCE((SELECT m.created_at FROM"
    " conversation_messages m WHERE m.conversation_id = conversations.id"
    " AND m.author_id = customer_id ORDER BY m.seq LIMIT 1), started_at)"
    " WHERE id = ?1 AND agent_first_ms IS NULL"
)
_FIRST_OF_STAFF = (
    "UPDATE conversations SET staff_first_ms = ?2 - COALESCE((SELECT MIN(t.at) FROM"
    " conversation_transitions t WHERE t.conversation_id = conversations.id"
    " AND t.to_status IN ('waiting_human', 'human_active')), started_at)"
    " WHERE id = ?1 AND staff_first_ms IS NULL"
)


def agent_answered(tx: Transaction, conversation_id: str, at: int) -> None:
    """Keep how long the AI's first word took, from what the customer first said."""
    tx.change(_FIRST_OF_AI, (conversation_id, at))


def staff_answered(tx: Transaction, conversation_id: str, at: int) -> None:
    """Keep how long a person's first word took, from the moment that one was asked for."""
    tx.change(_FIRST_OF_STAFF, (conversation_id, at))


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
