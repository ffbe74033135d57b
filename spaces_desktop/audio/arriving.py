"""Sound that is still arriving: read while it grows, and waited for where it comes too slowly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spaces_desktop.audio.reading import Sound
from spaces_desktop.audio.samples import RATE, ToMono48k, from_pcm16

PREBUFFER_SECONDS = 0.12
PEAK_FRAMES = RATE // 20
_FIRST_ROOM = 10 * RATE


class ArrivingFrames:
    """Mono, 48,000 a second, as `reading.Frames`. One thread appends while another reads.

    What is read is never moved: where there is no more room, a larger copy takes its place before
    the count says that there is more.
    """

    channels = 1
    samplerate = RATE

    def __init__(self) -> None:
        import numpy

        self._data: Any = numpy.zeros((_FIRST_ROOM, 1), dtype=numpy.float32)
        self.frames = 0
        self._at = 0

    def append(self, samples: Any) -> None:
        """`samples`: (frames,)."""
        import numpy

        end = self.frames + len(samples)
        if end > len(self._data):
            larger = numpy.zeros((max(end, 2 * len(self._data)), 1), dtype=numpy.float32)
            larger[: self.frames] = self._data[: self.frames]
            self._data = larger
        self._data[self.frames : end, 0] = samples
        self.frames = end

    def tell(self) -> int:
        return self._at

    def seek(self, frame: int) -> None:
        self._at = frame

    def read(self, frames: int, *, dtype: str, always_2d: bool, out: Any) -> Any:
        count = min(frames, self.frames - self._at)
        out[:count] = self._data[self._at : self._at + count]
        self._at += count
        return out[:count]

    def close(self) -> None:
        """There is nothing to let go."""


class ArrivingSound(Sound):
    """Begins when some of it is there, waits in silence where the rest is late, and goes on when
    enough of it has come. Before `end` it is never over."""

    def __init__(self, rate: int, most_frames: int, prebuffer: float = PREBUFFER_SECONDS) -> None:
        """`rate` of the PCM that will be fed."""
        import numpy

        self._arriving = ArrivingFrames()
        super().__init__(self._arriving, most_frames)
        self._convert = ToMono48k(rate, 1)
        self._enough = round(prebuffer * RATE)
        self._rest = b""
        self._peaks: list[float] = []
        self._unmeasured: Any = numpy.zeros(0, dtype=numpy.float32)
        self.has_ended = False
        self.is_starved = True
        """Whether it waits for more."""
        self.starvations = 0
        """How often more was late, after it had begun."""
        self.heard_frames = 0
        """How many of its frames were given to a loudspeaker."""

    @property
    def peaks(self) -> Sequence[float]:
        """Of each 50 ms that has come."""
        return self._peaks

    @property
    def is_over(self) -> bool:
        return self.has_ended and super().is_over

    def feed(self, pcm: bytes) -> None:
        """Little-endian 16 bit; pieces may end anywhere."""
        pcm = self._rest + pcm
        whole = len(pcm) // 2 * 2
        self._rest = pcm[whole:]
        self._take(self._convert.convert(from_pcm16(pcm[:whole]).reshape(-1, 1)))

    def end(self) -> None:
        """No more will come."""
        if not self.has_ended:
            self._take(self._convert.rest())
            self.has_ended = True

    def fill(self, out: Any, speed: float) -> None:
        if not self._has_enough(len(out), speed):
            out.fill(0)
            return
        before = self.position
        super().fill(out, speed)
        self.heard_frames += self.position - before

    def _has_enough(self, count: int, speed: float) -> bool:
        if self.has_ended:
            self.is_starved = False
            return True
        here = self._arriving.frames - self._arriving.tell() + self._carried
        # Two more than are passed over: the next one is looked at, and the place may be rounded.
        needed = int(count * speed) + 3
        if self.is_starved:
            needed = max(needed, self._enough)
            self.is_starved = here < needed
        elif here < needed:
            self.is_starved = True
            self.starvations += 1
        return not self.is_starved

    def _take(self, samples: Any) -> None:
        import numpy

        if not len(samples):
            return
        self._arriving.append(samples)
        waiting = numpy.concatenate((self._unmeasured, numpy.abs(samples)))
        whole = len(waiting) // PEAK_FRAMES
        parts = waiting[: whole * PEAK_FRAMES].reshape(whole, PEAK_FRAMES)
        self._peaks.extend(float(min(1.0, peak)) for peak in parts.max(axis=1, initial=0.0))
        self._unmeasured = waiting[whole * PEAK_FRAMES :]
