"""Whom a change of a conversation is told: its customer, and the staff who may read it."""

from __future__ import annotations

from embedded_server.communities import service as communities
from embedded_server.contracts.base import Answer
from embedded_server.contracts.club import Message
from embedded_server.contracts.communities import Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import ConversationStatus, QueueUpdated
from embedded_server.kernel.clock import to_wire_or_none
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.topics import own_topic, user_topic
from embedded_server.support import store
from embedded_server.support.service import winding
from embedded_server.support.service.access import LEADS, conversation_topic, serves
from embedded_server.support.service.office import Office
from embedded_server.support.service.views import Scene, scene, view
from embedded_server.support.store import ConversationValue

_WAITING = ConversationStatus.WAITING_HUMAN


def tell(
    tx: Transaction, office: Office, conversation_id: str, before: ConversationValue | None = None
) -> ConversationValue:
    """Tell how a conversation stands. With `before`, how it stood, also who hears it from now on,
    and how long the queue is."""
    one = store.find(tx, conversation_id)
    assert one is not None
    winding.wind(tx, one)
    here = scene(tx, office, one.community_id)
    tell_customer(tx, office, one, here)
    topic = _staff_topic(one, before)
    grant, revoke = _hearing(tx, one, before) if before is not None else ((), ())
    seen = view(tx, office, one, None, staff=True, here=here)
    tx.emit(
        Emitted(
            EventType.CONVERSATION_UPDATED,
            seen,
            topic,
            one.community_id,
            also=None if one.assignee_id is None else serving_topic(one, one.assignee_id),
            grant=grant,
            revoke=revoke,
            about=f"{one.id}@{topic}",
            again=True,
        )
    )
    lost = None if before is None else before.assignee_id
    if lost is not None and lost != one.assignee_id:
        # Who has it no more is told so, and hears nothing of it from then on.
        mine = serving_topic(one, lost)
        tx.emit(Emitted(EventType.CONVERSATION_UPDATED, seen, mine, one.community_id))
    if before is not None and _WAITING in (one.status, before.status):
        tell_queue(tx, office, one.community_id)
    return one


def tell_customer(
    tx: Transaction, office: Office, one: ConversationValue, here: Scene | None = None
) -> None:
    """`here` is how it stands with the service, where that is known already."""
    tx.emit(
        Emitted(
            EventType.CONVERSATION_UPDATED,
            view(tx, office, one, one.customer_id, staff=False, here=here),
            user_topic(one.customer_id),
            one.community_id,
            about=f"{one.id}@customer",
            again=True,
        )
    )


def tell_queue(tx: Transaction, office: Office, community_id: str) -> None:
    waiting, oldest = store.size(tx, community_id)
    tx.emit(
        Emitted(
            EventType.QUEUE_UPDATED,
            QueueUpdated(
                community_id=community_id,
                waiting=waiting,
                oldest_since=to_wire_or_none(oldest),
            ),
            communities.service_topic(community_id),
            community_id,
            about=f"{community_id}@queue",
            again=True,
        )
    )
    tx.after(lambda: office.queue_changed(community_id))


def serving_topic(one: ConversationValue, user_id: str) -> str:
    """What one of the staff hears by themselves, for as long as they serve the community."""
    return own_topic(communities.service_topic(one.community_id), user_id)


def tell_readers(tx: Transaction, one: ConversationValue, type_: EventType, data: Answer) -> None:
    """To each of the staff who may read it, and never to its customer, whatever they become. Each
    hears it by themselves and as long as they may read on: nobody replays it later who may not."""
    for held in communities.staff(tx, one.community_id):
        if held.user_id != one.customer_id and serves(one, held.user_id, held.role):
            leads = held.role in LEADS
            room = (
                communities.staff_topic(one.community_id) if leads else conversation_topic(one.id)
            )
            tx.emit(Emitted(type_, data, own_topic(room, held.user_id), one.community_id))


def tell_message(
    tx: Transaction, one: ConversationValue, type_: EventType, message: Message
) -> None:
    """To its customer and to all staff who may read it. Creator and moderators hear a conversation
    again that had lain for a while."""
    again = type_ is not EventType.MESSAGE_CREATED
    grant: tuple[tuple[str, str], ...] = ()
    topic = conversation_topic(one.id)
    if not store.is_lively(tx, one):
        grant = tuple(
            (held.user_id, topic)
            for held in communities.staff(tx, one.community_id)
            if held.role in LEADS
        )
    tx.emit(
        Emitted(type_, message, topic, one.community_id, about=message.id, again=again, grant=grant)
    )


def _staff_topic(one: ConversationValue, before: ConversationValue | None) -> str:
    """What waits, or did until now, is told to CS agents too."""
    if _WAITING in (one.status, None if before is None else before.status):
        return communities.service_topic(one.community_id)
    return communities.staff_topic(one.community_id)


_Pairs = tuple[tuple[str, str], ...]


def _hearing(
    tx: Transaction, one: ConversationValue, before: ConversationValue
) -> tuple[_Pairs, _Pairs]:
    """Who hears the conversation from now on, and who does not any more."""
    topic = conversation_topic(one.id)
    waits = one.status is _WAITING
    grant, revoke = [(one.customer_id, topic)], []
    for held in communities.staff(tx, one.community_id):
        pair = (held.user_id, topic)
        if held.role in LEADS or waits or held.user_id == one.assignee_id:
            grant.append(pair)
        elif held.role is Role.CS_AGENT and held.user_id != one.customer_id:
            revoke.append(pair)
    if before.status is not _WAITING and before.assignee_id is None:
        # No CS agent heard it, so that none has anything to lose.
        revoke = []
    return tuple(grant), tuple(revoke)
