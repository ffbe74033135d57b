"""Creating, finding, changing and deleting a community."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from embedded_server.communities import store
from embedded_server.communities.service.access import (
    community_topic,
    exists,
    require_creator,
    service_topic,
    staff_topic,
)
from embedded_server.communities.service.members import announce
from embedded_server.communities.service.views import public_view
from embedded_server.communities.store import CommunityValue
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.communities import (
    CommunityQuery,
    CommunityType,
    CreateCommunity,
    EditCommunity,
    Role,
)
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import CommunityGone, EventType
from embedded_server.kernel import idempotency, paging
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.hub import EVERYBODY
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.journal import Emitted
from embedded_server.kernel.server import NewName
from embedded_server.kernel.text import clean_name

_FEES = ("join_fee_cents", "monthly_fee_cents", "agent_call_fee_cents", "monthly_price_cents")
_OFFICIAL = ("cs_mode",)
_LOUNGE = ("free_minutes_per_day", "monthly_price_cents", "text_when_used")
_CLUB = ("retention_days", "slow_seconds")
_DEFAULT_FREE_MINUTES = 5


_TWO_SUBSCRIPTIONS = Invalid(
    "monthlyPriceCents", "A lounge has either a monthly fee or a subscription, not both."
)


def create(
    tx: Transaction, user_id: str, body: CreateCommunity, key: str | None
) -> tuple[CommunityValue, bool]:
    """Make a community with its creator in it; answers whether it is new."""

    def make() -> str:
        given = _given(body)
        _check_fields(body.type, given)
        name = clean_name("name", body.name)
        community_id = new_id()
        lounge = body.type is CommunityType.LOUNGE
        store.insert(
            tx,
            {
                "id": community_id,
                "type": body.type,
                "name": name,
                "folded": _fold(name, body.description),
                "description": body.description,
                "creator_id": user_id,
                "join_fee_cents": body.join_fee_cents or 0,
                "monthly_fee_cents": body.monthly_fee_cents or 0,
                "agent_call_fee_cents": body.agent_call_fee_cents or 0,
                "cs_mode": given.get("cs_mode", "hybrid")
                if body.type is CommunityType.OFFICIAL
                else None,
                "free_minutes_per_day": given.get("free_minutes_per_day", _DEFAULT_FREE_MINUTES)
                if lounge
                else None,
                "monthly_price_cents": (given.get("monthly_price_cents") or 0) if lounge else None,
                "text_when_used": given.get("text_when_used", True) if lounge else None,
            },
        )
        store.put_membership(tx, community_id, user_id, Role.CREATOR)
        announce(tx, community_id, user_id)
        return community_id

    community_id, new = idempotency.once(
        tx, user_id, key, ("communities", msgspec.structs.replace(body, client_id=None)), make
    )
    return exists(tx, community_id), new


def edit(
    tx: Transaction,
    community_id: str,
    user_id: str,
    body: EditCommunity,
    has_agent: Callable[[Reader, str, str], bool],
    on_new_name: NewName,
) -> CommunityValue:
    """`has_agent` says whether a community has an agent; only such a one may lead."""
    community = require_creator(tx, community_id, user_id)
    if body.type is not UNSET and body.type != community.type:
        raise Refusal(Code.TYPE_IS_FIXED, f"The type stays {community.type} for good.")
    given = _given(body)
    given.pop("type", None)
    _check_fields(community.type, given)
    for fee in _FEES:
        if fee in given:
            given[fee] = given[fee] or 0
    if "slow_seconds" in given:
        given["slow_seconds"] = given["slow_seconds"] or None
    _check_one_subscription(community, given)
    if "name" in given:
        given["name"] = clean_name("name", given["name"])
    lead = given.get("lead_agent_id")
    if lead is not None and not has_agent(tx, community_id, lead):
        raise Invalid("leadAgentId", "The agent is not linked to this community.")
    if "name" in given or "description" in given:
        given["folded"] = _fold(
            given.get("name", community.name), given.get("description", community.description)
        )
    store.update(tx, community_id, given)
    if community.monthly_fee_cents and given.get("monthly_fee_cents") == 0:
        store.let_stay(tx, community_id)
    if given.get("name", community.name) != community.name:
        on_new_name(tx, community_id, user_id, community.name, given["name"])
    return tell_changed(tx, community_id)


def tell_changed(tx: Transaction, community_id: str) -> CommunityValue:
    """Its members hear what it is now."""
    changed = exists(tx, community_id)
    tx.emit(
        Emitted(
            EventType.COMMUNITY_UPDATED,
            public_view(tx, changed),
            community_topic(community_id),
            community_id,
        )
    )
    return changed


def set_verified(tx: Transaction, community_id: str, is_verified: bool) -> None:
    """Give or take the badge; nobody is told yet."""
    store.update(tx, community_id, {"is_verified": int(is_verified)})


def delete(tx: Transaction, community_id: str, user_id: str) -> None:
    """Softly: what was said and paid stays in the file, nobody reaches it any more."""
    require_creator(tx, community_id, user_id)
    store.update(tx, community_id, {"deleted_at": tx.now})
    tx.emit(
        Emitted(
            EventType.COMMUNITY_DELETED,
            CommunityGone(id=community_id),
            community_topic(community_id),
            community_id,
            revoke=(
                (EVERYBODY, community_topic(community_id)),
                (EVERYBODY, staff_topic(community_id)),
                (EVERYBODY, service_topic(community_id)),
            ),
        )
    )


def browse(
    reader: Reader, query: CommunityQuery, viewer_id: str | None
) -> tuple[list[CommunityValue], str | None]:
    """A page, newest first, and the cursor of the next."""
    if query.mine and viewer_id is None:
        raise Refusal(Code.UNAUTHENTICATED, "Sign in to see your own communities.")
    search = query.search.strip().casefold() if query.search else None
    mine = viewer_id if query.mine else None
    list_name = f"communities:{query.type}:{search}:{mine}"
    size = query.page_size
    found = store.browse(
        reader,
        type_=query.type,
        search=search or None,
        member_id=mine,
        before=paging.text_position(list_name, query.cursor),
        limit=size + 1,
    )
    page = paging.page(found, size, list_name, lambda community: community.id)
    return page.items, page.next_cursor


def _given(body: CreateCommunity | EditCommunity) -> dict[str, Any]:
    """The fields that were sent, by their Python names."""
    return {
        name: getattr(body, name)
        for name in body.__struct_fields__
        if name != "client_id" and getattr(body, name) is not UNSET
    }


def _check_fields(type_: CommunityType, given: dict[str, Any]) -> None:
    """Refuses settings of another type."""
    foreign = {
        CommunityType.OFFICIAL: (*_LOUNGE, *_CLUB),
        CommunityType.LOUNGE: (*_OFFICIAL, *_CLUB),
        CommunityType.CLUB: (*_OFFICIAL, *_LOUNGE, "lead_agent_id"),
    }[type_]
    for name in foreign:
        if name in given:
            raise Refusal(Code.WRONG_TYPE, f"A community of type {type_} has no {name}.")
    if given.get("monthly_fee_cents") and given.get("monthly_price_cents"):
        raise _TWO_SUBSCRIPTIONS


def _check_one_subscription(community: CommunityValue, given: dict[str, Any]) -> None:
    monthly = given.get("monthly_fee_cents", community.monthly_fee_cents)
    price = given.get("monthly_price_cents", community.monthly_price_cents or 0)
    if monthly and price:
        raise _TWO_SUBSCRIPTIONS


def _fold(name: str, description: str) -> str:
    return f"{name}\n{description}".casefold()
