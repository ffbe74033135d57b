"""Links to messages inside the app, and the keys of the composer that the help page lists."""

from __future__ import annotations

import pytest

from spaces_desktop.club.links import MessageLink, parse_message_link
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_list import MessageList
from tests.club.test_clubs_view import Screen, screen
from tests.kit.desktop import community, membership

__all__ = ["screen"]


def link_clicked(screen: Screen, address: str) -> None:
    found = screen.part(MessageList, "messages")
    found.hit_activated.emit("m00002", Hit(HitKind.LINK, address))
    screen.settle()


def test_a_link_to_a_message_opens_inside(screen: Screen) -> None:
    screen.enter()
    screen.visited.clear()
    screen.model.where = "here:1"
    here = screen.model.link_to("c1", "m00001")
    assert parse_message_link(here) == MessageLink(screen.model.where, "c1", "m00001")
    link_clicked(screen, "spaces://10.0.0.7:80/clubs/c1/m00001")
    assert screen.visited == ["c1"]
    current = screen.part(MessageList, "messages").current_row
    assert current is not None
    assert current.id == "m00001"


@pytest.mark.parametrize(
    ("where", "words"), [("", "not in"), ("10.0.0.7:80", "another server, 10.0.0.7:80")]
)
def test_a_link_that_leads_elsewhere_is_told(screen: Screen, where: str, words: str) -> None:
    screen.model.where = "here:1"
    screen.enter()
    screen.visited.clear()
    link_clicked(screen, f"spaces://{where or 'here:1'}/clubs/c9/m1")
    assert screen.visited == []
    strip = screen.part(ErrorStrip, "act_error")
    assert strip.isVisible()
    thread = screen.model.open_thread
    assert thread is not None
    assert thread.act_advice is not None
    assert words in thread.act_advice.text


def test_a_message_of_a_club_that_is_not_known_yet_is_gone_to_once_it_is(screen: Screen) -> None:
    screen.view.open("c2", "m00001")
    assert screen.model.open_thread is None
    found = community("c2", "Aviators", membership("c2"))
    screen.communities.script("mine", Snapshot([found], 101))
    screen.model.clubs.load()
    screen.settle()
    current = screen.part(MessageList, "messages").current_row
    assert current is not None
    assert current.id == "m00001"


def test_the_page_of_shortcuts_lists_the_composers_keys(screen: Screen) -> None:
    listed = {one.id: one for one in screen.view.shortcuts()}
    assert listed["write_bold"].keys == ("Ctrl+B",)
    assert listed["write_change"].keys == ("Up",)
    assert all(one.act is None for name, one in listed.items() if name.startswith("write_"))
