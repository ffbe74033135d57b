"""A brand's customer service made up, as the gallery and the tests of its views show it."""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.communities import Community, CommunityType, Role
from embedded_server.contracts.support_desk import ReportDay, Spread, SupportReport, TargetShare
from tests.kit.desktop import community, membership


def brand(role: Role = Role.CREATOR, **more: Any) -> Community:
    values: dict[str, Any] = {
        "own": membership(role=role),
        "type": CommunityType.OFFICIAL,
        "description": "Bread by post, since 1921",
        "cs_mode": "hybrid",
    }
    return community("c1", "Northern Bakery", **(values | more))


def spread(count: int, half: float | None, most: float | None) -> Spread:
    return Spread(count=count, p50_seconds=half, p90_seconds=most)


def report_day(day: int, **more: Any) -> ReportDay:
    values: dict[str, Any] = {
        "day": f"2026-11-{day:02}",
        "started": 6 + day * 7 % 9,
        "resolved_by_ai": 3 + day * 3 % 4,
        "resolved_by_person": 1 + day % 4,
        "went_quiet": day % 3,
        "handed_over": 2 + day % 2,
        "reopened": day % 2,
        "waiting_p50_seconds": 40.0 + day * 37 % 260,
    }
    return ReportDay(**(values | more))


def report(**more: Any) -> SupportReport:
    values: dict[str, Any] = {
        "days": 30,
        "from_day": "2026-10-25",
        "to_day": "2026-11-23",
        "started": 212,
        "open_now": 14,
        "waiting_now": 3,
        "confirmed_by_ai": 61,
        "confirmed_by_person": 38,
        "resolved_by_ai": 22,
        "resolved_by_person": 17,
        "went_quiet_with_ai": 19,
        "went_quiet_with_person": 4,
        "handed_over": 57,
        "reopened_after_ai": 9,
        "reopened_after_person": 2,
        "first_response_ai": spread(190, 2.1, 5.8),
        "first_response_person": spread(57, 96.0, 540.0),
        "waiting": spread(57, 84.0, 510.0),
        "resolution_ai": spread(102, 190.0, 1260.0),
        "resolution_person": spread(59, 1900.0, 17_400.0),
        "rating_count": 71,
        "rating_average_ai": 4.2,
        "rating_average_person": 4.7,
        "targets": [
            TargetShare(kind="first_response", met=52, missed=5),
            TargetShare(kind="next_response", met=40, missed=12),
            TargetShare(kind="resolution", met=3, missed=1),
        ],
        "daily": [report_day(day) for day in range(1, 24) if day % 6],
    }
    return SupportReport(**(values | more))


def quiet_report(**more: Any) -> SupportReport:
    """Of days on which next to nothing happened."""
    few = {
        name: 0
        for name in (
            "started",
            "open_now",
            "waiting_now",
            "confirmed_by_ai",
            "confirmed_by_person",
            "resolved_by_ai",
            "resolved_by_person",
            "went_quiet_with_ai",
            "went_quiet_with_person",
            "handed_over",
            "reopened_after_ai",
            "reopened_after_person",
            "rating_count",
        )
    }
    none: dict[str, Any] = {
        name: spread(0, None, None)
        for name in (
            "first_response_ai",
            "first_response_person",
            "waiting",
            "resolution_ai",
            "resolution_person",
        )
    }
    left: dict[str, Any] = {
        "rating_average_ai": None,
        "rating_average_person": None,
        "targets": [],
        "daily": [],
    }
    return report(**(few | none | left | more))
