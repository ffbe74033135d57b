"""The AI's replies: how one begins, how it ends, and how it is silenced for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Author, Message
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import attaching
from embedded_server.kernel.turn_types import Begun, Outcome, ReplyEnd
from embedded_server.kernel.turns import Turns
from embedded_server.support import store
from embedded_server.support.service import policy
from embedded_server.support.service.access import conversation_topic
from embedded_server.support.service.messages import PREVIEW, post, say
from embedded_server.support.service.office import Office, Question, StillTalking
from embedded_server.support.service.telling import tell, tell_message
from embedded_server.support.service.views import available
from embedded_server.support.store import ConversationValue, figures

ROOM = "support"
MOST_AT_START = 100
"""Replies that are begun at the start."""
_STOPPING = "server_stopping"


def answerer(reader: Reader, community_id: str, agent_id: str | None) -> ReadyAgent | None:
    """The conversation's own agent while it is linked, else the one that leads now."""
    community = communities.find(reader, community_id)
    lead = None if community is None else community.lead_agent_id
    for candidate in (agent_id, lead, agents.first_link(reader, community_id)):
        if candidate is not None and agents.is_linked(reader, community_id, candidate):
            try:
                return agents.ready_agent(reader, community_id, candidate)
            except Refusal:
                continue
    return None


def begin_reply(
    tx: Transaction, office: Office, one: ConversationValue, agent: ReadyAgent, asker_name: str
) -> str:
    """Open the reply to all that the customer has said and nobody was asked yet; gives the turn."""
    asked = [
        message
        for message in store.newer(tx, one.id, one.asked_seq, store.LAST)
        if message.author.kind == "user" and message.author.id == one.customer_id
    ]
    first, last = asked[0], asked[-1]
    history = lines(store.older(tx, one.id, first.seq, agent.context_messages)[::-1])
    turn_id = new_id()
    author = Author(kind="agent", id=agent.agent_id, name=agent.name)
    reply = post(tx, one.id, "agent", author, "", reply_to_id=last.id, turn_id=turn_id)
    begun = agents.opened(
        agent,
        reply,
        room=ROOM,
        asker_id=one.customer_id,
        topic=conversation_topic(one.id),
        staff_topic=communities.staff_topic(one.community_id),
    )
    Turns.begin(tx, begun)
    agents.count_asked(tx, agent.agent_id)
    values = {"turn_id": turn_id, "asked_seq": last.seq, "agent_id": agent.agent_id}
    store.update(tx, one.id, {**values, "agent_name": agent.name})
    text = "\n\n".join(attaching.in_words(message) for message in asked)
    service = policy.around(tx, one, are_here=bool(available(tx, office, one.community_id)))
    question = Question(begun, agent, text, asker_name, history, service)
    tx.after(lambda: office.answer(question))
    return turn_id


def lines(said: Sequence[Message]) -> list[Line]:
    """What the AI reads of the conversation: what was said, and never what staff note."""
    return [
        Line(message.author.name, message.author.kind, words)
        for message in said
        if message.kind == "message"
        and message.status in ("sent", "stopped")
        and (words := attaching.in_words(message))
    ]


def silence(tx: Transaction, office: Office, one: ConversationValue) -> None:
    """End the reply that is being written, with what was written until now; nothing of it is
    stored later. Raises StillTalking where it could go on meanwhile."""
    turn_id = one.turn_id
    if turn_id is None:
        return
    if not office.is_held(turn_id):
        raise StillTalking(turn_id)
    reply = store.reply_of(tx, turn_id, one.id)
    store.update(tx, one.id, {"turn_id": None})
    if reply is not None:
        text = office.text_so_far(turn_id)
        _end(tx, one, reply, reply.text if text is None else text, "stopped", ReplyEnd())
    tx.after(lambda: office.silence(turn_id))


def _end(
    tx: Transaction,
    one: ConversationValue,
    reply: Message,
    text: str,
    status: str,
    end: ReplyEnd,
) -> bool:
    """Store how a reply ended and tell of it; False where it was ended before."""
    if not store.end_reply(tx, reply.id, text, status, end):
        return False
    values: dict[str, Any] = {}
    if text:
        values = {"last_text": text[:PREVIEW], "last_at": tx.now, "last_by": "agent"}
    if status == "sent":
        values["unanswered_since"] = None
        if one.agent_first_at is None:
            values["agent_first_at"] = tx.now
    if values:
        store.update(tx, one.id, values)
    if "agent_first_at" in values:
        figures.agent_answered(tx, one.id, tx.now)
    ended = store.find_message(tx, reply.id)
    assert ended is not None
    tell_message(tx, one, EventType.MESSAGE_UPDATED, ended)
    return True


def settle(tx: Transaction, office: Office, begun: Begun, outcome: Outcome) -> None:
    """Store how a reply ended, in the transaction that ends its turn, if the conversation is still
    the AI's: what it said after somebody asked for a person is not kept anywhere."""
    reply = store.find_message(tx, begun.meta.message_id)
    assert reply is not None
    assert reply.conversation_id is not None
    one = store.find(tx, reply.conversation_id)
    assert one is not None
    status = {"done": "sent", "stopped": "stopped"}.get(outcome.status, "failed")
    is_its = one.status is ConversationStatus.AI_ACTIVE and one.turn_id == begun.meta.turn_id
    if is_its:
        store.update(tx, one.id, {"turn_id": None})
    kept = is_its and _end(tx, one, reply, outcome.text, status, outcome.end)
    agents.count_outcome(tx, begun.meta.agent_id, outcome, kept=kept)
    if not kept:
        outcome.text, outcome.status, outcome.failed = reply.text, "stopped", None
        outcome.end.citations = []
        return
    go_on(tx, office, one, outcome)
    tell(tx, office, one.id)


def go_on(tx: Transaction, office: Office, one: ConversationValue, outcome: Outcome) -> None:
    """After a reply: answer what the customer said meanwhile, or own up to having failed."""
    failed = outcome.failed
    if office.is_closing() or (failed is not None and failed.code == _STOPPING):
        return
    if failed is not None:
        offer = " You can ask for a person." if one.mode == "hybrid" else " Please try again."
        say(tx, one, "ai_failed", f"The assistant could not answer.{offer}", one.agent_name)
    if is_asked(tx, one):
        agent = answerer(tx, one.community_id, one.agent_id)
        if agent is not None:
            begin_reply(tx, office, _again(tx, one), agent, asker_name(tx, one))


def is_asked(reader: Reader, one: ConversationValue) -> bool:
    """Whether the customer has said something that the AI was not asked yet."""
    return any(
        message.author.kind == "user" and message.author.id == one.customer_id
        for message in store.newer(reader, one.id, one.asked_seq, store.LAST)
    )


def asker_name(reader: Reader, one: ConversationValue) -> str:
    return accounts.names_of(reader, [one.customer_id]).get(one.customer_id, "")


def _again(reader: Reader, one: ConversationValue) -> ConversationValue:
    found = store.find(reader, one.id)
    assert found is not None
    return found


def save_reply(tx: Transaction, begun: Begun, text: str) -> None:
    store.save_reply(tx, begun.meta.message_id, text)


def fail_unfinished(tx: Transaction, office: Office) -> None:
    """At the start: replies that a crash left open are failed, with what had been saved of them;
    one that had been silenced stays as it was."""
    agents.fail_unfinished(
        tx,
        ROOM,
        lambda message_id: _place_of(tx, message_id),
        lambda begun, outcome: settle(tx, office, begun, outcome),
    )


def answer_left_open(tx: Transaction, office: Office) -> None:
    """At the start: what customers said last, when nothing new was begun any more, is answered."""
    for one in store.unanswered(tx, MOST_AT_START):
        agent = answerer(tx, one.community_id, one.agent_id)
        if agent is not None and is_asked(tx, one):
            begin_reply(tx, office, one, agent, asker_name(tx, one))
            tell(tx, office, one.id)


def _place_of(reader: Reader, message_id: str) -> str | None:
    reply = store.find_message(reader, message_id)
    return None if reply is None else reply.community_id


def forced(office: Office) -> Office:
    """For what may not be refused or put off: what a reply says in the moment between may be seen,
    but is not kept."""
    return replace(office, is_held=lambda turn_id: True)
