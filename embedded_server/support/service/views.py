"""Conversations as the wire shows them: to their customer, and with more in them to staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.contracts.support import (
    Conversation,
    ConversationStatus,
    Party,
    Rating,
    Resolver,
)
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader
from embedded_server.support import store
from embedded_server.support.service import policy
from embedded_server.support.service.office import Office
from embedded_server.support.store import ConversationValue

ENOUGH_WAITS = 5
_WAITING = ConversationStatus.WAITING_HUMAN


class Scene(NamedTuple):
    """How it stands with a community's service now."""

    name: str
    available: int
    """How many could accept."""
    opens_at: int | None
    place_ms: float | None
    """What one place in the queue takes one agent; None while too little is known."""


def available(reader: Reader, office: Office, community_id: str) -> list[str]:
    """Who could accept now: inside business hours, connected, and neither away nor off."""
    if not policy.is_open(reader, community_id):
        return []
    return online(reader, office, community_id)


def is_staffed(reader: Reader, is_here: Callable[[str], bool], community_id: str) -> bool:
    """Whether anybody could accept now; `is_here` says of a person whether they are connected."""
    return policy.is_open(reader, community_id) and bool(_online(reader, is_here, community_id))


def online(reader: Reader, office: Office, community_id: str) -> list[str]:
    return _online(reader, office.is_here, community_id)


def _online(reader: Reader, is_here: Callable[[str], bool], community_id: str) -> list[str]:
    said = store.availabilities(reader, community_id)
    return [
        held.user_id
        for held in communities.staff(reader, community_id)
        if said.get(held.user_id, "online") == "online" and is_here(held.user_id)
    ]


def scene(reader: Reader, office: Office, community_id: str) -> Scene:
    waits = store.waits(reader, community_id)
    return Scene(
        name=communities.names_of(reader, [community_id]).get(community_id, ""),
        available=len(available(reader, office, community_id)),
        opens_at=policy.opens_at(reader, community_id),
        place_ms=median(waits) if len(waits) >= ENOUGH_WAITS else None,
    )


def view(
    reader: Reader,
    office: Office,
    one: ConversationValue,
    viewer_id: str | None,
    *,
    staff: bool,
    here: Scene | None = None,
) -> Conversation:
    """For one viewer; None stands for all staff, whose count of unread is the assignee's, or what
    none of them has read."""
    scenes = None if here is None else {one.community_id: here}
    return views(reader, office, [one], viewer_id, staff=staff, scenes=scenes)[0]


def views(
    reader: Reader,
    office: Office,
    found: Sequence[ConversationValue],
    viewer_id: str | None,
    *,
    staff: bool,
    scenes: Mapping[str, Scene] | None = None,
) -> list[Conversation]:
    """`scenes` by community, where they are known already."""
    if scenes is None:
        here = {one.community_id for one in found}
        scenes = {community_id: scene(reader, office, community_id) for community_id in here}
    people = {one.customer_id for one in found} | {one.assignee_id for one in found}
    people |= {one.resolver_id for one in found}
    names = accounts.names_of(reader, [id_ for id_ in people if id_ is not None])
    places = _places(reader, found)
    reads = {}
    if staff and viewer_id is not None:
        reads = store.read_up_to(reader, viewer_id, [one.id for one in found])
    more = _for_staff(reader, found) if staff else {}
    made = []
    for one in found:
        fields = _fields(reader, one, scenes[one.community_id], names, places.get(one.id))
        fields["unread_count"] = _unread(reader, one, viewer_id, reads, staff=staff)
        fields |= more.get(one.id, {})
        made.append(Conversation(**fields))
    return made


def _places(reader: Reader, found: Sequence[ConversationValue]) -> dict[str, int]:
    waiting = [one for one in found if one.status is _WAITING]
    if len(waiting) == 1:
        (one,) = waiting
        since = one.waiting_since or 0
        return {one.id: store.position(reader, one.community_id, since, one.id)}
    places: dict[str, int] = {}
    for community_id in {one.community_id for one in waiting}:
        places |= store.positions(reader, community_id)
    return places


def _unread(
    reader: Reader,
    one: ConversationValue,
    viewer_id: str | None,
    reads: dict[str, int],
    *,
    staff: bool,
) -> int:
    if not staff:
        seq = one.customer_read_seq
        viewer_id = one.customer_id
    elif viewer_id is not None:
        seq = reads.get(one.id, 0)
    elif one.assignee_id is not None:
        viewer_id = one.assignee_id
        seq = store.read_up_to(reader, viewer_id, [one.id]).get(one.id, 0)
    else:
        seq = store.read_by_anybody(reader, one.id)
    if seq >= one.last_seq:
        return 0
    return store.unread(reader, one.id, viewer_id or "", seq)


def _fields(
    reader: Reader,
    one: ConversationValue,
    here: Scene,
    names: dict[str, str],
    place: int | None,
) -> dict[str, Any]:
    waits = one.status is _WAITING and one.waiting_since is not None
    estimate = None
    if place is not None and here.available and here.place_ms is not None:
        estimate = round(here.place_ms * place / here.available / 1000)
    return {
        "id": one.id,
        "community_id": one.community_id,
        "community_name": here.name,
        "customer": Party(id=one.customer_id, name=names.get(one.customer_id, "")),
        "status": one.status,
        "mode": one.mode,
        "agent": None
        if one.agent_id is None
        else Party(id=one.agent_id, name=one.agent_name or ""),
        "assignee": None
        if one.assignee_id is None
        else Party(id=one.assignee_id, name=names.get(one.assignee_id, "")),
        "started_at": to_wire(one.started_at),
        "waiting_since": to_wire_or_none(one.waiting_since) if waits else None,
        "waiting_seconds": max(0, reader.now - (one.waiting_since or 0)) // 1000 if waits else None,
        "queue_position": place,
        "estimated_wait_seconds": estimate,
        "staff_available": here.available > 0,
        "opens_at": to_wire_or_none(here.opens_at),
        "resolved_at": to_wire_or_none(one.resolved_at),
        "resolved_by": _resolver(one, here, names),
        "outcome": one.outcome,
        "previous_id": one.previous_id,
        "rating": _rating(one),
        "can_transfer": one.mode == "hybrid" and one.status is ConversationStatus.AI_ACTIVE,
        "last_seq": one.last_seq,
        "last_text": one.last_text,
        "last_at": to_wire(one.last_at),
        "last_by": one.last_by,
        "reopened": bool(one.reopened),
    }


def _for_staff(reader: Reader, found: Sequence[ConversationValue]) -> dict[str, dict[str, Any]]:
    """What customers do not see, by conversation."""
    dues = policy.dues(reader, [one.id for one in found])
    guests = policy.guests_among(reader, [one.customer_id for one in found])
    made: dict[str, dict[str, Any]] = {}
    for one in found:
        due = dues.get(one.id)
        made[one.id] = {
            "transfer_reason": one.transfer_reason,
            "asked_by": one.asked_by,
            "due_at": None if due is None else to_wire(due.at),
            "due_kind": None if due is None else due.kind,
            "due_state": None if due is None else due.state,
            "is_guest": one.customer_id in guests,
        }
    return made


def _resolver(one: ConversationValue, here: Scene, names: dict[str, str]) -> Resolver | None:
    if one.resolver_kind is None:
        return None
    name = here.name if one.resolver_id is None else names.get(one.resolver_id, "")
    kind: Any = one.resolver_kind
    return Resolver(kind=kind, id=one.resolver_id, name=name)


def _rating(one: ConversationValue) -> Rating | None:
    if one.score is None or one.rated_at is None:
        return None
    of: Any = one.rated_of
    return Rating(score=one.score, comment=one.comment or "", at=to_wire(one.rated_at), of=of)
