"""Payments from outside, what their service has told already, and a community's payments."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE checkouts (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            amount_cents INTEGER NOT NULL,
            currency TEXT NOT NULL,
            status TEXT NOT NULL,
            reference TEXT UNIQUE,
            url TEXT,
            created_at INTEGER NOT NULL,
            settled_at INTEGER
        ) WITHOUT ROWID""",
        """CREATE TABLE payment_events (
            id TEXT PRIMARY KEY,
            at INTEGER NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX ledger_payments ON ledger_transactions (community_id, number)"
        " WHERE kind IN ('join_fee', 'monthly_fee', 'agent_call')",
        "CREATE INDEX memberships_paying ON memberships (community_id, expires_at)"
        " WHERE status = 'active' AND expires_at IS NOT NULL",
    ):
        connection.execute(statement)
