"""Joining and leaving, roles, muting, removing and banning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.communities import store
from embedded_server.communities.service.access import (
    RANK,
    community_topic,
    exists,
    record_act,
    require_active,
    require_staff,
    service_topic,
    staff_topic,
)
from embedded_server.communities.service.views import membership_view
from embedded_server.communities.store import CommunityValue, MembershipValue
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import (
    CommunityType,
    EditMember,
    EditMembership,
    Join,
    Role,
    Standing,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import from_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.server import ChargeEntry, ChargeRenewal

_STAFF = (Role.CREATOR, Role.MODERATOR)
_NO_RENEWAL = {"auto_renew": 0, "auto_renew_cents": None}
_FOR_STAFF = {"expires_at": None, **_NO_RENEWAL}
"""Staff do not pay, so their time does not run out."""
_OUT = {"role": Role.MEMBER, **_NO_RENEWAL}
PERIOD_MS = 30 * 86_400_000


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
    body: Join,
    charge: ChargeEntry,
    key: str | None = None,
) -> tuple[MembershipValue, bool]:
    """Answers with the membership and whether it is new."""
    exists(tx, community_id)

    def make() -> bool:
        return enter(tx, community_id, user_id, Role.MEMBER, body, charge)

    new = once_paid(tx, user_id, key, ("join", community_id, body), make)
    return _held(tx, community_id, user_id), new


def once_paid(
    tx: Transaction,
    user_id: str,
    key: str | None,
    request: tuple[Any, ...],
    act: Callable[[], bool],
) -> bool:
    """Do what is paid for unless this key did it before; False where nothing was done."""
    done: list[bool] = []

    def make() -> str:
        done.append(act())
        return user_id

    idempotency.once(tx, user_id, key, request, make)
    return any(done)


def enter(
    tx: Transaction,
    community_id: str,
    user_id: str,
    role: Role,
    body: Join,
    charge: ChargeEntry,
) -> bool:
    """Become a member with `role`; who is in already keeps the higher of two roles, and pays
    nothing. False where nothing changed."""
    held = store.membership(tx, community_id, user_id)
    if held is not None and held.status is Standing.BANNED:
        raise Refusal(Code.BANNED, "You are banned from this community.")
    if held is not None and held.is_active:
        if RANK[role] <= RANK[held.role]:
            return False
        store.update_membership(tx, community_id, user_id, {"role": role, **_FOR_STAFF})
    else:
        _check_seen(held, body.expires_at)
        expires_at = charge(tx, community_id, user_id, role, body.accept_fee_cents)
        store.put_membership(tx, community_id, user_id, role, expires_at)
    announce(tx, community_id, user_id)
    return True


def _check_seen(held: MembershipValue | None, seen: str | None) -> None:
    """Two windows that show the same period pay for one."""
    if seen is None:
        return
    ends = None if held is None else held.expires_at
    if _moment("expiresAt", seen) != ends:
        raise Refusal(
            Code.PERIOD_CHANGED,
            "This membership runs out at another time by now. Nothing was charged.",
            expires_at=to_wire_or_none(ends),
        )


def leave(tx: Transaction, community_id: str, user_id: str) -> None:
    exists(tx, community_id)
    held = store.membership(tx, community_id, user_id)
    if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
        raise Refusal(Code.NOT_MEMBER, "You are not in this community.")
    if held.role is Role.CREATOR:
        raise Refusal(
            Code.CREATOR_CANNOT_LEAVE, "Its creator cannot leave a community; delete it instead."
        )
    store.update_membership(tx, community_id, user_id, {"status": Standing.LEFT, **_OUT})
    announce(tx, community_id, user_id)


def renew(
    tx: Transaction,
    community_id: str,
    user_id: str,
    body: Join,
    charge: ChargeRenewal,
    key: str | None = None,
) -> MembershipValue:
    exists(tx, community_id)

    def act() -> bool:
        held = store.membership(tx, community_id, user_id)
        if held is None or held.status not in (Standing.ACTIVE, Standing.EXPIRED):
            raise Refusal(Code.NOT_MEMBER, "You are not in this community.")
        _check_seen(held, body.expires_at)
        expires_at = charge(tx, community_id, user_id, body.accept_fee_cents)
        store.update_membership(tx, community_id, user_id, {"expires_at": expires_at})
        announce(tx, community_id, user_id)
        return True

    once_paid(tx, user_id, key, ("renew", community_id, body), act)
    return _held(tx, community_id, user_id)


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
            values |= _FOR_STAFF
        elif community.monthly_fee_cents:
            # Who was staff pays like others from now on, and has a period to decide.
            values["expires_at"] = tx.now + PERIOD_MS
        _note(tx, community_id, actor_id, "member.role", user_id, f"{target.role} → {body.role}")
    if body.muted_until is not UNSET:
        values["muted_until"] = _moment("mutedUntil", body.muted_until)
        act = "member.unmuted" if body.muted_until is None else "member.muted"
        _note(tx, community_id, actor_id, act, user_id, body.muted_until or "")
    store.update_membership(tx, community_id, user_id, values)
    return announce(tx, community_id, user_id)


def step_down(tx: Transaction, community_id: str, user_id: str) -> None:
    """A CS agent gives the role back, and stays as a member."""
    community = exists(tx, community_id)
    values: dict[str, Any] = {"role": Role.MEMBER}
    if community.monthly_fee_cents:
        values["expires_at"] = tx.now + PERIOD_MS
    store.update_membership(tx, community_id, user_id, values)
    _note(tx, community_id, user_id, "member.role", user_id, f"{Role.CS_AGENT} → {Role.MEMBER}")
    announce(tx, community_id, user_id)


def remove(tx: Transaction, community_id: str, actor_id: str, user_id: str) -> None:
    """End a membership; the person may come back."""
    require_staff(tx, community_id, actor_id)
    _below(tx, community_id, actor_id, user_id)
    store.update_membership(tx, community_id, user_id, {"status": Standing.REMOVED, **_OUT})
    _note(tx, community_id, actor_id, "member.removed", user_id)
    announce(tx, community_id, user_id)


def ban(tx: Transaction, community_id: str, actor_id: str, user_id: str) -> None:
    """Also somebody who never was in, and a visitor of the brand's web site; twice is harmless."""
    require_staff(tx, community_id, actor_id)
    if accounts.visited_by(tx, user_id) != community_id:
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
    store.update_membership(tx, community_id, user_id, {"status": Standing.BANNED, **_OUT})
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


def banned(
    reader: Reader, community_id: str, viewer_id: str, after: str | None, limit: int
) -> list[MembershipValue]:
    """Who may not come back, for staff."""
    require_staff(reader, community_id, viewer_id)
    return store.members(reader, community_id, after, limit, Standing.BANNED)


def announce(tx: Transaction, community_id: str, user_id: str) -> MembershipValue:
    """Tell the community, and the person, how the membership stands, and let it hear or not."""
    held = _held(tx, community_id, user_id)
    hears = held.is_active
    may = (hears, hears and held.role in _STAFF, hears and held.role is not Role.MEMBER)
    makers = (community_topic, staff_topic, service_topic)
    topics = [make(community_id) for make in makers]
    person = accounts.people_of(tx, [user_id])[user_id]
    view = membership_view(held, person)
    community = store.find(tx, community_id)
    if community is not None:
        view = msgspec.structs.replace(view, member_count=community.member_count)
    tx.emit(
        Emitted(
            EventType.MEMBER_UPDATED,
            view,
            topics[0],
            community_id,
            also=f"user:{user_id}",
            grant=tuple((user_id, t) for t, one in zip(topics, may, strict=True) if one),
            revoke=tuple((user_id, t) for t, one in zip(topics, may, strict=True) if not one),
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


def _moment(field: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return from_wire(text)
    except ValueError:
        raise Invalid(field, "This moment does not exist.") from None


def _note(
    tx: Transaction, community_id: str, actor_id: str, act: str, target_id: str, detail: str = ""
) -> None:
    name = accounts.names_of(tx, [target_id]).get(target_id)
    record_act(tx, community_id, actor_id, act, target_id, name, detail)
