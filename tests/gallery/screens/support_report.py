"""The report of a customer service."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from spaces_desktop.support.report.model import ReportModel
from spaces_desktop.support.report.view import ReportView
from spaces_desktop.widgets.plot import Plot
from tests.gallery.screen import Make, Screen, State
from tests.gallery.service import brand, quiet_report, report, spread
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped

TALL = (1000, 1500)


def _report(answer: Any, *held: str, hover: int = -1) -> Make:
    async def make(stage: Stage) -> QWidget:
        calls = stage.calls(report=answer)
        stage.never(calls, *held)
        model = ReportModel(brand(), calls, stage.live, stage.tasks)
        shown = ReportView(model, stage.themes)
        model.setParent(shown)
        stage.at_close(model.close)
        stage.at_close(shown.release)
        model.load()
        await stage.rest()
        for plot in shown.findChildren(Plot, "report_outcome"):
            plot.go_to(hover)
        return shown

    return make


_FEW = quiet_report(
    started=9,
    confirmed_by_ai=2,
    handed_over=1,
    rating_count=7,
    rating_count_ai=5,
    rating_count_person=2,
    rating_average_ai=4.8,
    rating_average_person=5.0,
    waiting=spread(1, 30.0, 30.0),
)

SCREENS = [
    Screen(
        ReportView,
        "support_report",
        {
            State.LOADING: _report(report(), "report"),
            State.EMPTY: _report(quiet_report()),
            State.ERROR: _report(dropped()),
            State.CONTENT: _report(report(), hover=19),
        },
        extra={"few": _report(_FEW)},
        size=TALL,
    ),
]
