"""Drafts: a reply that the brand's AI proposes to who answers, from the same knowledge.

It is a turn of no room: nothing of it is stored in the conversation, and soon nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent, Service
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.errors import NO_AGENT, Code
from embedded_server.contracts.support_desk import Draft
from embedded_server.contracts.turns import Citation, Meta
from embedded_server.kernel import turn_store
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import attaching
from embedded_server.kernel.topics import user_topic
from embedded_server.kernel.turn_types import Begun
from embedded_server.kernel.turns import Turns
from embedded_server.support import store
from embedded_server.support.service import desk
from embedded_server.support.service.answering import answerer, lines
from embedded_server.support.store import ConversationValue

_READ = 60
"""Messages of the conversation that a draft is made from."""
_MARK = re.compile(r"[ \t]*\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class Drafting:
    """A begun draft with all that writing it needs."""

    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: list[Line]
    service: Service


def begin(tx: Transaction, conversation_id: str, user_id: str) -> Drafting:
    one = desk.writer(tx, conversation_id, user_id)
    agent = _agent(tx, one)
    said = [
        message
        for message in reversed(store.older(tx, one.id, store.LAST, _READ))
        if message.kind == "message"
    ]
    last_answer = max(
        (at for at, m in enumerate(said) if m.author.kind == "user" and not _is_customers(m, one)),
        default=-1,
    )
    asked = [attaching.in_words(m) for m in said[last_answer + 1 :] if _is_customers(m, one)]
    if not asked:
        raise Refusal(Code.NOTHING_ASKED, "The customer has asked nothing since the last answer.")
    questions = [text for text in asked if not agents.asks_nothing(text)] or asked
    begun = Begun(
        meta=Meta(
            turn_id=new_id(),
            message_id=new_id(),
            question_id=None,
            agent_id=agent.agent_id,
            agent_name=agent.name,
            fee_cents=0,
            audio_expected=False,
        ),
        room=turn_store.PASSING,
        asker_id=user_id,
        topic=user_topic(user_id),
        staff_topic=user_topic(user_id),
        community_id=None,
    )
    Turns.begin(tx, begun)
    return Drafting(
        begun=begun,
        agent=agent,
        text="\n\n".join(questions),
        asker_name=accounts.names_of(tx, [one.customer_id]).get(one.customer_id, ""),
        history=lines(said[: last_answer + 1]),
        service=Service(
            brand=communities.exists(tx, one.community_id).name, has_people=True, drafts=True
        ),
    )


def _is_customers(message: Message, one: ConversationValue) -> bool:
    return message.author.kind == "user" and message.author.id == one.customer_id


def _agent(reader: Reader, one: ConversationValue) -> ReadyAgent:
    found = answerer(reader, one.community_id, one.agent_id)
    if found is None:
        raise Refusal(
            Code.NOT_AVAILABLE, "No AI agent is linked to this community.", state=NO_AGENT
        )
    return found


def finished(agent_name: str, text: str, citations: list[Citation], *, is_unsure: bool) -> Draft:
    """Without the marks of its sources, which are named beside it; refuses a draft that rests on
    nothing, which nobody should send."""
    if is_unsure or not text.strip():
        raise Refusal(
            Code.NOTHING_KNOWN, f"{agent_name} knows nothing of this. Answer it yourself."
        )
    cited = {citation.number for citation in citations}
    plain = _MARK.sub(lambda mark: "" if int(mark[1]) in cited else mark[0], text)
    titles = dict.fromkeys(citation.title for citation in citations)
    return Draft(text=plain.strip(), agent_name=agent_name, sources=list(titles))
