"""A lounge's figures as words, plots, rows of a table and lines of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from embedded_server.contracts.lounge import Dashboard, UsageDay
from spaces_desktop.billing.income_data import plain, plot_of
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.spans import HOUR, MINUTE, span
from spaces_desktop.widgets.plot_data import PlotData, Series, grouped

MOST_DAYS = 100
"""With more, a column stands for a week."""
WEEK = 7
Day = tuple[UsageDay, int, int]
"""With the income of that day: what members paid, and what of it is the creator's; in cents."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("dashboard", text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    value: str
    words: str


def figures(found: Dashboard) -> list[Figure]:
    """As they stand now, then how much was spoken, then what came in."""
    number = QLocale().toString
    usage = found.usage
    earned = sum(one.creator_cents for one in found.revenue.totals)
    return [
        Figure(number(found.member_count), _tr("members")),
        Figure(number(found.active_subscriptions), _tr("active subscriptions")),
        Figure(number(found.conversations), _tr("conversations begun, ever")),
        Figure(money(earned), _tr("for you, in these days")),
        Figure(span(usage.today_seconds), _tr("spoken today")),
        Figure(span(usage.last_7_days_seconds), _tr("spoken in 7 days")),
        Figure(span(usage.last_30_days_seconds), _tr("spoken in 30 days")),
        Figure(span(_share(found)), _tr("spoken in 30 days, for each member")),
    ]


def _share(found: Dashboard) -> int:
    return round(found.usage.last_30_days_seconds / max(found.member_count, 1))


def days_of(found: Dashboard) -> list[Day]:
    """Every day of the range in order, also those on which nothing happened."""
    income: dict[str, tuple[int, int]] = {}
    for one in found.revenue.daily:
        paid, mine = income.get(one.day, (0, 0))
        income[one.day] = (paid + one.gross_cents, mine + one.creator_cents)
    return [(one, *income.get(one.day, (0, 0))) for one in found.usage.daily]


def short_day(day: str) -> str:
    return QLocale().toString(_date(day), QLocale.FormatType.ShortFormat)


def range_words(found: Dashboard) -> str:
    """The days that are shown, and by whose clock they begin."""
    days = found.usage.daily
    words = _tr("{first} to {last}, days by the clock of {zone}")
    return words.format(
        first=short_day(days[0].day), last=short_day(days[-1].day), zone=found.time_zone
    )


def _date(day: str) -> QDate:
    return QDate.fromString(day, "yyyy-MM-dd")


def _plot(found: Dashboard, title: str, series: Series) -> PlotData:
    days = [_date(one.day) for one in found.usage.daily]
    return PlotData(
        title,
        tuple(QLocale().toString(one, QLocale.FormatType.LongFormat) for one in days),
        (series,),
        tuple(QLocale().toString(one, QLocale.FormatType.ShortFormat) for one in days),
    )


def _by_week(data: PlotData, title: str, fold: Callable[[list[int]], int] = sum) -> PlotData:
    """A year's days are too many to be read: a column for each week, under another title."""
    if len(data.labels) <= MOST_DAYS:
        return data
    return grouped(replace(data, title=title), WEEK, _from_to, fold)


def _from_to(first: str, last: str) -> str:
    return _tr("{first} to {last}").format(first=first, last=last)


def speech_plot(found: Dashboard) -> PlotData:
    seconds = tuple(one.seconds for one in found.usage.daily)
    series = Series(_tr("Spoken"), seconds, "accent")
    made = _by_week(_plot(found, _tr("Spoken a day"), series), _tr("Spoken a week"))
    longest = made.bounds()[1]
    unit = 1 if longest < 2 * MINUTE else MINUTE if longest < 80 * MINUTE else HOUR
    return replace(made, say=span, unit=unit)


def conversations_plot(found: Dashboard) -> PlotData:
    values = tuple(one.conversations for one in found.usage.daily)
    series = Series(_tr("Conversations begun"), values, "success")
    made = _plot(found, _tr("Conversations begun a day"), series)
    return _by_week(made, _tr("Conversations begun a week"))


def people_plot(found: Dashboard) -> PlotData:
    values = tuple(one.people for one in found.usage.daily)
    series = Series(_tr("Members who talked"), values, "agent")
    made = _plot(found, _tr("Members who talked, by day"), series)
    # Whoever comes on two days is one member: days do not add up.
    return _by_week(made, _tr("Members who talked, on the fullest day of each week"), max)


def income_plot(found: Dashboard) -> PlotData:
    last = date.fromisoformat(found.usage.daily[-1].day)
    made = plot_of(found.revenue, _tr("Members paid a day"), _tr("Together"), last)
    return _by_week(made, _tr("Members paid a week"))


PLOTS: tuple[tuple[str, Callable[[Dashboard], PlotData]], ...] = (
    ("dashboard_speech", speech_plot),
    ("dashboard_conversations", conversations_plot),
    ("dashboard_people", people_plot),
    ("dashboard_income", income_plot),
)
"""By the name of their widget."""


def table_captions() -> tuple[str, ...]:
    return (
        _tr("Day"),
        _tr("Spoken"),
        _tr("Conversations begun"),
        _tr("Members who talked"),
        _tr("Members paid"),
        _tr("For you"),
    )


def table_rows(found: Dashboard) -> list[tuple[str, ...]]:
    """Newest first."""
    number = QLocale().toString
    return [
        (
            short_day(one.day),
            span(one.seconds),
            number(one.conversations),
            number(one.people),
            money(paid),
            money(mine),
        )
        for one, paid, mine in reversed(days_of(found))
    ]


def as_csv(found: Dashboard) -> str:
    """A line for each day, amounts with a point. Dates and numbers alone: no cell is a formula."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("day", "seconds", "conversations", "people", "paid", "creator"))
    for one, paid, mine in days_of(found):
        rows.writerow(
            (one.day, one.seconds, one.conversations, one.people, plain(paid), plain(mine))
        )
    return text.getvalue()
