"""The report on the screen: honest figures, no shares of a few, days to choose and to save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.spans import span
from spaces_desktop.support.report.cards_view import RatingCard
from spaces_desktop.support.report.figures import FEWEST, apart, counted, outcomes, targets, times
from spaces_desktop.support.report.model import ReportModel
from spaces_desktop.support.report.plots import handover_plot, outcome_plot, waiting_plot
from spaces_desktop.support.report.view import ReportView
from spaces_desktop.widgets.theme import Themes
from tests.gallery.service import brand, quiet_report, report, spread
from tests.gallery.stage import Stage
from tests.kit.desktop import application, dropped, run


class Shown:
    def __init__(self, **answers: Any) -> None:
        self.themes = Themes(application(), "light")
        self.stage = Stage(self.themes)
        self.calls = self.stage.calls(**({"report": report(), "report_csv": None} | answers))
        self.model = ReportModel(brand(), self.calls, self.stage.live, self.stage.tasks)
        self.view = ReportView(self.model, self.themes)
        self.model.setParent(self.view)
        self.stage.at_close(self.model.close)
        self.stage.at_close(self.view.release)
        self.model.load()
        run(self.stage.show(self.view, (900, 700)))

    def press(self, name: str) -> None:
        found = self.view.findChild(QPushButton, name)
        assert isinstance(found, QPushButton), name
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        run(self.stage.rest())

    def is_in(self, phase: Phase) -> bool:
        return self.model.phase is phase

    def can_retry(self) -> bool:
        return self.model.advice is not None and self.model.advice.can_retry

    def texts(self) -> list[str]:
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisibleTo(self.view)]


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown()
    yield made
    run(made.stage.close())
    made.themes.deleteLater()


def test_the_days_are_chosen_and_saved_as_they_are_shown(shown: Shown, tmp_path: Path) -> None:
    assert shown.calls.last("report") == ("c1", 30)
    assert "61 (38 %)" in shown.texts()
    shown.press("report_range_7")
    assert shown.calls.last("report") == ("c1", 7)
    shown.model.save(tmp_path / "out.csv")
    run(shown.stage.rest())
    assert shown.calls.last("report_csv") == ("c1", 7, tmp_path / "out.csv")
    assert any("out.csv" in text for text in shown.texts())


def test_a_lost_link_is_told_beside_and_recovers_by_itself(shown: Shown) -> None:
    shown.calls.script("report", dropped(), report())
    shown.press("report_range_90")
    assert shown.is_in(Phase.FAILED)
    assert shown.can_retry()
    shown.stage.live.link = Link(LinkState.WAITING)
    shown.stage.live.link = Link(LinkState.ONLINE)
    run(shown.stage.rest())
    assert shown.is_in(Phase.READY)
    assert not shown.can_retry()


def test_days_without_a_conversation_leave_the_choice_of_days(shown: Shown) -> None:
    shown.calls.script("report", quiet_report())
    shown.press("report_range_7")
    assert shown.is_in(Phase.EMPTY)
    shown.calls.script("report", report())
    shown.press("report_range_90")
    assert shown.is_in(Phase.READY)


@pytest.mark.parametrize("whole", range(FEWEST + 2))
def test_a_share_is_told_only_of_enough(whole: int) -> None:
    assert ("%" in counted(whole, whole)) == (whole >= FEWEST)


def test_silence_and_handovers_are_lines_of_their_own() -> None:
    plain = report()
    loud = replace(plain, went_quiet_with_ai=90)
    confirmed, _resolved, quiet, handed, _again = outcomes(loud)
    assert quiet.ai.startswith("90")
    assert confirmed.ai.startswith(str(plain.confirmed_by_ai))
    assert handed.ai.startswith(str(plain.handed_over))
    assert handed.person == "–"


def test_times_of_a_few_are_not_made_up() -> None:
    rows = times(quiet_report(waiting=spread(FEWEST - 1, 30.0, 60.0)))
    assert all(row.most == "–" for row in rows)
    assert str(FEWEST - 1) in rows[2].half
    assert times(quiet_report(waiting=spread(FEWEST, 30.0, 60.0)))[2].half == "30 s"


def test_targets_nobody_was_measured_by_are_left_out() -> None:
    shares = [replace(one, met=0, missed=0) for one in report().targets]
    assert targets(shares) == []
    assert [row.share for row in targets(report().targets)] == [91, 77, None]


def test_averages_are_told_of_each_side_by_its_own_count() -> None:
    some = quiet_report(
        rating_count=FEWEST + 2,
        rating_count_ai=FEWEST,
        rating_count_person=2,
        rating_average_ai=4.0,
        rating_average_person=1.0,
    )
    card = RatingCard(some)
    texts = [one.text() for one in card.findChildren(QLabel)]
    card.deleteLater()
    assert [text for text in texts if "of 5" in text] == ["4.0 of 5"]
    assert {"–", str(FEWEST), "2"} <= set(texts)


def test_what_no_line_counts_is_told_below_them(shown: Shown) -> None:
    texts = {one.text() for one in shown.view.findChildren(QLabel)}
    assert {"Not solved, or given 1 or 2 stars: 6.", "Left before a person came: 3."} <= texts
    assert apart(replace(report(), unsolved=0, left_waiting=0)) == []


def test_every_day_has_a_column_and_handovers_are_not_added_to_outcomes() -> None:
    made = report()
    plot = outcome_plot(made)
    assert len(plot.labels) == made.days
    daily = {one.day: one for one in made.daily}
    assert sum(sum(one.values) for one in plot.series) == sum(
        one.resolved_by_ai + one.resolved_by_person + one.went_quiet for one in daily.values()
    )
    handed = handover_plot(made).series[0].values
    assert sum(handed) == sum(one.handed_over for one in daily.values())
    slow = replace(made, daily=[replace(made.daily[0], waiting_p50_seconds=7200.0)])
    assert "2 h" in waiting_plot(slow).table()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.2, "1 s"), (59, "59 s"), (96, "1 min 36 s"), (660.4, "11 min"), (3600, "1 h")],
)
def test_spans_are_told_in_two_units_at_most(seconds: float, words: str) -> None:
    assert span(seconds) == words
