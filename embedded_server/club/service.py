"""The rules of a club's chat: who writes, what is kept, how an agent's reply begins and ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.agents.service import Line, ReadyAgent
from embedded_server.club import search, store
from embedded_server.communities import service as communities
from embedded_server.communities.service import Seat
from embedded_server.contracts.club import (
    MAX_TEXT,
    AskAgent,
    Author,
    Message,
    MessageGone,
    SendMessage,
)
from embedded_server.contracts.communities import CommunityType
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, ReadUpdated
from embedded_server.contracts.turns import Failed, Meta
from embedded_server.kernel import idempotency, turn_store
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id, new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.text import clean_text
from embedded_server.kernel.turn_events import finished_event
from embedded_server.kernel.turn_types import Begun, Outcome, ReplyEnd
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


def member(reader: Reader, community_id: str, user_id: str) -> Seat:
    return communities.take_seat(reader, community_id, user_id, CommunityType.CLUB)


def writer(tx: Transaction, community_id: str, user_id: str) -> Seat:
    """A member who is not muted."""
    seat = member(tx, community_id, user_id)
    held = seat.membership
    if held is not None and held.muted_until is not None and held.muted_until > tx.now:
        until = to_wire(held.muted_until)
        raise Refusal(Code.MUTED, f"You are muted here until {until}.", muted_until=until)
    return seat


# Writing


def send(
    tx: Transaction, community_id: str, caller: Caller, body: SendMessage, key: str | None
) -> tuple[Message, bool]:
    """Answers with the message and whether it is new."""
    writer(tx, community_id, caller.user_id)
    text = clean_text("text", body.text, MAX_TEXT)
    made: list[Message] = []

    def make() -> str:
        author = Author(kind="user", id=caller.user_id, name=caller.display_name)
        made.append(_post(tx, community_id, author, text, body.reply_to_id, body.client_id))
        return made[0].id

    request = ("messages", community_id, text, body.reply_to_id)
    message_id, new = idempotency.once(tx, caller.user_id, key, request, make)
    return (made[0] if new else _existing(tx, community_id, message_id)), new


def _post(
    tx: Transaction,
    community_id: str,
    author: Author,
    text: str,
    reply_to_id: str | None,
    client_id: str | None,
    turn_id: str | None = None,
) -> Message:
    if reply_to_id is not None:
        _check_reply(tx, community_id, reply_to_id)
    message = Message(
        id=new_id(),
        seq=communities.next_seq(tx, community_id),
        community_id=community_id,
        author=author,
        text=text,
        created_at=to_wire(tx.now),
        edited_at=None,
        reply_to_id=reply_to_id,
        turn_id=turn_id,
        status="streaming" if author.kind == "agent" else "sent",
        client_id=client_id,
        audio=None,
        charge=None,
        citations=[],
    )
    store.insert(tx, message)
    _tell(tx, EventType.MESSAGE_CREATED, message)
    return message


def _check_reply(reader: Reader, community_id: str, reply_to_id: str) -> None:
    found = store.find(reader, reply_to_id) if looks_like_id(reply_to_id) else None
    if found is None or found.community_id != community_id:
        raise Invalid("replyToId", "The message replied to is not in this club.")


def _tell(tx: Transaction, type_: EventType, data: Message | MessageGone) -> None:
    topic = communities.community_topic(data.community_id)
    tx.emit(Emitted(type_, data, topic, data.community_id))


def edit(
    tx: Transaction, community_id: str, user_id: str, message_id: str, new_text: str
) -> Message:
    writer(tx, community_id, user_id)
    message = _existing(tx, community_id, message_id)
    if message.author.kind != "user" or message.author.id != user_id:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message may edit it.")
    text = clean_text("text", new_text, MAX_TEXT)
    if text != message.text:
        store.edit(tx, message_id, text)
        search.text_changed(tx, community_id, message_id, message.text, text)
        message = _existing(tx, community_id, message_id)
        _tell(tx, EventType.MESSAGE_UPDATED, message)
    return message


def delete(tx: Transaction, community_id: str, user_id: str, message_id: str) -> str | None:
    """By its author or by staff; answers with the turn to be stopped and forgotten, if any."""
    seat = member(tx, community_id, user_id)
    message = _existing(tx, community_id, message_id)
    is_author = message.author.kind == "user" and message.author.id == user_id
    if not is_author and not seat.is_staff:
        raise Refusal(Code.FORBIDDEN, "Only who wrote a message, or staff, may delete it.")
    store.delete(tx, message_id)
    if message.status != "streaming":
        search.text_changed(tx, community_id, message_id, message.text, "")
    if message.turn_id is not None and message.author.kind == "agent":
        turn_store.erase(tx, message.turn_id)
    if not is_author:
        communities.record_act(
            tx, community_id, user_id, "message.deleted", message.author.id, message.author.name
        )
    gone = MessageGone(id=message.id, seq=message.seq, community_id=community_id)
    _tell(tx, EventType.MESSAGE_DELETED, gone)
    return message.turn_id


# Asking an agent


def ask(
    tx: Transaction, community_id: str, caller: Caller, body: AskAgent, key: str | None
) -> tuple[str, Question | None]:
    """Store question and open reply; answers with the turn, and the question where it is new."""
    writer(tx, community_id, caller.user_id)
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
    history = _lines(store.older(tx, community_id, store.LAST, agent.context_messages))
    asker = Author(kind="user", id=caller.user_id, name=caller.display_name)
    question = _post(tx, community_id, asker, text, body.reply_to_id, body.client_id)
    turn_id = new_id()
    author = Author(kind="agent", id=agent.agent_id, name=agent.name)
    reply = _post(tx, community_id, author, "", question.id, None, turn_id)
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
    return Question(begun, agent, text, caller.display_name, history)


def _lines(newest_first: Sequence[Message]) -> list[Line]:
    """What the agent reads of the room, oldest first, without unfinished and failed replies."""
    return [
        Line(message.author.name, message.author.kind, message.text)
        for message in reversed(newest_first)
        if message.status in ("sent", "stopped") and message.text
    ]


def settle(tx: Transaction, begun: Begun, outcome: Outcome) -> None:
    """Store how a reply ended, in the transaction that ends its turn."""
    message_id = begun.meta.message_id
    status = {"done": "sent", "stopped": "stopped"}.get(outcome.status, "failed")
    if not store.settle_reply(
        tx, message_id, outcome.text, status, outcome.end.citations, outcome.charged_cents
    ):
        # Deleted while it was being written: what it said is not kept anywhere.
        outcome.text = ""
        return
    message = store.find(tx, message_id)
    if message is not None:
        search.text_changed(tx, message.community_id, message_id, "", outcome.text)
        _tell(tx, EventType.MESSAGE_UPDATED, message)


def save_reply(tx: Transaction, begun: Begun, text: str) -> None:
    store.save_reply(tx, begun.meta.message_id, text)


def fail_unfinished(tx: Transaction) -> None:
    """At the start: replies that a crash left open are failed, with what had been saved of them."""
    for turn in turn_store.unfinished(tx, ROOM):
        community_id = turn.topic.partition(":")[2]
        begun = Begun(
            turn.meta, turn.room, turn.asker_id, turn.topic, turn.staff_topic, community_id
        )
        failed = Failed(
            code=turn_store.INTERRUPTED,
            message="The server stopped while the agent answered.",
            retryable=True,
        )
        outcome = Outcome("failed", turn.text, ReplyEnd(), failed)
        settle(tx, begun, outcome)
        turn_store.finish(tx, begun, outcome, turn.chunk_sizes)
        tx.emit(finished_event(begun, outcome))


# Reading


def page_older(reader: Reader, community_id: str, before: int, limit: int) -> list[Message]:
    return store.older(reader, community_id, before, limit)


def page_newer(reader: Reader, community_id: str, after: int, limit: int) -> list[Message]:
    return store.newer(reader, community_id, after, limit)


def around(reader: Reader, community_id: str, message_id: str, limit: int) -> list[Message]:
    """Newest first, with the message in the middle where there is enough on both sides."""
    message = _existing(reader, community_id, message_id)
    later = store.newer(reader, community_id, message.seq, (limit - 1) // 2)
    earlier = store.older(reader, community_id, message.seq, limit - 1 - len(later))
    return [*reversed(later), message, *earlier]


def finish_views(
    reader: Reader, messages: Sequence[Message], so_far: Callable[[str], str | None]
) -> list[Message]:
    """With people's present names, and with what streaming replies say so far."""
    names = accounts.names_of(reader, {m.author.id for m in messages if m.author.kind == "user"})
    views = []
    for message in messages:
        name = names.get(message.author.id, message.author.name)
        if name != message.author.name:
            author = msgspec.structs.replace(message.author, name=name)
            message = msgspec.structs.replace(message, author=author)
        if message.status == "streaming" and message.turn_id is not None:
            text = so_far(message.turn_id)
            if text is not None:
                message = msgspec.structs.replace(message, text=text)
        views.append(message)
    return views


def mark_read(tx: Transaction, community_id: str, user_id: str, seq: int) -> None:
    held = member(tx, community_id, user_id).membership
    up_to = communities.mark_read(tx, community_id, user_id, seq)
    if held is not None and held.last_read_seq == up_to:
        return
    tx.emit(
        Emitted(
            EventType.READ_UPDATED,
            ReadUpdated(
                community_id=community_id,
                last_read_seq=up_to,
                unread_count=store.unread(tx, community_id, user_id, up_to),
            ),
            f"user:{user_id}",
            community_id,
        )
    )


def unread_counts(reader: Reader, user_id: str, read_up_to: Mapping[str, int]) -> dict[str, int]:
    return {
        community_id: store.unread(reader, community_id, user_id, seq)
        for community_id, seq in read_up_to.items()
    }


def _existing(reader: Reader, community_id: str, message_id: str) -> Message:
    message = store.find(reader, message_id) if looks_like_id(message_id) else None
    if message is None or message.community_id != community_id:
        raise not_found()
    return message
