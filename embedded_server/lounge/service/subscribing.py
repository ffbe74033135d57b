"""Subscriptions: 30 days at a price that was agreed to, renewed at that price alone."""

from __future__ import annotations

from embedded_server.billing import service as billing
from embedded_server.billing.service import Payee, Shares
from embedded_server.communities import service as communities
from embedded_server.communities.service import PERIOD_MS
from embedded_server.contracts.base import UNSET
from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import LoungeUsage, Subscribe
from embedded_server.kernel import idempotency
from embedded_server.kernel.clock import from_wire, to_wire_or_none
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.lounge import store
from embedded_server.lounge.service import access, metering
from embedded_server.lounge.store import SubscriptionValue


def usage(reader: Reader, community_id: str, user_id: str) -> LoungeUsage:
    """One's own time of today."""
    return metering.usage_of(reader, access.member(reader, community_id, user_id), user_id)


def subscribe(
    tx: Transaction,
    community_id: str,
    user_id: str,
    body: Subscribe,
    key: str | None,
    shares: Shares,
) -> LoungeUsage:
    """Charges the price and adds 30 days to what is left; the same price renews it from then on."""
    community = access.member(tx, community_id, user_id)

    def make() -> str:
        price = community.monthly_price_cents or 0
        if not price:
            raise Refusal(Code.NOT_FOR_SALE, "This lounge sells no subscription.")
        held = store.subscriptions.find(tx, community_id, user_id)
        left = held.expires_at if held is not None and held.expires_at > tx.now else None
        _check_seen(body, left)
        communities.check_fee(price, body.accept_fee_cents)
        if community.creator_id == user_id:
            raise Refusal(Code.NOT_FOR_SALE, "The lounge is your own: nothing limits you here.")
        _pay(tx, shares, SubscriptionValue(community_id, user_id, left or tx.now, True, price))
        return community_id

    request = ("subscription", community_id, body)
    idempotency.once(tx, user_id, key, request, make)
    return usage(tx, community_id, user_id)


def _check_seen(body: Subscribe, ends: int | None) -> None:
    """Two windows that show the same end pay for one period."""
    seen = body.subscription_expires_at
    if seen is UNSET:
        return
    try:
        at = None if seen is None else from_wire(seen)
    except ValueError:
        raise Invalid("subscriptionExpiresAt", "This day or hour does not exist.") from None
    if at != ends:
        raise Refusal(
            Code.PERIOD_CHANGED,
            "This subscription ends at another time by now. Nothing was charged.",
            expires_at=to_wire_or_none(ends),
        )


def _pay(tx: Transaction, shares: Shares, since: SubscriptionValue) -> None:
    """One period more from `since.expires_at` on, paid once: it is named by its end."""
    community = communities.exists(tx, since.community_id)
    ends = since.expires_at + PERIOD_MS
    billing.charge(
        tx,
        shares,
        "subscription",
        since.user_id,
        Payee(community.id, community.creator_id),
        since.agreed_cents,
        subject=f"subscription:{community.id}:{since.user_id}:{ends}",
    )
    paid = SubscriptionValue(since.community_id, since.user_id, ends, True, since.agreed_cents)
    _keep(tx, paid)


def unsubscribe(tx: Transaction, community_id: str, user_id: str) -> LoungeUsage:
    """What is paid for runs to its end; twice is harmless."""
    access.member(tx, community_id, user_id)
    held = store.subscriptions.find(tx, community_id, user_id)
    if held is None or held.expires_at <= tx.now:
        raise Refusal(Code.NOT_SUBSCRIBED, "You have no subscription here.")
    _keep(tx, _ended(held))
    return usage(tx, community_id, user_id)


def _keep(tx: Transaction, value: SubscriptionValue) -> None:
    """Store it, and tell the windows of its holder and of the creator."""
    store.subscriptions.put(tx, value)
    metering.tell_usage(tx, value.community_id, value.user_id)
    metering.tell_dashboard(tx, value.community_id)


def _ended(held: SubscriptionValue) -> SubscriptionValue:
    return SubscriptionValue(held.community_id, held.user_id, held.expires_at, False, 0)


def renew_due(tx: Transaction, shares: Shares) -> int:
    """Renew what ran out and goes on by agreement, at the agreed price; else let it lapse. Says
    how many there were."""
    due = store.subscriptions.to_renew(tx)
    for held in due:
        community = communities.find(tx, held.community_id)
        member = communities.membership(tx, held.community_id, held.user_id)
        fits = (
            community is not None
            and (community.monthly_price_cents or 0) == held.agreed_cents
            and member is not None
            and member.is_active
        )
        if not fits or billing.balance_of(tx, held.user_id) < held.agreed_cents:
            _keep(tx, _ended(held))
            continue
        # Whoever's period ended while the server was off pays from now on, not for the time lost.
        late = SubscriptionValue(
            held.community_id,
            held.user_id,
            max(held.expires_at, tx.now),
            True,
            held.agreed_cents,
        )
        _pay(tx, shares, late)
    return len(due)
