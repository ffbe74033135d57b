"""What a club costs stands in it, in what is found, and before one leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from embedded_server.contracts.communities import Community
from spaces_desktop.club.mine.list_view import ClubListView
from spaces_desktop.club.panels.about_view import AboutView
from spaces_desktop.communities.browse_view import BrowseView
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.dialogs import ConfirmDialog
from spaces_desktop.widgets.theme import Themes
from tests.gallery.clubs import Clubs, clubs, left_club, paid_club
from tests.gallery.stage import Stage
from tests.kit.desktop import application, page_of, run

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def stage() -> Iterator[Stage]:
    themes = Themes(application(), "light")
    made = Stage(themes)
    yield made
    run(made.close())
    themes.deleteLater()


def part(shown: QWidget, kind: type[W], name: str) -> W:
    found = shown.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def about(stage: Stage, club: Community) -> AboutView:
    shown = AboutView(run(Clubs(stage, mine=Snapshot([club], 100)).enter()))
    run(stage.show(shown, (400, 600)))
    return shown


def test_about_tells_what_is_paid_and_until_when(stage: Stage) -> None:
    shown = about(stage, paid_club())
    assert part(shown, QLabel, "about_prices").text().split("\n") == [
        "5.00 for joining, once",
        "3.50 for every 30 days",
        "0.25 for a question to an agent",
    ]
    assert "2036" in part(shown, QLabel, "about_paid").text()


def test_a_free_club_says_nothing_of_money(stage: Stage) -> None:
    shown = about(stage, clubs()[0])
    assert part(shown, QLabel, "about_prices").isHidden()
    assert part(shown, QLabel, "about_paid").isHidden()


def test_who_leaves_hears_that_the_paid_days_stay(stage: Stage) -> None:
    model = run(Clubs(stage, mine=Snapshot([paid_club()], 100)).enter())
    shown = ClubListView(model, stage.themes)
    run(stage.show(shown, (300, 600)))
    shown.leave("c1")
    asked = part(shown, ConfirmDialog, "leave_club_question")
    words = part(asked, QLabel, "leave_club_question_text").text()
    assert "2036" in words
    assert "Nothing of it is paid back" in words
    asked.close()


def test_who_comes_back_into_paid_days_is_asked_for_nothing(stage: Stage) -> None:
    model = run(Clubs(stage, browse=page_of([left_club()])).enter())
    parent = QWidget()
    shown = BrowseView(model.browsing, model.clubs, stage.themes, parent)
    shown.show()
    run(stage.rest())
    join = part(shown, QPushButton, "browse_join")
    assert join.text() == "Join"
    assert "2036" in part(shown, QLabel, "browse_terms").text()
    assert "0.25" in part(shown, QLabel, "browse_asking").text()
    join.setFocus()
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    run(stage.rest())
    shown.close()
    parent.deleteLater()
