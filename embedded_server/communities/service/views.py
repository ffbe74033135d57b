"""Communities and memberships as the wire shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from embedded_server.accounts import service as accounts
from embedded_server.accounts.service import Person
from embedded_server.communities import store
from embedded_server.communities.store import CommunityValue, InviteValue, MembershipValue
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import (
    Community,
    CommunityType,
    Invite,
    Membership,
    PresenceStatus,
)
from embedded_server.kernel.clock import to_wire, to_wire_or_none
from embedded_server.kernel.database import Reader
from embedded_server.kernel.server import Counts

Unread = Callable[[Reader, str, Mapping[str, int]], dict[str, Counts]]


def membership_view(
    held: MembershipValue, person: Person, presence: PresenceStatus | None = None
) -> Membership:
    """As everybody in the community may see it."""
    return Membership(
        user_id=held.user_id,
        community_id=held.community_id,
        username=person.username,
        display_name=person.display_name,
        role=held.role,
        status=held.status,
        joined_at=to_wire(held.joined_at),
        expires_at=to_wire_or_none(held.expires_at),
        auto_renew=held.auto_renew,
        muted_until=to_wire_or_none(held.muted_until),
        presence=presence or UNSET,
    )


def own_membership_view(
    reader: Reader, held: MembershipValue, person: Person, unread: Unread
) -> Membership:
    """As the person alone sees it, with read state and notification level."""
    counts = (
        unread(reader, held.user_id, {held.community_id: held.last_read_seq})
        if held.is_active
        else {}
    )
    return _own(held, person, counts.get(held.community_id, Counts()))


def _own(held: MembershipValue, person: Person, counts: Counts) -> Membership:
    return msgspec.structs.replace(
        membership_view(held, person),
        notifications=held.notifications,
        last_read_seq=held.last_read_seq,
        unread_count=counts.unread,
        mention_count=counts.mentions,
    )


def community_views(
    reader: Reader, found: Sequence[CommunityValue], viewer_id: str | None, unread: Unread
) -> list[Community]:
    """With the viewer's own membership, where there is a viewer who ever had one."""
    people = accounts.people_of(
        reader, {c.creator_id for c in found} | ({viewer_id} if viewer_id else set())
    )
    held: dict[str, MembershipValue] = {}
    if viewer_id is not None:
        for community in found:
            membership = store.membership(reader, community.id, viewer_id)
            if membership is not None:
                held[community.id] = membership
    counts = (
        unread(
            reader,
            viewer_id,
            {key: value.last_read_seq for key, value in held.items() if value.is_active},
        )
        if viewer_id is not None
        else {}
    )
    return [
        _community(
            community,
            people.get(community.creator_id, Person()).display_name,
            None
            if community.id not in held
            else _own(
                held[community.id],
                people.get(viewer_id or "", Person()),
                counts.get(community.id, Counts()),
            ),
            counts[community.id].last_at if community.id in counts else None,
        )
        for community in found
    ]


def public_view(reader: Reader, community: CommunityValue) -> Community:
    """Without anybody's membership, as events carry it."""
    names = accounts.names_of(reader, [community.creator_id])
    return _community(community, names.get(community.creator_id, ""), None)


def _community(
    community: CommunityValue,
    creator_name: str,
    membership: Membership | None,
    last_message_at: int | None = None,
) -> Community:
    official = community.type is CommunityType.OFFICIAL
    lounge = community.type is CommunityType.LOUNGE
    return Community(
        id=community.id,
        type=community.type,
        name=community.name,
        description=community.description,
        creator_id=community.creator_id,
        creator_name=creator_name,
        join_fee_cents=community.join_fee_cents,
        monthly_fee_cents=community.monthly_fee_cents,
        agent_call_fee_cents=community.agent_call_fee_cents,
        is_verified=community.is_verified,
        member_count=community.member_count,
        created_at=to_wire(community.created_at),
        membership=membership,
        cs_mode=(community.cs_mode or "hybrid") if official else UNSET,
        free_minutes_per_day=(community.free_minutes_per_day or 0) if lounge else UNSET,
        monthly_price_cents=(community.monthly_price_cents or 0) if lounge else UNSET,
        text_when_used=bool(community.text_when_used) if lounge else UNSET,
        lead_agent_id=community.lead_agent_id if official or lounge else UNSET,
        retention_days=UNSET if official or lounge else community.retention_days,
        slow_seconds=UNSET if official or lounge else community.slow_seconds,
        last_message_at=UNSET if last_message_at is None else to_wire(last_message_at),
    )


def invite_view(invite: InviteValue, base_url: str) -> Invite:
    return Invite(
        code=invite.code,
        url=f"{base_url}/invite/{invite.code}",
        community_id=invite.community_id,
        role=invite.role,
        max_uses=invite.max_uses,
        uses=invite.uses,
        expires_at=to_wire_or_none(invite.expires_at),
        created_by=invite.created_by,
        created_at=to_wire(invite.created_at),
    )
