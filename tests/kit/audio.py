"""Microphones and loudspeakers that do as a test says, where no real sound is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from spaces_desktop.audio.devices import Devices
from spaces_desktop.audio.microphone import Microphone
from spaces_desktop.audio.portaudio import Route
from spaces_desktop.audio.samples import RATE
from spaces_desktop.audio.scanned import Device, Scanned
from spaces_desktop.audio.stream_player import StreamPlayer
from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.kernel.tasks import Tasks

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

DESK, HEADSET = Device("Desk microphone", is_usual=True), Device("Headset")
BOX = Device("Desk loudspeaker", is_usual=True)


class FakeCapture:
    """A microphone's device: `say` what it hears, `break_off` to unplug it.

    capture = FakeCapture()
    microphone = capture.microphone(tasks)
    """

    def __init__(self, *refusals: AudioTrouble, rate: int = RATE, channels: int = 1) -> None:
        """`refusals` come first, one for each time it is opened."""
        self.rate = rate
        self.channels = channels
        self.refusals = list(refusals)
        self.routes: list[Route] = []
        """Where it was opened to."""
        self.is_open = False
        self.is_alive = False
        self.lost = 0
        self._said: list[Any] = []

    def microphone(self, tasks: Tasks, devices: Devices | None = None) -> Microphone:
        return Microphone(tasks, devices or fake_devices(), lambda: self)

    def say(self, samples: Samples) -> None:
        """Mono samples, or (frames, channels); they come with the next look at the device."""
        self._said.append(np.asarray(samples, dtype=np.float32).reshape(-1, self.channels))

    def break_off(self) -> None:
        """The device is gone once what was said has been heard."""
        self.is_alive = False

    def open(self, route: Route) -> None:
        self.routes.append(route)
        if self.refusals:
            raise AudioError(self.refusals.pop(0))
        self.is_open = self.is_alive = True

    def read(self) -> Samples:
        said, self._said = self._said, []
        return np.concatenate([np.zeros((0, self.channels), np.float32), *said])

    def close(self) -> None:
        self.is_open = self.is_alive = False


class FakeOutput:
    """A loudspeaker that plays what it is told to, at once: `play(seconds)`."""

    def __init__(
        self,
        sound: Any,
        speed: float,
        route: Callable[[], Route] = Route,
        latency: float | str = "high",
    ) -> None:
        self._sound = sound
        self.speed = speed
        self.route = route
        self.position_ms = 0
        self.is_over = False
        self.is_alive = True
        self.is_silenced = False
        self.is_running = False
        self.heard: list[Any] = []
        self.refusal: AudioTrouble | None = None

    def play(self, seconds: float) -> Samples:
        """As if the device had asked for so much."""
        out = np.zeros((round(seconds * RATE), 1), np.float32)
        for first in range(0, len(out), 480):
            self._sound.fill(out[first : first + 480], self.speed)
        self.position_ms = self._sound.position_ms
        self.is_over = self._sound.is_over
        self.heard.append(out[:, 0])
        return out[:, 0]

    def seek(self, position_ms: int) -> None:
        self._sound.seek(position_ms)
        self.position_ms = self._sound.position_ms
        self.is_over = self._sound.is_over

    def start(self) -> None:
        if self.refusal is not None:
            raise AudioError(self.refusal)
        self.is_running = self.is_alive = True
        self.is_silenced = False

    def stop(self) -> None:
        self.is_running = False

    def close(self) -> None:
        self.stop()


def make_output(*about: Any) -> Any:
    """For whatever makes its loudspeaker itself."""
    return FakeOutput(*about)


class FakePlayer:
    """A real StreamPlayer on a made-up loudspeaker, which is there once it was played."""

    def __init__(self, rate: int, tasks: Tasks) -> None:
        self.outputs: list[FakeOutput] = []
        self.player = StreamPlayer(rate, tasks, make_output=self._make)

    @property
    def output(self) -> FakeOutput:
        return self.outputs[-1]

    def _make(self, *about: Any) -> Any:
        self.outputs.append(FakeOutput(*about))
        return self.outputs[-1]


class FakeDevices(Devices):
    """Nothing of this machine is looked at."""

    def watch(self) -> None:
        """`show_devices` tells of changes."""

    @property
    def _is_watching(self) -> bool:
        return True


def fake_devices(
    inputs: tuple[Device, ...] = (DESK, HEADSET), outputs: tuple[Device, ...] = (BOX,)
) -> Devices:
    """Known at once; `show_devices` changes them."""
    made = FakeDevices(lambda: Scanned(inputs, outputs))
    show_devices(made, inputs, outputs)
    return made


def show_devices(
    devices: Devices, inputs: tuple[Device, ...], outputs: tuple[Device, ...] = (BOX,)
) -> None:
    """These are plugged in from now on."""
    scanned = Scanned(inputs, outputs)
    devices._scan = lambda: scanned
    devices._last = scanned
    devices._on_found(scanned)


def tone(seconds: float, hertz: float = 220.0, loudness: float = 0.3) -> Samples:
    """A hum with overtones, which a detector of voices takes for one."""
    at = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * hertz * n * at) / n for n in range(1, 12))
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * at)
    shaped = np.asarray(wave) * syllables
    return np.asarray(loudness * shaped / max(1e-9, np.abs(shaped).max()), dtype=np.float32)
