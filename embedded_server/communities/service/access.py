"""Who may do what in a community: the checks that every room above calls."""

from __future__ import annotations

from collections.abc import Iterable

from embedded_server.accounts import service as accounts
from embedded_server.communities import store
from embedded_server.communities.store import (
    AuditValue,
    CommunityValue,
    MembershipValue,
    Seat,
)
from embedded_server.contracts.communities import CommunityType, Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.topics import TopicRule

RANK = {Role.CREATOR: 3, Role.MODERATOR: 2, Role.CS_AGENT: 1, Role.MEMBER: 0}
_STAFF = (Role.CREATOR, Role.MODERATOR)


def community_topic(community_id: str) -> str:
    """What its members hear."""
    return f"community:{community_id}"


def staff_topic(community_id: str) -> str:
    """What its creator and moderators hear."""
    return f"staff:{community_id}"


def service_topic(community_id: str) -> str:
    """What all hear who serve its customers: creator, moderators and CS agents."""
    return f"service:{community_id}"


def exists(reader: Reader, community_id: str) -> CommunityValue:
    """Refuses with 404; a deleted community does not exist."""
    found = store.find(reader, community_id) if looks_like_id(community_id) else None
    if found is None:
        raise not_found()
    return found


def require_type(community: CommunityValue, *types: CommunityType) -> None:
    if community.type not in types:
        raise wrong_type(community.type)


def wrong_type(type_: CommunityType) -> Refusal:
    return Refusal(Code.WRONG_TYPE, f"A community of type {type_} does not have this.")


def require_active(membership: MembershipValue | None) -> MembershipValue:
    """Refuses whoever is not in: never joined, left, removed, banned, or time run out."""
    if membership is not None and membership.is_active:
        return membership
    if membership is not None and membership.status is Standing.EXPIRED:
        raise Refusal(
            Code.MEMBERSHIP_EXPIRED, "Your membership has run out. Renew it to read and write."
        )
    if membership is not None and membership.status is Standing.BANNED:
        raise Refusal(Code.BANNED, "You are banned from this community.")
    raise Refusal(Code.NOT_A_MEMBER, "Join this community first.")


def require_member(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    community = exists(reader, community_id)
    require_active(store.membership(reader, community_id, user_id))
    return community


def own(reader: Reader, user_id: str) -> list[MembershipValue]:
    """Where a person may read now."""
    return [held for held in store.memberships_of(reader, user_id) if held.is_active]


def called(reader: Reader, community_id: str, folded: Iterable[str]) -> list[tuple[str, str, str]]:
    """`(id, user name, display name)` of the members who have one of these folded names."""
    return [
        found for found in accounts.called(reader, folded) if _is_in(reader, community_id, found[0])
    ]


def _is_in(reader: Reader, community_id: str, user_id: str) -> bool:
    held = store.membership(reader, community_id, user_id)
    return held is not None and held.is_active


def is_staff(reader: Reader, community_id: str, user_id: str) -> bool:
    held = store.membership(reader, community_id, user_id)
    return held is not None and held.is_active and held.role in _STAFF


def require_staff(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    community = exists(reader, community_id)
    if not is_staff(reader, community_id, user_id):
        raise Refusal(Code.FORBIDDEN, "Only the creator and moderators may do this.")
    return community


def require_creator(reader: Reader, community_id: str, user_id: str) -> CommunityValue:
    community = exists(reader, community_id)
    if community.creator_id != user_id:
        raise Refusal(Code.FORBIDDEN, "Only the creator may do this.")
    return community


def require_payee(reader: Reader, community_id: str, user_id: str) -> None:
    """As `require_creator`, also of a deleted community: what was earned there stays theirs to
    see, and to pay back."""
    creator_id = store.creator_of(reader, community_id) if looks_like_id(community_id) else None
    if creator_id is None:
        raise not_found()
    if creator_id == user_id:
        return
    exists(reader, community_id)
    raise Refusal(Code.FORBIDDEN, "Only the creator may do this.")


def default_call_fee(reader: Reader, community_id: str) -> int:
    return exists(reader, community_id).agent_call_fee_cents


def set_lead_agent(tx: Transaction, community_id: str, agent_id: str | None) -> None:
    store.update(tx, community_id, {"lead_agent_id": agent_id})


def all_members(
    reader: Reader, community_id: str, after: str | None, limit: int
) -> list[MembershipValue]:
    """A page of those who are in now, by their ids, behind `after`."""
    return store.members(reader, community_id, after, limit)


def with_retention(reader: Reader) -> list[tuple[str, int]]:
    """`(id, days)` of those that keep messages for a time only."""
    return store.with_retention(reader)


def next_seq(tx: Transaction, community_id: str) -> int:
    return store.next_seq(tx, community_id)


def mark_read(
    tx: Transaction, community_id: str, user_id: str, seq: int, *, back: bool = False
) -> int:
    """Only forward unless `back`; answers with the `seq` read up to now."""
    store.read_up_to(tx, community_id, user_id, seq, back=back)
    held = store.membership(tx, community_id, user_id)
    return 0 if held is None else held.last_read_seq


def record_act(
    tx: Transaction,
    community_id: str,
    actor_id: str,
    act: str,
    target_id: str | None,
    target_name: str | None,
    detail: str = "",
) -> None:
    """Note an act of staff in the community's audit."""
    store.record(tx, community_id, actor_id, act, target_id, target_name, detail)


def acts(
    reader: Reader, community_id: str, user_id: str, before: str | None, limit: int
) -> list[AuditValue]:
    """The audit, newest first, for the creator."""
    require_creator(reader, community_id, user_id)
    return store.audit(reader, community_id, before, limit)


def take_seat(reader: Reader, community_id: str, user_id: str, *types: CommunityType) -> Seat:
    """An active member's place in a community of one of `types`; refuses everybody else."""
    seat = store.seat(reader, community_id, user_id) if looks_like_id(community_id) else None
    if seat is None:
        raise not_found()
    if seat.type not in types:
        raise wrong_type(seat.type)
    require_active(seat.membership)
    return seat


def _member_topics(reader: Reader, user_id: str) -> Iterable[str]:
    return [
        community_topic(held.community_id)
        for held in store.memberships_of(reader, user_id)
        if held.is_active
    ]


def _staff_topics(reader: Reader, user_id: str) -> Iterable[str]:
    return [
        staff_topic(held.community_id)
        for held in store.memberships_of(reader, user_id)
        if held.is_active and held.role in _STAFF
    ]


def _service_topics(reader: Reader, user_id: str) -> Iterable[str]:
    return [
        service_topic(held.community_id)
        for held in store.memberships_of(reader, user_id)
        if held.is_active and held.role is not Role.MEMBER
    ]


def _may_serve(reader: Reader, user_id: str, community_id: str) -> bool:
    held = store.membership(reader, community_id, user_id)
    return (
        held is not None
        and held.is_active
        and held.role is not Role.MEMBER
        and store.find(reader, community_id) is not None
    )


def _is_member(reader: Reader, user_id: str, community_id: str) -> bool:
    held = store.membership(reader, community_id, user_id)
    return held is not None and held.is_active and store.find(reader, community_id) is not None


def _may_staff(reader: Reader, user_id: str, community_id: str) -> bool:
    return is_staff(reader, community_id, user_id)


TOPIC_RULES = (
    TopicRule("community", _member_topics, _is_member, presence=True),
    TopicRule("staff", _staff_topics, _may_staff),
    TopicRule("service", _service_topics, _may_serve),
)
