"""What one may do with somebody in a community: who stands above whom, as the server has it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from embedded_server.contracts.communities import Community, Membership, Role, Standing

RANK = {Role.CREATOR: 3, Role.MODERATOR: 2, Role.CS_AGENT: 1, Role.MEMBER: 0}
STAFF = (Role.CREATOR, Role.MODERATOR)


class Act(Enum):
    MAKE_MODERATOR = auto()
    MAKE_MEMBER = auto()
    MUTE = auto()
    UNMUTE = auto()
    REMOVE = auto()
    BAN = auto()
    UNBAN = auto()


def role_in(community: Community | None) -> Role | None:
    """One's own role there; None outside."""
    held = None if community is None else community.membership
    if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
        return None
    return held.role


def is_staff(community: Community | None) -> bool:
    return role_in(community) in STAFF


def is_creator(community: Community | None) -> bool:
    return role_in(community) is Role.CREATOR


def is_muted(one: Membership, now: datetime) -> bool:
    until = one.muted_until
    return until is not None and datetime.fromisoformat(until) > now


def acts_on(mine: Role | None, my_id: str, other: Membership, now: datetime) -> tuple[Act, ...]:
    """What somebody of that role may do to another, in the order of a menu; often nothing."""
    if mine not in STAFF or other.user_id == my_id:
        return ()
    if other.status is Standing.BANNED:
        return (Act.UNBAN,)
    if RANK[other.role] >= RANK[mine]:
        return ()
    found: list[Act] = []
    if mine is Role.CREATOR:
        is_moderator = other.role is Role.MODERATOR
        found.append(Act.MAKE_MEMBER if is_moderator else Act.MAKE_MODERATOR)
    found.append(Act.UNMUTE if is_muted(other, now) else Act.MUTE)
    return (*found, Act.REMOVE, Act.BAN)
