"""Small controls and dialogs work with the keyboard, and say what they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from spaces_desktop.widgets.avatar import Avatar, initial
from spaces_desktop.widgets.controls import Badge, SearchField, SegmentedControl, Toggle
from spaces_desktop.widgets.dialogs import ConfirmDialog, Dialog
from spaces_desktop.widgets.emoji import all_emoji, find
from spaces_desktop.widgets.emoji_picker import COLUMNS, EmojiPicker
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, run, until

KEY = Qt.Key


@pytest.fixture
def themes() -> Iterator[Themes]:
    made = Themes(application(), "light")
    yield made
    made.deleteLater()


@pytest.fixture
def window() -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(600, 400)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_a_switch_is_moved_by_key_and_mouse(themes: Themes) -> None:
    toggle = Toggle("Sounds", "sounds", themes)
    toggle.resize(toggle.sizeHint())
    moved = QSignalSpy(toggle.toggled)
    toggle.show()
    QTest.keyClick(toggle, KEY.Key_Space)
    assert toggle.isChecked()
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert not toggle.isChecked()
    assert moved.count() == 2
    assert toggle.grab().toImage().width() == toggle.sizeHint().width()
    toggle.close()


def test_a_search_is_told_once_typing_pauses(themes: Themes) -> None:
    field = SearchField("Search", "find", themes)
    field.show()
    told = QSignalSpy(field.searched)
    QTest.keyClicks(field, "rye ")

    async def paused() -> None:
        await until(lambda: told.count() == 1, "typing pauses")

    run(paused())
    QTest.keyClick(field, KEY.Key_Return)
    assert told.count() == 1
    QTest.keyClick(field, KEY.Key_Escape)
    assert [told.at(at)[0] for at in range(told.count())] == ["rye", ""]
    field.close()


def test_a_badge_shows_no_zero(themes: Themes) -> None:
    badge = Badge("unread", themes)
    badge.show_count(0)
    assert badge.isHidden()
    badge.show_count(120, "120 unread")
    assert (badge.text(), badge.accessibleName(), badge.isHidden()) == ("99+", "120 unread", False)
    badge.close()


def test_one_of_a_few_is_chosen(window: QWidget) -> None:
    control = SegmentedControl([("a", "All"), ("m", "Mine"), ("o", "Open")], "which", "Which", "m")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(control)
    control.show()
    chosen = QSignalSpy(control.changed)
    assert control.chosen == "m"
    last = control.findChild(QPushButton, "which_o")
    assert last is not None
    last.click()
    assert (control.chosen, chosen.count()) == ("o", 1)


def test_a_dialog_gives_the_focus_back_and_esc_leaves(window: QWidget) -> None:
    field = QLineEdit()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    window.activateWindow()
    field.setFocus()
    dialog = Dialog("Rename", "rename", window)
    inside = QLineEdit()
    dialog.body.addWidget(inside)
    dialog.add_cancel("rename_cancel")
    act = dialog.add_button("Rename", "rename_act", "primary")
    pressed = QSignalSpy(act.clicked)
    left = QSignalSpy(dialog.rejected)
    dialog.open()
    inside.setFocus()
    QTest.keyClick(inside, KEY.Key_Return)
    assert pressed.count() == 1
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert left.count() == 1
    application().processEvents()
    assert window.focusWidget() is field


def test_a_dialog_leaves_the_focus_where_its_act_has_put_it(window: QWidget) -> None:
    before, after = QLineEdit(), QLineEdit()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(before)
    layout.addWidget(after)
    window.activateWindow()
    before.setFocus()
    dialog = Dialog("Make", "make", window)
    dialog.open()
    after.setFocus()
    dialog.accept()
    application().processEvents()
    assert window.focusWidget() is after


def test_what_destroys_is_not_confirmed_by_a_habit(window: QWidget) -> None:
    asked = ConfirmDialog("Delete it?", "It cannot come back.", "Delete", "delete", window)
    confirmed, left = QSignalSpy(asked.confirmed), QSignalSpy(asked.finished)
    asked.open()
    QTest.keyClick(asked, KEY.Key_Return)
    assert (confirmed.count(), left.count()) == (0, 1)
    again = ConfirmDialog("Delete it?", "It cannot come back.", "Delete", "delete", window)
    confirmed = QSignalSpy(again.confirmed)
    again.open()
    again.act.click()
    assert confirmed.count() == 1


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("thumbs", "👍"), ("rocket ship", "🚀"), ("庆祝", "🎉"), ("笑", "😀"), ("AI", "🤖")],
)
def test_emoji_are_found_in_two_languages(words: str, wanted: str) -> None:
    assert wanted in [one.sign for one in find(words)]
    assert len(find(words)) < 40


def test_every_emoji_is_there_once_and_has_its_names() -> None:
    signs = [one.sign for one in all_emoji()]
    assert len(signs) == len(set(signs)) >= 250
    assert all(one.names and one.chinese for one in all_emoji())


def test_the_picker_is_searched_and_walked_by_keyboard(themes: Themes, window: QWidget) -> None:
    picker = EmojiPicker(themes, window, recent=["🚀", "gone"])
    picked, recent = QSignalSpy(picker.picked), QSignalSpy(picker.recent_changed)
    picker.open_fresh(window)
    assert picker.shown[0] == "🚀"
    QTest.keyClicks(picker.search, "thumbs")
    assert picker.shown == ["👍", "👎"]
    QTest.keyClick(picker.search, KEY.Key_Down)
    QTest.keyClick(picker.grid, KEY.Key_Right)
    QTest.keyClick(picker.grid, KEY.Key_Return)
    assert picked.at(0)[0] == "👎"
    assert recent.at(0)[0] == ("👎", "🚀", "gone")
    assert not picker.isVisible()
    QTest.keyClicks(picker.search, "zzz")
    assert picker.shown == []
    picker.open_fresh(window)
    assert len(picker.shown) == len(all_emoji())
    width = picker.grid.gridSize().width() * COLUMNS
    assert picker.grid.viewport().width() >= width
    picker.close()


def test_a_popover_stays_on_the_screen(themes: Themes, window: QWidget) -> None:
    picker = EmojiPicker(themes, window)
    room = window.screen().availableGeometry()
    for corner in (room.topLeft(), room.bottomRight(), room.bottomLeft(), room.topRight()):
        picker.open_at(QRect(corner, corner))
        assert room.adjusted(-1, -1, 1, 1).contains(picker.geometry())
    picker.close()


def test_a_name_has_an_initial_in_any_script(themes: Themes) -> None:
    assert [initial(name) for name in ("ada", "  «Ben»", "面包", "😀", "")] == [
        "A",
        "B",
        "面",
        "😀",
        "",
    ]
    avatar = Avatar(themes)
    avatar.show_one("Ada", "u1", is_present=True)
    assert avatar.sizeHint().height() >= avatar.fontMetrics().height() * 2 - 2
    assert avatar.grab().toImage().width() > 0
