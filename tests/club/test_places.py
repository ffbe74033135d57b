"""What a muted, a removed and a banned person are told, and what is kept of what they wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from embedded_server.contracts.communities import Membership, Role, Standing
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, Typing
from spaces_desktop.chat.writing.pending import Pending
from spaces_desktop.club.thread.muted import Muted
from spaces_desktop.kernel.errors import ApiError, advise, refusal
from spaces_desktop.kernel.moments import when_ends, wire_time
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.message_rows import RowState
from tests.club.test_clubs_view import Screen, screen
from tests.kit.desktop import community, dropped, frame, membership, message, page_of, run, until

__all__ = ["screen"]


def mine(**changes: Any) -> Membership:
    return msgspec.structs.replace(membership(role=Role.MEMBER), **changes)


def tell(screen: Screen, held: Membership, seq: int) -> None:
    screen.live.receive(frame(EventType.MEMBER_UPDATED, held, seq, "c1"))


def test_who_is_muted_sees_until_when_and_keeps_their_text(screen: Screen) -> None:
    screen.enter()
    barred, send = screen.part(QLabel, "composer_barred"), screen.part(QToolButton, "send_button")
    edit = screen.view._thread.composer.edit
    QTest.keyClicks(edit, "but I")
    assert not barred.isVisible()
    until_then = wire_time(datetime.now(UTC) + timedelta(hours=1))
    tell(screen, mine(muted_until=until_then), 101)
    assert barred.isVisible()
    assert when_ends(until_then) in barred.text()
    assert not send.isEnabled()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "but I"
    tell(screen, mine(muted_until=None), 102)
    assert not barred.isVisible()
    assert send.isEnabled()


def test_a_mute_ends_by_itself() -> None:
    muted = Muted()
    muted.set(wire_time(datetime.now(UTC) + timedelta(milliseconds=300)))
    assert muted.words

    async def end() -> None:
        await until(lambda: not muted.words, "the mute has ended")

    run(end())
    muted.close()


def test_a_refusal_names_the_end_of_a_mute() -> None:
    problem = refusal(403, Code.MUTED)
    at = "2099-01-01T12:00:00.000Z"
    told = advise(ApiError(msgspec.structs.replace(problem, muted_until=at)))
    assert when_ends(at) in told.text


@pytest.mark.parametrize(
    ("standing", "words"),
    [(Standing.BANNED, "You were banned from"), (Standing.REMOVED, "You were removed from")],
)
def test_who_is_put_out_is_told_in_place_of_the_thread(
    screen: Screen, standing: Standing, words: str
) -> None:
    screen.enter()
    screen.club.script("send", dropped())
    screen.model.outbox.add(Pending(community_id="c1", text="hello", place_name="Bakers"))

    async def unsent() -> None:
        await until(lambda: any(one.waits for one in screen.model.outbox.items))

    run(unsent())
    club = screen.model.clubs.get("c1")
    assert club is not None
    tell(screen, mine(status=standing), 101)
    said = [one.text() for one in screen.view._none.findChildren(QLabel) if one.isVisible()]
    assert f"{words} {club.name}." in said
    assert not screen.part(MessageList, "messages").isVisible()
    held = screen.model.outbox.items[0]
    assert (held.state, held.waits) == (RowState.UNSENT, False)
    assert held.note.startswith(words)


def test_who_is_banned_is_not_offered_to_join(screen: Screen) -> None:
    out = community("c7", "Blue Door", membership("c7"))
    assert out.membership is not None
    banned = msgspec.structs.replace(out.membership, status=Standing.BANNED)
    screen.communities.script("browse", page_of([msgspec.structs.replace(out, membership=banned)]))
    screen.view.browse()
    screen.settle()
    screen.model.browsing.choose("c7")
    join = screen.part(QPushButton, "browse_join")
    assert (join.text(), join.isEnabled()) == ("You may not join", False)


def test_nobody_is_writing_any_more_once_it_is_here(screen: Screen) -> None:
    screen.enter()
    shown = screen.part(QLabel, "typing")
    typing = Typing(user_id="u2", display_name="Ben")
    screen.live.receive(frame(EventType.TYPING, typing, None, "c1"))
    assert shown.text() == "Ben is typing"
    said = message(3, author=message(3).author.__class__(kind="user", id="u2", name="Ben"))
    screen.live.receive(frame(EventType.MESSAGE_CREATED, said, 101, "c1"))
    assert shown.text() == ""
