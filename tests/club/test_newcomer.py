"""What helps who is new in a club: invites that say so, an empty room, whom a question went to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu, QPushButton

from embedded_server.contracts.club import Author
from embedded_server.contracts.communities import Invite, Role
from embedded_server.contracts.events import EventType
from spaces_desktop.club.search.hits import to_hit
from spaces_desktop.communities.own import copied_words
from spaces_desktop.kernel.http import Snapshot
from tests.club.test_clubs_view import Screen, close, screen
from tests.kit.desktop import AT, agent_message, frame, message, page, page_of

__all__ = ["screen"]


def invite(url: str) -> Invite:
    return Invite(
        code="abcd",
        url=url,
        community_id="c1",
        role=Role.MEMBER,
        max_uses=None,
        uses=0,
        expires_at=None,
        created_by="u1",
        created_at=AT,
    )


@pytest.fixture
def empty() -> Iterator[Screen]:
    made = Screen(Snapshot(page([]), 100))
    yield made
    close(made)


@pytest.mark.parametrize(
    ("url", "warns"),
    [
        ("http://127.0.0.1:8080/invite/abcd", True),
        ("http://localhost:8080/invite/abcd", True),
        ("http://[::1]:8080/invite/abcd", True),
        ("http://192.168.1.20:8080/invite/abcd", False),
    ],
)
def test_a_copied_invite_says_who_can_use_it(url: str, warns: bool) -> None:
    assert ("Only programs on this machine" in copied_words(url)) is warns


def test_people_are_invited_from_beside_the_thread(screen: Screen) -> None:
    screen.enter()
    told: list[str] = []
    screen.view.told.connect(told.append)
    screen.communities.script("invites", page_of([invite("http://10.0.0.2:80/invite/abcd")]))
    QTest.mouseClick(screen.part(QPushButton, "invite_people"), Qt.MouseButton.LeftButton)
    screen.settle()
    assert told == ["Invite link copied."]
    assert QGuiApplication.clipboard().text() == "http://10.0.0.2:80/invite/abcd"


def test_an_empty_club_names_its_agents_or_offers_one(empty: Screen) -> None:
    empty.enter()
    shown = empty.view._thread.empty

    def words() -> str:
        return " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())

    assert "ask Crumb with @" in words()
    assert empty.part(QPushButton, "empty_invite").isVisible()
    assert not empty.part(QPushButton, "empty_agent").isVisible()
    empty.agents.script("linked", [])
    empty.model.agents.reload()
    empty.settle()
    assert "@" not in words()
    assert empty.part(QPushButton, "empty_agent").isVisible()


def test_a_question_shows_whom_it_went_to(screen: Screen) -> None:
    screen.enter()
    own = message(3, "why?", author=Author(kind="user", id="u1", name="Ada"))
    reply = agent_message(4, status="streaming", reply_to_id=own.id)
    for seq, one in ((101, own), (102, reply)):
        screen.live.receive(frame(EventType.MESSAGE_CREATED, one, seq, "c1"))
    assert screen.model.open_thread is not None
    row = screen.model.open_thread.rows.get(own.id)
    assert row is not None
    assert row.note == f"to {reply.author.name}"


def test_messages_in_short_show_no_signs_of_markdown() -> None:
    hit = to_hit(message(1, "**Bake** at `230`"), ["230"])
    assert hit.text == "Bake at 230"
    assert [hit.text[at : at + length] for at, length in hit.marks] == ["230"]


def test_the_dots_of_an_agent_open_its_own_menu(screen: Screen) -> None:
    screen.enter()
    agents = screen.part(QListView, "agent_list")
    sign = agents.menu_sign(agents.model().index(0, 0))
    assert not sign.isEmpty()
    QTest.mouseClick(agents.viewport(), Qt.MouseButton.LeftButton, pos=sign.center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "agent_context_menu"
    menu.close()


def test_the_next_club_with_something_new_is_gone_to(screen: Screen) -> None:
    screen.view.go_unread(1)
    screen.settle()
    assert screen.visited == ["c1"]
    screen.view.go_unread(1)
    assert screen.visited == ["c1"]
