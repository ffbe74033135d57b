"""What a community earns, for its creator: by kind and by day, refunds taken off."""

from __future__ import annotations

from datetime import UTC, datetime

from embedded_server.billing.service.charges import FEES
from embedded_server.billing.store import income
from embedded_server.billing.store.income import DAY_MS, IncomeValue
from embedded_server.contracts.billing import FeeDay, FeeKind, FeeTotal, Revenue
from embedded_server.kernel.database import Reader


def revenue(reader: Reader, community_id: str, days: int) -> Revenue:
    found = income.of_community(reader, community_id, days)
    return Revenue(
        community_id=community_id,
        days=days,
        totals=totals(found),
        daily=[
            FeeDay(
                day=datetime.fromtimestamp(one.day * DAY_MS / 1000, UTC).date().isoformat(),
                kind=one.kind,  # type: ignore[arg-type]  # only kinds of the contract are added
                count=one.count,
                gross_cents=one.gross_cents,
                creator_cents=one.creator_cents,
            )
            for one in found
        ],
    )


def totals(found: list[IncomeValue]) -> list[FeeTotal]:
    return [_total(found, kind) for kind in kinds(found)]


def kinds(found: list[IncomeValue]) -> list[FeeKind]:
    """What a community sells: subscriptions where there were any, as lounges alone have them."""
    sold = {one.kind for one in found}
    return [kind for kind in FEES if kind != "subscription" or kind in sold]


def _total(found: list[IncomeValue], kind: str) -> FeeTotal:
    these = [one for one in found if one.kind == kind]
    gross = sum(one.gross_cents for one in these)
    creator = sum(one.creator_cents for one in these)
    return FeeTotal(
        kind=kind,  # type: ignore[arg-type]  # it comes out of FEES
        count=sum(one.count for one in these),
        gross_cents=gross,
        creator_cents=creator,
        platform_cents=gross - creator,
    )
