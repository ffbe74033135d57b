"""The clubs room on the screen: list, thread, inspector and what they do to the models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from embedded_server.contracts.agents import EditLink
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import MAX_TEXT
from embedded_server.contracts.communities import Role
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, TurnChunk
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.club.clubs import ClubsModel
from spaces_desktop.club.view import ClubsView
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.dialogs import ConfirmDialog
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.message_list import MessageList
from spaces_desktop.widgets.money_field import MoneyField
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import (
    FakeCalls,
    agent_message,
    application,
    community,
    dropped,
    frame,
    linked_agent,
    live_events,
    membership,
    message,
    page,
    page_of,
    refused,
    run,
    tasks,
    until,
    user,
)


class Screen:
    def __init__(self, *history: Any) -> None:
        own = membership(role=Role.CREATOR, unread=1, read=0)
        club = community(own=own, description="Bread, slowly")
        self.communities = FakeCalls(
            mine=Snapshot([club], 100),
            members=Snapshot([membership(role=Role.CREATOR)], 100),
            create=community("c2", "Aviators", membership("c2", role=Role.CREATOR)),
            browse=page_of([club]),
            audit=page_of([]),
            bans=[],
        )
        self.agents = FakeCalls(linked=[linked_agent(fee=50)])
        self.club = FakeCalls(
            history=Snapshot(page([message(2), message(1)]), 100), ask=None, read_up_to=None
        )
        nothing: Page[Any] = page_of([])
        self.finding = FakeCalls(search=nothing, mentions=nothing, pins=nothing, reports=nothing)
        if history:
            self.club.script("history", *history)
        self.tasks = tasks()
        self.live = live_events(self.tasks)
        self.visited: list[str] = []
        self.model = ClubsModel(
            self.communities,
            self.agents,
            self.club,
            self.live,
            self.tasks,
            user(),
            self._visit,
            finding=self.finding,
        )
        self.themes = Themes(application(), "light")
        self.view = ClubsView(self.model, self.themes)
        self.view.resize(1100, 700)
        self.view.show()
        self.view.activateWindow()
        self.model.start()
        self.settle()

    def _visit(self, club: str) -> None:
        self.visited.append(club)
        self.view.open(club)

    def settle(self) -> None:
        async def rest() -> None:
            await until(lambda: set(self.tasks.names) <= {"live events"})

        run(rest())
        application().processEvents()

    def part(self, kind: type[Any], name: str) -> Any:
        found = self.view.findChild(kind, name)
        assert found is not None, name
        return found

    def enter(self) -> None:
        clubs = self.part(QListView, "club_list")
        QTest.mouseClick(
            clubs.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(60, 20),
        )
        self.settle()

    async def end(self) -> None:
        self.model.close()
        await self.tasks.close()


@pytest.fixture
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    close(made)


def close(screen: Screen) -> None:
    run(screen.end())
    screen.view.close()
    screen.view.deleteLater()
    screen.themes.deleteLater()
    application().processEvents()


def test_a_click_opens_a_club_with_its_people_and_agents(screen: Screen) -> None:
    screen.enter()
    assert screen.visited == ["c1"]
    shown = screen.part(MessageList, "messages")
    assert shown.isVisible()
    assert shown.model().rowCount() == 2
    assert screen.part(QListView, "member_list").model().rowCount() == 1
    assert screen.part(QListView, "agent_list").model().rowCount() == 1
    assert screen.part(QPushButton, "add_agent").isVisible()


def test_what_one_sees_counts_as_read(screen: Screen) -> None:
    screen.enter()
    assert screen.club.last("read_up_to") == ("c1", 2)


@pytest.mark.parametrize(
    ("role", "words", "fee"),
    [(Role.MEMBER, "0.50 a question", 50), (Role.CREATOR, "free for you, 0.50 for members", 0)],
)
def test_asking_takes_the_fee_that_was_shown(
    screen: Screen, role: Role, words: str, fee: int
) -> None:
    club = community(own=membership(role=role, unread=2, read=0))
    screen.communities.script("mine", Snapshot([club], 100))
    screen.model.clubs.load()
    screen.settle()
    screen.enter()
    edit = screen.part(QWidget, "composer")
    QTest.keyClicks(edit, "@cr")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    chip = screen.part(QLabel, "asked_text")
    assert words in chip.text()
    QTest.keyClicks(edit, "why?")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    screen.settle()
    form = screen.club.last("ask")[1]
    assert (form.agent_id, form.text, form.accept_fee_cents) == ("a1", "why?", fee)


def test_stop_is_there_only_while_ones_own_reply_is_written(screen: Screen) -> None:
    screen.enter()
    stop = screen.part(QToolButton, "stop_button")
    assert not stop.isVisible()
    own = message(3, author=message(3).author.__class__(kind="user", id="u1", name="Ada"))
    reply = agent_message(4, status="streaming", reply_to_id=own.id)
    for seq, one in ((101, own), (102, reply)):
        screen.live.receive(frame(EventType.MESSAGE_CREATED, one, seq, "c1"))
    chunk = TurnChunk(turn_id="t4", message_id=reply.id, index=0, text="Because")
    screen.live.receive(frame(EventType.TURN_CHUNK, chunk, None, "c1"))
    assert stop.isVisible()
    done = agent_message(4, "Because.", reply_to_id=own.id)
    screen.live.receive(frame(EventType.MESSAGE_UPDATED, done, 103, "c1"))
    assert not stop.isVisible()


def test_a_draft_stays_with_its_club(screen: Screen) -> None:
    screen.enter()
    edit = screen.part(QWidget, "composer")
    QTest.keyClicks(edit, "half a thought")
    screen.view.open("")
    screen.enter()
    assert edit.toPlainText() == "half a thought"


def test_the_inspector_can_be_hidden(screen: Screen) -> None:
    screen.enter()
    toggle = screen.part(QToolButton, "toggle_inspector")
    toggle.click()
    assert not screen.part(QWidget, "inspector").isVisible()
    toggle.click()
    assert screen.part(QWidget, "inspector").isVisible()


def test_a_club_is_created_in_a_dialog_and_entered(screen: Screen) -> None:
    screen.part(QToolButton, "create_button").click()
    name = screen.part(QLineEdit, "club_name")
    QTest.keyClicks(name, "Aviators")
    QTest.keyClick(name, Qt.Key.Key_Return)
    screen.settle()
    assert screen.visited == ["c2"]
    assert screen.communities.last("create")[0].name == "Aviators"


def test_history_that_cannot_be_fetched_says_so_and_can_be_tried_again() -> None:
    screen = Screen(dropped(), Snapshot(page([message(1)]), 100))
    screen.enter()
    strip = screen.part(QWidget, "history_error")
    assert strip.isVisible()
    screen.part(QPushButton, "history_error_retry").click()
    screen.settle()
    assert screen.part(MessageList, "messages").isVisible()
    close(screen)


def test_every_control_in_reach_has_a_name(screen: Screen) -> None:
    screen.enter()
    for kind in (QToolButton, QPushButton, QListView, QLineEdit):
        for control in screen.view.findChildren(kind):
            reached = control.isVisible() and control.focusPolicy() is not Qt.FocusPolicy.NoFocus
            if reached and not control.objectName().startswith("qt_"):
                said = control.accessibleName() or getattr(control, "text", str)()
                assert said, control.objectName()


def test_too_much_text_stays_in_the_composer_and_is_told(screen: Screen) -> None:
    screen.enter()
    edit, strip = screen.part(QPlainTextEdit, "composer"), screen.part(ErrorStrip, "act_error")
    edit.setPlainText("x" * (MAX_TEXT + 3))
    assert strip.isVisible()
    assert "3 characters too long" in strip.text
    assert not screen.part(QToolButton, "send_button").isEnabled()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert len(edit.toPlainText()) == MAX_TEXT + 3
    edit.setPlainText("x" * MAX_TEXT)
    assert not strip.isVisible()
    assert screen.part(QToolButton, "send_button").isEnabled()


def test_a_refused_message_goes_back_into_the_composer(screen: Screen) -> None:
    screen.enter()
    assert screen.model.open_thread is not None
    screen.model.open_thread.writing.draft_wanted.emit(Draft(text="one"))
    assert screen.part(QPlainTextEdit, "composer").toPlainText() == "one"


def menu(screen: Screen) -> QMenu:
    """The menu of the agents' button, as it is when it opens."""
    shown = screen.part(QToolButton, "agent_menu").menu()
    shown.aboutToShow.emit()
    return cast(QMenu, shown)


def test_ones_own_agent_can_be_edited_and_the_list_follows(screen: Screen) -> None:
    screen.agents.script("knowledge", [])
    screen.agents.script("feedback", page_of([]))
    screen.agents.script("usage", dropped())
    screen.agents.script("edit", linked_agent("Crumbs").agent)
    screen.enter()
    actions = {one.objectName(): one for one in menu(screen).actions()}
    assert set(actions) == {"edit_agent", "edit_link_action", "remove_agent_action"}
    actions["edit_agent"].trigger()
    screen.settle()
    name = screen.part(QLineEdit, "agent_name")
    assert name.text() == "Crumb"
    name.setText("Crumbs")
    before = screen.agents.count("linked")
    screen.part(QPushButton, "new_agent_submit").click()
    screen.settle()
    assert screen.agents.last("edit")[1].name == "Crumbs"
    assert screen.agents.count("linked") == before + 1


def test_staff_say_how_much_an_agent_reads(screen: Screen) -> None:
    screen.enter()
    changed = linked_agent(context=7)
    screen.agents.script("edit_link", refused(Code.FORBIDDEN, 403), changed)
    next(one for one in menu(screen).actions() if one.objectName() == "edit_link_action").trigger()
    reads = screen.part(QSpinBox, "link_reads")
    assert reads.value() == 20
    reads.setValue(7)
    submit = screen.part(QPushButton, "link_submit")
    submit.click()
    screen.settle()
    assert screen.part(ErrorStrip, "agent_link_error").isVisible()
    submit.click()
    screen.settle()
    assert screen.agents.last("edit_link") == ("c1", "a1", EditLink(context_messages=7))
    assert screen.view.findChild(QSpinBox, "link_reads") is None or not reads.isVisible()


def test_staff_type_what_a_question_costs(screen: Screen) -> None:
    screen.enter()
    screen.agents.script("edit_link", linked_agent(context=20))
    next(one for one in menu(screen).actions() if one.objectName() == "edit_link_action").trigger()
    price, submit = screen.part(MoneyField, "link_price"), screen.part(QPushButton, "link_submit")
    price.setText("a lot")
    submit.click()
    screen.settle()
    assert screen.agents.count("edit_link") == 0
    assert screen.part(ErrorStrip, "agent_link_error").isVisible()
    price.setText("1,25")
    submit.click()
    screen.settle()
    form = EditLink(context_messages=20, call_fee_cents=125)
    assert screen.agents.last("edit_link") == ("c1", "a1", form)


def test_removing_an_agent_asks_first(screen: Screen) -> None:
    screen.agents.script("unlink", None)
    screen.enter()
    for name, count in (("Keep it", 0), ("Remove", 1)):
        found = [one for one in menu(screen).actions() if "Remove" in one.text()]
        found[0].trigger()
        box = screen.part(ConfirmDialog, "remove_agent")
        assert "Crumb" in box.title.text()
        next(one for one in box.findChildren(QPushButton) if one.text() == name).click()
        screen.settle()
        application().sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        assert screen.agents.count("unlink") == count
    assert screen.agents.last("unlink") == ("c1", "a1")


def test_an_agent_of_somebody_else_is_not_for_editing(screen: Screen) -> None:
    linked = linked_agent()
    other = structs.replace(linked.agent, owner_id="u9")
    screen.agents.script("linked", [structs.replace(linked, agent=other)])
    screen.enter()
    assert [one.objectName() for one in menu(screen).actions()] == [
        "edit_link_action",
        "remove_agent_action",
    ]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot
def test_the_keyboard_opens_the_menu_of_an_agent(screen: Screen) -> None:
    screen.enter()
    agents = screen.part(QListView, "agent_list")
    agents.setFocus()
    agents.setCurrentIndex(agents.model().index(0, 0))
    agents.customContextMenuRequested.emit(QPoint(-1, -1))
    shown = screen.part(QMenu, "agent_context_menu")
    assert [one.objectName() for one in shown.actions()] == [
        "edit_agent",
        "edit_link_action",
        "remove_agent_action",
    ]
    shown.close()
    assert screen.part(QToolButton, "agent_menu").focusPolicy() is not Qt.FocusPolicy.NoFocus


def test_an_error_of_a_field_goes_when_the_field_is_edited(screen: Screen) -> None:
    screen.part(QToolButton, "create_button").click()
    assert screen.part(QToolButton, "create_button").accessibleName() == "New club"
    screen.part(QPushButton, "club_submit").click()
    strip = screen.part(ErrorStrip, "create_club_error")
    name = screen.part(QLineEdit, "club_name")
    assert strip.isVisible()
    assert strip.y() < screen.part(QPlainTextEdit, "club_description").y()
    QTest.keyClicks(name, "A")
    assert not strip.isVisible()


def test_a_day_that_cannot_be_gone_to_is_told(screen: Screen) -> None:
    screen.enter()
    screen.finding.script("first_since", dropped())
    screen.model.finding.go_to_date(date(2026, 11, 23))
    screen.settle()
    assert screen.part(ErrorStrip, "club_act_error").isVisible()
