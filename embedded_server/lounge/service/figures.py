"""What a creator sees of their lounge."""

from __future__ import annotations

from collections.abc import Mapping

from embedded_server.billing import service as billing
from embedded_server.communities import service as communities
from embedded_server.contracts.lounge import Dashboard, DashboardUsage, UsageDay
from embedded_server.kernel.database import Reader
from embedded_server.kernel.days import written
from embedded_server.lounge import store
from embedded_server.lounge.service import access, metering
from embedded_server.lounge.store.seconds import DayFigures


def dashboard(reader: Reader, community_id: str, user_id: str, days: int) -> Dashboard:
    community = access.lounge(reader, community_id)
    communities.require_creator(reader, community_id, user_id)
    today = metering.today(reader)
    first = today - days + 1
    kept = {
        one.day: one
        for one in store.seconds.days_since(reader, community_id, min(first, today - 29))
    }
    return Dashboard(
        community_id=community_id,
        member_count=community.member_count - 1,
        active_subscriptions=store.subscriptions.count_active(reader, community_id),
        conversations=store.chats.count(reader, community_id),
        time_zone=metering.zone_of(reader).key,
        usage=DashboardUsage(
            today_seconds=_seconds(kept, today),
            last_7_days_seconds=_seconds(kept, today - 6),
            last_30_days_seconds=_seconds(kept, today - 29),
            daily=[_day(kept.get(day) or DayFigures(day)) for day in range(first, today + 1)],
        ),
        revenue=billing.revenue_of(reader, community_id, days),
    )


def _seconds(kept: Mapping[int, DayFigures], since: int) -> int:
    return sum(one.seconds for one in kept.values() if one.day >= since)


def _day(figures: DayFigures) -> UsageDay:
    return UsageDay(
        day=written(figures.day),
        seconds=figures.seconds,
        conversations=figures.conversations,
        people=figures.people,
    )
