"""The plot: what it says by pointing, by the keyboard and by ear, and its round steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from spaces_desktop.widgets.plot import Plot
from spaces_desktop.widgets.plot_data import MOST_STEPS, PlotData, Series, steps
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, discard

DATA = PlotData(
    "Income a day",
    ("Monday", "Tuesday", "Wednesday"),
    (Series("Joining", (5, 0, -2)), Series("Months", (3, 0, 4), "agent")),
    total="Together",
)


@pytest.fixture
def plot() -> Iterator[Plot]:
    themes = Themes(application(), "light")
    made = Plot("plot", themes)
    made.resize(600, 240)
    made.show_data(DATA)
    made.show()
    yield made
    discard(made, themes)


def test_it_is_read_out_as_a_table(plot: Plot) -> None:
    assert plot.accessibleName() == "Income a day"
    assert plot.accessibleDescription().splitlines() == [
        "Income a day",
        "Monday: Joining 5, Months 3, Together 8",
        "Wednesday: Joining -2, Months 4, Together 2",
    ]


def test_the_keyboard_goes_from_column_to_column(plot: Plot) -> None:
    went: list[int] = []
    plot.picked.connect(went.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(plot, key)
    assert went == [0, 1, 2]
    assert plot.accessibleDescription().startswith("Wednesday")
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.at == -1


def test_pointing_says_the_column_and_leaving_says_nothing(plot: Plot) -> None:
    QTest.mouseMove(plot, QPoint(plot.width() // 2, 120))
    assert plot.at == 1
    before = plot.grab().toImage()
    QTest.mouseMove(plot, QPoint(plot.width() - 30, 120))
    assert plot.at == 2
    assert plot.grab().toImage() != before


def test_nothing_to_show_is_no_trouble(plot: Plot) -> None:
    plot.show_data(PlotData("Nothing", (), ()))
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.at == -1
    assert plot.grab().width() > 0


@given(st.integers(-(10**10), 0), st.integers(0, 10**10))
def test_steps_are_round_few_and_around_all(low: int, high: int) -> None:
    found = steps(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= MOST_STEPS + 1
    assert 0 in found
    assert len({b - a for a, b in pairwise(found)}) == 1
