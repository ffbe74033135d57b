"""A loudspeaker that plays one sound; each call may wait for the device, so none is the window's.

sounddevice is imported when something is first played: it needs PortAudio, which may be missing.
"""

from __future__ import annotations

import logging
import threading
import time
from enum import Enum, auto
from typing import Any

from spaces_desktop.audio.reading import Sound

log = logging.getLogger(__name__)

MOST_FRAMES = 4096
"""The most frames that a device may ask for at once."""
STILL_SECONDS = 3.0
"""A device that asks for nothing for so long is gone."""

_ONE_AT_A_TIME = threading.Lock()
"""PortAudio is not asked by two threads at once."""
_open_streams = 0


class OutputTrouble(Enum):
    NO_LIBRARY = auto()
    NO_DEVICE = auto()
    DEVICE_LOST = auto()


class OutputError(Exception):
    def __init__(self, trouble: OutputTrouble, detail: str = "") -> None:
        super().__init__(f"{trouble.name} {detail}".strip())
        self.trouble = trouble


class Output:
    """`position_ms`, `is_over` and `is_alive` may be asked from any thread."""

    def __init__(self, sound: Sound, speed: float) -> None:
        self._sound = sound
        self._reading = threading.Lock()
        self.speed = speed
        self._stream: Any = None
        self._asked_at = 0.0
        self._failure: BaseException | None = None
        self.position_ms = 0
        self.is_over = False

    def seek(self, position_ms: int) -> None:
        with self._reading:
            self._sound.seek(position_ms)
            self.position_ms = self._sound.position_ms
            self.is_over = self._sound.is_over

    def start(self) -> None:
        """Nothing where it plays already. Raises OutputError."""
        if self._stream is not None and self.is_alive:
            return
        self.stop()
        global _open_streams
        with _ONE_AT_A_TIME:
            sounddevice = _library(rescan=_open_streams == 0)
            self._failure = None
            try:
                stream = sounddevice.OutputStream(
                    samplerate=self._sound.rate,
                    channels=self._sound.channels,
                    dtype="float32",
                    latency="high",
                    callback=self._on_asked,
                )
                stream.start()
            except (sounddevice.PortAudioError, ValueError) as error:
                raise OutputError(OutputTrouble.NO_DEVICE, str(error)) from error
            self._asked_at = time.monotonic()
            self._stream = stream
            _open_streams += 1

    def stop(self) -> None:
        """At once, but at the sound's end when all of it was heard."""
        global _open_streams
        stream, self._stream = self._stream, None
        if stream is None:
            return
        with _ONE_AT_A_TIME:
            _open_streams -= 1
            try:
                if self.is_over:
                    stream.stop()
                else:
                    stream.abort()
                stream.close()
            except Exception as error:  # noqa: BLE001 a device that is gone has its own words for it
                log.info("the loudspeaker could not be closed: %s", error)

    @property
    def is_alive(self) -> bool:
        """Whether the device asks for more, or has the end already."""
        if self._failure is not None:
            return False
        return self.is_over or time.monotonic() - self._asked_at < STILL_SECONDS

    def close(self) -> None:
        self.stop()
        with self._reading:
            self._sound.close()

    def _on_asked(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's thread: no waiting, no new memory."""
        self._asked_at = time.monotonic()
        if not self._reading.acquire(blocking=False):
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


def _library(*, rescan: bool) -> Any:
    """sounddevice, with the devices that are plugged in now. Raises OutputError."""
    try:
        import sounddevice
    except OSError as error:
        raise OutputError(OutputTrouble.NO_LIBRARY, str(error)) from error
    try:
        if rescan:
            # PortAudio looks for devices only when it starts.
            sounddevice._terminate()
            sounddevice._initialize()
        sounddevice.query_devices(kind="output")
    except (sounddevice.PortAudioError, ValueError) as error:
        raise OutputError(OutputTrouble.NO_DEVICE, str(error)) from error
    return sounddevice
