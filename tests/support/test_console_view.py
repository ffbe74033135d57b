"""The console as an agent uses it: real widgets, keys, and modes that do not mix."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem

from embedded_server.contracts.communities import Role
from embedded_server.contracts.events import EventType
from embedded_server.contracts.support import ConversationStatus
from spaces_desktop.kernel.live import Link, LinkState
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.shell.shortcuts import Shortcuts
from spaces_desktop.support.console.console_view import ConsoleView
from spaces_desktop.support.console.conversation import OpenConversation
from spaces_desktop.support.console.learn_view import LearnView
from spaces_desktop.support.console.row_view import LineDelegate
from spaces_desktop.support.keys import shortcuts
from spaces_desktop.support.view import SupportView
from spaces_desktop.widgets.entries import Index
from spaces_desktop.widgets.theme import Themes
from tests.gallery.consoles import Consoles, said
from tests.kit.desktop import (
    FakeConnector,
    application,
    dropped,
    live_events,
    membership,
    run,
    tasks,
    until,
)
from tests.kit.support import conversation


class Seat:
    """An agent's window."""

    def __init__(self, room: Consoles) -> None:
        self.room = room
        self.themes = Themes(application(), "light")
        self.view = ConsoleView(room.console, room.model.ringer, self.themes, room.emoji)
        self.view.resize(1180, 760)
        self.view.show()
        self.view.activateWindow()

    async def open(self, which: str) -> OpenConversation:
        self.room.console.show(which)
        await until(lambda: self.room.console.tabs.current == which and self.room.console.open)
        opened = self.room.console.open
        assert opened is not None
        await until(lambda: opened.talk.phase is Phase.READY)
        return opened


def _seated(doing: Callable[[Seat], Awaitable[None]]) -> None:
    async def sit() -> None:
        spawner = tasks()
        connector = FakeConnector()
        room = Consoles(live_events(spawner, connector), spawner)
        room.live.start(100)
        room.model.start()
        await until(lambda: room.model.consoles)
        await until(lambda: room.console.listing.phase is Phase.READY)
        await until(lambda: connector.sockets)
        seat = Seat(room)
        try:
            await doing(seat)
        finally:
            seat.view.release()
            seat.view.close()
            seat.view.deleteLater()
            room.close()
            await spawner.close()

    run(sit())


def _frames(seat: Seat) -> list[str]:
    connector = seat.room.live._connect
    assert isinstance(connector, FakeConnector)
    sent = [frame for socket in connector.sockets for frame in socket.sent]
    return [msgspec.json.decode(frame)["type"] for frame in sent]


def test_a_draft_never_crosses_and_a_note_is_written_in_silence() -> None:
    async def write_both(seat: Seat) -> None:
        middle = seat.view.conversation
        await seat.open("v0007")
        QTest.keyClicks(middle.pane.composer.edit, "Dear Elena")
        await until(lambda: "typing" in _frames(seat))
        count = _frames(seat).count("typing")
        QTest.mouseClick(middle.help.mode._buttons["note"], Qt.MouseButton.LeftButton)
        assert middle.note.isVisible()
        assert not middle.pane.composer.isVisible()
        QTest.keyClicks(middle.note.edit, "She is cross")
        assert middle.pane.composer.text == "Dear Elena"
        await seat.open("v0008")
        assert middle.pane.composer.text == ""
        assert middle.note.text == ""
        opened = await seat.open("v0007")
        assert (opened.mode, middle.note.text) == ("note", "She is cross")
        assert middle.pane.composer.text == "Dear Elena"
        assert _frames(seat).count("typing") == count, "nobody is told that a note is written"
        seat.room.calls.script("add_note", lambda _one, text, _id: _noted(text))
        QTest.keyClick(middle.note.edit, Qt.Key.Key_Return)
        await until(lambda: middle.note.text == "")
        assert seat.room.calls.count("send") == 0
        assert "Only staff" in middle.note._said.text()

    _seated(write_both)


def _noted(text: str) -> object:
    from tests.kit.support import note

    return note(9, text)


def test_a_slash_offers_ready_made_answers() -> None:
    async def pick(seat: Seat) -> None:
        await seat.open("v0007")
        composer = seat.view.conversation.pane.composer
        composer.edit.setFocus()
        QTest.keyClicks(composer.edit, "/re")
        popup = composer.completer.list
        await until(popup.isVisible)
        await until(lambda: popup.list.count() == 3)
        QTest.keyClick(composer.edit, Qt.Key.Key_Escape)
        assert not popup.isVisible()
        assert composer.text == "/re"
        QTest.keyClicks(composer.edit, "f")
        await until(popup.isVisible)
        QTest.keyClick(composer.edit, Qt.Key.Key_Down)
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
        assert composer.text == "Your money is back within five working days."
        await until(lambda: seat.room.calls.count("used") == 1)
        assert seat.room.calls.last("used") == ("c1", "rrefund")

    _seated(pick)


def test_what_is_looked_at_is_told_and_left() -> None:
    async def look(seat: Seat) -> None:
        await seat.open("v0007")
        await until(lambda: "looking" in _frames(seat))
        seat.view.hide()
        await until(lambda: _frames(seat).count("looking") == 2)

    _seated(look)


def test_resolving_asks_what_became_of_it_and_offers_to_learn() -> None:
    async def resolve(seat: Seat) -> None:
        await seat.open("v0007")
        seat.room.calls.script(
            "resolve",
            lambda one, _outcome: msgspec.structs.replace(
                seat.room.known[one], status=ConversationStatus.RESOLVED, outcome="solved"
            ),
        )
        seat.view.conversation.resolve()
        menu = seat.view.findChild(QMenu, "resolve_menu")
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions()] == ["Solved", "Not solved"]
        menu.actions()[0].trigger()
        menu.close()
        await until(lambda: seat.view.findChild(LearnView) is not None)
        assert seat.room.calls.last("resolve") == ("v0007", "solved")
        learn = seat.view.findChild(LearnView)
        assert isinstance(learn, LearnView)
        assert "flickers" in learn.title_field.text()
        assert "I look at your order" in learn.text.toPlainText()
        learn.title_field.setText("Flickering lamps")
        QTest.mouseClick(learn._save, Qt.MouseButton.LeftButton)
        await until(lambda: seat.room.calls.count("learn") == 1)
        assert seat.room.calls.last("learn")[1] == "Flickering lamps"
        barred = seat.view.conversation.pane.composer._barred.text()
        assert "resolved" in barred

    _seated(resolve)


def test_two_hundred_rows_cost_what_is_seen_of_them() -> None:
    async def fill(seat: Seat) -> None:
        for at in range(200):
            status = ConversationStatus.WAITING_HUMAN
            one = conversation(
                100 + at, status=status, waiting_since=f"2026-11-23T10:00:{at % 60:02}.000Z"
            )
            seat.room.tell(one)
        listing = seat.room.console.listing
        listing.refresh()
        assert listing.lines.rowCount() == 206
        rows = seat.view.list.list
        seat.view.grab()
        painted: list[int] = []

        class Counting(LineDelegate):
            def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
                painted.append(index.row())

        rows.setItemDelegate(Counting(rows, seat.themes, seat.room.console.clock))
        rows.viewport().grab()
        assert 0 < len(painted) < 20

    _seated(fill)


def test_a_press_is_for_the_row_that_was_pressed() -> None:
    async def press(seat: Seat) -> None:
        rows = seat.view.list.list
        at = rows.visualRect(rows.model().index(1, 0)).center()
        QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        seat.room.tell(seat.room.known["v0001"], status=ConversationStatus.RESOLVED)
        seat.room.console.listing.refresh()
        QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
        await until(lambda: seat.room.console.tabs.current == "v0002")

    _seated(press)


def test_the_keys_are_listed_and_meet_no_others() -> None:
    async def keys() -> None:
        spawner = tasks()
        room = Consoles(live_events(spawner), spawner)
        room.live.link = Link(LinkState.ONLINE)
        room.model.start()
        await until(lambda: room.model.consoles)
        await until(lambda: room.console.listing.phase is Phase.READY)
        view = SupportView(room.model, Themes(application(), "light"), room.emoji)
        view.open("")
        view.resize(1180, 760)
        view.show()
        registry = Shortcuts()
        registry.add(shortcuts(room.model, view), "support")
        assert registry.conflicts() == []
        listed = [one for group in registry.listed().values() for one in group]
        assert len(listed) == len(list(registry))
        registry.install(view)
        registry.enter("support")

        def press(name: str) -> None:
            found = registry.get(name)
            assert found is not None
            assert found.act is not None
            found.act()

        press("support_next")
        await until(lambda: room.console.tabs.current == "v0001")
        press("support_next")
        await until(lambda: room.console.tabs.current == "v0002")
        press("support_tab_1")
        assert room.console.tabs.current == "v0001"
        press("support_note")
        modes = [room.console.open.mode if room.console.open else ""]
        press("support_reply")
        modes.append(room.console.open.mode if room.console.open else "")
        assert modes == ["note", "reply"]
        room.calls.script("accept", room.known["v0001"])
        press("support_accept")
        await until(lambda: room.calls.count("accept") == 1)
        assert view.console is not None
        assert view.console.close_tab()
        assert view.console.close_tab()
        assert not view.console.close_tab(), "with none left the key closes the window"
        room.event(EventType.MEMBER_UPDATED, membership("c1", role=Role.MEMBER))
        assert room.console.farewell
        view.release()
        view.close()
        view.deleteLater()
        room.close()
        await spawner.close()

    run(keys())


def test_the_words_of_a_customer_reach_the_screen() -> None:
    async def come(seat: Seat) -> None:
        opened = await seat.open("v0007")
        one = seat.room.known["v0007"]
        seat.room.event(EventType.MESSAGE_CREATED, said(one, "Are you there?", 20))
        await until(lambda: opened.talk.rows.rows[-1].text == "Are you there?")

    _seated(come)


def test_dropped_files_go_to_the_customer_in_plain_sight_or_not_at_all(tmp_path: Path) -> None:
    """Never unseen into the reply of who is writing a note."""
    file = tmp_path / "label.txt"
    file.write_text("No. 7")

    def drop(seat: Seat) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        place, copy = QPointF(40, 40), Qt.DropAction.CopyAction
        none = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, none)
        seat.view.conversation.pane.dropEvent(event)

    async def doing(seat: Seat) -> None:
        seat.room.calls.script("upload", dropped())
        mine = await seat.open("v0007")
        seat.view.conversation.take_note()
        drop(seat)
        assert mine.mode == "reply"
        assert [chip.name for chip in mine.talk.attaching.chips] == ["label.txt"]
        assert seat.view.conversation.pane.composer.isVisible()
        await until(lambda: mine.talk.attaching.chips[0].error, "it says why, and offers again")
        waits = await seat.open("v0001")
        drop(seat)
        assert waits.talk.attaching.chips == []
        advice = waits.talk.act_advice
        assert advice is not None
        assert advice.text == "Accept the conversation to reply."

    _seated(doing)


def test_what_stops_the_ringing_is_whole_in_a_narrow_window() -> None:
    async def narrow(seat: Seat) -> None:
        seat.view.resize(820, 700)
        desk = seat.view.desk
        desk.silence.setVisible(False)
        seat.room.model.ringer.ringing = False
        seat.room.model.ringer.ringing = True
        await until(desk.silence.isVisible)
        application().processEvents()
        assert desk.silence.width() >= desk.silence.minimumSizeHint().width()
        assert desk.how.width() >= desk.how.minimumSizeHint().width()
        seat.room.model.ringer.silence()
        assert desk.bell.isVisible()

    _seated(narrow)
