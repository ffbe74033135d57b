"""A lounge's figures made up, as the gallery and the tests of its dashboard show them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from embedded_server.contracts.billing import FeeDay, FeeTotal, Revenue
from embedded_server.contracts.lounge import Dashboard, DashboardUsage, UsageDay

LAST = date(2026, 11, 24)


def dashboard(days: int = 30, **more: Any) -> Dashboard:
    dates = [LAST - timedelta(days=at) for at in range(days - 1, -1, -1)]
    daily = [
        UsageDay(
            day=one.isoformat(),
            seconds=0 if one.weekday() == 6 else 400 + one.toordinal() * 37 % 911,
            conversations=one.toordinal() * 7 % 5,
            people=0 if one.weekday() == 6 else 2 + one.toordinal() % 6,
        )
        for one in dates
    ]
    sold = [
        FeeDay(
            day=one.isoformat(), kind="subscription", count=1, gross_cents=900, creator_cents=630
        )
        for one in dates
        if one.toordinal() % 3 == 0
    ]
    came_in = [
        FeeDay(day=one.isoformat(), kind="join_fee", count=2, gross_cents=600, creator_cents=420)
        for one in dates
        if one.toordinal() % 4 == 0
    ]
    values: dict[str, Any] = {
        "community_id": "c1",
        "member_count": 34,
        "active_subscriptions": 11,
        "conversations": 41,
        "time_zone": "Europe/Berlin",
        "usage": DashboardUsage(
            today_seconds=daily[-1].seconds,
            last_7_days_seconds=sum(one.seconds for one in daily[-7:]),
            last_30_days_seconds=sum(one.seconds for one in daily[-30:]),
            daily=daily,
        ),
        "revenue": Revenue(
            community_id="c1",
            days=days,
            totals=[
                _total("join_fee", came_in),
                _total("subscription", sold),
            ],
            daily=[*sold, *came_in],
        ),
    }
    return Dashboard(**(values | more))


def _total(kind: Any, found: list[FeeDay]) -> FeeTotal:
    gross = sum(one.gross_cents for one in found)
    creator = sum(one.creator_cents for one in found)
    return FeeTotal(
        kind=kind,
        count=sum(one.count for one in found),
        gross_cents=gross,
        creator_cents=creator,
        platform_cents=gross - creator,
    )


def no_figures(days: int = 30) -> Dashboard:
    """Of a lounge in which nobody has been yet."""
    daily = [
        UsageDay(day=(LAST - timedelta(days=at)).isoformat(), seconds=0, conversations=0, people=0)
        for at in range(days - 1, -1, -1)
    ]
    return dashboard(
        days,
        member_count=0,
        active_subscriptions=0,
        conversations=0,
        usage=DashboardUsage(
            today_seconds=0, last_7_days_seconds=0, last_30_days_seconds=0, daily=daily
        ),
        revenue=Revenue(community_id="c1", days=days, totals=[], daily=[]),
    )
