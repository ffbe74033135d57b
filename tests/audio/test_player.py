"""The real player at a real loudspeaker, which the test listens to."""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from spaces_desktop.audio import output
from spaces_desktop.audio.player import SoundPlayer
from spaces_desktop.audio.reading import MOST_PEAKS, loudness, open_sound
from spaces_desktop.kernel.errors import NetworkError, Trouble
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.player import Player, PlayerState
from tests.audio.speaker import MISSING, RATE, Speaker, is_installed
from tests.audio.without_portaudio import take_portaudio_away
from tests.kit.desktop import application, run
from tests.kit.waiting import until

Samples = npt.NDArray[np.int16]
heard_for_real = pytest.mark.skipif(not is_installed(), reason=MISSING)


def tone(seconds: float, hertz: float = 440, rate: int = 44_100, kind: str = "WAV") -> bytes:
    at = np.arange(int(seconds * rate)) / rate
    wave = (0.5 * np.sin(2 * math.pi * hertz * at)).astype("float32")
    out = io.BytesIO()
    soundfile.write(out, np.column_stack([wave, wave]), rate, format=kind)
    return out.getvalue()


def pitch(samples: Samples, rate: int = RATE) -> float:
    """The loudest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * rate / len(samples))


def loud_part(heard: Path) -> Samples:
    """What was heard, without the silence around it."""
    samples = np.frombuffer(heard.read_bytes()[: heard.stat().st_size // 2 * 2], dtype="<i2")
    loud = np.flatnonzero(np.abs(samples) > 2000)
    assert len(loud), "nothing was heard"
    return samples[loud[0] : loud[-1]]


class Scene:
    def __init__(self, data: bytes | Exception) -> None:
        application()
        self.tasks = Tasks(asyncio.get_running_loop())
        self.data = data
        self.loads = 0
        self.player = SoundPlayer(self.load, self.tasks)
        self.as_widgets_see_it: Player = self.player

    async def load(self) -> bytes:
        self.loads += 1
        if isinstance(self.data, Exception):
            raise self.data
        return self.data

    async def reach(self, state: PlayerState) -> None:
        await until(lambda: self.player.state is state)

    async def silent(self) -> None:
        await until(lambda: "sound" not in self.tasks.names)

    async def close(self) -> None:
        await self.player.close()
        await self.tasks.close()


@pytest.fixture
def speaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    made = Speaker(tmp_path, monkeypatch)
    made.start()
    yield made
    made.stop()


@heard_for_real
@pytest.mark.parametrize(
    ("speed", "kind"), [(1.0, "WAV"), (1.5, "FLAC"), (2.0, "OGG"), (0.75, "WAV")]
)
def test_a_sound_is_heard_at_its_speed(speaker: Speaker, speed: float, kind: str) -> None:
    async def act() -> None:
        scene = Scene(tone(1, kind=kind))
        heard = speaker.listen()
        await until(lambda: heard.stat().st_size > 0)
        scene.player.set_speed(speed)
        scene.player.play()
        await scene.reach(PlayerState.PLAYING)
        await scene.reach(PlayerState.PAUSED)
        assert scene.player.position_ms == scene.player.duration_ms == 1000
        before = heard.stat().st_size
        await until(lambda: heard.stat().st_size > before + RATE // 2)
        part = loud_part(heard)
        assert abs(pitch(part) - 440 * speed) < 8
        assert abs(len(part) / RATE - 1 / speed) < 0.15, "all of it, and once"
        await scene.close()

    run(act())


@heard_for_real
def test_pausing_seeking_and_playing_again(speaker: Speaker) -> None:
    async def act() -> None:
        scene = Scene(tone(30))
        player = scene.player
        moved: list[int] = []
        player.moved.connect(moved.append)
        player.play()
        assert player.state.name == "LOADING"
        await until(lambda: player.position_ms > 300)
        player.pause()
        assert player.state.name == "PAUSED"
        at = player.position_ms
        player.seek(20_000)
        assert player.position_ms == 20_000 != at
        player.play()
        await until(lambda: player.position_ms > 20_300)
        player.seek(5_000)
        await until(lambda: 5_000 < player.position_ms < 10_000)
        player.seek(29_900)
        await scene.reach(PlayerState.PAUSED)
        player.play()
        await until(lambda: player.state is PlayerState.PLAYING and player.position_ms < 5000)
        assert scene.loads == 1
        assert moved
        await until(lambda: len(player.peaks) > 100)
        assert max(player.peaks) == 1.0
        await scene.close()

    run(act())


@heard_for_real
def test_what_is_pressed_last_holds(speaker: Speaker) -> None:
    """However little time there was for what was pressed before."""

    async def act() -> None:
        scene = Scene(tone(30))
        player = scene.player
        player.play()
        await until(lambda: player.position_ms > 100)
        player.pause()
        await scene.silent()
        player.play()
        await asyncio.sleep(0)  # the loudspeaker is being opened
        player.pause()
        player.play()
        player.seek(29_900)
        await scene.reach(PlayerState.PAUSED)
        assert player.position_ms == 30_000, "the end was noticed"
        await scene.close()

    run(act())


@heard_for_real
def test_what_is_played_again_as_it_ends_begins_again(speaker: Speaker) -> None:
    async def act() -> None:
        scene = Scene(tone(30))
        player = scene.player
        player.play()
        await scene.reach(PlayerState.PLAYING)
        again = iter([player.play])

        def press() -> None:
            if player.state is PlayerState.PAUSED:
                for play in again:
                    play()

        player.changed.connect(press)
        player.seek(29_900)
        await until(lambda: 100 < player.position_ms < 25_000)
        assert player.state is PlayerState.PLAYING
        await scene.close()

    run(act())


@heard_for_real
def test_one_sound_at_a_time(speaker: Speaker) -> None:
    async def act() -> None:
        first, second = Scene(tone(20)), Scene(tone(20))
        first.player.play()
        await first.reach(PlayerState.PLAYING)
        second.player.play()
        await second.reach(PlayerState.PLAYING)
        assert first.player.state is PlayerState.PAUSED
        await first.close()
        await second.close()

    run(act())


@heard_for_real
def test_a_loudspeaker_that_goes_away_is_said_and_can_come_back(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "STILL_SECONDS", 2.0)

    async def act() -> None:
        scene = Scene(tone(60))
        scene.player.play()
        await until(lambda: scene.player.position_ms > 200)
        await asyncio.to_thread(speaker.stop)
        await scene.reach(PlayerState.FAILED)
        assert "loudspeaker" in scene.player.trouble
        assert "again" in scene.player.trouble
        at = scene.player.position_ms
        await asyncio.to_thread(speaker.start)
        scene.player.play()
        await scene.reach(PlayerState.PLAYING)
        await until(lambda: scene.player.position_ms > at)
        await scene.close()

    run(act())


def test_without_a_loudspeaker_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    async def act() -> None:
        scene = Scene(tone(1))
        scene.player.play()
        await scene.reach(PlayerState.FAILED)
        assert "loudspeaker" in scene.player.trouble or "PortAudio" in scene.player.trouble
        await scene.close()

    run(act())


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    take_portaudio_away(monkeypatch)

    async def act() -> None:
        scene = Scene(tone(1))
        scene.player.play()
        await scene.reach(PlayerState.FAILED)
        assert "libportaudio2" in scene.player.trouble
        await scene.close()

    run(act())


def test_a_file_that_cannot_be_had_or_heard_is_said() -> None:
    async def act() -> None:
        scene = Scene(b"no sound at all")
        scene.player.play()
        await scene.reach(PlayerState.FAILED)
        assert "damaged" in scene.player.trouble
        scene.data = NetworkError(Trouble.DROPPED, "there")
        scene.player.play()
        await until(lambda: "connection" in scene.player.trouble)
        assert scene.loads == 2
        await scene.close()

    run(act())


# Reading


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("frames", [64, 1000, 1023])
def test_interpolation_is_smooth_over_the_edges_of_pieces(speed: float, frames: int) -> None:
    sound = open_sound(tone(1, 100), frames)
    pieces = []
    while not sound.is_over:
        piece = np.zeros((frames, 2), dtype="float32")
        sound.fill(piece, speed)
        pieces.append(piece)
    whole = np.concatenate(pieces)[:, 0]
    body = whole[: int(44_100 / speed) - 10]
    at = np.arange(len(body)) * speed / 44_100
    expected = 0.5 * np.sin(2 * math.pi * 100 * at)
    assert np.abs(body - expected).max() < 0.001
    assert np.abs(whole[int(44_100 / speed) + 10 :]).max(initial=0) == 0
    assert sound.position_ms == sound.duration_ms == 1000


def test_seeking_reads_from_there() -> None:
    sound = open_sound(tone(2), 512)
    sound.seek(1500)
    assert sound.position_ms == 1500
    sound.fill(np.zeros((441, 2), dtype="float32"), 1.0)
    assert abs(sound.position_ms - 1510) <= 1
    sound.seek(99_999)
    assert sound.is_over
    sound.seek(0)
    assert not sound.is_over


@pytest.mark.parametrize(
    ("make", "count"),
    [(lambda: tone(3), MOST_PEAKS), (lambda: tone(0.001), 44), (lambda: tone(0), 0)],
)
def test_loudness_is_told_from_end_to_end(make: Callable[[], bytes], count: int) -> None:
    peaks = loudness(make())
    assert abs(len(peaks) - count) <= 2
    assert all(0 <= peak <= 1 for peak in peaks)
    if count:
        assert max(peaks) == 1.0
