"""Links: which communities have which agents, at what price, and how much of the room they read."""

from __future__ import annotations

from dataclasses import replace

from embedded_server.agents import store
from embedded_server.agents.store import AgentValue, LinkValue
from embedded_server.communities import service as communities
from embedded_server.contracts.agents import EditLink, LinkAgent
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.events import AgentsUpdated, EventType
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.journal import Emitted


def link(
    tx: Transaction, community_id: str, user_id: str, body: LinkAgent
) -> tuple[LinkValue, AgentValue, bool]:
    """Answers with the link, its agent, and whether it is new."""
    community = communities.require_staff(tx, community_id, user_id)
    agent = store.find(tx, body.agent_id) if looks_like_id(body.agent_id) else None
    if agent is None or not (agent.owner_id == user_id or agent.is_public):
        raise not_found()
    known = store.find_link(tx, community_id, agent.id)
    if known is not None:
        return known, agent, False
    made = LinkValue(
        id=new_id(),
        community_id=community_id,
        agent_id=agent.id,
        call_fee_cents=body.call_fee_cents,
        context_messages=body.context_messages,
        linked_at=tx.now,
    )
    store.insert_link(tx, made, user_id)
    if community.type is not CommunityType.CLUB and community.lead_agent_id is None:
        communities.set_lead_agent(tx, community_id, agent.id)
    communities.record_act(tx, community_id, user_id, "agent.linked", agent.id, agent.name)
    _tell(tx, community_id)
    return made, agent, True


def edit(
    tx: Transaction, community_id: str, user_id: str, agent_id: str, body: EditLink
) -> tuple[LinkValue, AgentValue]:
    """What it costs there and how much it reads; a question that is being answered keeps both."""
    communities.require_staff(tx, community_id, user_id)
    agent = store.find(tx, agent_id)
    known = store.find_link(tx, community_id, agent_id)
    if agent is None or known is None:
        raise not_found()
    made = known
    if body.call_fee_cents is not UNSET:
        made = replace(made, call_fee_cents=body.call_fee_cents)
    if body.context_messages is not UNSET:
        made = replace(made, context_messages=body.context_messages)
    if made != known:
        store.edit_link(tx, made)
        communities.record_act(tx, community_id, user_id, "agent.changed", agent.id, agent.name)
        _tell(tx, community_id)
    return made, agent


def unlink(tx: Transaction, community_id: str, user_id: str, agent_id: str) -> None:
    communities.require_staff(tx, community_id, user_id)
    agent = store.find(tx, agent_id)
    if agent is None or not store.delete_link(tx, community_id, agent_id):
        raise not_found()
    _hand_over_lead(tx, community_id, agent_id)
    communities.record_act(tx, community_id, user_id, "agent.unlinked", agent.id, agent.name)
    _tell(tx, community_id)


def unlink_everywhere(tx: Transaction, agent: AgentValue, user_id: str) -> None:
    """Before an agent is deleted by its owner, who need not be staff of where it is linked."""
    for held in store.links_of_agent(tx, agent.id):
        store.delete_link(tx, held.community_id, agent.id)
        if _exists(tx, held.community_id):
            _hand_over_lead(tx, held.community_id, agent.id)
            communities.record_act(
                tx, held.community_id, user_id, "agent.deleted", agent.id, agent.name
            )
            _tell(tx, held.community_id)


def tell_everywhere(tx: Transaction, agent_id: str) -> None:
    """What others see of the agent has changed."""
    for held in store.links_of_agent(tx, agent_id):
        _tell(tx, held.community_id)


def listed(
    reader: Reader, community_id: str, after: str | None, limit: int
) -> list[tuple[LinkValue, AgentValue]]:
    """In the order in which they were linked; which agents a community has is no secret."""
    communities.exists(reader, community_id)
    found = store.links(reader, community_id, after, limit)
    agents = store.find_many(reader, [held.agent_id for held in found])
    return [(held, agents[held.agent_id]) for held in found if held.agent_id in agents]


def call_fee(reader: Reader, held: LinkValue) -> int:
    if held.call_fee_cents is not None:
        return held.call_fee_cents
    return communities.default_call_fee(reader, held.community_id)


def first_link(reader: Reader, community_id: str) -> str | None:
    """The agent that was linked first of those linked now: who leads unless another is named."""
    found = store.links(reader, community_id, None, 1)
    return found[0].agent_id if found else None


def is_linked(reader: Reader, community_id: str, agent_id: str) -> bool:
    return looks_like_id(agent_id) and store.find_link(reader, community_id, agent_id) is not None


def is_linked_where_member(reader: Reader, agent_id: str, user_id: str) -> bool:
    """Whether the person is an active member of any community that has the agent."""
    for held in store.links_of_agent(reader, agent_id):
        try:
            communities.require_member(reader, held.community_id, user_id)
        except Refusal:
            continue
        return True
    return False


def _exists(reader: Reader, community_id: str) -> bool:
    try:
        communities.exists(reader, community_id)
    except Refusal:
        return False
    return True


def _hand_over_lead(tx: Transaction, community_id: str, agent_id: str) -> None:
    if communities.exists(tx, community_id).lead_agent_id == agent_id:
        communities.set_lead_agent(tx, community_id, first_link(tx, community_id))


def _tell(tx: Transaction, community_id: str) -> None:
    tx.emit(
        Emitted(
            EventType.AGENTS_UPDATED,
            AgentsUpdated(community_id=community_id),
            communities.community_topic(community_id),
            community_id,
        )
    )
