"""Panes never lie on each other, and Enter answers in dialogs once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from spaces_desktop.widgets.panes import ThreePanes, button
from tests.kit.desktop import application


def test_the_inspector_makes_room_and_comes_back() -> None:
    application()
    parts = [QWidget(), QWidget(), QWidget()]
    panes = ThreePanes(*parts)
    around = QWidget()
    panes.setParent(around)
    around.resize(1300, 600)
    around.show()
    panes.show()
    for width, shown in ((1100, True), (684, False), (1100, True)):
        panes.resize(width, 500)
        application().processEvents()
        assert parts[2].isVisible() is shown
        assert parts[0].geometry().right() < parts[1].geometry().left()
        assert parts[1].geometry().right() < width
    panes.show_inspector(False)
    panes.resize(1200, 500)
    assert not parts[2].isVisible()
    around.close()


def test_who_asks_for_the_inspector_in_a_narrow_window_gets_it_in_place_of_the_list() -> None:
    application()
    parts = [QWidget(), QWidget(), QWidget()]
    panes = ThreePanes(*parts)
    around = QWidget()
    panes.setParent(around)
    around.resize(1300, 600)
    around.show()
    panes.show()
    panes.resize(684, 500)
    application().processEvents()
    told: list[bool] = []
    panes.inspector_shown_changed.connect(told.append)
    panes.toggle_inspector(True)
    application().processEvents()
    assert [part.isVisible() for part in parts] == [False, True, True]
    assert parts[1].geometry().right() < parts[2].geometry().left()
    panes.toggle_inspector(False)
    application().processEvents()
    assert [part.isVisible() for part in parts] == [True, True, False]
    assert told == [True, False]
    panes.toggle_inspector(True)
    panes.resize(1200, 500)
    application().processEvents()
    assert all(part.isVisible() for part in parts)
    panes.resize(684, 500)
    application().processEvents()
    assert [part.isVisible() for part in parts] == [True, True, False]
    around.close()


def test_enter_in_a_field_presses_the_primary_button() -> None:
    application()
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    field, cancel, done = QLineEdit(), button("Cancel", "c"), button("Do", "d", "primary")
    for one in (field, cancel, done):
        layout.addWidget(one)
    pressed: list[str] = []
    cancel.clicked.connect(lambda: pressed.append("cancel"))
    done.clicked.connect(lambda: pressed.append("done"))
    dialog.open()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert pressed == ["done", "cancel"]
    dialog.close()
