"""Two cards beside a conversation: what the AI left open, and who the customer is."""

from __future__ import annotations

from collections.abc import Sequence

from embedded_server.accounts import service as accounts
from embedded_server.agents import service as agents
from embedded_server.billing import service as billing
from embedded_server.communities import service as communities
from embedded_server.contracts.club import Message
from embedded_server.contracts.support_desk import (
    CustomerCard,
    HandoffAnswer,
    HandoffCard,
    Purchase,
)
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.media import attaching
from embedded_server.support import store
from embedded_server.support.service import desk, policy
from embedded_server.support.store import ConversationValue, figures

MOST_MESSAGES = 400
"""Of the newest of a conversation, what the card is drawn from."""
MOST_ANSWERS = 10
SHORT = 400
"""Characters of one question or answer on the card."""
MOST_PURCHASES = 20


def handoff(reader: Reader, conversation_id: str, user_id: str) -> HandoffCard:
    one = desk.staff_reader(reader, conversation_id, user_id)
    said = [
        message
        for message in reversed(store.older(reader, one.id, store.LAST, MOST_MESSAGES))
        if message.kind == "message"
    ]
    return drawn(one, said)


def drawn(one: ConversationValue, said: Sequence[Message]) -> HandoffCard:
    """From what was said, oldest first. A question is open until somebody has answered it: staff
    with any words, the AI with ones that rest on its texts."""
    held: list[str] = []
    opened: list[str] = []
    of_customer = [
        attaching.in_short(message) for message in said if message.author.id == one.customer_id
    ]
    asked = next(
        (text for text in of_customer if not agents.asks_nothing(text)), next(iter(of_customer), "")
    )
    answered: list[HandoffAnswer] = []
    for message in said:
        if message.author.kind == "user" and message.author.id == one.customer_id:
            text = attaching.in_short(message)
            if not agents.asks_nothing(text):
                held.append(text)
        elif message.author.kind == "user":
            held, opened = [], []
        elif message.status != "streaming":
            question = "\n".join(held)
            if message.status == "sent" and message.text and not message.is_unsure:
                if question:
                    answered.append(_answer(question, message))
            else:
                opened += held
            held = []
    return HandoffCard(
        conversation_id=one.id,
        asked=_short(asked),
        answered=answered[-MOST_ANSWERS:],
        open_questions=[_short(text) for text in (*opened, *held)],
        transfer_reason=one.transfer_reason,
    )


def _answer(question: str, reply: Message) -> HandoffAnswer:
    titles = dict.fromkeys(citation.title for citation in reply.citations)
    return HandoffAnswer(question=_short(question), answer=_short(reply.text), sources=list(titles))


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[:SHORT].rstrip() + "…"


def customer(reader: Reader, conversation_id: str, user_id: str) -> CustomerCard:
    one = desk.staff_reader(reader, conversation_id, user_id)
    person = accounts.people_of(reader, [one.customer_id]).get(one.customer_id)
    held = communities.membership(reader, one.community_id, one.customer_id)
    joined = None if held is None or not held.is_active else to_wire(held.joined_at)
    counted = figures.of_customer(reader, one.community_id, one.customer_id)
    paid = billing.payments_of(reader, one.community_id, one.customer_id, MOST_PURCHASES)
    return CustomerCard(
        user_id=one.customer_id,
        name="" if person is None else person.display_name,
        username="" if person is None else person.username,
        is_guest=policy.is_guest(reader, one.customer_id),
        member_since=joined,
        conversation_count=counted.started,
        resolved_count=counted.resolved,
        average_score=counted.average_score,
        purchases=[
            Purchase(
                at=payment.at,
                kind=payment.kind,
                amount_cents=payment.amount_cents,
                refunded_cents=payment.refunded_cents,
                note="",
            )
            for payment in paid
        ],
    )
