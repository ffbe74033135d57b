"""A community's income as a plot and as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from embedded_server.contracts.billing import FeeKind, Revenue
from spaces_desktop.billing.words import fee_title
from spaces_desktop.kernel.money import money
from spaces_desktop.widgets.plot_data import PlotData, Series

KINDS: tuple[FeeKind, ...] = ("join_fee", "monthly_fee", "subscription", "agent_call")
ROLES = {
    "join_fee": "accent",
    "monthly_fee": "agent",
    "agent_call": "success",
    "subscription": "warning",
}
"""The colour of each kind; the plot names them in words too."""


def plot_of(revenue: Revenue, title: str, total: str, today: date | None = None) -> PlotData:
    """Every day of the range, also those on which nothing came in."""
    last = today or datetime.now(UTC).date()
    days = [last - timedelta(days=at) for at in range(revenue.days - 1, -1, -1)]
    place = {one.isoformat(): at for at, one in enumerate(days)}
    values = {kind: [0] * len(days) for kind in KINDS}
    for one in revenue.daily:
        if one.day in place:
            values[one.kind][place[one.day]] += one.gross_cents
    return PlotData(
        title,
        tuple(_day(one, QLocale.FormatType.LongFormat) for one in days),
        tuple(
            Series(fee_title(kind), tuple(values[kind]), ROLES[kind])
            for kind in KINDS
            # Lounges alone sell these.
            if kind != "subscription" or any(values[kind])
        ),
        tuple(_day(one, QLocale.FormatType.ShortFormat) for one in days),
        money,
        total,
    )


def as_csv(revenue: Revenue) -> str:
    """A line for each day and kind, amounts with a point, as the server's statements have them."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("day", "kind", "count", "gross", "creator", "server"))
    for one in revenue.daily:
        server = one.gross_cents - one.creator_cents
        amounts = (plain(cents) for cents in (one.gross_cents, one.creator_cents, server))
        rows.writerow((one.day, one.kind, one.count, *amounts))
    return text.getvalue()


def plain(cents: int) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{part:02}"


def _day(one: date, form: QLocale.FormatType) -> str:
    return QLocale().toString(QDate(one.year, one.month, one.day), form)
