"""The live room on the screen: coming in, talking, why one is out, and what staff does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QSlider

from embedded_server.contracts.errors import Code
from embedded_server.contracts.live_room import Goodbye
from spaces_desktop.audio.troubles import AudioTrouble
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.lounge.live.model import Stay
from spaces_desktop.lounge.live.pane_view import LivePane
from spaces_desktop.lounge.live.voice.engine import (
    Heard,
    LinkChanged,
    SoundFailed,
    SoundOpened,
)
from spaces_desktop.lounge.live.voice.link import LinkState
from spaces_desktop.lounge.live.voice.talking import Mode
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application, live_events, refused, run, tasks, until
from tests.lounge.live.room import PEOPLE, Bench, now, person, room


class Shown:
    def __init__(self, **more: object) -> None:
        spawner = tasks()
        self.bench = Bench(live_events(spawner), spawner, **more)  # type: ignore[arg-type]  # answers of any kind
        self.model = self.bench.model
        self.pane = LivePane(self.model, Themes(application()))
        self.model.load()
        self.wait(lambda: self.model.phase is not Phase.LOADING)
        self.pane.resize(700, 600)
        self.pane.show()

    def wait(self, holds: Callable[[], object]) -> None:
        run(until(holds))

    def button(self, name: str) -> QAbstractButton:
        found = self.pane.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        return found

    def text(self, name: str) -> str:
        found = self.pane.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def come_in(self) -> None:
        self.button("live_join").click()
        self.bench.sound.tell(LinkChanged(LinkState.ONLINE))
        self.bench.sound.tell(now(*PEOPLE))
        assert self.model.stay is Stay.IN

    def did(self, verb: str) -> list[tuple[object, ...]]:
        return [given for done, given in self.bench.sound.did if done == verb]

    def close(self) -> None:
        self.pane.release()
        self.model.close()
        self.pane.deleteLater()


@pytest.fixture
def show() -> Iterator[Callable[..., Shown]]:
    application()
    made: list[Shown] = []

    def make(**more: object) -> Shown:
        made.append(Shown(**more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_holding_the_button_or_the_space_bar_is_talking(show: Callable[..., Shown]) -> None:
    shown = show()
    assert not shown.button("live_talk").isVisible()
    shown.come_in()
    talk = shown.button("live_talk")
    QTest.mousePress(talk, Qt.MouseButton.LeftButton)
    assert shown.did("hold")[-1] == (True,)
    QTest.mouseRelease(talk, Qt.MouseButton.LeftButton)
    assert shown.did("hold")[-1] == (False,)
    QTest.keyPress(shown.pane, Qt.Key.Key_Space)
    assert shown.did("hold")[-1] == (True,)
    QTest.keyRelease(shown.pane, Qt.Key.Key_Space)
    assert shown.did("hold")[-1] == (False,)


def test_who_speaks_is_told_by_a_ring_and_in_words(show: Callable[..., Shown]) -> None:
    shown = show()
    shown.come_in()
    heard = Heard(0.5, True, frozenset({2}), is_unheard=False, loss=0.0)
    shown.bench.sound.tell(heard)
    rows = shown.pane.people.rows
    assert [row.box.property("speaking") for row in rows.values()] == [True, True, *[False] * 3]
    assert rows["u2"].box.accessibleName() == "Marguerite, Speaking"
    assert "Muted by a moderator" in rows["u3"].box.accessibleName()
    assert shown.pane.level.value() == 50
    shown.bench.sound.tell(Heard(0.5, False, frozenset(), is_unheard=True, loss=0.0))
    assert "nobody hears you" in shown.text("live_hint")


def test_each_person_is_as_loud_as_one_likes_also_next_time(show: Callable[..., Shown]) -> None:
    shown = show()
    shown.come_in()
    row = shown.pane.people.rows["u2"]
    slider = row.findChild(QSlider, "live_volume")
    assert isinstance(slider, QSlider)
    slider.setValue(40)
    assert shown.did("set_volume")[-1] == ("u2", 0.4)
    shown.button("live_leave").click()
    assert shown.model.stay is Stay.OUT
    assert shown.did("stop") == [()]
    shown.bench.sound.did.clear()
    shown.come_in()
    assert shown.did("set_volume") == [("u2", 0.4)]


def test_staff_opens_mutes_and_closes(show: Callable[..., Shown]) -> None:
    shown = show(role="creator", read=room(is_open=False), set_open=room(*PEOPLE))
    assert shown.model.phase is Phase.EMPTY
    shown.button("live_open").click()
    shown.wait(lambda: shown.model.phase is Phase.READY)
    assert shown.bench.calls.last("set_open") == ("c1", True)
    shown.bench.calls.script("set_muted", None)
    shown.bench.calls.script("set_removed", None)
    rows = shown.pane.people.rows
    assert not rows["u2"].more.isVisible()  # nobody mutes the creator
    for action in rows["u3"].menu().actions():
        action.trigger()
    shown.wait(lambda: shown.bench.calls.count("set_removed"))
    assert shown.bench.calls.last("set_muted") == ("c1", "u3", False)
    shown.bench.calls.script("set_open", refused(Code.FORBIDDEN, 403))
    shown.wait(lambda: shown.button("live_close").isEnabled())
    shown.button("live_close").click()
    shown.wait(lambda: shown.model.form_advice is not None)
    assert shown.pane.error.isVisible()


def test_members_see_no_controls_of_staff(show: Callable[..., Shown]) -> None:
    shown = show()
    assert not shown.button("live_close").isVisible()
    assert not any(row.more.isVisible() for row in shown.pane.people.rows.values())


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Goodbye.CLOSED, "closed"),
        (Goodbye.REMOVED, "took you out"),
        (Goodbye.ELSEWHERE, "another window"),
        (None, "stopped working"),
    ],
)
def test_one_is_told_why_one_is_out(
    show: Callable[..., Shown], why: Goodbye | None, words: str
) -> None:
    shown = show()
    shown.come_in()
    shown.bench.sound.tell(LinkChanged(LinkState.OVER, why))
    assert shown.model.stay is Stay.OUT
    assert words in shown.text("live_ended")
    assert shown.button("live_join").isVisible()
    shown.bench.sound.tell(LinkChanged(LinkState.ONLINE))
    assert shown.model.stay is Stay.OUT  # what is over tells nothing more


def test_a_break_is_told_and_mended(show: Callable[..., Shown]) -> None:
    shown = show()
    shown.come_in()
    shown.bench.sound.tell(LinkChanged(LinkState.WAITING))
    assert shown.model.stay is Stay.LOST
    assert not shown.button("live_talk").isEnabled()
    assert "by itself" in shown.text("live_hint")
    shown.bench.sound.tell(LinkChanged(LinkState.ONLINE))
    assert shown.button("live_talk").isEnabled()


def test_a_missing_microphone_has_its_remedy(show: Callable[..., Shown]) -> None:
    shown = show()
    shown.come_in()
    shown.bench.sound.tell(SoundFailed("input", AudioTrouble.NO_DEVICE))
    assert shown.pane.sound.isVisible()
    shown.model.try_sound_again()
    assert shown.did("reopen") == [("input",)]
    shown.bench.sound.tell(SoundOpened("input"))
    assert not shown.pane.sound.isVisible()


def test_staff_may_have_everybody_push(show: Callable[..., Shown]) -> None:
    shown = show(read=room(*PEOPLE, push_to_talk_only=True))
    shown.model.set_mode(Mode.VOICE)
    shown.come_in()
    assert shown.did("set_mode")[-1] == (Mode.PUSH_TO_TALK,)
    assert not shown.pane.mode.isEnabled()
    assert shown.button("live_talk").isVisible()


def test_muted_by_staff_one_cannot_talk(show: Callable[..., Shown]) -> None:
    shown = show()
    shown.come_in()
    shown.bench.sound.tell(now(person(1, "Ada", is_muted=True), *PEOPLE[1:]))
    assert not shown.button("live_talk").isEnabled()
    assert "muted you" in shown.text("live_hint")
