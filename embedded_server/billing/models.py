"""The tables of the ledger; only ever added to, which the database itself sees to."""

from __future__ import annotations

import peewee


class PayoutRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    user_id = peewee.TextField()
    amount_cents = peewee.IntegerField()
    status = peewee.TextField()
    note = peewee.TextField()
    asked_at = peewee.IntegerField()
    decided_at = peewee.IntegerField(null=True)
    decided_by = peewee.TextField(null=True)

    class Meta:
        table_name = "payouts"


class HoldRow(peewee.Model):
    turn_id = peewee.TextField(primary_key=True)
    user_id = peewee.TextField()
    community_id = peewee.TextField()
    amount_cents = peewee.IntegerField()

    class Meta:
        table_name = "holds"
