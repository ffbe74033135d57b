"""The list measures and paints what can be seen, keeps one's place, and speaks of every row."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.row_heights import RowHeights
from tests.kit.desktop import application
from tests.widgets.test_message_list_view import Bench, bench
from tests.widgets.test_message_rows import row

__all__ = ["bench"]


class Measured:
    """Counts the rows that are measured."""

    def __init__(self, made: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        painter = made.list.painter
        measure = painter.height_of

        def counted(at: int) -> int:
            self.count += 1
            return measure(at)

        monkeypatch.setattr(painter, "height_of", counted)


def test_only_what_can_be_seen_is_measured(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Measured(bench, monkeypatch)
    bench.rows.reset([row(order, text="some words\n" * 3) for order in range(5000)])
    bench.settle()
    assert bench.at_end
    assert 0 < measured.count < 60


def test_a_growing_row_costs_one_row(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Measured(bench, monkeypatch)
    for length in range(1, 20):
        bench.rows.put(replace(row(1059), text="word " * length, state=RowState.STREAMING))
        bench.settle()
    assert measured.count == 19
    assert bench.at_end


def test_a_row_out_of_sight_costs_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Measured(bench, monkeypatch)
    bench.rows.put(replace(row(1001), text="word " * 500))
    bench.settle()
    assert measured.count == 0


def test_what_one_reads_never_moves(bench: Bench) -> None:
    """Whatever comes, goes and grows around it, at any place, and while the window changes."""
    dice = Random(4)
    bench.rows.reset([row(o, text="line\n" * dice.randint(0, 9) + "x") for o in range(0, 4000, 10)])
    bench.settle()
    bar = bench.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    bench.settle()
    for step in range(150):
        bar.setValue(bar.value() + dice.randint(-300, 300))
        bench.settle()
        if not 500 < bar.value() < bar.maximum() - 500:
            bar.setValue(bar.maximum() // 2)
            bench.settle()
        before = bench.top
        here = bench.rows.position(before[0])
        assert here is not None
        others = [o for o in range(bench.rows.rowCount()) if abs(o - here) > 1]
        victim = bench.rows.row_at(dice.choice(others))
        act = step % 6
        if act == 0:
            bench.rows.put(replace(victim, text="grown\n" * dice.randint(1, 30)))
        elif act == 1:
            bench.rows.remove(victim.id)
        elif act == 2:
            bench.rows.put(row(victim.order + 1 + step % 8, text="between\n" * 3))
        elif act == 3:
            low = bench.rows.row_at(0).order
            bench.rows.merge(row(o, text="old\nold") for o in range(low - 20, low))
        elif act == 4:
            high = bench.rows.row_at(bench.rows.rowCount() - 1).order
            bench.rows.merge(row(o) for o in range(high + 1, high + 20))
        else:
            bench.list.resize(500, dice.randint(300, 500))
        bench.settle()
        assert bench.top == before, (step, act)


def test_a_narrower_window_keeps_the_first_row(bench: Bench) -> None:
    bench.rows.reset([row(o, text="many words in one line " * 8) for o in range(300)])
    bench.settle()
    # At the very top, so that it stays on the screen however short a wide window makes it.
    bench.list.scrollTo(bench.rows.index(150), QListView.ScrollHint.PositionAtTop)
    bench.settle()
    for width in (300, 700, 420, 500):
        before = bench.top
        bench.list.resize(width, 400)
        bench.settle()
        assert bench.top == before
    bench.list.go_to_newest()
    bench.list.resize(320, 300)
    bench.settle()
    assert bench.at_end


def test_another_theme_keeps_the_first_row(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(310)
    bench.settle()
    before = bench.top
    bench.themes.choose("dark")
    bench.settle()
    assert bench.top == before


def test_the_row_that_one_reads_may_go(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(310)
    bench.settle()
    first = bench.list.indexAt(QPoint(5, 0)).row()
    following = bench.rows.row_at(first + 1).id
    where = bench.list.visualRect(bench.rows.index(first + 1)).top()
    bench.rows.remove(bench.rows.row_at(first).id)
    bench.settle()
    at = bench.rows.position(following)
    assert at is not None
    assert bench.list.visualRect(bench.rows.index(at)).top() == where


def test_there_is_room_for_what_is_on_its_way(bench: Bench) -> None:
    bench.rows.set_ends(has_older=True, has_newer=False)
    bench.settle()
    assert bench.at_end
    bar = bench.list.verticalScrollBar()
    bar.setValue(0)
    bench.settle()
    first = bench.list.visualRect(bench.rows.index(0)).top()
    assert first == bench.list.viewport().height()
    bench.rows.merge(row(order) for order in range(900, 950))
    bench.settle()
    old = bench.rows.position("m1000")
    assert old == 50
    assert bench.list.visualRect(bench.rows.index(old)).top() == first
    assert bench.list.indexAt(QPoint(5, first - 30)).row() == 49 - 1 or bench.top[0] != "m1000"


def test_below_are_newer_ones_so_this_is_not_the_end(bench: Bench) -> None:
    bench.list.set_newest_below(True)
    bench.settle()
    bench.list.verticalScrollBar().setValue(bench.list.verticalScrollBar().maximum())
    bench.settle()
    assert not bench.list.at_bottom
    bench.list.set_newest_below(False)
    bench.settle()
    assert bench.list.at_bottom


def test_screen_readers_find_every_message(bench: Bench) -> None:
    spoken = QAccessible.queryAccessibleInterface(bench.list)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.childCount() == 60
    for at in (0, 31, 59):
        item = spoken.child(at)
        assert item.role() == QAccessible.Role.ListItem
        shown = bench.rows.row_at(at)
        assert item.text(QAccessible.Text.Name) == shown.spoken
        assert shown.author in shown.spoken
        assert shown.at.strftime("%H:%M") in shown.spoken
    rect = bench.list.visualRect(bench.rows.index(59))
    assert spoken.child(59).rect().size() == rect.size()


def test_arrows_pages_and_ends_move_a_current_row(bench: Bench) -> None:
    keys = Qt.Key
    bench.list.setCurrentIndex(bench.rows.index(59))
    QTest.keyClick(bench.list, keys.Key_Up)
    assert bench.list.current_row == bench.rows.row_at(58)
    QTest.keyClick(bench.list, keys.Key_PageUp)
    current = bench.list.current_row
    assert current is not None
    assert current.order < 1050
    QTest.keyClick(bench.list, keys.Key_Home)
    assert bench.list.current_row == bench.rows.row_at(0)
    assert bench.list.visualRect(bench.rows.index(0)).top() >= 0
    for _ in range(40):
        QTest.keyClick(bench.list, keys.Key_Down)
        shown = bench.list.visualRect(bench.list.currentIndex())
        assert bench.list.viewport().rect().contains(shown)
    assert bench.list.current_row == bench.rows.row_at(40)
    QTest.keyClick(bench.list, keys.Key_End)
    assert bench.list.current_row == bench.rows.row_at(59)
    assert bench.list.at_bottom


def test_a_row_taller_than_the_window_is_walked_through(bench: Bench) -> None:
    bench.rows.put(replace(row(1059), text="line\n" * 90))
    bench.settle()
    bench.list.setCurrentIndex(bench.rows.index(59))
    seen = []
    for _ in range(12):
        QTest.keyClick(bench.list, Qt.Key.Key_Up)
        seen.append(bench.list.visualRect(bench.rows.index(59)).top())
        if bench.list.current_row != bench.rows.row_at(59):
            break
    assert len(seen) > 3
    assert all(below - above < 400 for above, below in pairwise(seen))
    assert bench.list.current_row == bench.rows.row_at(58)


def turn(bench: Bench, pixels: int = 0, steps: int = 0) -> None:
    at = QPointF(50, 50)
    event = QWheelEvent(
        at,
        at,
        QPoint(0, pixels),
        QPoint(0, steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    application().sendEvent(bench.list.viewport(), event)


def test_wheel_and_touchpad_move_it_as_far_as_they_say(bench: Bench) -> None:
    bar = bench.list.verticalScrollBar()
    end = bar.value()
    turn(bench, pixels=7)
    assert end - bar.value() == 7
    turn(bench, steps=120)
    assert end - bar.value() == 7 + 96
    for _ in range(8):
        turn(bench, steps=15)
    assert end - bar.value() == 7 + 2 * 96


@pytest.mark.parametrize("seed", range(5))
def test_heights_add_up(seed: int) -> None:
    dice = Random(seed)
    heights, truth = RowHeights(), list[int]()
    heights.reset([])
    for _ in range(300):
        act = dice.randint(0, 3)
        if act == 0 or not truth:
            at, new = dice.randint(0, len(truth)), [dice.randint(1, 90) for _ in range(4)]
            heights.insert(at, new)
            truth[at:at] = new
        elif act == 1:
            first = dice.randrange(len(truth))
            last = min(len(truth) - 1, first + dice.randint(0, 3))
            heights.remove(first, last)
            del truth[first : last + 1]
        elif act == 2:
            at, height = dice.randrange(len(truth)), dice.randint(1, 90)
            assert heights.set(at, height) == (truth[at] != height)
            truth[at] = height
            assert heights.is_known(at)
        else:
            heights.forget(dice.randrange(len(truth)))
        assert heights.total == sum(truth)
        if truth:
            at = dice.randrange(len(truth))
            assert heights.top(at) == sum(truth[:at])
            assert heights.at(heights.top(at)) == at
            assert heights.at(heights.top(at) + truth[at] - 1) == at
