"""One room for both sides: which of them a place belongs to, and where a notice leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QToolButton

from spaces_desktop.support.customer.finding import about_brand, places_of
from spaces_desktop.support.customer.view import CustomerView
from spaces_desktop.support.view import OWN, SupportView
from spaces_desktop.widgets.theme import Themes
from tests.gallery.consoles import Consoles
from tests.kit.desktop import application, run
from tests.support.customer import Asking, mine


@dataclass
class Room:
    """Ada answers for Luma (c1) and asks another brand (c2)."""

    staff: Consoles
    asking: Asking
    side: CustomerView
    view: SupportView

    def answers(self) -> bool:
        """Whether a console is on the screen."""
        return self.staff.model.console is not None

    async def start(self) -> None:
        self.staff.model.start()
        self.asking.model.start()
        await self.asking.idle()


@pytest.fixture
def room() -> Iterator[Room]:
    asking = Asking(mine(2, community_id="c2", community_name="Ferries", unread_count=1))
    staff = Consoles(asking.live, asking.tasks)
    themes = Themes(application(), "light")
    side = CustomerView(asking.model, themes, staff.emoji)
    view = SupportView(staff.model, themes, staff.emoji, (), side)
    yield Room(staff, asking, side, view)
    view.release()
    side.release()
    asking.close()
    staff.close()


def test_a_place_belongs_to_the_side_one_is_on(room: Room) -> None:
    run(room.start())
    room.view.open("c1")
    assert room.answers()
    room.view.open("c2", "v0002")
    assert not room.answers()
    assert room.asking.talk.id == "v0002"
    room.view.open(OWN)
    assert not room.answers()
    assert room.asking.model.open is None
    room.view.open("c3")
    assert room.asking.talk.id == "new/c3"


def test_a_message_that_was_told_of_is_gone_to(room: Room) -> None:
    run(room.start())
    room.view.open("c2", "m00009")
    assert room.asking.talk.id == "v0002"


def test_who_comes_before_anything_is_known_is_taken_there_later(room: Room) -> None:
    room.view.open("c3")
    assert room.asking.model.open is None
    run(room.start())
    assert room.asking.talk.id == "new/c3"


def test_whoever_answers_for_it_comes_to_the_console_also_when_early(room: Room) -> None:
    room.view.open("c1")
    run(room.start())
    assert room.staff.model.console is not None
    assert room.asking.model.open is None


def test_whoever_answers_comes_to_their_console_also_when_early(room: Room) -> None:
    room.view.open("")
    run(room.start())
    assert room.answers()


def test_the_palette_finds_conversations_and_the_shell_their_brand(room: Room) -> None:
    run(room.start())
    went: list[tuple[str, ...]] = []

    def visit(room: str, thing: str = "", inner: str = "") -> None:
        went.append((room, thing, inner))

    found = {one.id: one for one in places_of(room.asking.model, "support", visit)}
    assert (found["support/v0002"].title, found["support/v0002"].count) == ("Ferries", 1)
    found["support/v0002"].act()
    found["support/find"].act()
    assert went == [("support", "c2", "v0002"), ("support", "find", "")]
    known = about_brand(room.asking.model, "c2")
    assert known is not None
    assert (known.title, known.level) == ("Ferries", "all")
    assert about_brand(room.asking.model, "c9") is None


def test_who_only_asks_may_begin_to_answer_for_a_brand_of_their_own(room: Room) -> None:
    run(room.start())
    wanted: list[bool] = []
    room.side.side.service_wanted.connect(lambda: wanted.append(True))
    begin = room.side.findChild(QToolButton, "own_service")
    assert begin is not None
    begin.click()
    assert wanted == [True]
