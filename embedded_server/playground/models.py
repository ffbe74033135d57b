"""The tables of spaces, sessions, participants, session chat and session log.

A participant's row is never deleted: who comes back is the same one. `is_seat_kept` is set for who
was lost rather than left.
"""

from __future__ import annotations

import peewee


class SpaceRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    owner_id = peewee.TextField()
    name = peewee.TextField()
    description = peewee.TextField()
    category = peewee.TextField(null=True)
    folded_category = peewee.TextField(null=True)
    tags = peewee.TextField()
    folded_tags = peewee.TextField()
    folded = peewee.TextField()
    definition = peewee.TextField()
    is_public = peewee.IntegerField()
    max_participants = peewee.IntegerField(null=True)
    created_at = peewee.IntegerField()
    deleted_at = peewee.IntegerField(null=True)

    class Meta:
        table_name = "spaces"


class SessionRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    space_id = peewee.TextField()
    status = peewee.TextField()
    host_id = peewee.TextField()
    created_by = peewee.TextField()
    is_locked = peewee.IntegerField()
    created_at = peewee.IntegerField()
    ended_at = peewee.IntegerField(null=True)
    empty_since = peewee.IntegerField(null=True)
    host_lost_at = peewee.IntegerField(null=True)
    is_host_chosen = peewee.IntegerField()
    state_version = peewee.IntegerField()
    state = peewee.TextField()
    last_seq = peewee.IntegerField()

    class Meta:
        table_name = "play_sessions"


class SessionLinkRow(peewee.Model):
    code = peewee.TextField(primary_key=True)
    session_id = peewee.TextField(unique=True)
    made_by = peewee.TextField()
    created_at = peewee.IntegerField()

    class Meta:
        table_name = "session_links"


class ParticipantRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    session_id = peewee.TextField()
    user_id = peewee.TextField()
    is_connected = peewee.IntegerField()
    joined_at = peewee.IntegerField()
    connected_at = peewee.IntegerField()
    left_at = peewee.IntegerField(null=True)
    is_seat_kept = peewee.IntegerField()
    is_removed = peewee.IntegerField()
    agent_id = peewee.TextField(null=True)
    role = peewee.TextField(null=True)
    control_mode = peewee.TextField(null=True)
    generation = peewee.IntegerField()

    class Meta:
        table_name = "participants"
