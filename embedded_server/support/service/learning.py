"""What staff save of a resolved conversation to the knowledge of the brand's AI, in one step."""

from __future__ import annotations

from embedded_server.agents import service as agents
from embedded_server.agents.service import PreparedText
from embedded_server.communities import service as communities
from embedded_server.contracts.agents import KnowledgeDocument
from embedded_server.contracts.errors import AGENT_OF_OTHERS, NO_AGENT, Code
from embedded_server.contracts.support import ConversationStatus
from embedded_server.contracts.support_desk import LearnAnswer
from embedded_server.kernel import idempotency
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.support.service import access, desk
from embedded_server.support.store import ConversationValue, figures


def check(reader: Reader, conversation_id: str, user_id: str) -> tuple[ConversationValue, str]:
    """The conversation and the agent that is to learn; refuses who may not teach it."""
    one = desk.staff_reader(reader, conversation_id, user_id)
    role = access.role_in(reader, one.community_id, user_id)
    if role not in access.LEADS and not figures.has_answered(reader, one.id, user_id):
        raise Refusal(
            Code.FORBIDDEN, "Whoever answered may save it, and so may moderators and the creator."
        )
    if one.status is not ConversationStatus.RESOLVED:
        raise Refusal(Code.NOT_RESOLVED, "Resolve this conversation first.")
    community = communities.exists(reader, one.community_id)
    agent_id = community.lead_agent_id or agents.first_link(reader, community.id)
    owner_id = None if agent_id is None else agents.owner_of(reader, agent_id)
    if agent_id is None or owner_id is None:
        raise Refusal(
            Code.NOT_AVAILABLE, "This community has no AI agent that could learn.", state=NO_AGENT
        )
    if owner_id != community.creator_id:
        raise Refusal(
            Code.NOT_AVAILABLE,
            "This community's AI agent belongs to somebody else, who alone decides what it knows.",
            state=AGENT_OF_OTHERS,
        )
    return one, agent_id


def learn(
    tx: Transaction,
    conversation_id: str,
    user_id: str,
    body: LearnAnswer,
    text: PreparedText,
    key: str | None,
) -> tuple[KnowledgeDocument, bool]:
    """`text` is the prepared answer. Answers with the document and whether it is new."""
    one, agent_id = check(tx, conversation_id, user_id)
    owner_id = agents.owner_of(tx, agent_id)
    assert owner_id is not None

    def make() -> str:
        return agents.learn(tx, owner_id, agent_id, text)

    request = ("learn", one.id, agent_id, body.title, body.text)
    document_id, new = idempotency.once(tx, user_id, key, request, make)
    if new:
        communities.record_act(tx, one.community_id, user_id, "agent.taught", agent_id, text.title)
    return agents.document(tx, agent_id, document_id), new
