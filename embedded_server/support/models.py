"""The tables of conversations, their messages and transitions, and who is there for customers.

`conversation_words` beside them holds the words of all messages up to the fact
`conversation_words_up_to`; its rows are the messages' `number`s.
"""

from __future__ import annotations

import peewee


class ConversationRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    community_id = peewee.TextField()
    customer_id = peewee.TextField()
    status = peewee.TextField()
    mode = peewee.TextField()
    agent_id = peewee.TextField(null=True)
    agent_name = peewee.TextField(null=True)
    assignee_id = peewee.TextField(null=True)
    turn_id = peewee.TextField(null=True)
    asked_seq = peewee.IntegerField(default=0)
    started_at = peewee.IntegerField()
    waiting_since = peewee.IntegerField(null=True)
    waiting_place = peewee.IntegerField(null=True)
    waiting_staff = peewee.IntegerField(null=True)
    asked_by = peewee.TextField(null=True)
    transfer_reason = peewee.TextField(default="")
    resolved_at = peewee.IntegerField(null=True)
    resolver_kind = peewee.TextField(null=True)
    resolver_id = peewee.TextField(null=True)
    outcome = peewee.TextField(null=True)
    previous_id = peewee.TextField(null=True)
    reopened = peewee.IntegerField(default=0)
    score = peewee.IntegerField(null=True)
    comment = peewee.TextField(null=True)
    rated_at = peewee.IntegerField(null=True)
    rated_of = peewee.TextField(null=True)
    last_seq = peewee.IntegerField(default=0)
    last_text = peewee.TextField(default="")
    last_at = peewee.IntegerField()
    last_by = peewee.TextField(default="system")
    customer_read_seq = peewee.IntegerField(default=0)
    spoke_at = peewee.IntegerField(null=True)
    unanswered_since = peewee.IntegerField(null=True)
    agent_first_at = peewee.IntegerField(null=True)
    staff_first_at = peewee.IntegerField(null=True)
    agent_first_ms = peewee.IntegerField(null=True)
    staff_first_ms = peewee.IntegerField(null=True)

    class Meta:
        table_name = "conversations"


class ConversationMessageRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    id = peewee.TextField(unique=True)
    conversation_id = peewee.TextField()
    community_id = peewee.TextField()
    seq = peewee.IntegerField()
    kind = peewee.TextField()
    author_kind = peewee.TextField()
    author_id = peewee.TextField()
    author_name = peewee.TextField()
    text = peewee.TextField()
    created_at = peewee.IntegerField()
    reply_to_id = peewee.TextField(null=True)
    turn_id = peewee.TextField(null=True)
    status = peewee.TextField()
    client_id = peewee.TextField(null=True)
    citations = peewee.BlobField(null=True)
    notice = peewee.BlobField(null=True)
    is_unsure = peewee.IntegerField(default=0)
    attachments = peewee.BlobField(null=True)
    audio = peewee.BlobField(null=True)

    class Meta:
        table_name = "conversation_messages"


class TransitionRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    conversation_id = peewee.TextField()
    community_id = peewee.TextField()
    at = peewee.IntegerField()
    act = peewee.TextField()
    from_status = peewee.TextField(null=True)
    to_status = peewee.TextField()
    actor_kind = peewee.TextField()
    actor_id = peewee.TextField(null=True)
    assignee_id = peewee.TextField(null=True)
    why = peewee.TextField()
    waited_ms = peewee.IntegerField(null=True)
    place_ms = peewee.IntegerField(null=True)

    class Meta:
        table_name = "conversation_transitions"


class ConversationReadRow(peewee.Model):
    conversation_id = peewee.TextField()
    user_id = peewee.TextField()
    seq = peewee.IntegerField()

    class Meta:
        table_name = "conversation_reads"
        primary_key = peewee.CompositeKey("conversation_id", "user_id")


class SupportAgentRow(peewee.Model):
    community_id = peewee.TextField()
    user_id = peewee.TextField()
    availability = peewee.TextField()
    changed_at = peewee.IntegerField()

    class Meta:
        table_name = "support_agents"
        primary_key = peewee.CompositeKey("community_id", "user_id")
