"""The controls of a sound with a player whose every answer the test gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from spaces_desktop.widgets.audio_player import AudioPlayer, clock_words
from spaces_desktop.widgets.error_strip import ErrorStrip
from spaces_desktop.widgets.player import Player, PlayerState
from spaces_desktop.widgets.theme import Themes
from tests.kit.desktop import application

W = TypeVar("W", bound=QWidget)


class ScriptedPlayer(QObject):
    changed = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.state = PlayerState.PAUSED
        self.position_ms = 0
        self.duration_ms = 60_000
        self.peaks: Sequence[float] = (0.2, 1.0, 0.5)
        self.speed = 1.0
        self.trouble = ""
        self.asked: list[object] = []

    def now(self, state: PlayerState) -> None:
        self.state = state
        self.changed.emit()

    def play(self) -> None:
        self.asked.append("play")
        self.now(PlayerState.PLAYING)

    def pause(self) -> None:
        self.asked.append("pause")
        self.now(PlayerState.PAUSED)

    def seek(self, position_ms: int) -> None:
        self.asked.append(position_ms)
        self.position_ms = position_ms
        self.moved.emit(position_ms)

    def set_speed(self, speed: float) -> None:
        self.asked.append(speed)
        self.speed = speed
        self.changed.emit()


class Scene:
    def __init__(self) -> None:
        self.player = ScriptedPlayer()
        as_player: Player = self.player
        self.themes = Themes(application(), "light")
        self.widget = AudioPlayer(as_player, "song.flac", self.themes)
        self.widget.resize(480, 60)
        self.widget.show()
        self.play = self.part(QToolButton, "audio_play")
        self.speed = self.part(QToolButton, "audio_speed")
        self.time = self.part(QLabel, "audio_time")
        self.wave = self.widget.waveform

    def part(self, kind: type[W], name: str) -> W:
        found = self.widget.findChild(kind, name)
        assert found is not None
        return found


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.widget.close()
    made.widget.deleteLater()


def test_the_button_plays_and_pauses_and_says_so(scene: Scene) -> None:
    assert scene.play.accessibleName() == "Play song.flac"
    scene.play.click()
    assert scene.play.accessibleName() == "Pause song.flac"
    scene.play.click()
    assert scene.player.asked == ["play", "pause"]
    assert scene.play.accessibleName() == "Play song.flac"


def test_space_plays_from_the_waveform_too(scene: Scene) -> None:
    scene.wave.setFocus()
    QTest.keyClick(scene.wave, Qt.Key.Key_Space)
    assert scene.player.asked == ["play"]


def test_arrow_keys_skip_five_seconds(scene: Scene) -> None:
    scene.player.seek(30_000)
    scene.player.asked.clear()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End):
        QTest.keyClick(scene.wave, key)
    assert scene.player.asked == [35_000, 30_000, 25_000, 60_000]
    QTest.keyClick(scene.wave, Qt.Key.Key_Home)
    assert scene.player.asked[-1] == 0


def test_the_mouse_chooses_a_place(scene: Scene) -> None:
    width, middle = scene.wave.width(), scene.wave.height() // 2
    QTest.mouseClick(scene.wave, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, middle))
    assert abs(int(str(scene.player.asked[-1])) - 30_000) < 1500
    QTest.mouseClick(scene.wave, Qt.MouseButton.LeftButton, pos=QPoint(0, middle))
    assert scene.player.asked[1:] == [0]
    QTest.mousePress(scene.wave, Qt.MouseButton.LeftButton, pos=QPoint(10, middle))
    scene.player.moved.emit(3000)
    assert scene.wave.value() < 3000, "it does not run away from under the mouse"
    QTest.mouseMove(scene.wave, QPoint(width - 1, middle))
    QTest.mouseRelease(scene.wave, Qt.MouseButton.LeftButton, pos=QPoint(width - 1, middle))
    assert scene.player.asked[-1] == 60_000


def test_playing_moves_the_waveform_and_seeks_nothing(scene: Scene) -> None:
    scene.player.moved.emit(12_345)
    assert scene.wave.value() == 12_345
    assert scene.player.asked == []
    assert scene.time.text() == "0:12 of 1:00"


def test_readers_hear_position_and_names(scene: Scene) -> None:
    scene.player.moved.emit(5000)
    found = QAccessible.queryAccessibleInterface(scene.wave)
    assert found.role() == QAccessible.Role.Slider
    assert found.text(QAccessible.Text.Name) == "Position"
    assert found.text(QAccessible.Text.Description) == "0:05 of 1:00"
    assert scene.widget.accessibleName() == "Sound: song.flac"
    assert scene.speed.accessibleName() == "Speed: 1×"


def test_the_speed_is_chosen_and_shown(scene: Scene) -> None:
    actions = scene.speed.menu().actions()
    assert [action.text() for action in actions] == ["0.75×", "1×", "1.25×", "1.5×", "2×"]
    actions[3].trigger()
    assert scene.player.asked == [1.5]
    assert scene.speed.text() == "1.5×"
    assert [action.isChecked() for action in actions] == [False, False, False, True, False]


def test_loading_is_said_and_can_be_broken_off(scene: Scene) -> None:
    scene.player.now(PlayerState.LOADING)
    assert scene.time.text() == "Loading"
    scene.play.click()
    assert scene.player.asked == ["pause"]


def test_a_failure_says_why_and_offers_to_try_again(scene: Scene) -> None:
    strip = scene.part(ErrorStrip, "audio_error")
    assert not strip.isVisible()
    scene.player.trouble = "There is no loudspeaker."
    scene.player.now(PlayerState.FAILED)
    assert strip.isVisible()
    assert strip.text == "There is no loudspeaker."
    retry = scene.part(QWidget, "audio_error_retry")
    QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert scene.player.asked == ["play"]
    assert not strip.isVisible()


def test_an_unknown_sound_is_shown_flat_and_seeks_nowhere(scene: Scene) -> None:
    scene.player.duration_ms = 0
    scene.player.peaks = ()
    scene.player.now(PlayerState.IDLE)
    QTest.mouseClick(scene.wave, Qt.MouseButton.LeftButton, pos=QPoint(50, 5))
    assert scene.player.asked in ([], [0])
    assert scene.time.text() == ""
    assert not scene.wave.grab().isNull()


def test_all_of_it_is_reached_by_tab(scene: Scene) -> None:
    for part in (scene.play, scene.wave, scene.speed):
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_played_bars_have_another_colour(scene: Scene) -> None:
    def colours() -> set[str]:
        image = scene.wave.grab().toImage()
        y = image.height() // 2
        return {image.pixelColor(x, y).name() for x in range(image.width())}

    theme = scene.themes.current
    assert theme.colors["accent"] not in colours()
    scene.player.moved.emit(30_000)
    assert {theme.colors["accent"], theme.colors["scroll"]} <= colours()


@pytest.mark.parametrize(
    ("ms", "words"),
    [(0, "0:00"), (-5, "0:00"), (999, "0:00"), (65_000, "1:05"), (3_605_000, "1:00:05")],
)
def test_time_in_words(ms: int, words: str) -> None:
    assert clock_words(ms) == words
