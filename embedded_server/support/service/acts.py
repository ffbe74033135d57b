"""What people do with a conversation: who may, from which state, and what comes of it."""

from __future__ import annotations

from embedded_server.communities import service as communities
from embedded_server.contracts.club import NoticeAct
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import Resolve, Transfer
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.text import check_storable
from embedded_server.support import store
from embedded_server.support.service import access
from embedded_server.support.service.access import Place
from embedded_server.support.service.answering import (
    answerer,
    asker_name,
    begin_reply,
    is_asked,
)
from embedded_server.support.service.moving import (
    AI,
    HUMAN,
    RESOLVED,
    WAITING,
    Actor,
    Line,
    move,
    name_of,
    not_assignee,
    resolved,
    taken,
    to_queue,
)
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import tell
from embedded_server.support.service.views import online
from embedded_server.support.store import ConversationValue

_LINES: dict[str, NoticeAct] = {
    "accept": "accepted",
    "auto_assign": "accepted",
    "take_over": "taken_over",
    "assign": "assigned",
}


def transfer(
    tx: Transaction, office: Office, conversation_id: str, user_id: str, body: Transfer
) -> Place:
    """The customer asks for a person."""
    here = access.place(tx, conversation_id, user_id)
    one = here.conversation
    reason = check_storable("reason", body.reason.strip())
    if not here.is_customer:
        raise Refusal(Code.FORBIDDEN, "Only the customer asks for a person; staff take over.")
    if one.status is RESOLVED:
        raise resolved()
    if one.mode == "ai_only":
        raise no_people()
    if one.status is WAITING:
        raise Refusal(Code.ALREADY_WAITING, "This conversation waits for a person already.")
    if one.status is HUMAN:
        raise taken(tx, one)
    to_queue(
        tx,
        office,
        one,
        "transfer",
        Actor("customer", user_id),
        asked_by="customer",
        reason=reason,
    )
    return again(tx, here)


def accept(tx: Transaction, office: Office, conversation_id: str, user_id: str) -> Place:
    """Take it from the queue: one wins, and the others are told who."""
    here = access.staff_of(tx, conversation_id, user_id)
    one = here.conversation
    if here.is_customer:
        raise own()
    if one.status is RESOLVED:
        raise resolved()
    if one.mode == "ai_only":
        raise no_people()
    if one.status is HUMAN:
        raise taken(tx, one)
    if one.status is AI:
        raise Refusal(Code.NOT_WAITING, "Nobody has asked for a person here; it is the AI's.")
    take(tx, office, one, "accept", Actor("staff", user_id), user_id)
    return again(tx, here)


def take(
    tx: Transaction,
    office: Office,
    one: ConversationValue,
    act: str,
    actor: Actor,
    assignee_id: str,
) -> ConversationValue:
    """Give it to somebody who answers from now on."""
    name = name_of(tx, assignee_id)
    line: Line = (_LINES[act], f"{name} is with you now.", name, None)
    return move(tx, office, one, HUMAN, act, actor, assignee_id=assignee_id, line=line)


def take_over(tx: Transaction, office: Office, conversation_id: str, user_id: str) -> Place:
    """From the AI, out of the queue, or from a colleague."""
    here = access.staff_of(tx, conversation_id, user_id)
    one = here.conversation
    if not here.leads:
        raise Refusal(Code.FORBIDDEN, "Only the creator and moderators take over.")
    if here.is_customer:
        raise own()
    if one.status is RESOLVED:
        raise resolved()
    if one.mode == "ai_only":
        raise no_people()
    if not here.holds:
        detail = "" if one.assignee_id is None else name_of(tx, one.assignee_id)
        communities.record_act(
            tx,
            one.community_id,
            user_id,
            "conversation.taken_over",
            one.customer_id,
            name_of(tx, one.customer_id),
            detail,
        )
        take(tx, office, one, "take_over", Actor("staff", user_id), user_id)
    return again(tx, here)


def release(tx: Transaction, office: Office, conversation_id: str, user_id: str) -> Place:
    """Back to the queue, with its waiting time."""
    here = _in_charge(tx, conversation_id, user_id)
    one = here.conversation
    name = name_of(tx, one.assignee_id or "")
    said = f"{name} has given you back to the queue. You keep your place."
    line: Line = ("released", said, name, None)
    to_queue(tx, office, one, "release", Actor("staff", user_id), asked_by="staff", line=line)
    return again(tx, here)


def to_ai(tx: Transaction, office: Office, conversation_id: str, user_id: str) -> Place:
    """Back to the AI, which answers at once what nobody has answered."""
    here = _in_charge(tx, conversation_id, user_id)
    one = here.conversation
    agent = answerer(tx, one.community_id, one.agent_id)
    if one.mode != "hybrid" or agent is None:
        raise Refusal(Code.TRANSFER_NOT_ALLOWED, "There is no AI that could answer here.")
    values = {
        "waiting_since": None,
        "asked_seq": store.last_answer_seq(tx, one.id, one.customer_id),
        "agent_id": agent.agent_id,
        "agent_name": agent.name,
    }
    said = f"{agent.name}, an AI assistant, answers you again. You can ask for a person."
    actor = Actor("staff", user_id)
    line: Line = ("back_to_ai", said, agent.name, None)
    moved = move(tx, office, one, AI, "to_ai", actor, values=values, line=line)
    if is_asked(tx, moved):
        begin_reply(tx, office, moved, agent, asker_name(tx, moved))
        tell(tx, office, moved.id)
    return again(tx, here)


def assign(
    tx: Transaction, office: Office, conversation_id: str, user_id: str, colleague_id: str
) -> Place:
    """To a colleague who is online; creator and moderators may also give away what waits."""
    here = access.staff_of(tx, conversation_id, user_id)
    one = here.conversation
    if one.status is RESOLVED:
        raise resolved()
    may = here.holds or (here.leads and one.status in (HUMAN, WAITING))
    if not may or one.mode == "ai_only":
        raise not_assignee()
    if not looks_like_id(colleague_id):
        raise Invalid("userId", "There is nobody with this id.")
    if colleague_id == one.customer_id:
        raise own()
    if colleague_id not in online(tx, office, one.community_id):
        name = name_of(tx, colleague_id) or "This person"
        raise Refusal(Code.AGENT_UNAVAILABLE, f"{name} is not online for customers here.")
    if one.assignee_id != colleague_id or one.status is WAITING:
        take(tx, office, one, "assign", Actor("staff", user_id), colleague_id)
    return again(tx, here)


def resolve(
    tx: Transaction, office: Office, conversation_id: str, user_id: str, body: Resolve
) -> Place:
    """By the customer, by who has it, or by creator and moderators."""
    here = access.place(tx, conversation_id, user_id)
    one = here.conversation
    if one.status is RESOLVED:
        raise resolved()
    if not (here.is_customer or here.holds or here.leads):
        raise not_assignee()
    actor = Actor("customer" if here.is_customer else "staff", user_id)
    close(tx, office, one, actor, outcome=body.outcome)
    return again(tx, here)


def close(
    tx: Transaction,
    office: Office,
    one: ConversationValue,
    actor: Actor,
    *,
    outcome: str | None,
    why: str = "",
) -> ConversationValue:
    """Resolve for good."""
    name = None if actor.id is None else name_of(tx, actor.id)
    said = f"{name} has resolved this conversation." if name else "This conversation is resolved."
    return move(
        tx,
        office,
        one,
        RESOLVED,
        "resolve",
        actor,
        assignee_id=one.assignee_id,
        why=why,
        values={
            "resolved_at": tx.now,
            "resolver_kind": actor.kind,
            "resolver_id": actor.id,
            "outcome": outcome,
        },
        line=("resolved", said, name, None),
    )


def _in_charge(reader: Reader, conversation_id: str, user_id: str) -> Place:
    """Who holds the conversation, or leads; it has to be held by somebody."""
    here = access.staff_of(reader, conversation_id, user_id)
    one = here.conversation
    if one.status is RESOLVED:
        raise resolved()
    if one.status is not HUMAN or not (here.holds or here.leads):
        raise not_assignee()
    return here


def again(reader: Reader, here: Place) -> Place:
    """As it is after the change."""
    return access.place(reader, here.conversation.id, here.user_id)


def own() -> Refusal:
    return Refusal(Code.OWN_CONVERSATION, "This is your own conversation, as a customer.")


def no_people() -> Refusal:
    return Refusal(
        Code.TRANSFER_NOT_ALLOWED, "The AI alone answers here; people do not join conversations."
    )
