"""The composer: Enter sends, Shift+Enter does not, `@` picks who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spaces_desktop.widgets.composer import Composer
from spaces_desktop.widgets.composer_data import Addressee, FileChip
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
        self.composer.submitted.connect(lambda text, whom, _alone: self.sent.append((text, whom)))

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
    assert bench.shown("completion_popup")
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    assert bench.shown("asked_chip")
    assert not bench.shown("completion_popup")
    bench.keys("why?")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("well why?", "a2")]
    assert not bench.shown("asked_chip")


def test_escape_takes_back_first_the_list_and_then_the_agent(bench: Bench) -> None:
    bench.keys("@")
    bench.key(Qt.Key.Key_Escape)
    assert not bench.shown("completion_popup")
    bench.keys("C")
    bench.key(Qt.Key.Key_Tab)
    assert bench.shown("asked_chip")
    bench.key(Qt.Key.Key_Escape)
    assert not bench.shown("asked_chip")


@pytest.mark.parametrize("typed", [":rocket", ":rocke", ":Rocket:"])
def test_a_colon_and_a_name_become_an_emoji(bench: Bench, typed: str) -> None:
    bench.keys(f"off we go {typed}")
    assert bench.shown("completion_popup")
    bench.key(Qt.Key.Key_Return)
    assert bench.composer.text == "off we go 🚀"
    assert not bench.shown("completion_popup")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("off we go 🚀", "")]


@pytest.mark.parametrize("typed", ["at 12:30", "so :)", "a list: ro", ":", ":zzzz", ":r"])
def test_what_is_no_emoji_is_sent_as_it_is(bench: Bench, typed: str) -> None:
    bench.keys(typed)
    assert not bench.shown("completion_popup")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [(typed, "")]


def test_an_address_is_no_mention(bench: Bench) -> None:
    bench.keys("ada@cr")
    assert not bench.shown("completion_popup")


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


PERSON = Addressee("u2", "Ben Baker", "Moderator", kind="person")


def test_people_are_named_in_the_text_and_not_asked(bench: Bench) -> None:
    bench.composer.set_people([*PEOPLE, PERSON])
    bench.keys("well @bak")
    bench.key(Qt.Key.Key_Return)
    assert bench.composer.text == "well @Ben Baker "
    assert not bench.shown("asked_chip")


def test_an_agent_is_asked_as_soon_as_its_whole_name_is_typed(bench: Bench) -> None:
    bench.keys("@Crumb why")
    assert bench.shown("asked_chip")
    assert bench.composer.asked_id == "a1"
    bench.keys("?")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("@Crumb why?", "a1")]


def test_a_name_in_the_text_that_is_dropped_is_not_asked_again(bench: Bench) -> None:
    bench.keys("@Crumb why")
    bench.key(Qt.Key.Key_Escape)
    bench.keys(" not")
    assert bench.composer.asked_id == ""
    bench.composer.set_text("")
    bench.keys("@Crumbs are @Big Crust")
    assert bench.composer.asked_id == "a2"


def test_the_price_stands_on_the_button_that_spends_it(bench: Bench) -> None:
    priced = Addressee("a2", "Big Crust", "0.50 a question", price="0.50")
    bench.composer.set_people([PEOPLE[0], priced])
    send = bench.window.findChild(QToolButton, "send_button")
    assert send is not None
    bench.keys("@Big Crust hm")
    assert send.text() == "Ask · 0.50"
    assert send.accessibleName() == "Ask · 0.50"
    bench.key(Qt.Key.Key_Escape)
    assert send.text() == ""


def test_marks_go_around_what_is_selected_and_away_again(bench: Bench) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    bench.keys("dough")
    bench.composer.edit.selectAll()
    bench.key(Qt.Key.Key_B, control)
    assert bench.composer.text == "**dough**"
    bench.key(Qt.Key.Key_B, control)
    assert bench.composer.text == "dough"
    bench.key(Qt.Key.Key_C, control | SHIFT)
    assert bench.composer.text == "`dough`"


def test_enter_inside_an_open_block_of_code_makes_a_line(bench: Bench) -> None:
    bench.keys("```")
    bench.key(Qt.Key.Key_Return)
    bench.keys("x = 1")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == []
    bench.keys("```")
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("```\nx = 1\n```", "")]


def test_enter_that_chooses_a_word_of_an_input_method_sends_nothing(bench: Bench) -> None:
    bench.keys("a")
    QApplication.sendEvent(bench.composer.edit, QInputMethodEvent("ni", []))
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == []
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    QApplication.sendEvent(bench.composer.edit, done)
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("a你", "")]


def test_up_in_an_empty_composer_wants_the_last_message(bench: Bench) -> None:
    wanted: list[bool] = []
    bench.composer.edit_last_wanted.connect(lambda: wanted.append(True))
    bench.key(Qt.Key.Key_Up)
    bench.keys("a")
    bench.key(Qt.Key.Key_Up)
    assert wanted == [True]


def test_files_and_pictures_are_handed_on_and_text_is_pasted_plain(bench: Bench) -> None:
    files: list[list[Path]] = []
    pictures: list[QImage] = []
    bench.composer.edit.files_given.connect(files.append)
    bench.composer.edit.picture_given.connect(pictures.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("a.txt").absolute()))])
    bench.composer.edit.insertFromMimeData(data)
    data = QMimeData()
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    bench.composer.edit.insertFromMimeData(data)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    bench.composer.edit.insertFromMimeData(data)
    assert files == [[Path("a.txt").absolute()]]
    assert [one.width() for one in pictures] == [2]
    assert bench.composer.text == ""


def test_a_kept_question_waits_for_its_agent_to_be_known(bench: Bench) -> None:
    bench.composer.set_people(None)
    bench.composer.set_text("why?", "a2", private=False)
    assert bench.composer.asked_id == "a2"
    assert not bench.shown("asked_chip")
    bench.composer.set_people(PEOPLE)
    assert bench.shown("asked_chip")
    bench.composer.set_people([])
    assert bench.composer.asked_id == ""


def test_a_name_begun_before_anybody_is_known_is_offered_once_they_are(bench: Bench) -> None:
    bench.composer.set_people(None)
    bench.keys("@")
    assert not bench.shown("completion_popup")
    bench.composer.set_people(PEOPLE)
    assert bench.shown("completion_popup")
    bench.key(Qt.Key.Key_Escape)
    bench.composer.set_people(PEOPLE)
    assert not bench.shown("completion_popup")


def test_a_chip_says_how_far_its_file_is_and_what_went_wrong(bench: Bench) -> None:
    asked: list[tuple[str, str]] = []
    bench.composer.tray.removed.connect(lambda one: asked.append(("remove", one)))
    bench.composer.tray.retried.connect(lambda one: asked.append(("retry", one)))
    bench.composer.show_files([FileChip("f1", "dough.jpg", "3 MB", done=0.5)])
    bar = bench.window.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert bar.value() == 50
    bench.composer.show_files([FileChip("f1", "dough.jpg", "3 MB", error="broke off")])
    assert not bar.isVisible()
    for name in ("file_retry", "file_remove"):
        button = bench.window.findChild(QToolButton, name)
        assert button is not None
        button.click()
    assert asked == [("retry", "f1"), ("remove", "f1")]
    bench.key(Qt.Key.Key_Return)
    assert bench.sent == [("", "")]


def test_a_person_is_written_by_the_word_that_is_theirs_alone(bench: Bench) -> None:
    ben = Addressee("u2", "Ben Baker", "@bb7", kind="person", word="bb7")
    for typed in ("@ben", "@bb"):
        bench.composer.set_people([ben])
        bench.composer.set_text("")
        QTest.keyClicks(bench.composer.edit, typed)
        QTest.keyClick(bench.composer.edit, Qt.Key.Key_Return)
        assert bench.composer.text == "@bb7 "


def test_another_hint_is_painted_at_once(bench: Bench) -> None:
    """The field of who waits for a person never goes on asking the AI."""
    edit = bench.composer.edit
    bench.composer.set_hint("Ask the AI")
    application().processEvents()
    painted = Painted(edit.viewport())
    bench.composer.set_hint("Write to Ben")
    application().processEvents()
    assert edit.placeholderText() == "Write to Ben"
    assert painted.times


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)
