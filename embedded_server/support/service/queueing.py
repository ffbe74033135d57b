"""The queue as a whole: where everybody stands, and who is given to whom without asking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from embedded_server.kernel.database import Reader, Transaction
from embedded_server.support import store
from embedded_server.support.service import policy
from embedded_server.support.service.acts import take
from embedded_server.support.service.moving import AI, SYSTEM, WAITING
from embedded_server.support.service.office import Office
from embedded_server.support.service.telling import tell_customer
from embedded_server.support.service.views import Scene, available, scene


class Told(NamedTuple):
    """What is worth telling somebody who waits."""

    place: int
    is_served: bool


def standing(reader: Reader, office: Office, community_id: str) -> dict[str, Told]:
    """By conversation."""
    places = store.positions(reader, community_id)
    served = bool(places and available(reader, office, community_id))
    return {id_: Told(place, served) for id_, place in places.items()}


class Service(NamedTuple):
    """What is worth telling somebody who could ask for a person."""

    is_served: bool
    opens_at: int | None
    has_hours: bool
    """Whether it changes by the clock too."""


def service(reader: Reader, office: Office, community_id: str) -> Service:
    return Service(
        bool(available(reader, office, community_id)),
        policy.opens_at(reader, community_id),
        policy.has_hours(reader, community_id),
    )


def with_ai(reader: Reader, office: Office, community_id: str) -> list[str]:
    """Conversations with the AI whose customer is connected: others read anew how it stands."""
    found = store.with_ai(reader, community_id)
    return [id_ for id_, customer_id in found if office.is_here(customer_id)]


def tell_customers(tx: Transaction, office: Office, conversation_ids: Iterable[str]) -> None:
    """How it stands with the service, to those who wait or talk with the AI."""
    scenes: dict[str, Scene] = {}
    for conversation_id in conversation_ids:
        one = store.find(tx, conversation_id)
        if one is None or one.status not in (WAITING, AI):
            continue
        if one.community_id not in scenes:
            scenes[one.community_id] = scene(tx, office, one.community_id)
        tell_customer(tx, office, one, scenes[one.community_id])


def assign_waiting(tx: Transaction, office: Office, community_id: str) -> None:
    """Where the brand wants it so: the oldest first, each to the least busy of who is online and
    has room."""
    most = policy.most_per_agent(tx, community_id)
    if most is None:
        return
    there = available(tx, office, community_id)
    load = store.held_counts(tx, community_id, there)
    for one in store.queue(tx, community_id, (0, ""), len(there) * most + 1):
        free = [user for user in there if load[user] < most and user != one.customer_id]
        if not free:
            continue
        chosen = min(free, key=lambda user: (load[user], user))
        load[chosen] += 1
        take(tx, office, one, "auto_assign", SYSTEM, chosen)
