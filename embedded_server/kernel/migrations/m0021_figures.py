"""What a report of a brand's service counts lies in one index, beside the conversations' texts."""

from __future__ import annotations

import sqlite3

FILL = (
    """UPDATE conversations SET agent_first_ms = agent_first_at - COALESCE((
            SELECT m.created_at FROM conversation_messages m
            WHERE m.conversation_id = conversations.id AND m.author_id = customer_id
            ORDER BY m.seq LIMIT 1
        ), started_at) WHERE agent_first_at IS NOT NULL""",
    """UPDATE conversations SET staff_first_ms = staff_first_at - COALESCE((
            SELECT MIN(t.at) FROM conversation_transitions t
            WHERE t.conversation_id = conversations.id
            AND t.to_status IN ('waiting_human', 'human_active')
        ), started_at) WHERE staff_first_at IS NOT NULL""",
)


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        # Milliseconds from the customer's first word to the AI's, and from asking for a person to
        # the first word of one.
        "ALTER TABLE conversations ADD COLUMN agent_first_ms INTEGER",
        "ALTER TABLE conversations ADD COLUMN staff_first_ms INTEGER",
        *FILL,
        "DROP INDEX conversations_started",
        """CREATE INDEX conversations_figures ON conversations (
            community_id, started_at, id, status, mode, asked_by, assignee_id, outcome,
            resolver_kind, resolved_at, score, rated_of, agent_first_ms, staff_first_ms
        )""",
        """CREATE INDEX conversation_transitions_waited
            ON conversation_transitions (conversation_id, waited_ms)
            WHERE waited_ms IS NOT NULL""",
    ):
        connection.execute(statement)
