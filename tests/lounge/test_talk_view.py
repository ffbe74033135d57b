"""The Talk tab by mouse and keyboard: the big button, Stop, Esc, and the way to a subscription."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from spaces_desktop.chat.emoji import KeptEmoji
from spaces_desktop.lounge.talk.button_view import TalkButton
from spaces_desktop.lounge.talk.talk import TalkState
from spaces_desktop.lounge.view import LoungesView
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, discard, run, until
from tests.lounge.talking import Talking, chat, meta, mine, usage

LEFT = Qt.MouseButton.LeftButton
SOME = (b"x",) * 5


class Screen:
    def __init__(self, **answers: Any) -> None:
        self.bench = Talking(mine(), chats=(chat(),), **answers)
        self.view = LoungesView(self.bench.model, Themes(application()), KeptEmoji(self.bench.keep))
        run(self.bench.start("c1"))
        self.view.resize(1000, 700)
        self.view.show()
        self.view.activateWindow()

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.view.findChild(kind, name)
        assert isinstance(found, QWidget), name
        return found

    @property
    def button(self) -> TalkButton:
        found = self.find(TalkButton, "talk_button")
        assert isinstance(found, TalkButton)
        return found

    def words(self, name: str) -> str:
        found = self.find(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def close(self) -> None:
        self.view.release()
        self.bench.close()
        discard(self.view)


@pytest.fixture
def screen() -> Iterator[Any]:
    kept: list[Screen] = []

    def make(**answers: Any) -> Screen:
        kept.append(Screen(**answers))
        return kept[-1]

    yield make
    for one in kept:
        one.close()


def feed(_turn: str, begin: Any) -> None:
    begin(24_000)(bytes(48_000))


def test_held_with_the_mouse_it_listens_and_letting_go_sends(
    screen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spaces_desktop.lounge.talk.button_view.HOLD_MS", 0)
    shown = screen()
    QTest.mousePress(shown.button, LEFT)
    assert "Let go" in shown.words("talk_hint")
    shown.bench.ears.say(*SOME)
    QTest.mouseRelease(shown.button, LEFT)
    run(until(lambda: shown.bench.calls.count("say_aloud") == 1))


def test_one_click_begins_and_another_sends(screen: Any) -> None:
    shown = screen()
    QTest.mouseClick(shown.button, LEFT)
    assert "Press again" in shown.words("talk_hint")
    shown.bench.ears.say(*SOME)
    QTest.mouseClick(shown.button, LEFT)
    run(until(lambda: shown.bench.calls.count("say_aloud") == 1))
    assert not shown.button.is_latched


def test_space_talks_and_escape_throws_away(screen: Any) -> None:
    shown = screen()
    shown.button.setFocus()
    QTest.keyPress(shown.button, Qt.Key.Key_Space)
    assert shown.bench.talk.state is TalkState.LISTENING
    shown.bench.ears.say(*SOME)
    QTest.keyClick(shown.button, Qt.Key.Key_Escape)
    assert shown.bench.ears.recordings[-1].is_dropped
    QTest.keyRelease(shown.button, Qt.Key.Key_Space)
    assert shown.bench.desk.outbox.items == []


def test_stop_silences_a_reply_and_the_button_is_in_reach_again(screen: Any) -> None:
    shown = screen(say=meta(), speech=feed)
    shown.bench.talk.thread_model.send("Hello?")
    run(until(lambda: shown.bench.talk.state is TalkState.SPEAKING))
    assert "AI voice" in shown.words("talk_hint")
    QTest.mouseClick(shown.find(QPushButton, "talk_stop"), LEFT)
    run(until(lambda: shown.bench.calls.count("stop") == 1))
    assert "Hold to talk" in shown.words("talk_state")


def test_the_speaker_is_switched_off_and_says_so(screen: Any) -> None:
    shown = screen()
    speaker = shown.find(QToolButton, "talk_speaker")
    QTest.mouseClick(speaker, LEFT)
    assert shown.bench.tools.speaking.read_only
    assert "only read" in speaker.accessibleName()


def test_out_of_time_the_price_stands_on_the_button_and_the_receipt_comes(screen: Any) -> None:
    later = "2026-12-24T10:00:00.000Z"
    paid = usage(300, subscribed=True, is_limited=False, subscription_expires_at=later)
    shown = screen(usage=usage(300), subscribe=paid)
    subscribe = shown.find(QPushButton, "meter_subscribe")
    assert "5.00" in subscribe.text()
    assert subscribe.isVisible()
    QTest.mouseClick(subscribe, LEFT)
    run(shown.bench.idle())
    assert "5.00 paid" in shown.words("meter_paid")
    assert not subscribe.isVisible()


def test_who_is_muted_cannot_talk_or_write(screen: Any) -> None:
    shown = screen()
    shown.bench.talk.thread_model.barred = "You are muted here."
    assert not shown.button.isEnabled()
    shown.bench.talk.begin()
    assert shown.bench.talk.advice.text == "You are muted here."
    assert shown.bench.ears.recordings == []
