"""A report's figures as rows of words: outcomes apart, times, ratings and targets, and no share of
so few that it would mislead."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from embedded_server.contracts.support_desk import Spread, SupportReport, TargetShare
from spaces_desktop.kernel.spans import span

FEWEST = 5
"""A share or a percentile of fewer says nothing."""
NONE = "–"


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure for the AI and one for people, and what is counted, in one line."""

    title: str
    ai: str
    person: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    title: str
    half: str
    most: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`share` is None where too few are counted."""

    title: str
    words: str
    share: int | None


def percent(part: int, whole: int) -> int | None:
    """None where the whole is too small to speak of shares."""
    return None if whole < FEWEST else round(100 * part / whole)


def counted(part: int, whole: int) -> str:
    share = percent(part, whole)
    number = QLocale().toString(part)
    return number if share is None else f"{number} ({share} %)"


def outcomes(report: SupportReport) -> list[Row]:
    by_ai = report.confirmed_by_ai + report.resolved_by_ai + report.went_quiet_with_ai
    ai_all = by_ai + report.handed_over
    person_all = (
        report.confirmed_by_person + report.resolved_by_person + report.went_quiet_with_person
    )
    return [
        Row(
            _tr("Confirmed by the customer"),
            counted(report.confirmed_by_ai, ai_all),
            counted(report.confirmed_by_person, person_all),
            _tr("The customer resolved it, or gave 4 or 5 stars."),
        ),
        Row(
            _tr("Resolved, not confirmed"),
            counted(report.resolved_by_ai, ai_all),
            counted(report.resolved_by_person, person_all),
            _tr("Your side resolved it; the customer said nothing about it."),
        ),
        Row(
            _tr("Went quiet"),
            counted(report.went_quiet_with_ai, ai_all),
            counted(report.went_quiet_with_person, person_all),
            _tr("The customer stopped writing. Silence does not count as success."),
        ),
        Row(
            _tr("Handed over to a person"),
            counted(report.handed_over, ai_all),
            NONE,
            _tr("The AI began, then a person was asked for."),
        ),
        Row(
            _tr("Came back within 7 days"),
            counted(report.reopened_after_ai, by_ai),
            counted(report.reopened_after_person, person_all),
            _tr("The same customer wrote again soon after it was resolved."),
        ),
    ]


def apart(report: SupportReport) -> list[str]:
    """What is counted in no line of the outcomes, so that all of them add up."""
    found = []
    if report.unsolved:
        words = _tr("Not solved, or given 1 or 2 stars: {count}.")
        found.append(words.format(count=QLocale().toString(report.unsolved)))
    if report.left_waiting:
        words = _tr("Left before a person came: {count}.")
        found.append(words.format(count=QLocale().toString(report.left_waiting)))
    return found


def _time(title: str, spread: Spread, meaning: str) -> TimeRow:
    if spread.count < FEWEST or spread.p50_seconds is None or spread.p90_seconds is None:
        few = NONE if not spread.count else _tr("too few ({count})").format(count=spread.count)
        return TimeRow(title, few, NONE, meaning)
    return TimeRow(title, span(spread.p50_seconds), span(spread.p90_seconds), meaning)


def times(report: SupportReport) -> list[TimeRow]:
    return [
        _time(
            _tr("First answer by the AI"),
            report.first_response_ai,
            _tr("From the customer’s first message to the AI’s answer."),
        ),
        _time(
            _tr("First answer by a person"),
            report.first_response_person,
            _tr("From asking for a person to that person’s first message."),
        ),
        _time(
            _tr("Waiting"),
            report.waiting,
            _tr("From asking for a person until somebody accepted."),
        ),
        _time(
            _tr("Resolved by the AI"),
            report.resolution_ai,
            _tr("From the first message until it was resolved."),
        ),
        _time(
            _tr("Resolved by people"),
            report.resolution_person,
            _tr("From the first message until it was resolved."),
        ),
    ]


def rating(average: float | None, count: int) -> str:
    """Of 5 stars; of too few it stays untold."""
    if average is None or count < FEWEST:
        return NONE
    return _tr("{stars} of 5").format(stars=QLocale().toString(average, "f", 1))


def rating_count(count: int) -> str:
    if not count:
        return _tr("Nobody has rated a conversation in these days.")
    if count == 1:
        return _tr("1 rating. Each customer rates once, after it was resolved.")
    return _tr("{count} ratings. Each customer rates once, after it was resolved.").format(
        count=count
    )


def targets(shares: list[TargetShare]) -> list[TargetRow]:
    titles = {
        "first_response": _tr("First answer in time"),
        "next_response": _tr("Next answers in time"),
        "resolution": _tr("Resolved in time"),
    }
    rows = []
    for one in shares:
        whole = one.met + one.missed
        if not whole:
            continue
        share = percent(one.met, whole)
        words = _tr("{met} of {all}").format(met=one.met, all=whole)
        if share is not None:
            words = _tr("{met} of {all} ({share} %)").format(met=one.met, all=whole, share=share)
        rows.append(TargetRow(titles[one.kind], words, share))
    return rows
