"""The way in on the screen: each step has its page, its first field, and its error beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from embedded_server.contracts.errors import Code
from spaces_desktop.accounts.model import Step
from spaces_desktop.accounts.view import AccountsView
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.theme import Themes
from tests.accounts.test_accounts_model import Bench
from tests.kit.desktop import application, refused, run, server_info


class Screen:
    def __init__(self, folder: Path) -> None:
        self.bench = Bench(folder)
        self.model = self.bench.model
        self.themes = Themes(application(), "light")
        self.view = AccountsView(self.model, self.themes)
        self.view.resize(900, 700)
        self.view.show()
        self.view.activateWindow()

    def edit(self, name: str) -> QLineEdit:
        found = self.view.findChild(QLineEdit, name)
        assert found is not None
        return found

    def seen(self, name: str) -> bool:
        found = self.view.findChild(QWidget, name)
        return found is not None and found.isVisible()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.view.close()
    made.view.deleteLater()
    made.themes.deleteLater()
    application().processEvents()


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (Step.CHOOSE, "start_own"),
        (Step.SETUP, "setup_display_name"),
        (Step.ADDRESS, "address"),
        (Step.SIGN_IN, "sign_in_username"),
        (Step.REGISTER, "register_display_name"),
        (Step.UNREACHABLE, "unreachable_retry"),
    ],
)
def test_each_step_shows_its_own_page(screen: Screen, step: Step, name: str) -> None:
    screen.model.step = step
    application().processEvents()
    assert screen.seen(name)
    others = {"start_own", "setup_display_name", "address", "sign_in_username"} - {name}
    assert not any(screen.seen(other) for other in others)


def test_a_known_name_is_filled_in_and_the_password_is_next(screen: Screen) -> None:
    screen.model.username = "ada"
    screen.model.step = Step.SIGN_IN
    application().processEvents()
    assert screen.edit("sign_in_username").text() == "ada"
    assert screen.edit("sign_in_password").hasFocus()
    assert screen.edit("sign_in_password").echoMode() is QLineEdit.EchoMode.Password


def test_a_password_is_shown_only_while_one_looks(screen: Screen) -> None:
    screen.model.step = Step.SIGN_IN
    application().processEvents()
    field = screen.edit("sign_in_password")
    eye = field.findChild(QToolButton, "sign_in_password_show")
    assert eye is not None
    mode = QLineEdit.EchoMode
    field.setFocus()
    QTest.keyClicks(field, "secret")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert eye.hasFocus()
    assert eye.accessibleName() == "Show the password"
    ways: tuple[Callable[[], object], ...] = (
        lambda: screen.edit("sign_in_username").setFocus(),
        lambda: setattr(screen.model, "step", Step.ADDRESS),
        field.clear,
    )
    for leave in ways:
        screen.model.step = Step.SIGN_IN
        field.setText("secret")
        eye.setFocus()
        QTest.keyClick(eye, Qt.Key.Key_Space)
        assert field.echoMode() is mode.Normal
        assert eye.accessibleName() == "Hide the password"
        leave()
        assert field.echoMode() is mode.Password


def test_the_keyboard_alone_is_enough(screen: Screen) -> None:
    screen.bench.calls.script("server", server_info(needs_setup=True), server_info())
    start = screen.view.findChild(QPushButton, "start_own")
    assert start is not None
    screen.model.begin()
    QTest.keyClick(start, Qt.Key.Key_Space)
    run(screen.bench.idle())
    for name, text in (
        ("setup_display_name", "Ada"),
        ("setup_username", "ada"),
        ("setup_password", "long enough"),
    ):
        assert screen.edit(name).hasFocus(), name
        QTest.keyClicks(screen.edit(name), text)
        QTest.keyClick(screen.edit(name), Qt.Key.Key_Return)
    run(screen.bench.idle())
    assert screen.model.step is Step.INSIDE


def test_an_error_stands_beside_the_form_with_its_remedy(screen: Screen) -> None:
    screen.model.step = Step.ADDRESS
    screen.model.advice = Advice("Nothing answers there.", can_retry=True, details="refused")
    strip = screen.view.findChild(ErrorStrip, "accounts_error")
    assert strip is not None
    assert strip.isVisible()
    assert strip.text == "Nothing answers there."
    assert screen.seen("accounts_error_retry")
    assert screen.seen("accounts_error_copy")
    screen.model.advice = None
    assert not strip.isVisible()


def test_an_invite_is_asked_for_only_where_one_is_needed(screen: Screen) -> None:
    import msgspec

    screen.model.step = Step.REGISTER
    screen.model.server = server_info()
    assert not screen.seen("register_invite")
    screen.model.server = msgspec.structs.replace(server_info(), registration="invite")
    assert screen.seen("register_invite")


def test_every_control_has_a_name(screen: Screen) -> None:
    for kind in (QLineEdit, QPushButton):
        for control in screen.view.findChildren(kind):
            if control.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue
            said = control.accessibleName() or (
                control.text() if isinstance(control, QPushButton) else ""
            )
            assert said, control.objectName()


def test_a_taken_user_name_puts_the_cursor_there_and_editing_clears_the_error(
    screen: Screen,
) -> None:
    screen.bench.calls.script("register", refused(Code.USERNAME_TAKEN, 409))
    screen.model.step = Step.REGISTER
    screen.edit("register_display_name").setText("Ada")
    screen.edit("register_username").setText("ada")
    screen.edit("register_password").setText("long enough")
    screen.model.sign_up("Ada", "ada", "long enough")
    run(screen.bench.idle())
    application().processEvents()
    strip = screen.view.findChild(ErrorStrip, "accounts_error")
    assert strip is not None
    assert strip.isVisible()
    assert screen.edit("register_username").hasFocus()
    below = strip.mapTo(screen.view, QPoint(0, 0)).y()
    assert below < screen.edit("register_password").mapTo(screen.view, QPoint(0, 0)).y()
    QTest.keyClicks(screen.edit("register_username"), "2")
    assert not strip.isVisible()
    screen.model.advice = Advice("Nothing answers there.")
    assert strip.isVisible(), "back in its own place it is seen again"


def test_names_cannot_be_longer_than_the_server_takes(screen: Screen) -> None:
    assert screen.edit("register_display_name").maxLength() == 80
    assert screen.edit("setup_username").maxLength() == 32
