"""What came in below is counted and said, the unread line keeps its row, hits reach the room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QToolButton

from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_rows import PENDING, Action, RowState
from tests.widgets.test_message_list_view import Bench, bench
from tests.widgets.test_message_rows import row

__all__ = ["bench"]


def button(bench: Bench) -> QToolButton:
    found = bench.list.findChild(QToolButton, "to_newest")
    assert found is not None
    return found


def test_new_ones_below_are_counted_until_they_are_seen(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(100)
    bench.settle()
    assert button(bench).text() == "Newest"
    bench.rows.put(row(2000))
    assert button(bench).text() == "1 new"
    bench.rows.put(row(2001))
    bench.rows.came_beyond.emit("m2002")
    bench.rows.came_beyond.emit("m2002")
    assert button(bench).text() == "3 new"
    button(bench).click()
    bench.settle()
    assert bench.list.at_bottom
    assert button(bench).text() == "Newest"
    assert not button(bench).isVisible()


def test_only_new_messages_of_others_are_said_aloud(bench: Bench) -> None:
    said: list[str] = []
    bench.list.announced.connect(said.append)
    bench.rows.merge(row(order) for order in range(900, 950))
    bench.rows.put(replace(row(3000), id="pending", order=PENDING, is_own=True))
    bench.rows.put(row(2000, "Ben"))
    bench.rows.put(replace(row(2001, "Crumb"), state=RowState.STREAMING))
    bench.rows.put(replace(row(2001, "Crumb"), text="whole"))
    bench.rows.put(replace(row(2002), is_own=True))
    assert [one.split(", ")[0] for one in said] == ["Ben", "Crumb"]
    assert "whole" in said[1]


def test_the_unread_line_keeps_its_row(bench: Bench) -> None:
    bench.list.set_unread_from(1040)
    assert bench.rows.first_unread == 40
    assert bench.rows.starts_unread(40)
    bench.rows.merge(row(order) for order in range(900, 950))
    assert bench.rows.first_unread == 90
    bench.rows.remove("m1040")
    bench.settle()
    assert bench.list.scroll_to_unread()
    bench.settle()
    assert 0 < bench.list.visualRect(bench.rows.index(90)).top() < 200
    bench.rows.reset([row(order) for order in range(1050, 1060)])
    bench.rows.set_ends(has_older=True, has_newer=False)
    assert not bench.list.scroll_to_unread()
    bench.list.set_unread_from(None)
    assert not bench.list.scroll_to_unread()


def test_far_rows_go_when_there_are_too_many(bench: Bench) -> None:
    gone: list[tuple[int, bool]] = []
    bench.rows.trimmed.connect(lambda ids, at_start: gone.append((len(ids), at_start)))
    bench.rows.most, bench.rows.shed = 70, 20
    bench.rows.put(replace(row(3000), id="pending", order=PENDING, is_own=True))
    bench.rows.merge(row(order) for order in range(1060, 1080))
    assert gone == [(31, True)]
    assert bench.rows.get("pending") is not None
    bench.list.verticalScrollBar().setValue(0)
    bench.settle()
    bench.rows.merge(row(order) for order in range(1000, 1031))
    assert gone[1:] == [(31, False)]
    assert bench.rows.get("pending") is not None
    assert bench.rows.row_at(0).order == 1000


@pytest.mark.parametrize("kind", [HitKind.LINK, HitKind.REACTION, HitKind.VERB])
def test_a_click_tells_what_it_hit(
    bench: Bench, kind: HitKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits: list[tuple[str, Hit]] = []
    acts: list[tuple[str, str]] = []
    bench.list.hit_activated.connect(lambda row_id, hit: hits.append((row_id, hit)))
    bench.list.action_requested.connect(lambda row_id, key: acts.append((row_id, key)))
    monkeypatch.setattr(bench.list.painter, "hit", lambda _index, _within: Hit(kind, "k"))
    at = bench.list.visualRect(bench.rows.index(57)).center()
    QTest.mouseClick(bench.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hits == [("m1057", Hit(kind, "k"))]
    assert acts == ([("m1057", "k")] if kind is HitKind.VERB else [])


def test_the_first_verbs_float_over_the_row_under_the_mouse(bench: Bench) -> None:
    acts: list[tuple[str, str]] = []
    bench.list.action_requested.connect(lambda row_id, key: acts.append((row_id, key)))
    verbs = (Action("reply", "Reply", "reply"), Action("pin", "Pin", "pin"))
    bench.rows.put(replace(row(1057), verbs=verbs))
    bench.settle()
    at = bench.list.visualRect(bench.rows.index(57)).center()
    QTest.mouseMove(bench.list.viewport(), at + QPoint(3, 0))
    QTest.mouseMove(bench.list.viewport(), at)
    tool = bench.list.findChild(QToolButton, "verb_reply")
    assert tool is not None
    assert tool.isVisible()
    assert tool.accessibleName() == "Reply"
    tool.click()
    assert acts == [("m1057", "reply")]
    bench.list.verticalScrollBar().setValue(0)
    bench.settle()
    assert not tool.isVisible()


def test_three_emoji_take_one_click_where_one_may_react(bench: Bench) -> None:
    hits: list[tuple[str, Hit]] = []
    bench.list.hit_activated.connect(lambda row_id, hit: hits.append((row_id, hit)))
    bench.list.set_quick(lambda: ("👍", "🎉", "🍞"))
    verbs = (Action("react", "React", "react"), Action("reply", "Reply", "reply"))
    bench.rows.put(replace(row(1057), verbs=verbs))
    bench.rows.put(replace(row(1056), verbs=verbs[1:]))
    bench.settle()

    def over(position: int) -> list[str]:
        at = bench.list.visualRect(bench.rows.index(position)).center()
        QTest.mouseMove(bench.list.viewport(), at + QPoint(3, 0))
        QTest.mouseMove(bench.list.viewport(), at)
        tools = bench.list.findChildren(QToolButton)
        shown = [one for one in tools if one.isVisible() and one.text()]
        return [one.text() for one in shown if one.objectName().startswith("quick_")]

    assert over(56) == []
    assert over(57) == ["👍", "🎉", "🍞"]
    bread = bench.list.findChild(QToolButton, "quick_🍞")
    assert bread is not None
    assert bread.accessibleName() == "React with 🍞"
    bread.click()
    assert hits == [("m1057", Hit(HitKind.REACTION, "🍞"))]


def test_the_bar_over_a_row_has_its_size_each_time(bench: Bench) -> None:
    verbs = (Action("react", "React", "react"), Action("reply", "Reply", "reply"))
    bench.rows.put(replace(row(1057), verbs=verbs))
    bench.rows.put(replace(row(1056), verbs=verbs[1:]))
    bench.settle()
    bar = bench.list.findChild(QFrame, "row_tools")
    assert bar is not None
    for position in (57, 56, 57, 57, 56):
        at = bench.list.visualRect(bench.rows.index(position)).center()
        QTest.mouseMove(bench.list.viewport(), at + QPoint(3, 0))
        QTest.mouseMove(bench.list.viewport(), at)
        assert bar.width() > 60, position
        assert all(one.isVisible() for one in bar.findChildren(QToolButton, "verb_reply"))


def test_ones_own_message_is_at_the_end_while_the_newest_are_on_their_way(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(0)
    bench.settle()
    bench.rows.set_ends(has_older=False, has_newer=True)
    bench.settle()
    before = bench.list.visible_rows()
    bench.list.go_to_newest()
    bench.settle()
    assert bench.list.visible_rows() == before
    bench.rows.put(replace(row(3000), id="pending", order=PENDING, is_own=True))
    bench.list.go_to_newest()
    bench.settle()
    last = bench.rows.rowCount() - 1
    rect = bench.list.row_rect(last)
    assert rect.top() >= 0
    assert rect.bottom() <= bench.list.viewport().height()
