"""Slow mode on the screen: the countdown, the text that stays, and the outbox that waits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from embedded_server.contracts.club import Author, Message, SendMessage
from embedded_server.contracts.communities import Role
from embedded_server.contracts.errors import SLOW_MODE, Code
from spaces_desktop.club.thread import slow
from spaces_desktop.club.thread.slow import slow_words
from spaces_desktop.communities.settings_view import SettingsView
from spaces_desktop.kernel.errors import ApiError, refusal
from spaces_desktop.kernel.http import Snapshot
from spaces_desktop.widgets.message_rows import RowState
from tests.club.test_clubs_view import Screen, close
from tests.kit.desktop import (
    application,
    community,
    discard,
    membership,
    message,
    page_of,
    run,
    until,
)

TOO_SOON = ApiError(
    msgspec.structs.replace(
        refusal(429, Code.TOO_MANY_REQUESTS), retry_after_seconds=20, state=SLOW_MODE
    )
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(slow, "monotonic", made)
    return made


@pytest.fixture
def screen(clock: Clock) -> Iterator[Screen]:
    assert clock.now
    made = Screen()
    made.club.script("send", accept)
    become(made, Role.MEMBER, 30)
    made.enter()
    yield made
    close(made)


def accept(club: str, form: SendMessage) -> Message:
    author = Author(kind="user", id="u1", name="Ada")
    return message(7, form.text, author=author, client_id=form.client_id, community_id=club)


def become(screen: Screen, role: Role, seconds: int | None) -> None:
    club = community(own=membership(role=role, unread=0, read=2), slow_seconds=seconds)
    screen.communities.script("mine", Snapshot([club], 100))
    screen.model.clubs.load()
    screen.settle()


def write(screen: Screen, text: str) -> None:
    edit = screen.part(QWidget, "composer")
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    screen.settle()


def sent(screen: Screen) -> list[SendMessage]:
    return [arguments[1] for name, arguments in screen.club.asked if name == "send"]


def reach(screen: Screen, what: str) -> None:
    async def wait() -> None:
        strip = screen.part(QLabel, "composer_barred")
        await until(lambda: strip.text() == what and strip.isHidden() == (not what), what)

    run(wait())


def test_the_composer_counts_down_and_keeps_the_text(screen: Screen, clock: Clock) -> None:
    write(screen, "one")
    strip, edit = screen.part(QLabel, "composer_barred"), screen.part(QWidget, "composer")
    assert strip.isVisible()
    assert strip.text() == "Slow mode: you can write again in 30 s"
    write(screen, "two")
    assert edit.toPlainText() == "two"
    assert screen.club.count("send") == 1
    assert not screen.part(QToolButton, "send_button").isEnabled()
    clock.now += 7
    reach(screen, "Slow mode: you can write again in 23 s")
    clock.now += 23
    reach(screen, "")
    assert screen.part(QToolButton, "send_button").isEnabled()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    screen.settle()
    assert screen.club.last("send")[1].text == "two"


def test_what_was_too_soon_waits_and_goes_by_itself(screen: Screen, clock: Clock) -> None:
    screen.club.script("send", TOO_SOON, accept, accept)
    write(screen, "one")
    outbox = screen.model.outbox
    (held,) = outbox.items
    assert (held.state, held.waits) == (RowState.UNSENT, True)
    assert "by itself" in held.note
    assert screen.part(QLabel, "composer_barred").text().endswith("in 20 s")
    outbox.retry_waiting()
    screen.settle()
    assert screen.club.count("send") == 1, "a connection that comes back does not hurry it"
    clock.now += 20

    async def wait() -> None:
        await until(lambda: not outbox.items, "it went out")

    run(wait())
    assert [form.client_id for form in sent(screen)] == [held.client_id] * 2


def test_what_was_written_at_once_goes_one_by_one(screen: Screen, clock: Clock) -> None:
    async def act() -> None:
        gate = screen.club.hold("send")
        for text in ("one", "two"):
            edit = screen.part(QWidget, "composer")
            QTest.keyClicks(edit, text)
            QTest.keyClick(edit, Qt.Key.Key_Return)
        await asyncio.sleep(0)
        gate.set()
        await until(lambda: len(screen.model.outbox.items) == 1, "the first is there")
        await until(lambda: screen.model.outbox.items[0].waits, "the second waits")
        clock.now += 30
        await until(lambda: not screen.model.outbox.items, "so is the second")

    run(act())
    assert [form.text for form in sent(screen)] == ["one", "two"]


def test_who_becomes_staff_or_sees_it_end_waits_no_longer(screen: Screen) -> None:
    write(screen, "one")
    assert screen.part(QLabel, "composer_barred").isVisible()
    changed = community(own=None, slow_seconds=None)
    screen.model.clubs.changed_by_me(changed)
    screen.settle()
    assert screen.part(QLabel, "composer_barred").isHidden()
    become(screen, Role.MODERATOR, 30)
    write(screen, "two")
    write(screen, "three")
    assert screen.club.count("send") == 3


def test_changing_ones_own_message_is_free(screen: Screen) -> None:
    write(screen, "one")
    edit = screen.part(QWidget, "composer")
    QTest.keyClick(edit, Qt.Key.Key_Up)
    screen.settle()
    assert edit.toPlainText() == "one"
    assert screen.part(QLabel, "composer_barred").isHidden()
    assert screen.part(QToolButton, "send_button").isEnabled()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, ""), (59, "59 s"), (61, "1:01"), (3600, "1:00:00"), (21_599, "5:59:59")],
)
def test_long_times_are_told_like_a_clock(seconds: int, words: str) -> None:
    assert slow_words(seconds).endswith(words)
    assert bool(slow_words(seconds)) == bool(words)


def test_the_creator_sets_it_in_the_settings(screen: Screen) -> None:
    become(screen, Role.CREATOR, 7)
    screen.communities.script("invites", page_of([]))
    screen.communities.script("edit", community(slow_seconds=300))
    settings = screen.model.settings_of("c1")
    assert settings is not None
    view = SettingsView(settings, screen.themes, screen.view)
    view.show()
    odd = view.findChild(QPushButton, "settings_slow_7")
    five = view.findChild(QPushButton, "settings_slow_300")
    save = view.findChild(QPushButton, "settings_save")
    assert odd is not None
    assert odd.isChecked()
    assert five is not None
    assert save is not None
    QTest.mouseClick(five, Qt.MouseButton.LeftButton)
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    screen.settle()
    assert screen.communities.last("edit")[1].slow_seconds == 300
    view.done(0)
    discard(view)
    application().processEvents()
