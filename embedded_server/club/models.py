"""The tables of a club's messages and of votes on agents' replies.

`messages_fts` beside it holds the words of all messages up to the fact `messages_indexed`; its
rows are the messages' `number`s.
"""

from __future__ import annotations

import peewee


class VoteRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    message_id = peewee.TextField()
    user_id = peewee.TextField()
    agent_id = peewee.TextField()
    vote = peewee.TextField()
    comment = peewee.TextField()
    at = peewee.IntegerField()

    class Meta:
        table_name = "votes"


class MessageRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    community_id = peewee.TextField()
    seq = peewee.IntegerField()
    author_kind = peewee.TextField()
    author_id = peewee.TextField()
    author_name = peewee.TextField()
    text = peewee.TextField()
    created_at = peewee.IntegerField()
    edited_at = peewee.IntegerField(null=True)
    deleted_at = peewee.IntegerField(null=True)
    reply_to_id = peewee.TextField(null=True)
    turn_id = peewee.TextField(null=True)
    status = peewee.TextField()
    client_id = peewee.TextField(null=True)
    charged_cents = peewee.IntegerField(null=True)
    citations = peewee.BlobField(null=True)
    mentions = peewee.BlobField(null=True)
    reactions = peewee.BlobField(null=True)
    attachments = peewee.BlobField(null=True)
    audio = peewee.BlobField(null=True)
    pinned_at = peewee.IntegerField(null=True)
    only_for = peewee.TextField(null=True)
    replaces_id = peewee.TextField(null=True)
    catch_up = peewee.BlobField(null=True)

    class Meta:
        table_name = "messages"
