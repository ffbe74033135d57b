"""What a creator sees of their lounge."""

from __future__ import annotations

from datetime import UTC, datetime

from embedded_server.billing import service as billing
from embedded_server.communities import service as communities
from embedded_server.contracts.lounge import Dashboard, DashboardUsage, UsageDay
from embedded_server.kernel.database import Reader
from embedded_server.lounge import store
from embedded_server.lounge.service import access

_DAY_MS = 86_400_000


def dashboard(reader: Reader, community_id: str, user_id: str, days: int) -> Dashboard:
    community = access.lounge(reader, community_id)
    communities.require_creator(reader, community_id, user_id)
    today = reader.now // _DAY_MS
    first = today - days + 1
    begun = dict(store.chats.begun_by_day(reader, community_id, first * _DAY_MS))
    return Dashboard(
        community_id=community_id,
        member_count=community.member_count - 1,
        active_subscriptions=store.subscriptions.count_active(reader, community_id),
        conversations=store.chats.count(reader, community_id),
        # Replies are text until a lounge has a voice: no speech has been delivered.
        usage=DashboardUsage(
            today_seconds=0,
            last_7_days_seconds=0,
            last_30_days_seconds=0,
            daily=[
                UsageDay(day=_named(day), seconds=0, conversations=begun.get(day, 0))
                for day in range(first, today + 1)
            ],
        ),
        revenue=billing.revenue_of(reader, community_id, days),
    )


def _named(day: int) -> str:
    return datetime.fromtimestamp(day * _DAY_MS / 1000, UTC).date().isoformat()
