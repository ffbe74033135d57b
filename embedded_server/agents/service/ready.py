"""An agent as a room may call it: checked to be linked, with all that its provider needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from embedded_server.agents import store
from embedded_server.agents.store import AgentValue
from embedded_server.communities import service as communities
from embedded_server.contracts.agents import ProviderKind, Voice
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.ids import looks_like_id


@dataclass(frozen=True, slots=True)
class ReadyAgent:
    """`context_messages` is how many earlier messages of the room it reads."""

    agent_id: str
    name: str
    call_fee_cents: int
    context_messages: int
    persona: str
    provider_kind: ProviderKind
    base_url: str | None = field(repr=False)
    model: str | None
    sealed_key: bytes | None = field(repr=False)
    any_endpoint: bool
    """Whether the endpoint may lie in the server's own network."""
    owner_id: str
    voice: Voice


def ready_agent(reader: Reader, community_id: str, agent_id: str) -> ReadyAgent:
    """Refuses with 404 where the agent is not linked to the community."""
    link = store.find_link(reader, community_id, agent_id) if looks_like_id(agent_id) else None
    agent = None if link is None else store.find(reader, agent_id)
    if link is None or agent is None:
        raise not_found()
    fee = link.call_fee_cents
    if fee is None:
        fee = communities.default_call_fee(reader, community_id)
    return ready(agent, fee, link.context_messages)


def ready(agent: AgentValue, call_fee_cents: int, context_messages: int) -> ReadyAgent:
    return ReadyAgent(
        agent_id=agent.id,
        name=agent.name,
        call_fee_cents=call_fee_cents,
        context_messages=context_messages,
        persona=agent.persona,
        provider_kind=agent.provider_kind,
        base_url=agent.base_url,
        model=agent.model,
        sealed_key=agent.api_key,
        any_endpoint=agent.any_endpoint,
        owner_id=agent.owner_id,
        voice=voice_of(agent),
    )


def voice_of(agent: AgentValue) -> Voice:
    if agent.voice_kind == "none":
        return Voice(kind="none")
    return Voice(
        kind=agent.voice_kind, name=agent.voice_name, community_id=agent.voice_community_id
    )
