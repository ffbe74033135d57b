"""The settings page: each control changes its setting at once, and says what did not work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton

from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_view import SettingsView, Subjects, build
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.panes import Button
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import FakeCalls, application, refused, run, tasks, until, user


class Desk:
    def __init__(self, folder: Path) -> None:
        self.themes = Themes(application(), "light")
        self.calls = FakeCalls(edit_me=user("Ada B"))
        self.preferences = Preferences(Memory(folder))
        self.profile = ProfileModel(self.calls, tasks(), user())
        subjects = Subjects(
            self.preferences,
            self.themes,
            self.profile,
            "Ada's space",
            folder,
            lambda: "all is well",
            has_tray=True,
        )
        self.view = SettingsView(subjects)
        self.view.resize(900, 700)
        self.view.show()
        self.view.open("")

    def combo(self, name: str, value: str) -> None:
        box = self.view.findChild(QComboBox, name)
        assert box is not None
        at = box.findData(value)
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def check(self, name: str) -> QCheckBox:
        box = self.view.findChild(QCheckBox, name)
        assert box is not None
        return box


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.view.close_view()
    made.view.deleteLater()
    made.themes.deleteLater()


def test_how_it_looks_changes_at_once(desk: Desk) -> None:
    desk.combo("settings_theme", "dark")
    desk.combo("settings_language", "zh_CN")
    desk.combo("settings_text", "130")
    assert desk.themes.choice == "dark"
    assert (desk.preferences.language, desk.preferences.text_percent) == ("zh_CN", 130)
    desk.themes.choose("light")
    box = desk.view.findChild(QComboBox, "settings_theme")
    assert box is not None
    assert box.currentData() == "light"


@pytest.mark.parametrize("name", ["notify", "preview", "quiet", "do_not_disturb", "keep_in_tray"])
def test_a_switch_turns_its_setting_and_follows_it(desk: Desk, name: str) -> None:
    box = desk.check(f"settings_{name}")
    before = getattr(desk.preferences, name)
    box.click()
    assert getattr(desk.preferences, name) is not before
    desk.preferences.set(name, before)
    assert box.isChecked() is before


def test_quiet_hours_show_their_times_and_days(desk: Desk) -> None:
    edit = desk.view.findChild(QComboBox, "settings_quiet_from")
    day = desk.view.findChild(QToolButton, "settings_day_2")
    assert edit is not None
    assert day is not None
    assert not edit.isVisible()
    desk.check("settings_quiet").click()
    assert edit.isVisible()
    desk.combo("settings_quiet_from", "23:30")
    day.click()
    assert desk.preferences.quiet_from == "23:30"
    assert desk.preferences.quiet_days == [0, 1, 3, 4, 5, 6]


def test_a_name_is_saved_when_one_is_done_with_it(desk: Desk) -> None:
    edit = desk.view.findChild(QLineEdit, "settings_name")
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, "Ada B")
    QTest.keyClick(edit, Qt.Key.Key_Return)

    async def saved() -> None:
        await until(lambda: desk.profile.me.display_name == "Ada B")

    run(saved())
    assert desk.calls.last("edit_me")[0].display_name == "Ada B"
    edit.clear()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert desk.profile.name_advice is not None
    assert desk.calls.count("edit_me") == 1


def test_a_password_is_changed_by_the_keyboard_and_its_fields_are_emptied(desk: Desk) -> None:
    now = desk.view.findChild(QLineEdit, "settings_password_now")
    new = desk.view.findChild(QLineEdit, "settings_password_new")
    assert now is not None
    assert new is not None
    desk.calls.script("change_password", None)
    QTest.keyClicks(now, "correct horse")
    QTest.keyClicks(new, "battery staple")
    QTest.keyClick(new, Qt.Key.Key_Return)

    async def changed() -> None:
        await until(lambda: not now.text())

    run(changed())
    assert not new.text()
    assert desk.calls.last("change_password")[0].current_password == "correct horse"
    assert new.echoMode() is QLineEdit.EchoMode.Password


def test_what_the_server_refuses_is_said_beside_it_and_taken_back(desk: Desk) -> None:
    desk.calls.script("edit_me", refused(Code.INTERNAL, 500))
    box = desk.check("settings_presence")
    box.click()
    strip = desk.view.findChild(ErrorStrip, "settings_presence_error")
    assert strip is not None

    async def said() -> None:
        await until(strip.isVisible)

    run(said())
    assert "went wrong on the server" in strip.text
    assert box.isChecked()
    desk.calls.script("edit_me", structs.replace(user(), shares_presence=False))
    strip.retry_requested.emit()

    async def gone() -> None:
        await until(lambda: not strip.isVisible() and not box.isChecked())

    run(gone())


def test_diagnostics_go_to_the_clipboard(desk: Desk) -> None:
    made = desk.view.findChild(Button, "settings_diagnostics")
    assert made is not None
    made.click()
    assert QGuiApplication.clipboard().text() == "all is well"
    copied = desk.view.findChild(QLabel, "settings_copied")
    assert copied is not None
    assert copied.text()


def test_the_palette_finds_each_section_and_goes_there(desk: Desk) -> None:
    went: list[tuple[str, str]] = []
    room = build(desk.view._subjects, lambda room, thing="", inner="": went.append((room, thing)))
    found = room.entries()
    assert {one.id for one in found} == {f"settings/{name}" for name, _ in desk.view.titles()}
    for one in found:
        one.act()
    assert went[1] == ("settings", "appearance")
    desk.view.open("privacy")

    async def there() -> None:
        await until(desk.check("settings_presence").hasFocus)

    desk.view.activateWindow()
    run(there())


def test_licences_are_listed(desk: Desk) -> None:
    made = desk.view.findChild(Button, "settings_licences")
    assert made is not None
    made.click()
    texts = {one.text() for one in desk.view.findChildren(QLabel)}
    assert {"Python", "qasync", "aiohttp"} <= texts
