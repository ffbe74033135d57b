"""A ring of samples between a callback and a reader, made once: nobody waits for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples


class Ring:
    """One thread writes, one reads. Each counts only its own way, so there is no lock.

    What does not fit is lost, the newest first, and counted.
    """

    def __init__(self, frames: int, channels: int) -> None:
        import numpy

        self._held: Any = numpy.zeros((frames, channels), dtype=numpy.float32)
        self._size = frames
        self._written = 0
        self._read = 0
        self.lost = 0
        """Frames for which there was no room."""

    def write(self, block: Any) -> None:
        """In a callback: copies, and makes no memory but the views of two slices."""
        room = self._size - (self._written - self._read)
        count = min(len(block), room)
        self.lost += len(block) - count
        at = self._written % self._size
        first = min(count, self._size - at)
        self._held[at : at + first] = block[:first]
        self._held[: count - first] = block[first:count]
        self._written += count

    def read(self) -> Samples:
        """All that has come since, as memory of the reader's own: (frames, channels)."""
        import numpy

        count = self._written - self._read
        at = self._read % self._size
        first = min(count, self._size - at)
        taken: Samples = numpy.concatenate(
            (self._held[at : at + first], self._held[: count - first])
        )
        self._read += count
        return taken
