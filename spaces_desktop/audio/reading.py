"""Sounds in memory: read in pieces at any speed, and how loud a file is from end to end.

numpy and soundfile are imported when a sound is first opened: most starts of the app need neither.
"""

from __future__ import annotations

import io
from typing import Any, Protocol

MOST_PEAKS = 400
_BLOCK = 65_536


class Frames(Protocol):
    """Decoded sound, as soundfile reads it. `frames` may grow while it is read."""

    @property
    def samplerate(self) -> int: ...

    @property
    def channels(self) -> int: ...

    @property
    def frames(self) -> int: ...

    def tell(self) -> int: ...

    def seek(self, frame: int) -> object: ...

    def read(self, frames: int, *, dtype: str, always_2d: bool, out: Any) -> Any:
        """Fills the beginning of `out`; the answer is as long as what there was."""
        ...

    def close(self) -> None: ...


class Sound:
    """Speed is by linear interpolation between samples. Only one thread reads at a time."""

    def __init__(self, frames: Frames, most_frames: int) -> None:
        """`most_frames` is the most that `fill` will be asked for at once."""
        import numpy

        self._file = frames
        self.rate: int = frames.samplerate
        self.channels: int = frames.channels
        # For the fastest speed, with what is carried over; nothing is allocated while it plays.
        size = most_frames * 2 + 8
        self._buffer: Any = numpy.zeros((size, self.channels), dtype="float32")
        self._steps: Any = numpy.arange(most_frames, dtype="float64")
        self._places: Any = numpy.zeros(most_frames, dtype="float64")
        self._floors: Any = numpy.zeros(most_frames, dtype="int64")
        self._next: Any = numpy.zeros((most_frames, self.channels), dtype="float32")
        self._parts: Any = numpy.zeros((most_frames, 1), dtype="float32")
        self._carried = 0
        self._phase = 0.0
        self._silence = 0
        """Frames in the buffer that stand behind the sound's end."""

    @property
    def frames(self) -> int:
        return self._file.frames

    @property
    def duration_ms(self) -> int:
        return self.frames * 1000 // self.rate

    @property
    def position(self) -> int:
        """The frame that comes next."""
        at = self._file.tell() - self._carried + self._silence
        return min(self.frames, max(0, at))

    @property
    def position_ms(self) -> int:
        return int(min(self.duration_ms, self.position * 1000 // self.rate))

    @property
    def is_over(self) -> bool:
        return bool(self._file.tell() >= self.frames and self._silence >= self._carried)

    def seek(self, position_ms: int) -> None:
        frame = max(0, min(self.frames, round(position_ms * self.rate / 1000)))
        self._file.seek(frame)
        self._carried = self._silence = 0
        self._phase = 0.0

    def fill(self, out: Any, speed: float) -> None:
        """The next frames at `speed`, silence behind the end."""
        import numpy

        count = len(out)
        places = self._places[:count]
        numpy.multiply(self._steps[:count], speed, out=places)
        places += self._phase
        advance = self._phase + count * speed
        whole = int(advance)
        needed = max(int(places[-1]) + 2, whole + 1)
        self._read_up_to(needed)
        floors = self._floors[:count]
        floors[:] = places
        places -= floors
        parts = self._parts[:count]
        parts[:, 0] = places
        following = self._next[:count]
        numpy.take(self._buffer, floors, axis=0, out=out, mode="clip")
        floors += 1
        numpy.take(self._buffer, floors, axis=0, out=following, mode="clip")
        following -= out
        following *= parts
        out += following
        self._carried = needed - whole
        self._buffer[: self._carried] = self._buffer[whole:needed].copy()
        self._silence = min(self._silence, self._carried)
        self._phase = advance - whole

    def _read_up_to(self, needed: int) -> None:
        wanted = self._buffer[self._carried : needed]
        got = len(self._file.read(len(wanted), dtype="float32", always_2d=True, out=wanted))
        wanted[got:] = 0.0
        self._silence += len(wanted) - got

    def close(self) -> None:
        self._file.close()


def open_sound(data: bytes, most_frames: int) -> Sound:
    """Decoded as it is read, so that an hour takes no more room than its file does. Raises
    soundfile.LibsndfileError where it is no sound."""
    import soundfile

    return Sound(soundfile.SoundFile(io.BytesIO(data)), most_frames)


def loudness(data: bytes) -> list[float]:
    """At most MOST_PEAKS values from 0 to 1; 1 is the loudest there is in this sound."""
    import numpy
    import soundfile

    peaks: list[float] = []
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        if file.frames <= 0:
            return []
        each = max(1, -(-file.frames // MOST_PEAKS))
        for block in file.blocks(max(each, _BLOCK // each * each), dtype="float32", always_2d=True):
            loud = numpy.abs(block).max(axis=1)
            for first in range(0, len(loud), each):
                peaks.append(float(loud[first : first + each].max()))
    top = max(peaks, default=0.0)
    return [peak / top for peak in peaks] if top > 0 else peaks
