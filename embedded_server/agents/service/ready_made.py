"""Agents that the product itself makes and teaches, on behalf of whoever is to own them."""

from __future__ import annotations

from embedded_server.agents import store
from embedded_server.agents.service import knowledge, links, listings
from embedded_server.agents.service.knowledge import PreparedText
from embedded_server.contracts.agents import CreateAgent, KnowledgeDocument, LinkAgent
from embedded_server.kernel.database import Reader, Transaction


def make_builtin(tx: Transaction, owner_id: str, name: str, description: str, persona: str) -> str:
    """A listing that needs no model; answers with its id."""
    author = listings.Author(owner_id, may_use_own_network=False)
    body = CreateAgent(name=name, description=description, persona=persona)
    agent, _ = listings.create(tx, author, body, None, _no_key)
    return agent.id


def _no_key(key: str, agent_id: str) -> bytes:
    raise AssertionError("a built-in agent has no key")


def link_own(tx: Transaction, community_id: str, owner_id: str, agent_id: str) -> None:
    links.link(tx, community_id, owner_id, LinkAgent(agent_id=agent_id))


def owner_of(reader: Reader, agent_id: str) -> str | None:
    """None for an agent that is not there any more."""
    agent = store.find(reader, agent_id)
    return None if agent is None else agent.owner_id


def learn(
    tx: Transaction,
    owner_id: str,
    agent_id: str,
    text: PreparedText,
    instead_of: str | None = None,
) -> str:
    """Know `text`, which was prepared for whichever agent, in place of a document where that is
    there yet. For short texts: all of it is stored at once. Answers with the document's id."""
    text = knowledge.for_agent(text, agent_id)
    text_id = knowledge.stage(tx, owner_id, text)
    for start in range(0, len(text.passages), knowledge.BATCH):
        knowledge.store_batch(tx, text, text_id, start)
    if instead_of is not None and knowledge.is_known(tx, agent_id, instead_of):
        return knowledge.replace(tx, owner_id, instead_of, text, text_id).known_as
    return knowledge.add(tx, owner_id, text, text_id, None)[0].known_as


def unlearn(tx: Transaction, owner_id: str, agent_id: str, document_id: str) -> None:
    """Whether or not it is known."""
    if knowledge.is_known(tx, agent_id, document_id):
        knowledge.forget(tx, owner_id, agent_id, document_id)


def document(reader: Reader, agent_id: str, document_id: str) -> KnowledgeDocument:
    """One text of an agent; 404 where it is not known any more."""
    return knowledge.view(knowledge.existing(reader, agent_id, document_id))
