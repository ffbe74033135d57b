"""The settings page: each control changes its setting at once, and says what did not work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QToolButton

from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.profile import ProfileModel
from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.sound_check import CheckStep, SoundCheck
from spaces_desktop.audio.troubles import AudioTrouble
from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.settings_sound import follow
from spaces_desktop.shell.settings_view import SettingsView, Subjects, build
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.level_meter import LevelMeter
from spaces_desktop.widgets.panes import Button
from spaces_desktop.widgets.theme import Themes
from tests.kit.audio import (
    BOX,
    DESK,
    HEADSET,
    FakeCapture,
    FakeOutput,
    fake_devices,
    show_devices,
    tone,
)
from tests.kit.desktop import FakeCalls, application, refused, run, tasks, until, user


class Desk:
    def __init__(self, folder: Path) -> None:
        self.themes = Themes(application(), "light")
        self.calls = FakeCalls(edit_me=user("Ada B"))
        self.preferences = Preferences(Memory(folder))
        self.profile = ProfileModel(self.calls, tasks(), user())
        self.capture = FakeCapture()
        self.devices: Devices = fake_devices()
        self.outputs: list[FakeOutput] = []
        self.sound = SoundCheck(tasks(), self.devices, lambda: self.capture, self._make_output)
        subjects = Subjects(
            self.preferences,
            self.themes,
            self.profile,
            "Ada's space",
            folder,
            lambda: "all is well",
            has_tray=True,
            sound=self.sound,
        )
        self.view = SettingsView(subjects)
        self.view.resize(900, 700)
        self.view.show()
        self.view.open("")

    def _make_output(self, *about: Any) -> Any:
        self.outputs.append(FakeOutput(*about))
        return self.outputs[-1]

    def options(self, name: str) -> list[str]:
        box = self.view.findChild(QComboBox, name)
        assert box is not None
        return [box.itemText(at) for at in range(box.count())]

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


# Sound


def test_a_chosen_microphone_is_kept_and_holds_everywhere(desk: Desk) -> None:
    follow(desk.preferences, desk.devices)
    assert desk.options("settings_microphone") == [
        "Same as the system: Desk microphone",
        "Desk microphone",
        "Headset",
    ]
    desk.combo("settings_microphone", "Headset")
    desk.combo("settings_loudspeaker", "Desk loudspeaker")
    assert (desk.preferences.microphone, desk.devices.input_choice) == ("Headset", "Headset")
    assert desk.devices.output_choice == "Desk loudspeaker"


def test_devices_come_and_go_in_the_list_and_a_choice_is_not_forgotten(desk: Desk) -> None:
    desk.combo("settings_microphone", "Headset")
    show_devices(desk.devices, (DESK._replace(is_muted=True),))
    assert desk.options("settings_microphone")[1:] == [
        "Desk microphone (muted)",
        "Headset (not plugged in)",
    ]
    show_devices(desk.devices, (), ())
    strip = desk.view.findChild(ErrorStrip, "settings_sound_error")
    assert strip is not None
    assert "no microphone" in strip.text
    assert desk.options("settings_loudspeaker") == ["Same as the system"]
    show_devices(desk.devices, (DESK, HEADSET), (BOX,))
    assert not strip.isVisibleTo(desk.view)
    assert desk.preferences.microphone == "Headset"


def test_one_says_something_and_hears_it(desk: Desk) -> None:
    said = tone(3.5)
    start = desk.view.findChild(Button, "settings_sound_check")
    words = desk.view.findChild(QLabel, "settings_sound_words")
    meter = desk.view.findChild(LevelMeter, "settings_sound_level")
    assert start is not None
    assert words is not None
    assert meter is not None

    async def act() -> None:
        start.click()
        assert start.text() == "Stop"
        desk.capture.say(said[:24_000])
        await until(lambda: desk.sound.step is CheckStep.LISTENING)
        assert words.text() == "Speak now."
        await until(lambda: meter.value() > 50)
        desk.capture.say(said[24_000:])
        await until(lambda: desk.outputs and desk.outputs[-1].is_running)
        await until(lambda: not desk.capture.is_open)
        heard = desk.outputs[-1].play(3.1)
        assert np.abs(heard[: 3 * 48_000] - said[: 3 * 48_000]).max() < 1e-3
        await until(lambda: desk.sound.step is CheckStep.HEARD)
        assert "hear yourself" in words.text()
        desk.capture.say(0.001 * said)
        start.click()
        await until(lambda: desk.sound.step is CheckStep.TOO_QUIET)
        await desk.sound.close()

    run(act())


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (AudioTrouble.NO_LIBRARY, "libportaudio2"),
        (AudioTrouble.DEVICE_BUSY, "Another program"),
        (AudioTrouble.DEVICE_LOST, "Plug it in again"),
        (AudioTrouble.NO_PERMISSION, "does not let"),
    ],
)
def test_each_trouble_has_its_words_and_another_try(
    desk: Desk, trouble: AudioTrouble, words: str
) -> None:
    desk.capture.refusals.append(trouble)
    strip = desk.view.findChild(ErrorStrip, "settings_sound_error")
    again = desk.view.findChild(Button, "settings_sound_error_retry")
    assert strip is not None
    assert again is not None

    async def act() -> None:
        desk.sound.begin()
        await until(lambda: strip.isVisibleTo(desk.view))
        assert words in strip.text
        again.click()
        await until(lambda: desk.capture.is_open)
        assert not strip.isVisibleTo(desk.view)
        desk.sound.stop()
        await desk.sound.close()

    run(act())
