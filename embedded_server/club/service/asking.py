"""Asking an agent: what it reads of the room, and how its reply begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent, Recall
from embedded_server.billing import service as billing
from embedded_server.club import store
from embedded_server.club.service import access, paying
from embedded_server.club.service.messages import post
from embedded_server.communities import service as communities
from embedded_server.contracts.club import MAX_TEXT, AskAgent, Author, Message
from embedded_server.contracts.voice import Engines
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import attaching
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.turn_types import Begun
from embedded_server.kernel.turns import Turns
from embedded_server.voice import service as voices
from embedded_server.voice.service import VoiceChoice

ROOM = "club"


@dataclass(frozen=True, slots=True)
class Question:
    """A begun turn with all that answering it needs."""

    begun: Begun
    agent: ReadyAgent
    text: str
    asker_name: str
    history: Sequence[Line]
    voice: VoiceChoice | None = None
    """What speaks the reply."""
    missed: Recall | None = None
    """Reads what is to be summarised, where the question is to do that."""


def ask(
    tx: Transaction,
    community_id: str,
    caller: Caller,
    body: AskAgent,
    key: str | None,
    engines: Callable[[], Engines],
) -> tuple[str, Question | None]:
    """Store question and open reply; answers with the turn, and the question where it is new."""
    seat = access.writer(tx, community_id, caller.user_id)
    text = clean_text("text", body.text, MAX_TEXT)
    agent = agents.ready_agent(tx, community_id, body.agent_id)
    only_for = caller.user_id if body.private else None
    made: list[Question] = []

    def make() -> str:
        access.keep_pace(tx, seat)
        fee_cents = paying.due(seat, agent, body.accept_fee_cents)
        history = read_room(tx, community_id, agent, only_for)
        question = post(
            tx,
            community_id,
            asker(caller),
            text,
            body.reply_to_id,
            body.client_id,
            only_for=only_for,
        )
        voice = voices.voice_for(tx, agent, community_id, engines)
        made.append(open_reply(tx, caller, agent, question, history, fee_cents, voice))
        return made[0].begun.meta.turn_id

    request = ("agent-chat", community_id, body.agent_id, text, body.reply_to_id, body.private)
    turn_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return turn_id, (made[0] if new else None)


def asker(caller: Caller) -> Author:
    return Author(kind="user", id=caller.user_id, name=caller.display_name)


def open_reply(
    tx: Transaction,
    caller: Caller,
    agent: ReadyAgent,
    question: Message,
    history: Sequence[Line],
    fee_cents: int,
    voice: VoiceChoice | None = None,
    *,
    replaces_id: str | None = None,
    missed: Recall | None = None,
) -> Question:
    """Begin the turn that answers `question`; who sees that sees the reply, and hears of it. Its
    fee is set aside, or the question is refused."""
    community_id, only_for = question.community_id, question.only_for
    turn_id = new_id()
    author = Author(kind="agent", id=agent.agent_id, name=agent.name)
    reply = post(
        tx,
        community_id,
        author,
        "",
        question.id,
        None,
        turn_id=turn_id,
        only_for=only_for,
        replaces_id=replaces_id,
    )
    topic = access.topic_of(community_id, only_for)
    begun = agents.opened(
        agent,
        reply,
        room=ROOM,
        asker_id=caller.user_id,
        topic=topic,
        staff_topic=communities.staff_topic(community_id) if only_for is None else topic,
        fee_cents=fee_cents,
        is_spoken=voice is not None,
    )
    billing.hold(tx, caller.user_id, community_id, turn_id, fee_cents)
    Turns.begin(tx, begun)
    agents.count_asked(tx, agent.agent_id)
    return Question(begun, agent, question.text, question.author.name, history, voice, missed)


def read_room(
    reader: Reader,
    community_id: str,
    agent: ReadyAgent,
    only_for: str | None,
    before: int = store.LAST,
) -> list[Line]:
    """What the agent reads with a question, oldest first: what all see and, for a private one,
    what the asker and this agent said in private. Unfinished and failed replies are left out."""
    most = agent.context_messages
    if only_for is None:
        return _lines(store.older(reader, community_id, store.NOBODY, before, most))
    seen = store.older(reader, community_id, only_for, before, most * 2)
    asked = {m.reply_to_id for m in seen if _is_by(m, agent)}
    theirs = [m for m in seen if m.only_for is None or m.id in asked or _is_by(m, agent)]
    return _lines(theirs[:most])


def _is_by(message: Message, agent: ReadyAgent) -> bool:
    return message.author.kind == "agent" and message.author.id == agent.agent_id


def _lines(newest_first: Sequence[Message]) -> list[Line]:
    return [
        Line(message.author.name, message.author.kind, attaching.in_words(message))
        for message in reversed(newest_first)
        if message.status in ("sent", "stopped") and (message.text or message.attachments)
    ]
