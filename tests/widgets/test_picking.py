"""Text is selected in and across messages as in a document, and stays while the list changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from spaces_desktop.widgets.message_rows import RowState
from tests.kit.desktop import application
from tests.widgets.test_message_list_view import Bench, bench
from tests.widgets.test_message_rows import row

__all__ = ["bench"]

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def place(bench: Bench, at: int, letter: int) -> QPoint:
    """Where a letter of a row's text stands in the list."""
    index = bench.rows.index(at)
    laid = bench.list.painter.layout_of(index)
    assert laid is not None
    line = laid.document.firstBlock().layout().lineAt(0)
    x = line.cursorToX(letter)[0]  # type: ignore[index] # the stubs know one number of two
    y = int(line.y() + line.height() / 2)
    return bench.list.visualRect(index).topLeft() + laid.text_at + QPoint(round(x), y)


def drag(bench: Bench, start: QPoint, end: QPoint) -> None:
    where = bench.list.viewport()
    QTest.mousePress(where, LEFT, NONE, start)
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(where.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        LEFT,
        NONE,
    )
    application().sendEvent(where, moved)
    QTest.mouseRelease(where, LEFT, NONE, end)


def test_a_part_of_one_message(bench: Bench) -> None:
    drag(bench, place(bench, 57, 0), place(bench, 57, 4))
    assert bench.list.selected_text == "text"
    QTest.keyClick(bench.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "text"


def test_across_messages_with_who_and_when(bench: Bench) -> None:
    drag(bench, place(bench, 58, 4), place(bench, 56, 5))
    lines = bench.list.selected_text.split("\n")
    assert lines[1] == "1056"
    assert lines[4] == "text 1057"
    assert lines[7] == "text"
    assert all(lines[at].startswith("Ada, ") for at in (0, 3, 6))


def test_a_word_a_message_and_nothing(bench: Bench) -> None:
    middle = place(bench, 57, 2)
    where = bench.list.viewport()
    QTest.mouseClick(where, LEFT, NONE, middle)
    QTest.mouseDClick(where, LEFT, NONE, middle)
    assert bench.list.selected_text == "text"
    QTest.mouseClick(where, LEFT, NONE, middle)
    assert bench.list.selected_text == "text 1057"
    QTest.keyClick(bench.list, Qt.Key.Key_Escape)
    assert bench.list.selected_text == ""


def test_shift_extends_and_the_keyboard_takes_a_whole_row(bench: Bench) -> None:
    where = bench.list.viewport()
    QTest.mouseClick(where, LEFT, NONE, place(bench, 57, 1))
    QTest.mouseClick(where, LEFT, SHIFT, place(bench, 57, 3))
    assert bench.list.selected_text == "ex"
    bench.list.setCurrentIndex(bench.rows.index(55))
    QTest.keyClick(bench.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bench.list.selected_text == "text 1055"


def test_it_stays_while_the_list_changes(bench: Bench) -> None:
    drag(bench, place(bench, 57, 0), place(bench, 59, 4))
    bench.rows.merge(row(order) for order in range(900, 950))
    bench.rows.merge([row(2000)])
    bench.rows.put(replace(row(1059), text="text 1059 grows", state=RowState.STREAMING))
    bench.settle()
    assert bench.list.selected_text.endswith("\ntext")
    bench.rows.remove("m1057")
    bench.settle()
    assert bench.list.selected_text.split("\n")[1] == "text 1058"
