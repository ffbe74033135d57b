"""The transitions of a conversation: each one guarded update, recorded, said and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from embedded_server.accounts import service as accounts
from embedded_server.contracts.club import NoticeAct
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import ConversationStatus
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.support import store
from embedded_server.support.service import policy
from embedded_server.support.service.answering import silence
from embedded_server.support.service.messages import say
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import tell
from embedded_server.support.service.views import available
from embedded_server.support.store import ConversationValue, TransitionValue

AI = ConversationStatus.AI_ACTIVE
WAITING = ConversationStatus.WAITING_HUMAN
HUMAN = ConversationStatus.HUMAN_ACTIVE
RESOLVED = ConversationStatus.RESOLVED


Line = tuple[NoticeAct, str, str | None, int | None]
"""What a transition says of itself: the act, words for it, whom it is about, and when."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who moves it; `id` is None for the server's own clock."""

    kind: Literal["customer", "staff", "ai", "system"]
    id: str | None


SYSTEM = Actor("system", None)


def move(
    tx: Transaction,
    office: Office,
    one: ConversationValue,
    new: ConversationStatus,
    act: str,
    actor: Actor,
    *,
    assignee_id: str | None = None,
    why: str = "",
    values: dict[str, Any] | None = None,
    line: Line | None = None,
) -> ConversationValue:
    """The way of every transition but a start. Whoever takes a conversation from the AI silences
    it in the same change."""
    if one.status is AI:
        silence(tx, office, one)
    columns = {"assignee_id": assignee_id, **(values or {})}
    if not store.move(tx, one.id, one.status, one.assignee_id, new, columns):
        raise Refusal(Code.NOT_READY, "Somebody else was quicker. Try again.")
    waited, place = _waited(tx, one, new)
    record(tx, one, act, one.status, new, actor, assignee_id, why, waited, place)
    if line is not None:
        say(tx, one, *line)
    for user_id in {one.assignee_id, assignee_id} - {None}:
        _load_changed(tx, office, one.community_id, user_id or "")
    return tell(tx, office, one.id, one)


def _load_changed(tx: Transaction, office: Office, community_id: str, user_id: str) -> None:
    tx.after(lambda: office.staff_changed(community_id, user_id))


def record(
    tx: Transaction,
    one: ConversationValue,
    act: str,
    old: ConversationStatus | None,
    new: ConversationStatus,
    actor: Actor,
    assignee_id: str | None = None,
    why: str = "",
    waited_ms: int | None = None,
    place_ms: int | None = None,
) -> None:
    store.record(
        tx,
        TransitionValue(
            conversation_id=one.id,
            community_id=one.community_id,
            at=tx.now,
            act=act,
            from_status=old,
            to_status=new,
            actor_kind=actor.kind,
            actor_id=actor.id,
            assignee_id=assignee_id,
            why=why,
            waited_ms=waited_ms,
            place_ms=place_ms,
        ),
    )


def _waited(
    tx: Transaction, one: ConversationValue, new: ConversationStatus
) -> tuple[int | None, int | None]:
    """How long (ms) the customer waited whom a person takes now, in all and by place."""
    if one.status is not WAITING or new is not HUMAN or one.waiting_since is None:
        return None, None
    waited = max(0, tx.now - one.waiting_since)
    if not one.waiting_staff:
        # Nobody was there: that wait tells nothing of how quick the queue is.
        return waited, None
    return waited, waited * one.waiting_staff // max(1, one.waiting_place or 1)


def to_queue(
    tx: Transaction,
    office: Office,
    one: ConversationValue,
    act: str,
    actor: Actor,
    *,
    asked_by: str | None = None,
    reason: str = "",
    line: Line | None = None,
) -> ConversationValue:
    """Into the queue: at its end, or with the waiting time that it had before."""
    values: dict[str, Any] = {}
    if one.waiting_since is None:
        waiting, _ = store.size(tx, one.community_id)
        values = {
            "waiting_since": tx.now,
            "waiting_place": waiting + 1,
            "waiting_staff": len(available(tx, office, one.community_id)),
            "asked_by": asked_by,
            "transfer_reason": reason,
        }
    return move(
        tx,
        office,
        one,
        WAITING,
        act,
        actor,
        why=reason,
        values=values,
        line=line or waiting_line(tx, office, one.community_id),
    )


def waiting_line(reader: Reader, office: Office, community_id: str) -> Line:
    """What a customer is told who comes into the queue: the truth about who is there."""
    if available(reader, office, community_id):
        return "waiting", "You are in the queue for a person. Somebody joins you here.", None, None
    at = policy.opens_at(reader, community_id)
    when = ""
    if at is not None:
        when = f" People are back on {policy.in_words(reader, community_id, at)}."
    text = f"Nobody is here just now.{when} Leave your message: it is read as soon as possible."
    return "nobody_available", text, None, at


def name_of(reader: Reader, user_id: str) -> str:
    return accounts.names_of(reader, [user_id]).get(user_id, "")


def resolved() -> Refusal:
    return Refusal(Code.ALREADY_RESOLVED, "This conversation is resolved. Start a new one.")


def taken(reader: Reader, one: ConversationValue) -> Refusal:
    holder = one.assignee_id or ""
    name = name_of(reader, holder)
    return Refusal(
        Code.ALREADY_ACCEPTED,
        f"{name} has this conversation.",
        assignee_id=one.assignee_id,
        assignee_name=name,
    )


def not_assignee() -> Refusal:
    return Refusal(
        Code.NOT_ASSIGNEE, "Only who has this conversation may do this; others take it over."
    )
