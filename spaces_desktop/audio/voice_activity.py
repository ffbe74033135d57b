"""Whether somebody is speaking: webrtcvad on each 20 ms, a gate for loudness, and some patience."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from spaces_desktop.audio.samples import RATE, to_pcm16

if TYPE_CHECKING:
    from spaces_desktop.audio.samples import Samples

FRAME = RATE // 50
AGGRESSIVENESS = 2
"""Of webrtcvad, from 0 to 3: how readily it takes sound for noise."""
LEAST_DB = -52.0
"""Quieter than this is nobody who speaks into this microphone."""
OVER_NOISE_DB = 8.0
"""How much louder than the room one has to be."""
ONSET_FRAMES, ONSET_OF = 3, 5
"""So many of the last frames have to be speech for it to begin: a click is not."""
HANG_SECONDS = 0.4
"""A pause within a sentence is no end of it."""
ROOM_SECONDS = 3.0
"""The quietest frame of so long is the room itself: whoever speaks pauses more often."""
_LEARN_FRAMES = 5
"""Before so many of them nothing is known of the room, and nobody is heard."""


class Change(NamedTuple):
    is_speaking: bool
    at_frame: int
    """Counted in samples from the first that was fed; an onset lies where speech began."""


class VoiceActivity:
    def __init__(self, hang_seconds: float = HANG_SECONDS, over_noise_db: float = OVER_NOISE_DB):
        """A larger `over_noise_db` is for when a loudspeaker speaks too, and one is to be heard
        over it."""
        import webrtcvad

        self._vad: Any = webrtcvad.Vad(AGGRESSIVENESS)
        self._hang = round(hang_seconds * RATE / FRAME)
        self._over_noise = over_noise_db
        self._levels: deque[float] = deque(maxlen=round(ROOM_SECONDS * RATE / FRAME))
        self._rest: Any = None
        self._latest: deque[bool] = deque(maxlen=ONSET_OF)
        self._quiet = 0
        self._at = 0
        self.is_speaking = False
        self.speech_seconds = 0.0
        """How long somebody spoke in all, with short pauses."""

    def feed(self, samples: Samples) -> list[Change]:
        """`samples`: mono, 48,000 a second, any number of them."""
        import numpy

        waiting = samples if self._rest is None else numpy.concatenate((self._rest, samples))
        whole = len(waiting) // FRAME * FRAME
        self._rest = waiting[whole:]
        changes = [self._look(waiting[at : at + FRAME]) for at in range(0, whole, FRAME)]
        return [change for change in changes if change is not None]

    def _look(self, frame: Samples) -> Change | None:
        self._latest.append(self._is_voiced(frame))
        self._at += FRAME
        if self.is_speaking:
            self.speech_seconds += FRAME / RATE
            self._quiet = 0 if self._latest[-1] else self._quiet + 1
            if self._quiet < self._hang:
                return None
            self.is_speaking = False
            self._latest.clear()
            return Change(False, self._at)
        if sum(self._latest) < ONSET_FRAMES:
            return None
        self.is_speaking = True
        self._quiet = 0
        began = len(self._latest) - self._latest.index(True)
        self.speech_seconds += began * FRAME / RATE
        return Change(True, self._at - began * FRAME)

    def _is_voiced(self, frame: Samples) -> bool:
        power = float(frame @ frame) / FRAME
        level = 10 * math.log10(power) if power > 1e-12 else -120.0
        self._levels.append(level)
        if len(self._levels) < _LEARN_FRAMES:
            return False
        is_loud = level > max(LEAST_DB, min(self._levels) + self._over_noise)
        return bool(is_loud and self._vad.is_speech(to_pcm16(frame), RATE))
