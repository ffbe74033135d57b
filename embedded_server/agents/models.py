"""The tables of agents, their knowledge and their links.

`passages_fts` beside them holds the words of every passage under the passage's `number`; it keeps
no text of its own, so a row is taken out by telling it what it held. That is why a passage keeps
its agent and title itself, and why a document is first disowned (no agent) and then swept out.
"""

from __future__ import annotations

import peewee


class AgentRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    owner_id = peewee.TextField()
    name = peewee.TextField()
    description = peewee.TextField()
    persona = peewee.TextField()
    provider_kind = peewee.TextField()
    base_url = peewee.TextField(null=True)
    model = peewee.TextField(null=True)
    api_key = peewee.BlobField(null=True)
    any_endpoint = peewee.IntegerField()
    voice_kind = peewee.TextField()
    voice_name = peewee.TextField(null=True)
    voice_community_id = peewee.TextField(null=True)
    is_public = peewee.IntegerField()
    created_at = peewee.IntegerField()

    class Meta:
        table_name = "agents"


class KnowledgeRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    agent_id = peewee.TextField()
    title = peewee.TextField()
    characters = peewee.IntegerField()
    passages = peewee.IntegerField()
    created_at = peewee.IntegerField()
    known_as = peewee.TextField()
    updated_at = peewee.IntegerField(null=True)
    cited_count = peewee.IntegerField()
    last_cited_at = peewee.IntegerField(null=True)
    digest = peewee.BlobField(null=True)

    class Meta:
        table_name = "knowledge"


class PassageRow(peewee.Model):
    number = peewee.IntegerField(primary_key=True)
    document_id = peewee.TextField()
    agent = peewee.TextField()
    position = peewee.IntegerField()
    title = peewee.TextField()
    heading = peewee.TextField()
    text = peewee.TextField()

    class Meta:
        table_name = "passages"


class LinkRow(peewee.Model):
    id = peewee.TextField(primary_key=True)
    community_id = peewee.TextField()
    agent_id = peewee.TextField()
    call_fee_cents = peewee.IntegerField(null=True)
    context_messages = peewee.IntegerField()
    linked_by = peewee.TextField()
    linked_at = peewee.IntegerField()

    class Meta:
        table_name = "agent_links"


class VersionRow(peewee.Model):
    agent = peewee.TextField(primary_key=True)
    version = peewee.IntegerField()

    class Meta:
        table_name = "knowledge_versions"


class UsageRow(peewee.Model):
    agent_id = peewee.TextField(primary_key=True)
    asked = peewee.IntegerField()
    answered = peewee.IntegerField()
    stopped = peewee.IntegerField()
    failed = peewee.IntegerField()
    votes_up = peewee.IntegerField()
    votes_down = peewee.IntegerField()
    prompt_tokens = peewee.IntegerField()
    completion_tokens = peewee.IntegerField()

    class Meta:
        table_name = "agent_usage"
