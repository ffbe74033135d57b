"""Who serves a brand's customers: CS agents made and unmade, and who is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from embedded_server.accounts import service as accounts
from embedded_server.communities import service as communities
from embedded_server.communities.service import MembershipValue
from embedded_server.contracts.communities import EditMember, Join, Role, Standing
from embedded_server.contracts.support import AddCsAgent, CsAgent
from embedded_server.kernel import idempotency
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, not_found
from embedded_server.support import store
from embedded_server.support.service import access
from embedded_server.support.service.acts import close
from embedded_server.support.service.answering import forced
from embedded_server.support.service.moving import SYSTEM, Line, name_of, to_queue
from embedded_server.support.service.office import Office


def agents(
    reader: Reader, office: Office, community_id: str, viewer_id: str, after: str, limit: int
) -> list[CsAgent]:
    """A page of all who may accept, by their ids."""
    access.require_service(reader, community_id, viewer_id)
    found = [one for one in communities.staff(reader, community_id) if one.user_id > after]
    return _views(reader, office, community_id, found[:limit])


def agent(reader: Reader, office: Office, community_id: str, user_id: str) -> CsAgent | None:
    """None for somebody who may not accept there."""
    held = communities.membership(reader, community_id, user_id)
    if held is None or access.role_in(reader, community_id, user_id) is None:
        return None
    return _views(reader, office, community_id, [held])[0]


def _views(
    reader: Reader, office: Office, community_id: str, found: Sequence[MembershipValue]
) -> list[CsAgent]:
    ids = [held.user_id for held in found]
    people = accounts.people_of(reader, ids)
    said = store.availabilities(reader, community_id)
    counts = store.held_counts(reader, community_id, ids)
    made = []
    for held in found:
        here = office.is_here(held.user_id)
        person = people[held.user_id]
        availability: Any = said.get(held.user_id, "online") if here else "offline"
        made.append(
            CsAgent(
                user_id=held.user_id,
                display_name=person.display_name,
                username=person.username,
                role=held.role,
                availability=availability,
                open_count=counts[held.user_id],
            )
        )
    return made


def add(
    tx: Transaction,
    office: Office,
    community_id: str,
    actor_id: str,
    body: AddCsAgent,
    key: str | None,
) -> tuple[CsAgent, bool]:
    """Make somebody a CS agent, at once and free of charge; who has that role, or a higher one,
    keeps it. Answers whether it is new."""
    access.require_official(tx, community_id)
    communities.require_staff(tx, community_id, actor_id)
    user_id = _named(tx, body)
    made = False

    def make() -> str:
        nonlocal made
        made = communities.enter(
            tx, community_id, user_id, Role.CS_AGENT, Join(), lambda *given: None
        )
        if made:
            name = name_of(tx, user_id)
            role = Role.CS_AGENT
            communities.record_act(
                tx, community_id, actor_id, "member.role", user_id, name, f"→ {role}"
            )
            seat_changed(tx, office, community_id, user_id)
        return user_id

    idempotency.once(tx, actor_id, key, ("cs-agents", community_id, user_id), make)
    view = agent(tx, office, community_id, user_id)
    if view is None:
        raise not_found()
    return view, made


def _named(reader: Reader, body: AddCsAgent) -> str:
    if (body.user_id is None) == (body.username is None):
        raise Invalid("userId", "Name one person: by userId, or by username.")
    if body.user_id is not None:
        return accounts.read_user(reader, body.user_id).id
    found = accounts.credentials(reader, (body.username or "").strip().lower())
    if found is None:
        raise not_found()
    return found.user.id


def remove(tx: Transaction, office: Office, community_id: str, actor_id: str, user_id: str) -> None:
    """Make a CS agent a plain member again; they may do so themselves."""
    access.require_official(tx, community_id)
    if actor_id != user_id:
        communities.require_staff(tx, community_id, actor_id)
    if access.role_in(tx, community_id, user_id) is not Role.CS_AGENT:
        raise not_found()
    if actor_id == user_id:
        communities.step_down(tx, community_id, user_id)
    else:
        communities.edit_member(tx, community_id, actor_id, user_id, EditMember(role=Role.MEMBER))
    seat_changed(tx, office, community_id, user_id)


def set_availability(
    tx: Transaction, office: Office, community_id: str, user_id: str, status: str
) -> None:
    access.require_service(tx, community_id, user_id)
    store.set_availability(tx, community_id, user_id, status)
    tx.after(lambda: office.staff_changed(community_id, user_id))
    tx.after(lambda: office.queue_changed(community_id))


def seat_changed(tx: Transaction, office: Office, community_id: str, user_id: str) -> None:
    """In the change that gives somebody another place in a community: what they may not hold any
    more returns to the queue, whom the brand has banned is not served, and each hears what they
    may read from now on."""
    office = forced(office)
    if access.role_in(tx, community_id, user_id) is None:
        give_back(tx, office, community_id, user_id, "agent_removed")
    held = communities.membership(tx, community_id, user_id)
    if held is not None and held.status is Standing.BANNED:
        one = store.open_one(tx, community_id, user_id)
        if one is not None:
            close(tx, office, one, SYSTEM, outcome=None, why="banned")
    topics = access.topics_of(tx, user_id)
    tx.after(lambda: office.hear(user_id, topics))
    tx.after(lambda: office.staff_changed(community_id, user_id))
    tx.after(lambda: office.queue_changed(community_id))


def give_back(tx: Transaction, office: Office, community_id: str, user_id: str, act: str) -> None:
    """All that somebody holds there returns to the queue, each with its waiting time."""
    for one in store.held_by(tx, community_id, user_id):
        name = name_of(tx, user_id)
        words = f"{name} had to leave. You are back in the queue, and keep your place."
        line: Line = ("agent_left", words, name, None)
        to_queue(tx, office, one, act, SYSTEM, asked_by="staff", line=line)


def gone(tx: Transaction, office: Office, community_id: str, user_id: str) -> None:
    """Somebody's windows have been closed for longer than the brand waits."""
    if not office.is_here(user_id):
        give_back(tx, office, community_id, user_id, "agent_gone")


def community_gone(tx: Transaction, office: Office, community_id: str) -> None:
    """In the change that deletes a community: nobody waits in it any more."""
    office = forced(office)
    for conversation_id in store.open_ids(tx, community_id):
        one = store.find(tx, conversation_id)
        if one is not None and one.is_open:
            close(tx, office, one, SYSTEM, outcome=None, why="community_deleted")
