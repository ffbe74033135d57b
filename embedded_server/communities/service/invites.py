"""Invites by code: who may make them, what they give, and when they end."""

from __future__ import annotations

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.communities import store
from embedded_server.communities.service.access import (
    RANK,
    exists,
    record_act,
    require_staff,
)
from embedded_server.communities.service.members import enter, once_paid
from embedded_server.communities.store import CommunityValue, InviteValue, MembershipValue
from embedded_server.contracts.communities import CommunityType, CreateInvite, Join, Role
from embedded_server.contracts.errors import Code
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal, not_found
from embedded_server.kernel.ids import new_code, new_id
from embedded_server.kernel.server import ChargeEntry


def create(
    tx: Transaction, community_id: str, user_id: str, body: CreateInvite, key: str | None
) -> tuple[InviteValue, bool]:
    def make() -> str:
        community = require_staff(tx, community_id, user_id)
        if body.role is Role.CREATOR:
            raise Invalid("role", "A community has exactly one creator.")
        if body.role is Role.CS_AGENT and community.type is not CommunityType.OFFICIAL:
            raise Refusal(
                Code.WRONG_TYPE, "Only an official community has customer-service agents."
            )
        actor = store.membership(tx, community_id, user_id)
        if actor is None or RANK[body.role] >= RANK[actor.role]:
            raise Refusal(Code.FORBIDDEN, "An invite gives a role below one's own.")
        invite = InviteValue(
            code=new_code(),
            id=new_id(),
            community_id=community_id,
            role=body.role,
            max_uses=body.max_uses,
            uses=0,
            expires_at=_expiry(tx, body.expires_at),
            created_by=user_id,
            created_at=tx.now,
            withdrawn_at=None,
        )
        store.insert_invite(tx, invite)
        record_act(tx, community_id, user_id, "invite.created", invite.id, invite.code, body.role)
        return invite.id

    # Checked before the key is, since a repeat must not show an invite to who lost the role.
    require_staff(tx, community_id, user_id)
    request = ("invites", community_id, msgspec.structs.replace(body, client_id=None))
    invite_id, new = idempotency.once(tx, user_id, key, request, make)
    invite = store.find_invite_by_id(tx, invite_id)
    if invite is None:
        raise not_found()
    return invite, new


def open_invites(
    reader: Reader, community_id: str, user_id: str, before: str | None, limit: int
) -> list[InviteValue]:
    require_staff(reader, community_id, user_id)
    return store.open_invites(reader, community_id, before, limit)


def withdraw(tx: Transaction, community_id: str, user_id: str, code: str) -> None:
    require_staff(tx, community_id, user_id)
    invite = store.find_invite(tx, code)
    if invite is None or invite.community_id != community_id or invite.withdrawn_at is not None:
        raise not_found()
    store.withdraw_invite(tx, code)
    record_act(tx, community_id, user_id, "invite.withdrawn", invite.id, code)


def accept(
    tx: Transaction,
    code: str,
    user_id: str,
    body: Join,
    charge: ChargeEntry,
    key: str | None,
) -> tuple[MembershipValue, bool]:
    """Join by invite; who is in already uses none up."""
    invite = _find(tx, code)
    exists(tx, invite.community_id)
    held = store.membership(tx, invite.community_id, user_id)
    if held is not None and held.is_active and RANK[invite.role] <= RANK[held.role]:
        return held, False

    def act() -> bool:
        _check_open(tx, invite, user_id)
        new = enter(tx, invite.community_id, user_id, invite.role, body, charge)
        store.use_invite(tx, invite.code)
        store.release_invite(tx, invite.code, user_id)
        return new

    new = once_paid(tx, user_id, key, ("accept", invite.code, body), act)
    membership = store.membership(tx, invite.community_id, user_id)
    if membership is None:
        raise not_found()
    return membership, new


def facts(reader: Reader, code: str) -> tuple[InviteValue, CommunityValue, str]:
    """The invite, where it leads, and who made it; refuses one that is unknown or has ended."""
    invite = _find(reader, code)
    community = exists(reader, invite.community_id)
    _check_open(reader, invite, None)
    names = accounts.names_of(reader, [invite.created_by])
    return invite, community, names.get(invite.created_by, "")


def vouch(reader: Reader, code: str | None) -> None:
    """Refuses a sign-up whose invite is missing, unknown or ended."""
    if code is None:
        raise Refusal(Code.INVITE_REQUIRED, "This server takes new people by invite only.")
    invite = store.find_invite(reader, code.strip().upper())
    if invite is None:
        raise Refusal(Code.INVITE_REQUIRED, "This invite is not known here.")
    _check_open(reader, invite, None)


def claim(tx: Transaction, code: str | None, user_id: str) -> None:
    """Keep a use of the invite for whom it has let sign up; refuses as `vouch` does."""
    vouch(tx, code)
    if code is not None:
        store.claim_invite(tx, code.strip().upper(), user_id)


def _check_open(reader: Reader, invite: InviteValue, user_id: str | None) -> None:
    """Uses that are kept for others are not free."""
    kept = store.claims_of(reader, invite.code, user_id)
    full = invite.max_uses is not None and invite.uses + kept >= invite.max_uses
    if full or not invite.is_open(reader.now):
        raise Refusal(Code.INVITE_GONE, "This invite has been used up, withdrawn, or has ended.")


def _find(reader: Reader, code: str) -> InviteValue:
    invite = store.find_invite(reader, code.strip().upper())
    if invite is None:
        raise not_found()
    return invite


def _expiry(tx: Transaction, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        moment = from_wire(text)
    except ValueError:
        raise Invalid("expiresAt", "This moment does not exist.") from None
    if moment <= tx.now:
        raise Invalid("expiresAt", "This moment is over.")
    return moment
