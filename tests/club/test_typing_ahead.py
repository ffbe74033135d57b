"""Letters that are typed while no field has the keyboard go to the composer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QListView, QPushButton, QToolButton

from spaces_desktop.widgets.message_list import MessageList
from tests.club.test_clubs_view import Screen, screen
from tests.kit.desktop import application

__all__ = ["screen"]


def composer(screen: Screen) -> Any:
    return screen.view._thread.composer.edit


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (MessageList, "messages"),
        (QListView, "club_list"),
        (QListView, "member_list"),
        (QPushButton, "add_agent"),
        (QToolButton, "toggle_inspector"),
    ],
)
def test_letters_go_to_the_composer(screen: Screen, kind: type[Any], name: str) -> None:
    screen.enter()
    edit = composer(screen)
    held = screen.part(kind, name)
    held.setFocus()
    assert held.hasFocus()
    QTest.keyClick(held, Qt.Key.Key_H)
    assert edit.hasFocus()
    QTest.keyClicks(edit, "ello")
    assert edit.toPlainText() == "hello"


def test_commands_and_other_fields_keep_their_keys(screen: Screen) -> None:
    screen.enter()
    edit = composer(screen)
    shown = screen.part(MessageList, "messages")
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert shown.hasFocus()
    needle = screen.part(QLineEdit, "member_search")
    needle.setVisible(True)
    needle.setFocus()
    QTest.keyClick(needle, Qt.Key.Key_B)
    assert (needle.text(), edit.toPlainText()) == ("b", "")


def test_a_click_on_a_button_leaves_the_composer_its_keyboard(screen: Screen) -> None:
    screen.enter()
    edit = composer(screen)
    QTest.keyClicks(edit, "@cr")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    private = screen.part(QCheckBox, "asked_private")
    QTest.mouseClick(private, Qt.MouseButton.LeftButton, pos=QPoint(8, private.height() // 2))
    assert private.isChecked()
    assert edit.hasFocus()
    QTest.keyClicks(edit, "why?")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    screen.settle()
    assert screen.club.last("ask")[1].private is True


def test_after_a_dialog_the_composer_has_the_keyboard(screen: Screen) -> None:
    screen.enter()
    screen.part(MessageList, "messages").setFocus()
    QTest.mouseClick(screen.part(QPushButton, "add_agent"), Qt.MouseButton.LeftButton)
    screen.part(QDialog, "new_agent").reject()
    application().processEvents()
    assert screen.view.focusWidget() is composer(screen)
