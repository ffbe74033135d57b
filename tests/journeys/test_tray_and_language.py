"""The tray, the window's closing, and how a whole app changes its language under one's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from spaces_desktop.kernel.memory import Memory
from spaces_desktop.shell.marks import app_icon, tray_icon
from spaces_desktop.shell.preferences import Preferences
from spaces_desktop.shell.tray import Tray
from spaces_desktop.widgets.theme import Themes
from tests.journeys.driver import Driver, opened
from tests.kit.desktop import application, run, until


@pytest.fixture
def themes() -> Iterator[Themes]:
    made = Themes(application(), "light")
    yield made
    made.deleteLater()


def action(tray: Tray, name: str) -> QAction:
    return next(one for one in tray.menu.actions() if one.objectName() == name)


def test_the_menu_opens_silences_and_quits(tmp_path: Path, themes: Themes) -> None:
    preferences = Preferences(Memory(tmp_path))
    tray = Tray(preferences, themes)
    said: list[str] = []
    tray.open_requested.connect(lambda: said.append("open"))
    tray.quit_requested.connect(lambda: said.append("quit"))
    action(tray, "tray_open").trigger()
    action(tray, "tray_silent").trigger()
    action(tray, "tray_quit").trigger()
    assert said == ["open", "quit"]
    assert preferences.do_not_disturb
    preferences.set("do_not_disturb", False)
    assert not action(tray, "tray_silent").isChecked()
    preferences.set("quiet", True)
    preferences.set("quiet_from", "00:00")
    preferences.set("quiet_to", "23:59")
    tray.menu.aboutToShow.emit()
    if preferences.is_quiet:  # but for one minute of the day
        assert action(tray, "tray_lift").isVisible()
    tray.close()


def test_the_count_stands_on_the_icon(themes: Themes) -> None:
    pictures = {
        bytes(tray_icon(count, themes.current).pixmap(32, 32).toImage().constBits())
        for count in (0, 1, 7, 100)
    }
    assert len(pictures) == 4
    assert not app_icon().isNull()


def test_closing_hides_where_there_is_a_tray_and_quits_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act() -> None:
        async with opened(tmp_path) as driver:
            with monkeypatch.context() as patched:
                patched.setattr(Tray, "is_available", True)
                driver.window.close()
                assert not driver.window.isVisible()
                assert driver.desktop.preferences.tray_told
                driver.desktop.on_knock("")
                assert driver.window.isVisible()
                driver.desktop.preferences.set("keep_in_tray", False)
            driver.window.close()
            await until(lambda: not driver.window.isVisible(), "the app has ended")

    run(act(), within=60)


def test_the_language_changes_at_once_and_one_stays_where_one_was(tmp_path: Path) -> None:
    async def act() -> None:
        async with opened(tmp_path) as driver:
            await driver.click("start_own")
            await driver.type("setup_display_name", "Ada")
            await driver.type("setup_username", "ada")
            await driver.type("setup_password", "correct horse")
            await driver.click("setup_submit")
            await driver.click("rail_settings")
            await until(lambda: "Appearance" in texts(driver))
            session = driver.desktop.session
            assert session is not None
            assert session.view.shortcuts.conflicts() == []
            driver.desktop.preferences.set("language", "zh_CN")
            await until(lambda: texts(driver).count("外观") == 1, "the settings are in Chinese")
            assert driver.desktop.session is not None
            assert driver.desktop.session.navigation.where.room == "settings"
            driver.desktop.preferences.set("language", "en")
            await until(lambda: "Appearance" in texts(driver), "and back")
            driver.desktop.preferences.set("text_percent", 150)
            await driver.see("rail_settings")
            driver.desktop.preferences.set("text_percent", 100)

    def texts(driver: Driver) -> list[str]:
        return [one.text() for one in driver.window.findChildren(QLabel) if one.isVisible()]

    run(act(), within=120)
