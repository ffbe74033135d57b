"""Joining and leaving, roles, muting, removing and banning."""

from __future__ import annotations

from typing import Any

from embedded_server.accounts import service as accounts
from embedded_server.communities import store
from embedded_server.communities.service.access import (
    RANK,
    community_topic,
    exists,
    record_act,
    require_active,
    require_staff,
    staff_topic,
)
from embedded_server.communities.service.views import membership_view
from embedded_server.communities.store import CommunityValue, MembershipValue
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import (
    CommunityType,
    EditMember,
    EditMembership,
    Role,
    Standing,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.server import ChargeEntry, ChargeRenewal

_STAFF = (Role.CREATOR, Role.MODERATOR)


def check_fee(due_cents: int, accepted_cents: int | None) -> None:
    """Nothing is charged, and nothing is done, unless the request names the exact amount."""
    if (accepted_cents or 0) != due_cents or (due_cents and accepted_cents is None):
        raise Refusal(
            Code.FEE_NOT_ACCEPTED,
            f"The fee is {due_cents} cents; the request has to name exactly that.",
            amount_due_cents=due_cents,
        )


def join(
    tx: Transaction,
    community_id: str,
    user_id: str,
    accepted_cents: int | None,
    charge: ChargeEntry,
) -> tuple[MembershipValue, bool]:
    """Answers with the membership and whether it is new."""
    exists(tx, community_id)
    return enter(tx, community_id, user_id, Role.MEMBER, accepted_cents, charge)


def enter(
    tx: Transaction,
    community_id: str,
    user_id: str,
    role: Role,
    accepted_cents: int | None,
    charge: ChargeEntry,
) -> tuple[MembershipValue, bool]:
    """Become a member with `role`; who is in already keeps the higher of two roles, and pays
    nothing."""
    held = store.membership(tx, community_id, user_id)
    if held is not None and held.status is Standing.BANNED:
        raise Refusal(Code.BANNED, "You are banned from this community.")
    if held is not None and held.is_active:
        if RANK[role] <= RANK[held.role]:
            return held, False
        store.update_membership(tx, community_id, user_id, {"role": role, "expires_at": None})
    else:
        expires_at = charge(tx, community_id, user_id, role, accepted_cents)
        store.put_membership(tx, community_id, user_id, role, expires_at)
    return announce(tx, community_id, user_id), True


def leave(tx: Transaction, community_id: str, user_id: str) -> None:
    exists(tx, community_id)
    held = store.membership(tx, community_id, user_id)
    if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
        raise Refusal(Code.NOT_MEMBER, "You are not in this community.")
    if held.role is Role.CREATOR:
        raise Refusal(
            Code.CREATOR_CANNOT_LEAVE, "Its creator cannot leave a community; delete it instead."
        )
    store.update_membership(
        tx, community_id, user_id, {"status": Standing.LEFT, "role": Role.MEMBER}
    )
    announce(tx, community_id, user_id)


def renew(
    tx: Transaction,
    community_id: str,
    user_id: str,
    accepted_cents: int | None,
    charge: ChargeRenewal,
) -> MembershipValue:
    exists(tx, community_id)
    held = store.membership(tx, community_id, user_id)
    if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
        raise Refusal(Code.NOT_MEMBER, "You are not in this community.")
    expires_at = charge(tx, community_id, user_id, accepted_cents)
    store.update_membership(tx, community_id, user_id, {"expires_at": expires_at})
    return announce(tx, community_id, user_id)


def edit_own(
    tx: Transaction, community_id: str, user_id: str, body: EditMembership
) -> MembershipValue:
    community = exists(tx, community_id)
    require_active(store.membership(tx, community_id, user_id))
    values: dict[str, Any] = {}
    if body.auto_renew is not UNSET:
        values["auto_renew"] = int(body.auto_renew)
        # What is agreed to is today's fee; another one later is not taken without asking.
        values["auto_renew_cents"] = community.monthly_fee_cents if body.auto_renew else None
    if body.notifications is not UNSET:
        values["notifications"] = body.notifications
    store.update_membership(tx, community_id, user_id, values)
    return _held(tx, community_id, user_id)


def edit_member(
    tx: Transaction, community_id: str, actor_id: str, user_id: str, body: EditMember
) -> MembershipValue:
    """Change a role or a mute of somebody below oneself."""
    community = require_staff(tx, community_id, actor_id)
    target = _below(tx, community_id, actor_id, user_id)
    values: dict[str, Any] = {}
    if body.role is not UNSET and body.role != target.role:
        _check_role_change(tx, community, actor_id, target.role, body.role)
        values["role"] = body.role
        if RANK[body.role] > RANK[Role.MEMBER]:
            values["expires_at"] = None  # staff do not pay
        _note(tx, community_id, actor_id, "member.role", user_id, f"{target.role} → {body.role}")
    if body.muted_until is not UNSET:
        values["muted_until"] = _moment(body.muted_until)
        act = "member.unmuted" if body.muted_until is None else "member.muted"
        _note(tx, community_id, actor_id, act, user_id, body.muted_until or "")
    store.update_membership(tx, community_id, user_id, values)
    return announce(tx, community_id, user_id)


def remove(tx: Transaction, community_id: str, actor_id: str, user_id: str) -> None:
    """End a membership; the person may come back."""
    require_staff(tx, community_id, actor_id)
    _below(tx, community_id, actor_id, user_id)
    store.update_membership(
        tx, community_id, user_id, {"status": Standing.REMOVED, "role": Role.MEMBER}
    )
    _note(tx, community_id, actor_id, "member.removed", user_id)
    announce(tx, community_id, user_id)


def ban(tx: Transaction, community_id: str, actor_id: str, user_id: str) -> None:
    """Also somebody who never was in; twice is harmless."""
    require_staff(tx, community_id, actor_id)
    accounts.read_user(tx, user_id)
    held = store.membership(tx, community_id, user_id)
    if held is not None:
        if held.status is Standing.BANNED:
            return
        if held.is_active:
            _check_below(tx, community_id, actor_id, held)
    elif user_id == actor_id:
        raise not_found()
    else:
        store.put_membership(tx, community_id, user_id, Role.MEMBER)
    store.update_membership(
        tx, community_id, user_id, {"status": Standing.BANNED, "role": Role.MEMBER}
    )
    _note(tx, community_id, actor_id, "member.banned", user_id)
    announce(tx, community_id, user_id)


def unban(tx: Transaction, community_id: str, actor_id: str, user_id: str) -> None:
    require_staff(tx, community_id, actor_id)
    held = store.membership(tx, community_id, user_id) if looks_like_id(user_id) else None
    if held is None or held.status is not Standing.BANNED:
        raise not_found()
    store.update_membership(tx, community_id, user_id, {"status": Standing.REMOVED})
    _note(tx, community_id, actor_id, "member.unbanned", user_id)
    announce(tx, community_id, user_id)


def members(
    reader: Reader, community_id: str, viewer_id: str, after: str | None, limit: int
) -> list[MembershipValue]:
    exists(reader, community_id)
    require_active(store.membership(reader, community_id, viewer_id))
    return store.members(reader, community_id, after, limit)


def announce(tx: Transaction, community_id: str, user_id: str) -> MembershipValue:
    """Tell the community, and the person, how the membership stands, and let it hear or not."""
    held = _held(tx, community_id, user_id)
    hears = held.is_active
    staff = hears and held.role in _STAFF
    topics = (community_topic(community_id), staff_topic(community_id))
    names = accounts.names_of(tx, [user_id])
    tx.emit(
        Emitted(
            EventType.MEMBER_UPDATED,
            membership_view(held, names.get(user_id, "")),
            topics[0],
            community_id,
            also=f"user:{user_id}",
            grant=tuple((user_id, t) for t, may in zip(topics, (hears, staff), strict=True) if may),
            revoke=tuple(
                (user_id, t) for t, may in zip(topics, (hears, staff), strict=True) if not may
            ),
        )
    )
    return held


def announce_everywhere(tx: Transaction, user_id: str) -> None:
    """Tell every community a person is in how they are called now."""
    for held in store.memberships_of(tx, user_id):
        announce(tx, held.community_id, user_id)


def _held(reader: Reader, community_id: str, user_id: str) -> MembershipValue:
    held = store.membership(reader, community_id, user_id)
    if held is None:
        raise Refusal(Code.NOT_MEMBER, "This person is not in this community.")
    return held


def _below(reader: Reader, community_id: str, actor_id: str, user_id: str) -> MembershipValue:
    held = store.membership(reader, community_id, user_id) if looks_like_id(user_id) else None
    if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
        raise Refusal(Code.NOT_MEMBER, "This person is not in this community.")
    _check_below(reader, community_id, actor_id, held)
    return held


def _check_below(reader: Reader, community_id: str, actor_id: str, target: MembershipValue) -> None:
    actor = _held(reader, community_id, actor_id)
    if RANK[target.role] >= RANK[actor.role]:
        raise Refusal(Code.FORBIDDEN, "This person is not below you in this community.")


def _check_role_change(
    reader: Reader, community: CommunityValue, actor_id: str, old: Role, new: Role
) -> None:
    if new is Role.CREATOR:
        raise Invalid("role", "A community has exactly one creator.")
    if new is Role.CS_AGENT and community.type is not CommunityType.OFFICIAL:
        raise Refusal(Code.WRONG_TYPE, "Only an official community has customer-service agents.")
    if community.creator_id != actor_id and Role.MODERATOR in (old, new):
        raise Refusal(Code.FORBIDDEN, "Only the creator makes and unmakes moderators.")


def _moment(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return from_wire(text)
    except ValueError:
        raise Invalid("mutedUntil", "This moment does not exist.") from None


def _note(
    tx: Transaction, community_id: str, actor_id: str, act: str, target_id: str, detail: str = ""
) -> None:
    name = accounts.names_of(tx, [target_id]).get(target_id)
    record_act(tx, community_id, actor_id, act, target_id, name, detail)
