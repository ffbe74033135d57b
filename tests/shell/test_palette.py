"""The palette finds what is meant, on the keyboard alone, and does what is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from spaces_desktop.shell.fuzzy import fold, score
from spaces_desktop.shell.palette import MOST_SHOWN, PaletteModel
from spaces_desktop.shell.palette_view import PaletteView
from spaces_desktop.widgets.rooms import Forgetful, Found
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, run, until

CLUBS = ("Bäckerei am Markt", "Birdwatchers", "读书会", "Книжный клуб", "Big Old Trees", "Boats")


class Desk:
    def __init__(self) -> None:
        application()
        self.done: list[str] = []
        self.keep = Forgetful()
        self.places: list[str] = []
        self.asked = 0
        self.model = PaletteModel(self.sources, lambda: self.places, self.keep)

    def sources(self) -> list[Found]:
        self.asked += 1
        return [
            *(self.found(name, kind="community") for name in CLUBS),
            self.found("Settings", kind="setting", also="theme dark", keys="Ctrl+,"),
            self.found("Ada Lovelace", kind="person", detail="in Boats"),
        ]

    def found(self, name: str, **more: str) -> Found:
        return Found(id=name, title=name, act=lambda: self.done.append(name), **more)  # type: ignore[arg-type] # made up

    def titles(self, text: str) -> list[str]:
        self.model.search(text)
        self.model.settle()
        return [one.title for one in self.model.results]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("backerei", "Bäckerei am Markt"),
        ("markt", "Bäckerei am Markt"),
        ("bam", "Bäckerei am Markt"),
        ("bot", "Big Old Trees"),
        ("读书", "读书会"),
        ("книж", "Книжный клуб"),
        ("brdwtch", "Birdwatchers"),
        ("boats", "Boats"),
        ("theme", "Settings"),
        ("lovelace", "Ada Lovelace"),
        ("trees big", "Big Old Trees"),
        ("ＢＯＡＴＳ", "Boats"),
    ],
)
def test_it_finds_what_is_meant(typed: str, first: str) -> None:
    desk = Desk()
    desk.model.begin()
    assert desk.titles(typed)[0] == first


def test_what_is_not_there_is_not_found() -> None:
    desk = Desk()
    desk.model.begin()
    assert desk.titles("zzzz") == []
    assert desk.titles("   ") != []


def test_what_was_used_or_visited_comes_first() -> None:
    desk = Desk()
    desk.places = ["Boats"]
    desk.model.begin()
    assert desk.titles("")[0] == "Boats"
    desk.model.run(next(one for one in desk.model.results if one.title == "读书会"))
    desk.model.begin()
    assert desk.titles("")[:2] == ["读书会", "Boats"]
    assert desk.done == ["读书会"]
    desk.keep.put("palette", "damaged")
    desk.model.begin()
    assert desk.titles("")[0] == "Boats"


def test_the_sources_are_asked_once_however_much_is_typed() -> None:
    desk = Desk()
    desk.model.begin()
    for text in ("b", "bo", "boa", "boat"):
        desk.titles(text)
    assert desk.asked == 1
    assert len(desk.model.results) <= MOST_SHOWN


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_a_score_and_finds_itself(query: str, title: str) -> None:
    assert score(query, title) >= 0
    if fold(title).split():
        assert score(title, title) > 0


@pytest.fixture
def opened() -> Iterator[tuple[Desk, PaletteView, QWidget]]:
    themes = Themes(application(), "light")
    desk = Desk()
    parent = QWidget()
    parent.resize(900, 700)
    parent.show()
    view = PaletteView(desk.model, themes, parent)
    view.open()
    view.field.setFocus()
    yield desk, view, parent
    parent.deleteLater()
    themes.deleteLater()


def test_arrows_choose_and_enter_goes(opened: tuple[Desk, PaletteView, QWidget]) -> None:
    desk, view, _parent = opened
    found = view.findChild(QListView, "palette_list")
    assert found is not None
    QTest.keyClicks(view.field, "b")

    async def settled() -> None:
        await until(lambda: 1 < found.model().rowCount() < len(CLUBS) + 2, "typing has settled")

    run(settled())
    QTest.keyClick(view.field, Qt.Key.Key_Down)
    chosen = desk.model.results[1].title
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert desk.done == [chosen]
    assert not view.isVisible()


def test_enter_does_not_wait_for_the_pause(opened: tuple[Desk, PaletteView, QWidget]) -> None:
    desk, view, _parent = opened
    QTest.keyClicks(view.field, "birdw")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert desk.done == ["Birdwatchers"]


def test_nothing_found_is_said_and_enter_does_nothing(
    opened: tuple[Desk, PaletteView, QWidget],
) -> None:
    desk, view, _parent = opened
    QTest.keyClicks(view.field, "qqqq")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert desk.done == []
    assert view.isVisible()
    none = view.findChild(QWidget, "palette_none")
    assert none is not None
    assert none.isVisible()
