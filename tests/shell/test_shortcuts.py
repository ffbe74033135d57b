"""Shortcuts: one registry, no key twice, none that the help page does not list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from spaces_desktop.shell.shortcuts import Shortcuts, shown
from spaces_desktop.shell.shortcuts_view import ShortcutsView
from spaces_desktop.widgets.rooms import Shortcut
from tests.kit.desktop import application
from tests.translations.extract import DESKTOP, ROOT


class Desk:
    def __init__(self) -> None:
        application()
        self.done: list[str] = []
        self.shortcuts = Shortcuts()
        self.shortcuts.add(
            [
                self.made("palette", "Ctrl+K", "Go somewhere"),
                self.made("sign", "?", "Help"),
                self.made("back", "Alt+Left", "Back", group="Places"),
                Shortcut(id="send", keys=("Return",), words="Send", group="Writing"),
            ]
        )
        self.window = QWidget()
        self.field = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        self.other = QWidget()
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(self.other)
        self.shortcuts.install(self.window)
        self.window.show()
        self.window.activateWindow()

    def made(self, name: str, keys: str, words: str, group: str = "Everywhere") -> Shortcut:
        act = lambda: self.done.append(name)  # noqa: E731 - a closure over the name
        return Shortcut(id=name, keys=(keys,), words=words, group=group, act=act)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.window.close()
    made.window.deleteLater()


def test_keys_do_what_they_are_listed_for(desk: Desk) -> None:
    desk.field.setFocus()
    QTest.keyClick(desk.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desk.done == ["palette"]


def test_a_sign_is_text_where_somebody_writes(desk: Desk) -> None:
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "what?")
    assert (desk.field.text(), desk.done) == ("what?", [])
    desk.other.setFocus()
    QTest.keyClick(desk.other, Qt.Key.Key_Question)
    assert desk.done == ["sign"]


def test_conflicts_and_double_names_are_found(desk: Desk) -> None:
    assert desk.shortcuts.conflicts() == []
    desk.shortcuts.add([desk.made("other", "ctrl+k", "Other")])
    assert desk.shortcuts.conflicts() == [("Ctrl+K", ["palette", "other"])]
    with pytest.raises(ValueError, match="palette"):
        desk.shortcuts.add([desk.made("palette", "F9", "Twice")])


def test_the_page_lists_all_and_finds_some(desk: Desk) -> None:
    view = ShortcutsView(desk.shortcuts, desk.window)
    view.open()
    assert {"Everywhere", "Places", "Writing", "Send", shown("Ctrl+K")} <= set(view.texts)
    QTest.keyClicks(view.field, "back")
    assert view.texts == ["Places", "Back", shown("Alt+Left")]
    QTest.keyClicks(view.field, "xyz")
    assert len(view.texts) == 1
    view.close()


def test_no_shortcut_is_made_past_the_registry() -> None:
    found = []
    for path in sorted(DESKTOP.rglob("*.py")):
        if path.name == "shortcuts.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("QShortcut", "setShortcut", "setShortcuts"):
                    found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    assert found == []
