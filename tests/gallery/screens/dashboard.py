"""The dashboard of a lounge."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.dashboard.model import DashboardModel
from spaces_desktop.lounge.dashboard.view import DashboardView
from spaces_desktop.widgets.chart import Chart
from tests.gallery.figures import dashboard, no_figures
from tests.gallery.screen import Make, Screen, State
from tests.gallery.stage import Stage
from tests.kit.desktop import dropped
from tests.lounge.talking import mine

TALL = (1000, 1500)


def _dashboard(
    answer: Any, *held: str, days: int = 30, hover: int = -1, form: str = "plots"
) -> Make:
    async def make(stage: Stage) -> QWidget:
        calls = stage.calls(dashboard=answer)
        stage.never(calls, *held)
        model = DashboardModel(mine(), calls, stage.live, stage.tasks)
        shown = DashboardView(model, stage.themes)
        model.setParent(shown)
        stage.at_close(model.close)
        stage.at_close(shown.release)
        model.days = days
        model.load()
        if not held:
            await stage.until(lambda: model.phase is not Phase.LOADING)
        await stage.rest()
        shown.show_as(form)
        for chart in shown.findChildren(Chart, "dashboard_income"):
            chart.go_to(hover)
        return shown

    return make


SCREENS = [
    Screen(
        DashboardView,
        "lounge dashboard",
        {
            State.LOADING: _dashboard(dashboard(), "dashboard"),
            State.EMPTY: _dashboard(no_figures()),
            State.ERROR: _dashboard(dropped()),
            State.CONTENT: _dashboard(dashboard(), hover=18),
        },
        extra={
            "year": _dashboard(dashboard(365), days=365, hover=30),
            "table": _dashboard(dashboard(), form="table"),
        },
        size=TALL,
    ),
]
