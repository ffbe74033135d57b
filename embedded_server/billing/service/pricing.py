"""What other prices would mean for a community, from its own data, with what is assumed named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from embedded_server.accounts import service as accounts
from embedded_server.billing.service import revenue
from embedded_server.billing.service.charges import Shares
from embedded_server.billing.store import income
from embedded_server.billing.store import ledger as store
from embedded_server.billing.store.income import IncomeValue
from embedded_server.communities import service as communities
from embedded_server.communities.service import PayingValue
from embedded_server.contracts.billing import FeeKind, FeeTotal
from embedded_server.contracts.pricing import (
    FEWEST_WALLETS,
    MOST_LAPSES,
    Assumption,
    Lapse,
    LapseReason,
    PriceQuery,
    Prices,
    PriceWhatIf,
)
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader

_BATCH = 500
_ASSUMED: tuple[Assumption, ...] = (
    "as_many_joins",
    "as_many_renewals",
    "as_many_questions",
    "agents_prices_left_out",
    "nobody_changes_their_mind",
)


@dataclass(slots=True)
class _Counts:
    paying: int = 0
    renew_themselves: int = 0
    lapses: int = 0
    short: int = 0


def what_if(
    reader: Reader, shares: Shares, community_id: str, user_id: str, query: PriceQuery
) -> PriceWhatIf:
    community = communities.require_creator(reader, community_id, user_id)
    now = Prices(
        join_fee_cents=community.join_fee_cents,
        monthly_fee_cents=community.monthly_fee_cents,
        agent_call_fee_cents=community.agent_call_fee_cents,
    )
    then = Prices(
        join_fee_cents=_or(query.join_fee_cents, now.join_fee_cents),
        monthly_fee_cents=_or(query.monthly_fee_cents, now.monthly_fee_cents),
        agent_call_fee_cents=_or(query.agent_call_fee_cents, now.agent_call_fee_cents),
    )
    counts, soonest = _lapses(reader, community_id, then.monthly_fee_cents)
    names = accounts.names_of(reader, [held.user_id for held, _ in soonest])
    found = income.of_community(reader, community_id, query.days)
    tried: dict[FeeKind, int] = {
        "join_fee": then.join_fee_cents,
        "monthly_fee": then.monthly_fee_cents,
        "subscription": community.monthly_price_cents or 0,
        "agent_call": then.agent_call_fee_cents,
    }
    return PriceWhatIf(
        community_id=community_id,
        now=now,
        then=then,
        member_count=community.member_count,
        paying_count=counts.paying,
        renews_itself_count=counts.renew_themselves,
        lapse_count=counts.lapses,
        lapses=[
            Lapse(
                user_id=held.user_id,
                display_name=names.get(held.user_id, ""),
                expires_at=to_wire(held.expires_at),
                reason=reason,
            )
            for held, reason in soonest
        ],
        wallets_short=counts.short if counts.paying >= FEWEST_WALLETS else None,
        days=query.days,
        income_now=revenue.totals(found),
        income_then=[_at_price(found, shares, kind, tried[kind]) for kind in revenue.kinds(found)],
        assumptions=list(_ASSUMED),
    )


def _or(tried: int | None, present: int) -> int:
    return present if tried is None else tried


def _lapses(
    reader: Reader, community_id: str, fee: int
) -> tuple[_Counts, list[tuple[PayingValue, LapseReason]]]:
    """Without a monthly fee nobody's time runs out any more."""
    counts, soonest = _Counts(), list[tuple[PayingValue, LapseReason]]()
    for batch in _batches(reader, community_id):
        there = store.balances_of(reader, [store.wallet(held.user_id) for held in batch])
        for held in batch:
            counts.paying += 1
            counts.renew_themselves += held.agreed_cents is not None
            short = there.get(store.wallet(held.user_id), 0) < fee
            counts.short += short
            reason = _reason(held.agreed_cents, fee, short=short)
            if reason is None:
                continue
            counts.lapses += 1
            if len(soonest) < MOST_LAPSES:
                soonest.append((held, reason))
    return counts, soonest


def _reason(agreed: int | None, fee: int, *, short: bool) -> LapseReason | None:
    """What somebody's wallet holds shows at the fee they have agreed to, and at no other."""
    if not fee:
        return None
    if agreed is None:
        return "renews_by_hand"
    if agreed != fee:
        return "must_agree_again"
    return "wallet_short" if short else None


def _batches(reader: Reader, community_id: str) -> Iterator[Sequence[PayingValue]]:
    after: PayingValue | None = None
    while batch := communities.paying(reader, community_id, after, _BATCH):
        yield batch
        after = batch[-1]


def _at_price(found: list[IncomeValue], shares: Shares, kind: FeeKind, cents: int) -> FeeTotal:
    """As many payments as there were, at another price each."""
    count = max(0, sum(one.count for one in found if one.kind == kind))
    creator, platform = shares.split(kind, cents)
    return FeeTotal(
        kind=kind,
        count=count,
        gross_cents=count * cents,
        creator_cents=count * creator,
        platform_cents=count * platform,
    )
