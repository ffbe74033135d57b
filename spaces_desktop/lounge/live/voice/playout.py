"""The loudspeaker of a live room: a short ring that is kept just full enough.

How full follows from how busy the machine is: when the device once found nothing, more is kept
ready, and less again after a long time without.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

from embedded_server.contracts.live_room import RATE
from spaces_desktop.audio.portaudio import Route, close_stream, open_stream

LEAST_READY, MOST_READY = 0.045, 0.165
"""Seconds that lie ready in front of the device."""
_STEP = 0.020
_CALM_SECONDS = 6.0
_RING = 1 << 15
STILL_SECONDS = 3.0
LATENCY_SECONDS = 0.03


class Sink(Protocol):
    """`open` and `close` may wait for the device; everything else answers at once."""

    def open(self, route: Route) -> None:
        """Raises AudioError."""
        ...

    @property
    def is_alive(self) -> bool: ...

    def close(self) -> None: ...


class Ready:
    """What was mixed and is not played yet. One thread puts, the device's takes; no lock."""

    def __init__(self) -> None:
        import numpy

        self._held: Any = numpy.zeros(_RING, dtype=numpy.float32)
        self._put = 0
        self._taken = 0
        self.underruns = 0
        """How often the device found less than it asked for, since the first block."""
        self.wanted = LEAST_READY
        self._seen = 0
        self._calm_since = 0.0

    @property
    def seconds(self) -> float:
        return (self._put - self._taken) / RATE

    def put(self, block: Any) -> None:
        at = self._put % _RING
        first = min(len(block), _RING - at)
        self._held[at : at + first] = block[:first]
        self._held[: len(block) - first] = block[first:]
        self._put += len(block)

    def take(self, out: Any) -> None:
        """On the device's thread. `out`: mono float32, of any length."""
        there = self._put - self._taken
        count = min(len(out), there)
        at = self._taken % _RING
        first = min(count, _RING - at)
        out[:first] = self._held[at : at + first]
        out[first:count] = self._held[: count - first]
        if count < len(out):
            out[count:] = 0
            # Before the first block there is nothing that could be missing.
            self.underruns += self._put > 0
        self._taken += count

    def settle(self, now: float) -> None:
        """Keep more ready where something was missing, and less after a calm time."""
        if self.underruns > self._seen:
            self._seen = self.underruns
            self._calm_since = now
            self.wanted = min(MOST_READY, self.wanted + _STEP)
        elif now - self._calm_since > _CALM_SECONDS:
            self._calm_since = now
            self.wanted = max(LEAST_READY, self.wanted - _STEP)


class PortAudioSink:
    """One output stream of the system."""

    def __init__(self, ready: Ready) -> None:
        self._ready = ready
        self._stream: Any = None
        self._asked_at = 0.0
        self._has_ended = False
        self._mono: Any = None

    def open(self, route: Route) -> None:
        self._has_ended = False
        self._asked_at = time.monotonic()
        self._stream = open_stream("output", route, self._make)

    @property
    def is_alive(self) -> bool:
        return not self._has_ended and time.monotonic() - self._asked_at < STILL_SECONDS

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            close_stream(stream, at_once=True)

    def _make(self, sounddevice: Any, number: int | None) -> Any:
        return sounddevice.OutputStream(
            device=number,
            samplerate=RATE,
            channels=1,
            dtype="float32",
            blocksize=RATE // 100,
            latency=LATENCY_SECONDS,
            callback=self._on_asked,
            finished_callback=self._on_ended,
        )

    def _on_asked(self, out: Any, _frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's thread: copying and counting, nothing else."""
        self._asked_at = time.monotonic()
        self._ready.take(out[:, 0])

    def _on_ended(self) -> None:
        self._has_ended = True
