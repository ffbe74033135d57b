"""AI agents: listings, their knowledge, and which communities they are linked to."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from embedded_server.contracts.base import (
    UNSET,
    Answer,
    Cents,
    ClientId,
    Description,
    Fee,
    Input,
    ListQuery,
    Name,
    Page,
    Timestamp,
    UnsetType,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.routes import Kind, Route, command, get, patch, post

ProviderKind = Literal["builtin", "openai"]
VoiceKind = Literal["none", "stock", "lounge"]
Persona = Annotated[str, Meta(max_length=8000)]
BaseUrl = Annotated[str, Meta(max_length=2048)]
Model = Annotated[str, Meta(max_length=200)]
ApiKey = Annotated[str, Meta(max_length=4096)]

MAX_KNOWLEDGE_BYTES = 10 * 1024 * 1024
MAX_TRY_BYTES = 16 * 1024 * 1024
"""Of a try-out with all its earlier lines, however they are escaped."""


class Provider(Answer, frozen=True, kw_only=True):
    """What answers. All but `kind` is shown to the owner alone."""

    kind: ProviderKind
    base_url: str | UnsetType | None = UNSET
    model: str | UnsetType | None = UNSET
    has_api_key: bool | UnsetType = UNSET


class ProviderInput(Input, frozen=True, kw_only=True):
    """`base_url` is that of any OpenAI-compatible endpoint; `api_key` is never given back."""

    kind: ProviderKind
    base_url: BaseUrl | None = None
    model: Model | None = None
    api_key: ApiKey | UnsetType | None = UNSET


class Voice(Answer, frozen=True, kw_only=True):
    kind: VoiceKind
    name: str | UnsetType | None = UNSET
    community_id: str | UnsetType | None = UNSET


class VoiceInput(Input, frozen=True, kw_only=True):
    kind: VoiceKind
    name: Name | None = None
    community_id: Annotated[str, Meta(max_length=64)] | None = None


class Agent(Answer, frozen=True, kw_only=True):
    """A listing. `persona` stands in the owner's own view only."""

    id: str
    owner_id: str
    name: str
    description: str
    avatar_url: str | None
    provider: Provider
    voice: Voice
    is_public: bool
    created_at: Timestamp
    persona: str | UnsetType = UNSET


class CreateAgent(Input, frozen=True, kw_only=True):
    name: Name
    description: Description = ""
    persona: Persona = ""
    provider: ProviderInput = ProviderInput(kind="builtin")
    voice: VoiceInput = VoiceInput(kind="none")
    is_public: bool = False
    client_id: ClientId | None = None


class EditAgent(Input, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    persona: Persona | UnsetType = UNSET
    provider: ProviderInput | UnsetType = UNSET
    voice: VoiceInput | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET


class KnowledgeDocument(Answer, frozen=True, kw_only=True):
    """One text the agent answers from; `passages` is into how many pieces it was cut."""

    id: str
    agent_id: str
    title: str
    characters: int
    passages: int
    created_at: Timestamp
    updated_at: Timestamp | None = None
    """When its text was last replaced."""
    cited_count: int = 0
    """In how many replies it was cited."""
    last_cited_at: Timestamp | None = None


class AddKnowledge(Input, frozen=True, kw_only=True):
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    text: Annotated[str, Meta(min_length=1, max_length=2_000_000)]
    client_id: ClientId | None = None


class KnowledgeFile(Input, frozen=True, kw_only=True):
    """The multipart form: `file` is a txt, md or pdf; `title` defaults to the file's name."""

    file: bytes
    title: Annotated[str, Meta(min_length=1, max_length=200)] | None = None


class TryLine(Input, frozen=True, kw_only=True):
    """One earlier line of a try-out."""

    kind: Literal["user", "agent"]
    text: Annotated[str, Meta(max_length=20_000)]


class TryAgent(Input, frozen=True, kw_only=True):
    """A question to one's own agent that nobody else sees; nothing of it is kept in a room."""

    text: Annotated[str, Meta(max_length=16_000)]
    history: Annotated[list[TryLine], Meta(max_length=50)] = msgspec.field(default_factory=list)


class AgentUsage(Answer, frozen=True, kw_only=True):
    """What became of the questions to one agent, over all its rooms."""

    agent_id: str
    asked: int
    answered: int
    stopped: int
    failed: int
    votes_up: int
    votes_down: int
    prompt_tokens: int
    completion_tokens: int


class Feedback(Answer, frozen=True, kw_only=True):
    """One vote on one reply; `question` and `reply` as they stand now."""

    message_id: str
    community_id: str
    vote: Literal["up", "down"]
    comment: str
    question: str
    reply: str
    at: Timestamp


class LinkedAgent(Answer, frozen=True, kw_only=True):
    """An agent as a community has it: its price and how much of the room it reads."""

    agent: Agent
    agent_id: str
    community_id: str
    call_fee_cents: Cents
    context_messages: int
    linked_at: Timestamp


class LinkAgent(Input, frozen=True, kw_only=True):
    """`call_fee_cents` overrides the community's; `context_messages` are read with the question."""

    agent_id: Annotated[str, Meta(max_length=64)]
    call_fee_cents: Fee | None = None
    context_messages: Annotated[int, Meta(ge=0, le=200)] = 20


class EditLink(Input, frozen=True, kw_only=True):
    """`call_fee_cents` null goes back to the community's."""

    call_fee_cents: Fee | UnsetType | None = UNSET
    context_messages: Annotated[int, Meta(ge=0, le=200)] | UnsetType = UNSET


_A = "/api/agents"
_ONE = f"{_A}/{{agentId}}"
_LINKS = "/api/communities/{communityId}/agents"

LIST = get(_A, Page[Agent], "One's own and public agents", query=ListQuery)
CREATE = post(
    _A,
    CreateAgent,
    Agent,
    "Make an agent",
    repeat=200,
    errors=(Code.ENDPOINT_NOT_ALLOWED, Code.NOT_AVAILABLE),
)
READ = get(_ONE, Agent, "One agent")
EDIT = patch(
    _ONE,
    EditAgent,
    Agent,
    "Change an agent",
    errors=(Code.ENDPOINT_NOT_ALLOWED, Code.NOT_AVAILABLE),
)
DELETE = command("DELETE", _ONE, "Delete an agent")
KNOWLEDGE = get(f"{_ONE}/knowledge", Page[KnowledgeDocument], "What it knows", query=ListQuery)
ADD_KNOWLEDGE = post(
    f"{_ONE}/knowledge",
    AddKnowledge,
    KnowledgeDocument,
    "Add a text, or a file (txt, md, pdf)",
    repeat=200,
    upload=KnowledgeFile,
    max_body=MAX_KNOWLEDGE_BYTES + 64 * 1024,
    errors=(Code.UNREADABLE_FILE,),
)
DELETE_KNOWLEDGE = command("DELETE", f"{_ONE}/knowledge/{{documentId}}", "Forget a text")
REPLACE_KNOWLEDGE: Route[AddKnowledge, KnowledgeDocument] = Route(
    method="PUT",
    path=f"{_ONE}/knowledge/{{documentId}}",
    summary="Put another text, or the file as it is now, in place of one",
    body=AddKnowledge,
    answer=KnowledgeDocument,
    upload=KnowledgeFile,
    max_body=MAX_KNOWLEDGE_BYTES + 64 * 1024,
    errors=(Code.UNREADABLE_FILE,),
)
TRY = post(
    f"{_ONE}/try",
    TryAgent,
    str,
    "Try one's own agent out; the reply streams",
    status=200,
    kind=Kind.EVENTS,
    max_body=MAX_TRY_BYTES,
)
USAGE = get(f"{_ONE}/usage", AgentUsage, "What became of its questions, for its owner")
FEEDBACK = get(
    f"{_ONE}/feedback", Page[Feedback], "Votes on its replies, for its owner", query=ListQuery
)
LINKS = get(_LINKS, Page[LinkedAgent], "Agents of a community", query=ListQuery)
LINK = post(
    _LINKS,
    LinkAgent,
    LinkedAgent,
    "Add an agent to a community",
    repeat=200,
    errors=(Code.NOT_AVAILABLE,),
)
EDIT_LINK = patch(
    f"{_LINKS}/{{agentId}}",
    EditLink,
    LinkedAgent,
    "Change what an agent costs in a community and how much of it it reads",
)
UNLINK = command("DELETE", f"{_LINKS}/{{agentId}}", "Take an agent out of a community")
