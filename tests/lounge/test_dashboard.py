"""The dashboard on the screen: figures and plots that agree, days to choose, files to save."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from embedded_server.contracts.events import EventType
from embedded_server.contracts.lounge import DashboardChanged
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.dashboard.figures import (
    as_csv,
    conversations_plot,
    days_of,
    income_plot,
    people_plot,
    speech_plot,
)
from spaces_desktop.lounge.dashboard.model import DashboardModel
from spaces_desktop.lounge.dashboard.view import DashboardView
from spaces_desktop.widgets.chart import Chart
from spaces_desktop.widgets.theme import Themes
from tests.gallery.figures import dashboard, no_figures
from tests.gallery.stage import Stage
from tests.kit.desktop import application, dropped, frame, run
from tests.lounge.talking import mine


class Shown:
    def __init__(self, **answers: Any) -> None:
        self.themes = Themes(application(), "light")
        self.stage = Stage(self.themes)
        self.calls = self.stage.calls(**({"dashboard": dashboard()} | answers))
        self.model = DashboardModel(mine(), self.calls, self.stage.live, self.stage.tasks)
        self.view = DashboardView(self.model, self.themes)
        self.model.setParent(self.view)
        self.stage.at_close(self.model.close)
        self.stage.at_close(self.view.release)
        self.model.load()
        run(self.stage.until(lambda: self.model.phase is not Phase.LOADING))
        run(self.stage.show(self.view, (900, 900)))

    def chart(self, name: str) -> Chart:
        found = self.view.findChild(Chart, name)
        assert isinstance(found, Chart)
        return found

    def press(self, name: str) -> None:
        found = self.view.findChild(QPushButton, name)
        assert isinstance(found, QPushButton), name
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        run(self.stage.rest())

    def is_in(self, phase: Phase) -> bool:
        return self.model.phase is phase

    def texts(self) -> list[str]:
        return [one.text() for one in self.view.findChildren(QLabel) if one.isVisibleTo(self.view)]


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown()
    yield made
    run(made.stage.close())
    made.themes.deleteLater()


def test_days_are_chosen_and_a_day_is_read_by_pointing_and_by_the_keys(shown: Shown) -> None:
    assert shown.calls.last("dashboard") == ("c1", 30)
    assert {"34", "11", "41", "96.60"} <= set(shown.texts())
    chart = shown.chart("dashboard_speech")
    box = chart.box()
    assert 0 < box.left() < box.right() <= chart.width()
    last = QPointF(box.right() - 2, box.center().y())
    assert chart.column_at(last) == 29
    assert chart.column_at(QPointF(box.left() - 5, 10)) == -1
    QTest.mouseMove(chart, last.toPoint())
    assert "24 November 2026" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "23 November 2026" in chart.accessibleDescription()
    shown.calls.script("dashboard", dashboard(365))
    shown.press("dashboard_range_365")
    assert shown.calls.last("dashboard") == ("c1", 365)
    assert len(chart.data.labels) == 53
    assert chart.at == -1


def test_what_changes_is_read_again_without_losing_the_day_that_is_read(shown: Shown) -> None:
    shown.chart("dashboard_speech").go_to(4)
    shown.calls.script("dashboard", dashboard(member_count=35))
    before = shown.calls.count("dashboard")
    shown.model._again.setInterval(0)
    for seq, room in enumerate(("c1", "c1", "other"), 1):
        told = DashboardChanged(community_id=room)
        shown.stage.live.receive(frame(EventType.DASHBOARD_UPDATED, told, seq, room))
    run(shown.stage.until(lambda: "35" in shown.texts()))
    assert shown.chart("dashboard_speech").at == 4
    assert shown.calls.count("dashboard") == before + 1


def test_the_same_days_stand_in_a_table(shown: Shown) -> None:
    shown.press("dashboard_form_table")
    table = shown.view.findChild(QTableWidget, "dashboard_table")
    assert isinstance(table, QTableWidget)
    assert table.isVisibleTo(shown.view)
    assert table.rowCount() == 30
    assert not shown.chart("dashboard_speech").isVisibleTo(shown.view)
    cells = [table.item(0, at) for at in range(table.columnCount())]
    newest = [cell.text() for cell in cells if cell is not None]
    assert newest[2:] == ["3", "2", "15.00", "10.50"]


def test_days_and_picture_are_saved_and_a_full_disk_is_told(shown: Shown, tmp_path: Path) -> None:
    shown.model.save_csv(tmp_path / "days.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "days.csv").read_text("utf-8"))))
    assert rows[0] == ["day", "seconds", "conversations", "people", "paid", "creator"]
    assert len(rows) == 31
    assert rows[-1] == ["2026-11-24", "956", "3", "2", "15.00", "10.50"]
    shown.view.save_picture(tmp_path / "days.png")
    image = QImage(str(tmp_path / "days.png"))
    assert image.width() == 2400
    assert image.pixelColor(5, 5) == Qt.GlobalColor.white
    column = {image.pixelColor(x, 900).name() for x in range(0, 2400, 7)}
    assert shown.themes.current.colors["accent"] in column, "no plot is on it"
    assert any("days.png" in text for text in shown.texts())
    shown.model.save_csv(tmp_path / "none" / "days.csv")
    assert shown.model.file_advice is not None


def test_a_lost_link_is_told_and_recovers_by_itself() -> None:
    made = Shown(dashboard=dropped())
    assert made.is_in(Phase.FAILED)
    made.calls.script("dashboard", no_figures())
    made.stage.live.link = Link(LinkState.WAITING)
    made.stage.live.link = Link(LinkState.ONLINE)
    run(made.stage.rest())
    assert made.is_in(Phase.EMPTY)
    run(made.stage.close())
    made.themes.deleteLater()


@pytest.mark.parametrize("days", [7, 30, 90, 365])
def test_plots_table_and_file_add_up_to_the_same(days: int) -> None:
    found = dashboard(days)
    seconds = sum(one.seconds for one in found.usage.daily)
    begun = sum(one.conversations for one in found.usage.daily)
    assert sum(speech_plot(found).series[0].values) == seconds
    assert sum(conversations_plot(found).series[0].values) == begun
    paid = sum(one.gross_cents for one in found.revenue.daily)
    assert sum(sum(one.values) for one in income_plot(found).series) == paid
    assert sum(paid for _, paid, _ in days_of(found)) == paid
    assert max(people_plot(found).series[0].values) == max(d.people for d in found.usage.daily)
    assert as_csv(found).count("\n") == days + 1
