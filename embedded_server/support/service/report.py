"""The report: what came of conversations, by AI and by people, and how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from embedded_server.contracts.support_desk import (
    ReportDay,
    Spread,
    SupportReport,
    TargetShare,
)
from embedded_server.kernel.database import Reader
from embedded_server.kernel.sheets import csv_lines
from embedded_server.support.hours import day_start, local_time
from embedded_server.support.service import access, settings
from embedded_server.support.store import figures
from embedded_server.support.store.figures import Group, Percentiles


def report(reader: Reader, community_id: str, user_id: str, days: int) -> SupportReport:
    """Of conversations started on the last `days` days, the present one counted in."""
    access.require_service(reader, community_id, user_id)
    hours = settings.of_community(reader, community_id).hours
    today = local_time(hours, reader.now).date()
    first = today - timedelta(days=days - 1)
    bounds = [day_start(hours, first + timedelta(days=day)) for day in range(days + 1)]
    start, end = bounds[0], bounds[-1]
    by_day = [
        figures.groups(reader, community_id, since, until) for since, until in pairwise(bounds)
    ]
    counts = _Counts(group for groups in by_day for group in groups)
    open_now, waiting_now = figures.open_now(reader, community_id)
    rated = figures.ratings(reader, community_id, start, end)
    firsts, nexts, resolutions = figures.targets(reader, community_id, start, end)

    def spread(what: str) -> Spread:
        return _spread(figures.percentiles(reader, what, community_id, start, end))

    return SupportReport(
        days=days,
        from_day=str(first),
        to_day=str(today),
        started=counts.all,
        open_now=open_now,
        waiting_now=waiting_now,
        confirmed_by_ai=counts.of("ai", "confirmed"),
        confirmed_by_person=counts.of("person", "confirmed"),
        resolved_by_ai=counts.of("ai", "resolved"),
        resolved_by_person=counts.of("person", "resolved"),
        went_quiet_with_ai=counts.of("ai", "quiet") + counts.of("nobody", "quiet"),
        went_quiet_with_person=counts.of("person", "quiet"),
        handed_over=counts.handed_over,
        reopened_after_ai=counts.again["ai"],
        reopened_after_person=counts.again["person"] + counts.again["nobody"],
        first_response_ai=spread("first_ai"),
        first_response_person=spread("first_person"),
        waiting=spread("waiting"),
        resolution_ai=spread("resolution_ai"),
        resolution_person=spread("resolution_person"),
        unsolved=counts.ended("unsolved"),
        left_waiting=counts.ended("waiting"),
        rating_count=sum(count for count, _ in rated.values()),
        rating_average_ai=rated["ai"][1] if "ai" in rated else None,
        rating_average_person=rated["person"][1] if "person" in rated else None,
        targets=[
            TargetShare(kind="first_response", met=firsts[0], missed=firsts[1]),
            TargetShare(kind="next_response", met=nexts[0], missed=nexts[1]),
            TargetShare(kind="resolution", met=resolutions[0], missed=resolutions[1]),
        ],
        daily=[
            _day(
                first + timedelta(days=at),
                groups,
                figures.percentiles(reader, "waiting", community_id, bounds[at], bounds[at + 1])
                if groups
                else Percentiles(0, None, None),
            )
            for at, groups in enumerate(by_day)
        ],
    )


class _Counts:
    def __init__(self, groups: Iterable[Group]) -> None:
        self._of: Counter[tuple[str, str]] = Counter()
        self.again: Counter[str] = Counter()
        self.all = self.handed_over = 0
        for group in groups:
            self._of[group.by, group.end] += group.size
            self.again[group.by] += group.again
            self.all += group.size
            self.handed_over += group.handed_over

    def of(self, by: str, end: str) -> int:
        return self._of[by, end]

    def ended(self, end: str) -> int:
        return sum(count for (_, one), count in self._of.items() if one == end)


def _day(day: date, groups: list[Group], waiting: Percentiles) -> ReportDay:
    counts = _Counts(groups)
    return ReportDay(
        day=str(day),
        started=counts.all,
        resolved_by_ai=counts.of("ai", "confirmed") + counts.of("ai", "resolved"),
        resolved_by_person=counts.of("person", "confirmed") + counts.of("person", "resolved"),
        went_quiet=counts.ended("quiet"),
        handed_over=counts.handed_over,
        reopened=counts.again.total(),
        waiting_p50_seconds=_seconds(waiting.p50),
    )


def _spread(found: Percentiles) -> Spread:
    return Spread(
        count=found.size, p50_seconds=_seconds(found.p50), p90_seconds=_seconds(found.p90)
    )


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000


_COLUMNS = (
    "day",
    "started",
    "resolved_by_ai",
    "resolved_by_person",
    "went_quiet",
    "handed_over",
    "reopened",
    "waiting_p50_seconds",
)


def as_csv(made: SupportReport) -> str:
    """The report by day, under a line of names."""
    rows = [[getattr(day, name) for name in _COLUMNS] for day in made.daily]
    return csv_lines([_COLUMNS, *rows])
