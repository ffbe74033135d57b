"""What somebody records: samples that grow, how loud they are from end to end, and their file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from spaces_desktop.audio.samples import RATE, flac_bytes, to_pcm16, wav_bytes

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

MOST_SECONDS = 600
PEAKS_PER_SECOND = 50
_FRAMES_OF_A_PEAK = RATE // PEAKS_PER_SECOND
_PIECE = 4 * RATE
"""Memory is taken in pieces of so many frames, and what is in one is never copied again."""


class Journal(Protocol):
    """Where a recording is kept while it grows, so that a crash of the app loses none of it."""

    def append(self, pcm: bytes) -> None:
        """Without waiting."""
        ...

    def end(self, *, is_kept: bool) -> None:
        """Take it off the disk, or leave it there for the next start."""
        ...


class Recording(QObject):
    """Mono, 48,000 a second. It goes on after its device was lost: append more.

    `changed` tells that it grew, was trimmed or emptied.
    """

    changed = Signal()

    def __init__(
        self,
        most_seconds: float = MOST_SECONDS,
        journal: Journal | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = round(most_seconds * RATE)
        self._journal = journal
        self._pieces: list[Any] = []
        self._frames = 0
        self._first = 0
        self._last: int | None = None
        self._peaks: list[float] = []
        self._peak = 0.0
        self._in_peak = 0

    @property
    def frames(self) -> int:
        """All that was recorded, also what is trimmed off."""
        return self._frames

    @property
    def seconds(self) -> float:
        """Of what `samples` gives."""
        first, last = self._bounds
        return (last - first) / RATE

    @property
    def duration_ms(self) -> int:
        """All that was recorded."""
        return self._frames * 1000 // RATE

    @property
    def is_full(self) -> bool:
        return self._frames >= self._most

    @property
    def peaks(self) -> Sequence[float]:
        """The loudest sample in each 20 ms of all that was recorded, from 0 to 1. It grows in
        place; the last one is told when it is whole."""
        return self._peaks

    @property
    def trimmed(self) -> tuple[int, int]:
        """From when to when, in ms."""
        first, last = self._bounds
        return first * 1000 // RATE, last * 1000 // RATE

    def append(self, samples: Samples) -> int:
        """How many were taken: fewer than were given once it is full. Ends a trim at its end."""
        taken = samples[: max(0, self._most - self._frames)]
        if not len(taken):
            return 0
        self._store(taken)
        self._measure(taken)
        self._last = None
        if self._journal is not None:
            self._journal.append(to_pcm16(taken))
        self.changed.emit()
        return len(taken)

    def trim(self, first_ms: int, last_ms: int) -> None:
        """Only what is between counts from now on; nothing is thrown away."""
        first = max(0, min(self._frames, first_ms * RATE // 1000))
        last = max(first, min(self._frames, last_ms * RATE // 1000))
        self._first, self._last = first, last
        self.changed.emit()

    def untrim(self) -> None:
        self._first, self._last = 0, None
        self.changed.emit()

    def samples(self) -> Samples:
        """What was recorded, without what is trimmed off: a copy."""
        import numpy

        first, last = self._bounds
        parts = [numpy.zeros(0, dtype=numpy.float32)]
        for number in range(first // _PIECE, -(-last // _PIECE)):
            at = number * _PIECE
            parts.append(self._pieces[number][max(0, first - at) : last - at])
        return numpy.concatenate(parts)

    def as_wav(self) -> bytes:
        """PCM of 16 bit."""
        return wav_bytes(self.samples())

    async def as_flac(self) -> bytes:
        return await asyncio.to_thread(flac_bytes, self.samples())

    def keep(self) -> None:
        """It is safe elsewhere now: the app's own copy on the disk goes. It can still be read."""
        self._end_journal(is_kept=False)

    def drop(self) -> None:
        """Nobody wants it."""
        self._end_journal(is_kept=False)
        self._pieces, self._frames = [], 0
        self._peaks, self._peak, self._in_peak = [], 0.0, 0
        self.untrim()

    def resume(self, journal: Journal) -> None:
        """What is appended from now on is kept there; what is held already is."""
        self._journal = journal

    def leave(self) -> None:
        """As at the app's end: it is found again at the next start."""
        self._end_journal(is_kept=True)

    @property
    def _bounds(self) -> tuple[int, int]:
        return self._first, self._frames if self._last is None else self._last

    def _end_journal(self, *, is_kept: bool) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.end(is_kept=is_kept)

    def _store(self, samples: Samples) -> None:
        import numpy

        done = 0
        while done < len(samples):
            at = self._frames % _PIECE
            if at == 0:
                self._pieces.append(numpy.zeros(_PIECE, dtype=numpy.float32))
            count = min(len(samples) - done, _PIECE - at)
            self._pieces[-1][at : at + count] = samples[done : done + count]
            self._frames += count
            done += count

    def _measure(self, samples: Samples) -> None:
        import numpy

        loud = numpy.abs(samples)
        done = 0
        while done < len(loud):
            part = loud[done : done + _FRAMES_OF_A_PEAK - self._in_peak]
            self._peak = max(self._peak, float(part.max()))
            self._in_peak += len(part)
            done += len(part)
            if self._in_peak == _FRAMES_OF_A_PEAK:
                self._peaks.append(min(1.0, self._peak))
                self._peak, self._in_peak = 0.0, 0
