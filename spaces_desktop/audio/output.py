"""A loudspeaker that plays one sound; each call may wait for it, so none is the window's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from spaces_desktop.audio.portaudio import Route, close_stream, open_stream
from spaces_desktop.audio.reading import Sound

MOST_FRAMES = 4096
"""The most frames that a device may ask for at once."""
STILL_SECONDS = 3.0
"""A device that asks for nothing for so long is gone."""


class Output:
    """`position_ms`, `is_over` and `is_alive` may be asked from any thread."""

    def __init__(
        self,
        sound: Sound,
        speed: float,
        route: Callable[[], Route] = Route,
        latency: float | str = "high",
    ) -> None:
        """`route` may wait, and raises AudioError; `latency` is in seconds or PortAudio's word."""
        self._sound = sound
        self._route = route
        self._latency = latency
        self._reading = threading.Lock()
        self.speed = speed
        self._stream: Any = None
        self._asked_at = 0.0
        self._failure: BaseException | None = None
        self._has_ended = False
        self.is_silenced = False
        """Nothing is heard from now on, before the device has even stopped."""
        self.position_ms = 0
        self.is_over = False

    def seek(self, position_ms: int) -> None:
        with self._reading:
            self._sound.seek(position_ms)
            self.position_ms = self._sound.position_ms
            self.is_over = self._sound.is_over

    def start(self) -> None:
        """Nothing where it plays already. Raises AudioError."""
        self.is_silenced = False
        if self._stream is not None and self.is_alive:
            return
        self.stop()
        self._failure = None
        self._has_ended = False
        self._asked_at = time.monotonic()
        self._stream = open_stream("output", self._route(), self._make)
        self._asked_at = time.monotonic()

    def stop(self) -> None:
        """At once, but at the sound's end when all of it was heard."""
        stream, self._stream = self._stream, None
        if stream is not None:
            close_stream(stream, at_once=not self.is_over)

    @property
    def is_alive(self) -> bool:
        """Whether the device asks for more, or has the end already."""
        if self._failure is not None or (self._has_ended and not self.is_over):
            return False
        return self.is_over or time.monotonic() - self._asked_at < STILL_SECONDS

    def close(self) -> None:
        self.stop()
        with self._reading:
            self._sound.close()

    def _make(self, sounddevice: Any, number: int | None) -> Any:
        return sounddevice.OutputStream(
            device=number,
            samplerate=self._sound.rate,
            channels=self._sound.channels,
            dtype="float32",
            latency=self._latency,
            callback=self._on_asked,
            finished_callback=self._on_ended,
        )

    def _on_ended(self) -> None:
        self._has_ended = True

    def _on_asked(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's thread: no waiting, no new memory."""
        self._asked_at = time.monotonic()
        if self.is_silenced or not self._reading.acquire(blocking=False):
            out.fill(0)
            return
        try:
            for first in range(0, frames, MOST_FRAMES):
                self._sound.fill(out[first : first + MOST_FRAMES], self.speed)
            self.position_ms = self._sound.position_ms
            self.is_over = self._sound.is_over
        except Exception as error:  # noqa: BLE001 PortAudio would print it and go on in silence
            out.fill(0)
            self._failure = error
        finally:
            self._reading.release()
