"""What a sound is known again by after re-encoding, trimming and other levels.

After Haitsma and Kalker (2002): of overlapping frames of 0.37 s, one each 11.6 ms, the energies of
33 bands between 300 and 2,000 Hz; a bit says whether the difference of two neighbouring bands has
grown since the frame before. 32 such bits are a print. What is equal agrees in most of its bits
wherever it was cut, what is not agrees in half of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 5_500
FRAME, HOP = 2_048, 64
LOWEST_HZ, HIGHEST_HZ = 300.0, 2_000.0
BITS = 32
PRINT_BYTES = BITS // 8
WEAK_BITS = 3
"""Of each print that is looked for: those which another encoder most likely turned over."""
INDEX_EVERY = 4
"""Of a clip's prints only each fourth is in the index; of what is looked for, all are tried."""
QUIET_BELOW = 10**-3.5
"""Of the power that the loud frames have: what is quieter says nothing about what it is."""
MOST_SECONDS = 120.0


class Prints(msgspec.Struct, frozen=True):
    """`prints`: one little-endian word of 32 bits a frame. `heard`: a word of ones for each frame
    that is loud enough to count, of zeros for the others. `weak`: three numbers of bits a frame."""

    prints: bytes
    heard: bytes
    weak: bytes

    @property
    def count(self) -> int:
        return len(self.prints) // PRINT_BYTES

    def at(self, frame: int) -> int:
        first = frame * PRINT_BYTES
        return int.from_bytes(self.prints[first : first + PRINT_BYTES], "little")

    def is_heard(self, frame: int) -> bool:
        return self.heard[frame * PRINT_BYTES] != 0

    def indexed(self) -> list[tuple[int, int]]:
        """`(print, frame)` of those that go into the index."""
        return [
            (self.at(frame), frame)
            for frame in range(0, self.count, INDEX_EVERY)
            if self.is_heard(frame)
        ]

    def sought(self, most_frames: int) -> dict[int, list[int]]:
        """The frames at which each print is looked for: as it is, and with its weakest bits
        turned over. Of a long sound, frames in even distances."""
        heard = [frame for frame in range(self.count) if self.is_heard(frame)]
        step = -(-len(heard) // most_frames) if heard else 1
        # A step that shares a factor with the index's would meet few of its frames.
        step += step > 1 and step % 2 == 0
        found: dict[int, list[int]] = {}
        for frame in heard[::step]:
            near = [self.at(frame)]
            for bit in self.weak[frame * WEAK_BITS : (frame + 1) * WEAK_BITS]:
                near += [one ^ (1 << bit) for one in near]
            for one in near:
                found.setdefault(one, []).append(frame)
        return found


def take_prints(samples: Samples, rate: int) -> Prints:
    """`samples`: mono; of what is longer than MOST_SECONDS, its beginning."""
    import numpy as np
    import soxr

    samples = samples[: round(rate * MOST_SECONDS)]
    slow = soxr.resample(samples, rate, RATE).astype(np.float32)
    if len(slow) < FRAME + HOP:
        return Prints(b"", b"", b"")
    energy = _energies(slow)
    across = energy[:, :-1] - energy[:, 1:]
    change = across[1:] - across[:-1]
    bits = change > 0
    prints = np.packbits(bits, axis=1, bitorder="little")
    # How far a difference is from turning over, measured by how loud its bands are.
    loud = energy[1:, :-1] + energy[1:, 1:] + 1e-12
    weak = np.argsort(np.abs(change) / loud, axis=1)[:, :WEAK_BITS].astype(np.uint8)
    power = energy[1:].sum(axis=1)
    heard = (power > QUIET_BELOW * np.percentile(power, 95)) & (power > 1e-9)
    return Prints(
        prints.tobytes(),
        np.repeat(np.where(heard, 0xFF, 0).astype(np.uint8), PRINT_BYTES).tobytes(),
        weak.tobytes(),
    )


def _energies(slow: Samples) -> NDArray[np.float32]:
    """Frames by bands."""
    import numpy as np

    edges_hz = np.geomspace(LOWEST_HZ, HIGHEST_HZ, BITS + 2)
    edges = np.round(edges_hz * FRAME / RATE).astype(int)
    window = np.hanning(FRAME).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(slow, FRAME)[::HOP]
    parts = []
    # In pieces: all windows of two minutes at once would take a hundred megabytes.
    for first in range(0, len(frames), 512):
        spectrum = np.fft.rfft(frames[first : first + 512] * window, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2)[:, : edges[-1]]
        parts.append(np.add.reduceat(power, edges[:-1], axis=1))
    return np.concatenate(parts).astype(np.float32)


def compare(sought: Prints, known: Prints, shift: int) -> tuple[float, int]:
    """How the frames differ that both have where frame 0 of `sought` is frame `shift` of `known`:
    the share of unequal bits, and of how many frames that is."""
    first, behind = max(0, -shift), min(sought.count, known.count - shift)
    if behind <= first:
        return 1.0, 0
    ours = slice(first * PRINT_BYTES, behind * PRINT_BYTES)
    theirs = slice((first + shift) * PRINT_BYTES, (behind + shift) * PRINT_BYTES)

    def number(raw: bytes) -> int:
        return int.from_bytes(raw, "little")

    # Where the known one was heard: of noise that came into its pauses nothing is asked.
    counted = number(known.heard[theirs])
    bits = counted.bit_count()
    if not bits:
        return 1.0, 0
    unequal = (number(sought.prints[ours]) ^ number(known.prints[theirs])) & counted
    return unequal.bit_count() / bits, bits // BITS
