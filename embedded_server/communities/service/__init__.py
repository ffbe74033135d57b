"""The rules of communities, as other rooms may call them."""

from __future__ import annotations

from embedded_server.communities.service.access import (
    TOPIC_RULES,
    all_members,
    called,
    community_topic,
    default_call_fee,
    exists,
    is_staff,
    mark_read,
    next_seq,
    own,
    record_act,
    require_active,
    require_creator,
    require_member,
    require_staff,
    require_type,
    set_lead_agent,
    staff_topic,
    take_seat,
    with_retention,
)
from embedded_server.communities.service.members import check_fee, join
from embedded_server.communities.service.settings import create
from embedded_server.communities.service.views import community_views, public_view
from embedded_server.communities.store import CommunityValue, Seat

__all__ = [
    "TOPIC_RULES",
    "CommunityValue",
    "Seat",
    "all_members",
    "called",
    "check_fee",
    "community_topic",
    "community_views",
    "create",
    "default_call_fee",
    "exists",
    "is_staff",
    "join",
    "mark_read",
    "next_seq",
    "own",
    "public_view",
    "record_act",
    "require_active",
    "require_creator",
    "require_member",
    "require_staff",
    "require_type",
    "set_lead_agent",
    "staff_topic",
    "take_seat",
    "with_retention",
]
