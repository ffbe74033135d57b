"""A microphone that is open: its callback copies into a ring, from which the reader takes it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

from spaces_desktop.audio.portaudio import Route, close_stream, open_stream
from spaces_desktop.audio.ring import Ring
from spaces_desktop.audio.samples import RATE
from spaces_desktop.audio.troubles import AudioError, AudioTrouble

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

HELD_SECONDS = 15
"""What the ring holds while the window is busy with something else."""
STILL_SECONDS = 2.0
"""A microphone that gives nothing for so long is gone."""
LATENCY_SECONDS = 0.02


class Capture(Protocol):
    """`open` and `close` may wait for the device; everything else answers at once."""

    rate: int
    channels: int

    def open(self, route: Route) -> None:
        """Raises AudioError."""
        ...

    def read(self) -> Samples:
        """What has come since: (frames, channels)."""
        ...

    @property
    def lost(self) -> int:
        """How often, or for how many frames, there was no room for what came."""
        ...

    @property
    def is_alive(self) -> bool: ...

    def close(self) -> None: ...


class PortAudioCapture:
    """The device gives 48,000 mono samples a second where it can, else what it has."""

    rates: tuple[int, ...] = (RATE,)
    """What is asked for before the device's own rate."""

    def __init__(self) -> None:
        self.rate = RATE
        self.channels = 1
        self._ring: Ring | None = None
        self._stream: Any = None
        self._called_at = 0.0
        self._has_ended = False
        self._overruns = 0

    def open(self, route: Route) -> None:
        self._called_at = time.monotonic()
        self._has_ended = False
        self._stream = open_stream("input", route, self._make)

    def read(self) -> Samples:
        assert self._ring is not None, "it was not opened"
        return self._ring.read()

    @property
    def lost(self) -> int:
        return self._overruns + (0 if self._ring is None else self._ring.lost)

    @property
    def is_alive(self) -> bool:
        return not self._has_ended and time.monotonic() - self._called_at < STILL_SECONDS

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            close_stream(stream, at_once=True)

    def _make(self, sounddevice: Any, number: int | None) -> Any:
        about = sounddevice.query_devices(number, "input")
        own = round(about["default_samplerate"]) or RATE
        most = max(1, about["max_input_channels"])
        refused: Exception | None = None
        for channels in dict.fromkeys((1, min(2, most), most)):
            for rate in dict.fromkeys((*self.rates, own)):
                try:
                    return self._make_with(sounddevice, number, rate, channels)
                except (sounddevice.PortAudioError, ValueError) as error:
                    refused = refused or error
        raise refused or AudioError(AudioTrouble.NO_DEVICE)

    def _make_with(self, sounddevice: Any, number: int | None, rate: int, channels: int) -> Any:
        self.rate, self.channels = rate, channels
        self._ring = Ring(rate * HELD_SECONDS, channels)
        return sounddevice.InputStream(
            device=number,
            samplerate=rate,
            channels=channels,
            dtype="float32",
            blocksize=rate // 100,
            latency=LATENCY_SECONDS,
            callback=self._on_given,
            finished_callback=self._on_ended,
        )

    def _on_given(self, block: Any, _frames: int, _time: Any, status: Any) -> None:
        """On PortAudio's thread: copying and counting, nothing else."""
        self._called_at = time.monotonic()
        if status.input_overflow:
            self._overruns += 1
        assert self._ring is not None
        self._ring.write(block)

    def _on_ended(self) -> None:
        self._has_ended = True
