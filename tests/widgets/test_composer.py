"""The composer: Enter sends, Shift+Enter does not, `@` picks who is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application

PEOPLE = [Addressee("a1", "Crumb", "free"), Addressee("a2", "Big Crust", "0.50 a question")]
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Bench:
    def __init__(self) -> None:
        self.themes = Themes(application(), "dark")
        self.window = QWidget()
        self.window.resize(600, 500)
        layout = QVBoxLayout(self.window)
        layout.addStretch(1)
        self.composer = Composer(self.themes)
        layout.addWidget(self.composer)
        self.composer.set_people(PEOPLE)
        self.window.show()
        self.window.activateWindow()
        self.composer.edit.setFocus()
        application().processEvents()
        self.sent: list[tuple[str, str]] = []
        self.composer.submitted.connect(lambda text, whom: self.sent.append((text, whom)))

    def keys(self, text: str) -> None:
        QTest.keyClicks(self.composer.edit, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.composer.edit, key, modifier or Qt.KeyboardModifier.NoModifier)

    def shown(self, name: str) -> bool:
        found = self.window.findChild(QFrame, name)
        return found is not None and found.isVisible()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.window.close()
    made.window.deleteLater()
    made.themes.deleteLater()
    application().processEvents()


def test_enter_sends_and_shift_enter_makes_a_line(bench: Bench) -> None:
    bench.keys("one")
    bench.key(Qt.Key.Key_Return, SHIFT)
    bench.keys("two")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("one\ntwo", "")]
    assert bench.composer.text == ""


def test_at_picks_an_agent_whose_terms_are_shown(bench: Bench) -> None:
    bench.keys("well @cru")
    assert bench.shown("mention_popup")
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    assert bench.shown("asked_chip")
    assert not bench.shown("mention_popup")
    bench.keys("why?")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("well why?", "a2")]
    assert not bench.shown("asked_chip")


def test_escape_takes_back_first_the_list_and_then_the_agent(bench: Bench) -> None:
    bench.keys("@")
    bench.key(Qt.Key.Key_Escape)
    assert not bench.shown("mention_popup")
    bench.keys("C")
    bench.key(Qt.Key.Key_Tab)
    assert bench.shown("asked_chip")
    bench.key(Qt.Key.Key_Escape)
    assert not bench.shown("asked_chip")


def test_an_address_is_no_mention(bench: Bench) -> None:
    bench.keys("ada@cr")
    assert not bench.shown("mention_popup")


def test_an_agent_that_is_taken_out_is_no_longer_asked(bench: Bench) -> None:
    bench.keys("@Crumb")
    bench.key(Qt.Key.Key_Return)
    bench.composer.set_people([])
    assert not bench.shown("asked_chip")


def test_it_grows_with_its_text_to_a_limit(bench: Bench) -> None:
    heights = []
    for _ in range(20):
        bench.key(Qt.Key.Key_Return, SHIFT)
        heights.append(bench.composer.edit.height())
    assert heights[0] < heights[3]
    assert heights[-1] == heights[-5]
