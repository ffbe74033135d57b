"""The list keeps the reader's place, and rows can be acted on by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import Action, MessageRows, RowState, Source
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, run, until
from tests.widgets.test_message_rows import row


class Bench:
    def __init__(self, count: int = 60) -> None:
        self.themes = Themes(application(), "light")
        self.rows = MessageRows()
        self.rows.reset([row(order) for order in range(1000, 1000 + count)])
        self.list = MessageList(self.themes)
        self.list.resize(500, 400)
        self.list.show_rows(self.rows)
        self.list.show()
        self.settle()

    def settle(self) -> None:
        application().processEvents()

    @property
    def top(self) -> tuple[str, int]:
        """The first visible row, and where on the screen it begins."""
        index = self.list.indexAt(self.list.viewport().rect().topLeft())
        return self.rows.rows[index.row()].id, self.list.visualRect(index).top()

    @property
    def at_end(self) -> bool:
        bar = self.list.verticalScrollBar()
        return bar.value() == bar.maximum()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.list.close()
    made.list.deleteLater()
    made.themes.deleteLater()
    application().processEvents()


def test_it_opens_at_the_newest_and_stays_there(bench: Bench) -> None:
    assert bench.at_end
    bench.rows.merge([row(2000), row(2001)])
    bench.settle()
    assert bench.at_end
    bench.rows.put(replace(row(2001), text="grows\n" * 12, state=RowState.STREAMING))
    bench.settle()
    assert bench.at_end
    assert bench.list.at_bottom


def test_older_pages_on_top_do_not_move_what_one_reads(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(310)
    bench.settle()
    before = bench.top
    bench.rows.merge([row(order, text="older\nlines") for order in range(900, 950)])
    bench.settle()
    assert bench.top == before
    assert not bench.list.at_bottom


def test_new_ones_below_do_not_move_what_one_reads(bench: Bench) -> None:
    bench.list.verticalScrollBar().setValue(310)
    bench.settle()
    before = bench.top
    bench.rows.merge([row(3000)])
    bench.rows.put(row(3000, text="and grows\n" * 9))
    bench.settle()
    assert bench.top == before


def test_the_ends_ask_for_more(bench: Bench) -> None:
    asked: list[str] = []
    bench.list.older_wanted.connect(lambda: asked.append("older"))
    bench.list.verticalScrollBar().setValue(0)
    assert asked == ["older"]


def test_one_can_go_back_to_the_newest(bench: Bench) -> None:
    states: list[bool] = []
    bench.list.at_bottom_changed.connect(states.append)
    bench.list.verticalScrollBar().setValue(0)
    button = bench.list.findChild(QToolButton, "to_newest")
    assert button is not None
    assert button.isVisible()
    button.click()
    bench.settle()
    assert bench.at_end
    assert states == [False, True]


def test_a_row_can_be_revealed(bench: Bench) -> None:
    bench.list.reveal("m1010")
    bench.settle()
    rect = bench.list.visualRect(bench.rows.index(10))
    assert bench.list.viewport().rect().contains(rect)
    assert not bench.list.at_bottom


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot
def test_actions_answer_to_mouse_and_keyboard(bench: Bench) -> None:
    asked: list[tuple[str, str]] = []
    bench.list.action_requested.connect(lambda which, key: asked.append((which, key)))
    failed = replace(
        row(2000),
        state=RowState.UNSENT,
        note="Not sent.",
        sources=(Source(1, "facts.md", "A passage."),),
        actions=(Action("retry", "Try again"), Action("discard", "Discard")),
    )
    bench.rows.put(failed)
    bench.settle()
    at = bench.rows.position(failed.id)
    assert at is not None
    index = bench.rows.index(at)
    delegate = bench.list.itemDelegate()
    laid = delegate.layout_of(index)  # type: ignore[attr-defined] # it is our own delegate
    corner = bench.list.visualRect(index).topLeft()
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(bench.list.viewport(), left, none, corner + laid.actions[1].center())
    QTest.mouseClick(bench.list.viewport(), left, none, corner + laid.text_at)
    bench.list.setCurrentIndex(index)
    QTest.keyClick(bench.list, Qt.Key.Key_Return)
    menu = bench.list.findChild(QMenu, "message_menu")
    assert menu is not None
    chosen = menu.findChild(QAction, "act_retry")
    assert chosen is not None
    chosen.trigger()
    menu.close()
    assert asked == [("m2000", "discard"), ("m2000", "retry")]
    assert delegate.hint_at(index, laid.sources[0].center()) == "A passage."  # type: ignore[attr-defined] # as above


def test_ten_thousand_rows_are_shown_in_time(bench: Bench) -> None:
    bench.rows.reset([row(order) for order in range(10_000)])

    async def shown() -> None:
        await until(lambda: bench.at_end and bench.list.verticalScrollBar().maximum() > 100_000)

    run(shown(), within=10)
    assert bench.list.at_bottom
