"""Letting an agent answer the same question again."""

from __future__ import annotations

from collections.abc import Callable

from embedded_server.agents import service as agents
from embedded_server.club import store
from embedded_server.club.service import access, paying
from embedded_server.club.service.asking import Question, open_reply, read_room
from embedded_server.club.service.missing import recall
from embedded_server.contracts.club import Message, Regenerate
from embedded_server.contracts.errors import Code
from embedded_server.contracts.voice import Engines
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.voice import service as voices


def regenerate(
    tx: Transaction,
    community_id: str,
    caller: Caller,
    message_id: str,
    body: Regenerate,
    key: str | None,
    engines: Callable[[], Engines],
) -> tuple[str, Question | None]:
    """By who asked, or staff. Answers with the turn, and the question where it is new."""
    seat = access.writer(tx, community_id, caller.user_id)
    reply = access.existing(tx, community_id, caller.user_id, message_id)
    question = _question_of(tx, reply)
    if question.author.id != caller.user_id and not seat.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only who asked, or staff, may have it answered again.")
    agent = agents.ready_agent(tx, community_id, reply.author.id)
    made: list[Question] = []

    def make() -> str:
        fee_cents = paying.due(seat, agent, body.accept_fee_cents)
        if reply.status == "streaming" or store.is_being_replaced(tx, reply.id):
            raise Refusal(Code.TURN_RUNNING, "The agent is still answering. Wait, or stop it.")
        range_ = store.catch_up_of(tx, question.id)
        missed = voice = None
        if range_ is not None:
            missed = recall(question.author.id, community_id, range_, question.seq)
        else:
            voice = voices.voice_for(tx, agent, community_id, engines)
        history = read_room(tx, community_id, agent, question.only_for, question.seq)
        made.append(
            open_reply(
                tx,
                caller,
                agent,
                question,
                history,
                fee_cents,
                voice,
                replaces_id=reply.id,
                missed=missed,
            )
        )
        return made[0].begun.meta.turn_id

    request = ("regenerate", community_id, message_id)
    turn_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return turn_id, (made[0] if new else None)


def _question_of(reader: Reader, reply: Message) -> Message:
    """The question that an agent's reply answers."""
    if reply.author.kind != "agent" or reply.turn_id is None or reply.reply_to_id is None:
        raise Invalid("messageId", "This is not an agent's reply to a question.")
    question = store.find(reader, reply.reply_to_id)
    if question is None:
        raise Invalid("messageId", "The question was deleted, so it cannot be answered again.")
    return question
