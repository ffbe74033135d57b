"""The studio on the screen: the way through it by keyboard alone, and what is said on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.studio.model import Step
from spaces_desktop.lounge.studio.take import TakeState
from spaces_desktop.widgets.theme import Themes
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.kit import studio as voices
from tests.kit.desktop import application, run, until
from tests.kit.studio import silence, speech

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(Themes(application(), "light"))
    yield made
    run(made.close())


def find(room: Studio, kind: type[W], name: str) -> W:
    found = room.view.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def key(which: Qt.Key) -> None:
    """Where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which)


def focused() -> str:
    found = QApplication.focusWidget()
    return "" if found is None else found.objectName()


def step(room: Studio) -> Step:
    return room.model.step


def shown(stage: Stage, room: Studio) -> None:
    run(stage.show(room.view, (940, 900)))
    run(until(lambda: room.model.phase in (Phase.EMPTY, Phase.READY)))


def test_the_way_by_keyboard_alone(stage: Stage) -> None:
    room = Studio(stage)
    shown(stage, room)
    model = room.model
    assert focused() == "studio_begin"
    key(Qt.Key.Key_Space)
    assert (step(room), focused()) == (Step.MICROPHONE, "studio_device")
    room.ear.hear(speech(2))
    assert find(room, QLabel, "studio_heard_title").text() == "We hear you"
    find(room, QPushButton, "studio_next").setFocus()
    key(Qt.Key.Key_Return)
    assert (step(room), focused()) == (Step.ROOM, "studio_listen")
    key(Qt.Key.Key_Space)
    room.ear.hear(silence(2.1))
    run(until(lambda: model.room.room is not None))
    assert find(room, QLabel, "studio_room_verdict_title").text() == "A quiet room"
    find(room, QPushButton, "studio_next").setFocus()
    key(Qt.Key.Key_Return)
    assert (step(room), focused()) == (Step.READ, "studio_take_record")
    for _ in range(3):
        sentence = find(room, QLabel, "studio_sentence").text()
        key(Qt.Key.Key_Space)
        assert model.take.state is TakeState.RECORDING
        room.ear.hear(speech(6))
        key(Qt.Key.Key_Space)
        run(until(lambda: focused() == "studio_take_keep", "what was read can be kept"))
        key(Qt.Key.Key_Return)
        run(until(lambda: focused() == "studio_take_record", "on to the next"))
        assert find(room, QLabel, "studio_sentence").text() != sentence
    assert find(room, QLabel, "studio_samples_heading").text() == "3 recordings"
    find(room, QPushButton, "studio_next").setFocus()
    key(Qt.Key.Key_Return)
    assert step(room) is Step.CONSENT
    run(until(lambda: model.consent.phase is Phase.READY))
    find(room, QWidget, "studio_statement_take_record").setFocus()
    key(Qt.Key.Key_Space)
    room.ear.hear(speech(6))
    key(Qt.Key.Key_Space)
    run(until(lambda: focused() == "studio_statement_take_keep"))
    key(Qt.Key.Key_Return)
    run(until(lambda: model.consent.spoken is not None))
    find(room, QCheckBox, "studio_tick").setFocus()
    key(Qt.Key.Key_Space)
    agree = find(room, QPushButton, "studio_agree")
    assert agree.text() == "I agree: send 3 recordings"
    agree.setFocus()
    key(Qt.Key.Key_Return)
    run(until(lambda: not model.sending.pending))
    find(room, QPushButton, "studio_next").setFocus()
    key(Qt.Key.Key_Return)
    run(until(lambda: focused() == "studio_build_go"))
    key(Qt.Key.Key_Space)
    run(until(lambda: model.build.status == "building"))
    assert find(room, QPushButton, "studio_build_cancel").isVisible()


def test_recording_is_not_begun_by_a_space_in_a_text_or_on_another_button(stage: Stage) -> None:
    room = Studio(stage)
    shown(stage, room)
    room.model.begin()
    room.model.go(Step.READ)
    before = find(room, QLabel, "studio_sentence").text()
    find(room, QWidget, "studio_skip").setFocus()
    key(Qt.Key.Key_Space)
    assert room.model.take.state is TakeState.IDLE
    assert find(room, QLabel, "studio_sentence").text() != before


def test_voice_and_original_are_compared_by_one_key(stage: Stage) -> None:
    room = Studio(
        stage,
        consent=voices.bundle(),
        samples=[voices.sample()],
        voice=voices.voice("ready"),
    )
    shown(stage, room)
    model = room.model
    model.go(Step.LISTEN)
    find(room, QWidget, "studio_preview_play_0").setFocus()
    key(Qt.Key.Key_Space)
    run(until(lambda: model.previews.listening.heard == "0"))
    assert find(room, QLabel, "studio_now").text() == "AI voice"
    find(room, QWidget, "studio_preview_play_0").setFocus()
    key(Qt.Key.Key_A)
    assert find(room, QLabel, "studio_now").text() == "You, as recorded"
    own = find(room, QLineEdit, "studio_own")
    own.setFocus()
    QTest.keyClicks(own, "A cat")
    assert own.text() == "A cat"
    assert model.previews.listening.heard == "original", "letters that are typed compare nothing"
    key(Qt.Key.Key_Return)
    run(until(lambda: model.previews.sentences[3].clip is not None))


def test_withdrawing_asks_first_and_says_what_is_deleted(stage: Stage) -> None:
    room = Studio(
        stage,
        consent=voices.bundle(),
        samples=[voices.sample(1), voices.sample(2)],
        voice=voices.voice("ready"),
    )
    shown(stage, room)
    room.model.go(Step.LISTEN)
    find(room, QPushButton, "studio_withdraw").click()
    assert "2 recordings" in find(room, QLabel, "withdraw_consent_text").text()
    assert room.calls.count("withdraw") == 0
    find(room, QPushButton, "withdraw_consent_sure").click()
    run(until(lambda: room.model.withdrawn == 2))
    run(until(lambda: find(room, QPushButton, "studio_begin").isVisible()))


def test_steps_can_be_gone_back_to_and_not_skipped(stage: Stage) -> None:
    room = Studio(stage)
    shown(stage, room)
    room.model.begin()
    assert not find(room, QPushButton, "studio_step_build").isEnabled()
    find(room, QPushButton, "studio_step_read").click()
    assert step(room) is Step.READ
    assert not find(room, QPushButton, "studio_next").isEnabled()
    find(room, QPushButton, "studio_step_microphone").click()
    assert step(room) is Step.MICROPHONE
    assert find(room, QPushButton, "studio_step_microphone").isChecked()
