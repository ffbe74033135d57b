"""Asking an agent: what it reads of the room, and how its reply begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent
from embedded_server.club import store
from embedded_server.club.service import access, files
from embedded_server.club.service.messages import post
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_TEXT, AskAgent, Author, Message
from embedded_server.contracts.turns import Meta
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.turn_types import Begun
from embedded_server.kernel.turns import Turns

ROOM = "club"


@dataclass(frozen=True, slots=True)
class Question:
    """A begun turn with all that answering it needs."""

    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: Sequence[Line]


def ask(
    tx: Transaction, community_id: str, caller: Caller, body: AskAgent, key: str | None
) -> tuple[str, Question | None]:
    """Store question and open reply; answers with the turn, and the question where it is new."""
    access.writer(tx, community_id, caller.user_id)
    text = clean_text("text", body.text, MAX_TEXT)
    agent = agents.ready_agent(tx, community_id, body.agent_id)
    communities.check_fee(agent.call_fee_cents, body.accept_fee_cents)
    made: list[Question] = []

    def make() -> str:
        made.append(_begin(tx, community_id, caller, agent, text, body))
        return made[0].begun.meta.turn_id

    request = ("agent-chat", community_id, body.agent_id, text, body.reply_to_id)
    turn_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return turn_id, (made[0] if new else None)


def _begin(
    tx: Transaction,
    community_id: str,
    caller: Caller,
    agent: ReadyAgent,
    text: str,
    body: AskAgent,
) -> Question:
    history = _lines(
        store.older(tx, community_id, store.NOBODY, store.LAST, agent.context_messages)
    )
    asker = Author(kind="user", id=caller.user_id, name=caller.display_name)
    question = post(tx, community_id, asker, text, body.reply_to_id, body.client_id)
    turn_id = new_id()
    author = Author(kind="agent", id=agent.agent_id, name=agent.name)
    reply = post(tx, community_id, author, "", question.id, None, turn_id=turn_id)
    begun = Begun(
        meta=Meta(
            turn_id=turn_id,
            message_id=reply.id,
            question_id=question.id,
            agent_id=agent.agent_id,
            agent_name=agent.name,
            fee_cents=agent.call_fee_cents,
            audio_expected=False,
        ),
        room=ROOM,
        asker_id=caller.user_id,
        topic=communities.community_topic(community_id),
        staff_topic=communities.staff_topic(community_id),
        community_id=community_id,
    )
    Turns.begin(tx, begun)
    agents.count_asked(tx, agent.agent_id)
    return Question(begun, agent, text, caller.display_name, history)


def _lines(newest_first: Sequence[Message]) -> list[Line]:
    """What the agent reads of the room, oldest first, without unfinished and failed replies."""
    return [
        Line(message.author.name, message.author.kind, files.in_words(message))
        for message in reversed(newest_first)
        if message.status in ("sent", "stopped") and (message.text or message.attachments)
    ]
