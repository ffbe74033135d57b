"""Starting a conversation and writing in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from embedded_server.communities.service import CommunityValue
from embedded_server.contracts.club import MAX_TEXT, Author, Message
from embedded_server.contracts.media import Attachment
from embedded_server.contracts.support import SendInConversation, StartConversation
from embedded_server.kernel import idempotency
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media import attaching
from embedded_server.kernel.text import clean_text
from embedded_server.support import store
from embedded_server.support.service import access
from embedded_server.support.service.access import Place
from embedded_server.support.service.answering import answerer, begin_reply
from embedded_server.support.service.messages import post, say
from embedded_server.support.service.moving import (
    AI,
    SYSTEM,
    WAITING,
    Actor,
    not_assignee,
    record,
    resolved,
    to_queue,
    waiting_line,
)
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import tell
from embedded_server.support.service.views import available
from embedded_server.support.store import ConversationValue

REOPENED_MS = 7 * 86_400_000


class Said(NamedTuple):
    """A message, the turn that answers it (if one was begun for it), and the one that is running
    instead, behind which it waits."""

    message: Message
    turn_id: str | None
    behind: str | None
    is_new: bool


def start(
    tx: Transaction,
    office: Office,
    community_id: str,
    caller: Caller,
    body: StartConversation,
    key: str | None,
) -> tuple[ConversationValue, bool]:
    """Begin a conversation; who has an open one gets that, with what they said in it."""
    community = access.require_official(tx, community_id)
    access.require_welcome(tx, community_id, caller.user_id)
    text = None if body.message is None else clean_text("message", body.message, MAX_TEXT)
    started = False

    def make() -> str:
        nonlocal started
        one = store.open_one(tx, community_id, caller.user_id)
        if one is None:
            started = True
            one = _begin(tx, office, community, caller)
        if text is not None:
            _say(tx, office, one, caller, text, body.client_id)
        tell(tx, office, one.id, one if started else None)
        return one.id

    request = ("conversations", community_id, text)
    conversation_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    found = store.find(tx, conversation_id)
    assert found is not None
    return found, new and started


def meets_ai(reader: Reader, community_id: str, user_id: str) -> bool:
    """Whether what somebody says to start with is answered by an AI."""
    one = store.open_one(reader, community_id, user_id)
    if one is not None:
        return one.status is AI
    community = access.require_official(reader, community_id)
    return community.cs_mode != "human_only"


def _begin(
    tx: Transaction, office: Office, community: CommunityValue, caller: Caller
) -> ConversationValue:
    mode = community.cs_mode or "hybrid"
    agent = None if mode == "human_only" else answerer(tx, community.id, community.lead_agent_id)
    status = AI
    if mode == "human_only" or (agent is None and mode == "hybrid"):
        status = WAITING
    last = store.last_resolved(tx, community.id, caller.user_id)
    conversation_id = new_id()
    store.insert(
        tx,
        conversation_id,
        community.id,
        caller.user_id,
        status,
        mode,
        None if agent is None else (agent.agent_id, agent.name),
        None if last is None else last[0],
        last is not None and tx.now - last[1] < REOPENED_MS,
    )
    if status is WAITING:
        waiting, _ = store.size(tx, community.id)
        values = {
            "waiting_since": tx.now,
            "waiting_place": waiting,
            "waiting_staff": len(available(tx, office, community.id)),
            "asked_by": "customer" if mode == "human_only" else "ai",
        }
        store.update(tx, conversation_id, values)
    one = store.find(tx, conversation_id)
    assert one is not None
    record(tx, one, "start", None, status, Actor("customer", caller.user_id))
    if status is WAITING:
        say(tx, one, *waiting_line(tx, office, community.id))
    elif agent is not None:
        words = f"You are talking with {agent.name}, an AI assistant of {community.name}."
        more = "You can ask for a person at any time."
        if mode == "ai_only":
            more = "It answers here by itself; people do not join."
        say(tx, one, "started", f"{words} {more}", agent.name)
    else:
        words = "There is no assistant here at the moment. Your message is kept."
        say(tx, one, "nobody_available", words)
    return one


def send(
    tx: Transaction,
    office: Office,
    conversation_id: str,
    caller: Caller,
    body: SendInConversation,
    key: str | None,
) -> Said:
    here = access.place(tx, conversation_id, caller.user_id)
    # A file says something by itself.
    text = clean_text("text", body.text, MAX_TEXT, may_be_empty=bool(body.attachment_ids))
    made: list[Said] = []

    def make() -> str:
        _check_writes(here)
        files = attaching.usable(tx, conversation_id, caller.user_id, body.attachment_ids)
        made.append(_say(tx, office, here.conversation, caller, text, body.client_id, files))
        tell(tx, office, conversation_id)
        return made[0].message.id

    request: tuple[object, ...] = ("conversation-messages", conversation_id, text)
    if body.attachment_ids:
        request = (*request, body.attachment_ids)
    message_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    if new:
        return made[0]
    known = store.find_message(tx, message_id)
    if known is None or not here.reads:
        raise not_found()
    reply = store.reply_after(tx, conversation_id, known.seq)
    return Said(known, None if reply is None else reply.turn_id, None, False)


def writer(reader: Reader, conversation_id: str, user_id: str) -> Place:
    """Who may write there now, and so also send a file."""
    here = access.place(reader, conversation_id, user_id)
    _check_writes(here)
    if here.is_customer:
        access.require_welcome(reader, here.conversation.community_id, user_id)
    return here


def _check_writes(here: Place) -> None:
    """The customer always, until it is resolved; of the staff only who has it."""
    one = here.conversation
    if not one.is_open:
        raise resolved()
    if not here.is_customer and not here.holds:
        raise not_assignee()


def _say(
    tx: Transaction,
    office: Office,
    one: ConversationValue,
    caller: Caller,
    text: str,
    client_id: str | None,
    attachments: Sequence[Attachment] = (),
) -> Said:
    """Store what somebody says; where the AI answers, it does so at once, or once it has ended
    what it is writing."""
    is_customer = caller.user_id == one.customer_id
    if is_customer:
        access.require_welcome(tx, one.community_id, caller.user_id)
    author = Author(kind="user", id=caller.user_id, name=caller.display_name)
    message = post(
        tx,
        one.id,
        "customer" if is_customer else "staff",
        author,
        text,
        client_id=client_id,
        attachments=attachments,
    )
    _mark_read(tx, one, caller.user_id, message.seq, is_customer=is_customer)
    if one.status is not AI:
        return Said(message, None, None, True)
    if one.turn_id is not None:
        return Said(message, None, one.turn_id, True)
    agent = answerer(tx, one.community_id, one.agent_id)
    if agent is not None:
        now = store.find(tx, one.id)
        assert now is not None
        return Said(message, begin_reply(tx, office, now, agent, caller.display_name), None, True)
    _without_ai(tx, office, one)
    return Said(message, None, None, True)


def _without_ai(tx: Transaction, office: Office, one: ConversationValue) -> None:
    """The brand has no AI any more: a person is asked where there are any, and else it is said."""
    now = store.find(tx, one.id)
    assert now is not None
    if one.mode == "hybrid":
        to_queue(tx, office, now, "no_ai", SYSTEM, asked_by="ai")
    else:
        words = "There is no assistant here at the moment. Your message is kept."
        say(tx, now, "nobody_available", words)


def _mark_read(
    tx: Transaction, one: ConversationValue, user_id: str, seq: int, *, is_customer: bool
) -> None:
    """Who writes has read what stands above it."""
    if is_customer:
        store.set_customer_read(tx, one.id, seq)
    else:
        store.set_read(tx, one.id, user_id, seq)
