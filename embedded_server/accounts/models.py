"""The tables of people and their sign-ins."""

from __future__ import annotations

import peewee


class UserRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    username = peewee.TextField(unique=True)
    display_name = peewee.TextField()
    folded_name = peewee.TextField()
    password_hash = peewee.TextField()
    is_admin = peewee.IntegerField()
    shares_presence = peewee.IntegerField(default=1)
    created_at = peewee.IntegerField()
    guest_of = peewee.TextField(null=True)
    """The community whose web site a visitor came by; null for people with an account."""
    visits = peewee.TextField(null=True)
    """The session of a playground that a visitor came into by a link, likewise."""

    class Meta:
        table_name = "users"


class SessionRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    token_hash = peewee.BlobField(unique=True)
    user_id = peewee.TextField()
    created_at = peewee.IntegerField()
    expires_at = peewee.IntegerField()
    page_of = peewee.TextField(null=True)
    """The one session of a playground that it is good for; null for a whole sign-in."""

    class Meta:
        table_name = "sessions"
