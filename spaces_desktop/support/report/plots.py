"""The days of a report as plots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from embedded_server.contracts.support_desk import ReportDay, SupportReport
from spaces_desktop.kernel.spans import HOUR, MINUTE, span
from spaces_desktop.widgets.plot_data import PlotData, Series


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)


def _days(report: SupportReport) -> list[ReportDay]:
    """Every day of the range, also those on which nothing happened."""
    known = {one.day: one for one in report.daily}
    first, last = date.fromisoformat(report.from_day), date.fromisoformat(report.to_day)
    found = []
    for at in range((last - first).days + 1):
        day = (first + timedelta(days=at)).isoformat()
        found.append(known.get(day) or _nothing_on(day))
    return found


def _nothing_on(day: str) -> ReportDay:
    return ReportDay(
        day=day,
        started=0,
        resolved_by_ai=0,
        resolved_by_person=0,
        went_quiet=0,
        handed_over=0,
        reopened=0,
        waiting_p50_seconds=None,
    )


def _plot(report: SupportReport, title: str, *, series: tuple[Series, ...]) -> PlotData:
    days = [QDate.fromString(one.day, "yyyy-MM-dd") for one in _days(report)]
    return PlotData(
        title,
        tuple(QLocale().toString(one, QLocale.FormatType.LongFormat) for one in days),
        series,
        tuple(QLocale().toString(one, QLocale.FormatType.ShortFormat) for one in days),
        total=_tr("Together") if len(series) > 1 else "",
    )


def started_plot(report: SupportReport) -> PlotData:
    days = _days(report)
    reopened = tuple(min(one.reopened, one.started) for one in days)
    fresh = tuple(one.started - again for one, again in zip(days, reopened, strict=True))
    return _plot(
        report,
        _tr("Conversations started a day"),
        series=(
            Series(_tr("New"), fresh, "accent"),
            Series(_tr("Came back within 7 days"), reopened, "warning"),
        ),
    )


def outcome_plot(report: SupportReport) -> PlotData:
    days = _days(report)
    return _plot(
        report,
        _tr("What became of them, by day"),
        series=(
            Series(_tr("Resolved by the AI"), tuple(one.resolved_by_ai for one in days), "agent"),
            Series(
                _tr("Resolved by people"), tuple(one.resolved_by_person for one in days), "success"
            ),
            Series(_tr("Went quiet"), tuple(one.went_quiet for one in days), "border_strong"),
        ),
    )


def handover_plot(report: SupportReport) -> PlotData:
    """Apart from the outcomes: what was handed over is resolved, or goes quiet, as well."""
    values = tuple(one.handed_over for one in _days(report))
    return _plot(
        report,
        _tr("Handed over to a person, by day"),
        series=(Series(_tr("Handed over"), values, "accent"),),
    )


def waiting_plot(report: SupportReport) -> PlotData:
    waits = [one.waiting_p50_seconds or 0 for one in _days(report)]
    unit = _unit(max(waits, default=0))
    made = _plot(
        report,
        _tr("Waiting for a person, by day"),
        series=(
            Series(_tr("Half waited at most"), tuple(round(one / unit) for one in waits), "accent"),
        ),
    )
    return replace(made, say=lambda value: span(value * unit))


def _unit(longest: float) -> int:
    """In which seconds the scale is told, so that its steps are round."""
    if longest < 5 * MINUTE:
        return 1
    return MINUTE if longest < 10 * HOUR else HOUR
