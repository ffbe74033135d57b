"""The ledger: accounts, transactions and their entries, which nobody can change afterwards."""

from __future__ import annotations

import sqlite3


def up(connection: sqlite3.Connection) -> None:
    for statement in (
        # `outside` is the world beyond this server: alone it may owe, and does for all that is in.
        """CREATE TABLE ledger_accounts (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            balance_cents INTEGER NOT NULL DEFAULT 0,
            CHECK (balance_cents >= 0 OR kind = 'outside')
        ) WITHOUT ROWID""",
        """CREATE TABLE ledger_transactions (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            user_id TEXT,
            community_id TEXT,
            subject TEXT UNIQUE,
            refunds TEXT,
            actor_id TEXT,
            note TEXT NOT NULL
        )""",
        "CREATE INDEX ledger_refunds ON ledger_transactions (refunds) WHERE refunds IS NOT NULL",
        """CREATE TABLE ledger_entries (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            transaction_number INTEGER NOT NULL REFERENCES ledger_transactions (number),
            account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
            amount_cents INTEGER NOT NULL CHECK (amount_cents <> 0),
            balance_cents INTEGER NOT NULL
        )""",
        "CREATE INDEX ledger_entries_by_account ON ledger_entries (account_id, number)",
        "CREATE INDEX ledger_entries_by_transaction ON ledger_entries (transaction_number)",
        *(
            f"CREATE TRIGGER {table}_stays_{verb.lower()} BEFORE {verb} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            for table in ("ledger_entries", "ledger_transactions")
            for verb in ("UPDATE", "DELETE")
        ),
        # What came in by community, kind and day: kept with each charge, so that no page of
        # income ever has to add up the ledger.
        """CREATE TABLE ledger_income (
            community_id TEXT NOT NULL,
            day INTEGER NOT NULL,
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            gross_cents INTEGER NOT NULL,
            creator_cents INTEGER NOT NULL,
            PRIMARY KEY (community_id, day, kind)
        ) WITHOUT ROWID""",
        """CREATE TABLE holds (
            turn_id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            community_id TEXT NOT NULL,
            amount_cents INTEGER NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE payouts (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            amount_cents INTEGER NOT NULL,
            status TEXT NOT NULL,
            note TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            decided_at INTEGER,
            decided_by TEXT
        ) WITHOUT ROWID""",
        "CREATE INDEX payouts_by_user ON payouts (user_id, id)",
        "CREATE INDEX payouts_by_status ON payouts (status, id)",
        # What somebody agreed to when they let a membership renew itself.
        "ALTER TABLE memberships ADD COLUMN auto_renew_cents INTEGER",
        "CREATE INDEX memberships_to_renew ON memberships (expires_at)"
        " WHERE auto_renew = 1 AND status = 'active' AND expires_at IS NOT NULL",
        "CREATE INDEX memberships_running_out ON memberships (expires_at)"
        " WHERE status = 'active' AND expires_at IS NOT NULL",
    ):
        connection.execute(statement)
