"""The tables of communities and who is in them."""

from __future__ import annotations

import peewee


class CommunityRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    type = peewee.TextField()
    name = peewee.TextField()
    folded = peewee.TextField()
    description = peewee.TextField()
    creator_id = peewee.TextField()
    join_fee_cents = peewee.IntegerField()
    monthly_fee_cents = peewee.IntegerField()
    agent_call_fee_cents = peewee.IntegerField()
    is_verified = peewee.IntegerField()
    cs_mode = peewee.TextField(null=True)
    free_minutes_per_day = peewee.IntegerField(null=True)
    monthly_price_cents = peewee.IntegerField(null=True)
    text_when_used = peewee.IntegerField(null=True)
    lead_agent_id = peewee.TextField(null=True)
    retention_days = peewee.IntegerField(null=True)
    slow_seconds = peewee.IntegerField(null=True)
    last_seq = peewee.IntegerField()
    created_at = peewee.IntegerField()
    deleted_at = peewee.IntegerField(null=True)

    class Meta:
        table_name = "communities"


class MembershipRow(peewee.Model):
    community_id = peewee.TextField()
    user_id = peewee.TextField()
    role = peewee.TextField()
    status = peewee.TextField()
    joined_at = peewee.IntegerField()
    expires_at = peewee.IntegerField(null=True)
    auto_renew = peewee.IntegerField()
    muted_until = peewee.IntegerField(null=True)
    notifications = peewee.TextField()
    last_read_seq = peewee.IntegerField()
    auto_renew_cents = peewee.IntegerField(null=True)
    last_wrote_at = peewee.IntegerField(null=True)

    class Meta:
        table_name = "memberships"
        primary_key = peewee.CompositeKey("community_id", "user_id")


class InviteRow(peewee.Model):
    code = peewee.TextField(primary_key=True)
    id = peewee.TextField(unique=True)
    community_id = peewee.TextField()
    role = peewee.TextField()
    max_uses = peewee.IntegerField(null=True)
    uses = peewee.IntegerField()
    expires_at = peewee.IntegerField(null=True)
    created_by = peewee.TextField()
    created_at = peewee.IntegerField()
    withdrawn_at = peewee.IntegerField(null=True)

    class Meta:
        table_name = "invites"


class AuditRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    community_id = peewee.TextField()
    at = peewee.IntegerField()
    actor_id = peewee.TextField()
    act = peewee.TextField()
    target_id = peewee.TextField(null=True)
    target_name = peewee.TextField(null=True)
    detail = peewee.TextField()

    class Meta:
        table_name = "audit"
