"""Cutting sound into blocks where it is quiet, and joining blocks without a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

_QUIET_SECONDS = 0.02


def quiet_place(sound: Samples, least: int, most: int, rate: int) -> int:
    """Between `least` and `most` samples, the middle of the quietest 20 ms."""
    width = int(_QUIET_SECONDS * rate)
    span = sound[least : most + width].astype(np.float64)
    power = np.convolve(span**2, np.ones(width), mode="valid")
    # Early cuts are better ones: only what is really quieter is waited for.
    return least + int(np.argmin(power + 1e-6)) + width // 2 if len(power) else least


class Joiner:
    """Blocks that overlap by `overlap` samples come out as one sound.

    Of two blocks that were made apart the waves do not meet: the later one is moved by up to
    `slack` samples to where they agree best, and faded in while the earlier one is faded out.
    """

    def __init__(self, overlap: int, slack: int) -> None:
        self._overlap = overlap
        self._slack = slack
        self._tail: Samples | None = None

    def add(self, block: Samples, *, is_last: bool) -> Samples:
        """What can be heard now. `block` begins `overlap + slack` before what is new in it, but
        for the first one."""
        if self._tail is not None:
            block = self._joined(self._tail, block)
        keep = 0 if is_last else min(self._overlap, len(block))
        self._tail = block[len(block) - keep :] if keep else None
        return block[: len(block) - keep]

    def _joined(self, tail: Samples, block: Samples) -> Samples:
        width = len(tail)
        if width == 0 or len(block) < width + 2 * self._slack:
            return np.concatenate((tail, block))
        span = block[: width + 2 * self._slack].astype(np.float64)
        agreement = np.correlate(span, tail.astype(np.float64), mode="valid")
        squares = np.convolve(span**2, np.ones(width), mode="valid")
        start = int(np.argmax(agreement / np.sqrt(squares + 1e-9)))
        later = block[start:].copy()
        rise = np.sin(np.linspace(0, np.pi / 2, width)) ** 2
        later[:width] = later[:width] * rise + tail * (1 - rise)
        return later
