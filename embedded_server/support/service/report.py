"""The report: what came of conversations, by AI and by people, and how long it took."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

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
from embedded_server.support.store.figures import Group


def report(reader: Reader, community_id: str, user_id: str, days: int) -> SupportReport:
    """Of conversations started on the last `days` days, the present one counted in."""
    access.require_service(reader, community_id, user_id)
    hours = settings.of_community(reader, community_id).hours
    today = local_time(hours, reader.now).date()
    first = today - timedelta(days=days - 1)
    bounds = [day_start(hours, first + timedelta(days=day)) for day in range(days + 1)]
    by_day = [
        _Figures(
            figures.groups(reader, community_id, since, until),
            figures.waits(reader, community_id, since, until),
        )
        for since, until in pairwise(bounds)
    ]
    whole = _Figures(
        [group for day in by_day for group in day.groups],
        [ms for day in by_day for ms in day.waits],
    )
    open_now, waiting_now = figures.open_now(reader, community_id)
    firsts, nexts, resolutions = figures.targets(reader, community_id, bounds[0], bounds[-1])
    by_ai, by_person = whole.ratings("ai"), whole.ratings("person")
    return SupportReport(
        days=days,
        from_day=str(first),
        to_day=str(today),
        started=whole.all,
        open_now=open_now,
        waiting_now=waiting_now,
        confirmed_by_ai=whole.of("ai", "confirmed"),
        confirmed_by_person=whole.of("person", "confirmed"),
        resolved_by_ai=whole.of("ai", "resolved"),
        resolved_by_person=whole.of("person", "resolved"),
        went_quiet_with_ai=whole.of("ai", "quiet") + whole.of("nobody", "quiet"),
        went_quiet_with_person=whole.of("person", "quiet"),
        handed_over=whole.handed_over,
        reopened_after_ai=whole.again["ai"],
        reopened_after_person=whole.again["person"] + whole.again["nobody"],
        first_response_ai=_spread(whole.first_of_agent()),
        first_response_person=_spread(whole.first_of_staff()),
        waiting=_spread(whole.waits),
        resolution_ai=_spread(whole.resolutions("ai")),
        resolution_person=_spread(whole.resolutions("person")),
        unsolved=whole.ended("unsolved"),
        left_waiting=whole.ended("waiting"),
        rating_count=by_ai.size + by_person.size,
        rating_count_ai=by_ai.size,
        rating_count_person=by_person.size,
        rating_average_ai=by_ai.average,
        rating_average_person=by_person.average,
        targets=[
            TargetShare(kind="first_response", met=firsts[0], missed=firsts[1]),
            TargetShare(kind="next_response", met=nexts[0], missed=nexts[1]),
            TargetShare(kind="resolution", met=resolutions[0], missed=resolutions[1]),
        ],
        daily=[_day(first + timedelta(days=at), day) for at, day in enumerate(by_day)],
    )


class _Ratings(NamedTuple):
    size: int
    average: float | None


class _Figures:
    """Groups of some days added up, and the waits (ms) of these days."""

    def __init__(self, groups: list[Group], waits: list[int]) -> None:
        self.groups = groups
        self.waits = waits
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

    def ratings(self, of: str) -> _Ratings:
        rated = [group for group in self.groups if group.rated_of == of]
        count = sum(group.rating_count for group in rated)
        total = sum(group.rating_sum for group in rated)
        return _Ratings(count, total / count if count else None)

    def first_of_agent(self) -> list[int]:
        return [ms for group in self.groups for ms in group.first_of_agent]

    def first_of_staff(self) -> list[int]:
        return [ms for group in self.groups for ms in group.first_of_staff]

    def resolutions(self, by: str) -> list[int]:
        """Of what was resolved, not of what went quiet or was left."""
        return [
            ms
            for group in self.groups
            if group.by == by and group.end in ("confirmed", "resolved")
            for ms in group.resolution
        ]


def _day(day: date, of_day: _Figures) -> ReportDay:
    return ReportDay(
        day=str(day),
        started=of_day.all,
        resolved_by_ai=of_day.of("ai", "confirmed") + of_day.of("ai", "resolved"),
        resolved_by_person=of_day.of("person", "confirmed") + of_day.of("person", "resolved"),
        went_quiet=of_day.ended("quiet"),
        handed_over=of_day.handed_over,
        reopened=of_day.again.total(),
        waiting_p50_seconds=_spread(of_day.waits).p50_seconds,
    )


def _spread(durations: list[int]) -> Spread:
    """Percentiles by nearest rank of milliseconds."""
    ranked, size = sorted(durations), len(durations)
    if not ranked:
        return Spread(count=0, p50_seconds=None, p90_seconds=None)
    return Spread(
        count=size,
        p50_seconds=ranked[(size + 1) // 2 - 1] / 1000,
        p90_seconds=ranked[(size * 9 + 9) // 10 - 1] / 1000,
    )


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
