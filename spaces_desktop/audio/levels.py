"""How loud a microphone is, as a meter shows it: quick to rise, slow to fall, clipping held."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from embedded_server.contracts.quality import CLIP_LEVEL
from spaces_desktop.audio.samples import RATE

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

FLOOR_DB = -60.0
"""What a meter shows as nothing."""
ATTACK_SECONDS = 0.02
RELEASE_SECONDS = 0.3
"""Time constants of the loudness."""
PEAK_FALL_DB = 12.0
"""How much the peak sinks in a second."""
CLIP_SECONDS = 2.0
"""How long clipping is shown after it has happened."""


def share_of(amplitude: float) -> float:
    """The place on a meter from 0 to 1: even steps in dB from FLOOR_DB to full scale."""
    if amplitude <= 0:
        return 0.0
    return min(1.0, max(0.0, 1 - 20 * math.log10(amplitude) / FLOOR_DB))


class LevelMeter:
    """Goes by the samples that it is given, not by the clock."""

    def __init__(self, rate: int = RATE) -> None:
        self._rate = rate
        self.reset()

    def reset(self) -> None:
        self._power = 0.0
        self._peak = 0.0
        self._clip_left = 0.0

    @property
    def loudness(self) -> float:
        """From 0 to 1, by the mean power."""
        return share_of(math.sqrt(self._power))

    @property
    def peak(self) -> float:
        """From 0 to 1, by the largest sample of late."""
        return share_of(self._peak)

    @property
    def is_clipped(self) -> bool:
        """Whether something was cut off just now."""
        return self._clip_left > 0

    def feed(self, samples: Samples) -> None:
        count = len(samples)
        if not count:
            return
        seconds = count / self._rate
        power = float(samples @ samples) / count
        top = max(float(samples.max()), -float(samples.min()))
        constant = ATTACK_SECONDS if power > self._power else RELEASE_SECONDS
        self._power += (power - self._power) * (1 - math.exp(-seconds / constant))
        self._peak = max(top, self._peak * 10 ** (-PEAK_FALL_DB * seconds / 20))
        self._clip_left = CLIP_SECONDS if top >= CLIP_LEVEL else self._clip_left - seconds
