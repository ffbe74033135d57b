"""What a room sounds like while nobody speaks: how loud it is, and what it is that one hears.

Three things spoil a recording, and each has its own remedy: hum (the mains and its overtones), a
fan (a steady noise, mostly low), and what comes and goes (a street, people, a clock).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from embedded_server.contracts.quality import FLOOR_DBFS

SECONDS = 2.0
"""How long the room is listened to."""
QUIET_DBFS = -55.0
"""Below it a room is as good as it needs to be, whatever it is that one hears."""
TOO_LOUD_DBFS = -42.0
"""Above it a voice near the microphone stands less than 20 dB out of the noise."""
SILENT_DBFS = -100.0
"""No microphone in the world hears so little: it is muted, or gives nothing but zeros."""

_MAINS = (50.0, 60.0)
_OVERTONES = (1, 2, 3, 4)
_HUM_SHARE = 0.35
"""Of all power, within a few Hz around the mains and its overtones."""
_SWING_DB = 7.0
"""Between the loud and the quiet tenths of a second, where it is not steady."""
_FRAME = 0.1


class Sound(Enum):
    NOTHING = auto()
    """No sound at all reaches us."""
    QUIET = auto()
    HUM = auto()
    FAN = auto()
    STREET = auto()
    """It comes and goes."""


@dataclass(frozen=True, slots=True)
class Room:
    """`level` in dB below full scale; `is_fit` is whether one may well record here."""

    sound: Sound
    level: float
    is_fit: bool


def judge(samples: Any, rate: int) -> Room:
    """`samples`: mono, from -1 to 1, of at least half a second in which nobody speaks."""
    import numpy as np

    quiet = np.asarray(samples, dtype=np.float64)
    quiet = quiet - quiet.mean()
    level = _db(float((quiet**2).mean()))
    if level < SILENT_DBFS:
        return Room(Sound.NOTHING, level, is_fit=False)
    if level < QUIET_DBFS:
        return Room(Sound.QUIET, level, is_fit=True)
    is_fit = level < TOO_LOUD_DBFS
    frame = max(1, round(rate * _FRAME))
    whole = len(quiet) // frame
    tenths = (quiet[: whole * frame].reshape(whole, frame) ** 2).mean(axis=1)
    levels = [_db(float(one)) for one in tenths]
    if _hum_share(quiet, rate) > _HUM_SHARE:
        return Room(Sound.HUM, level, is_fit)
    swing = float(np.percentile(levels, 90) - np.percentile(levels, 10))
    return Room(Sound.STREET if swing > _SWING_DB else Sound.FAN, level, is_fit)


def _hum_share(quiet: Any, rate: int) -> float:
    import numpy as np

    power = np.abs(np.fft.rfft(quiet * np.hanning(len(quiet)))) ** 2
    pitches = np.fft.rfftfreq(len(quiet), 1 / rate)
    total = float(power[pitches > 20].sum()) or 1.0
    return max(
        sum(float(power[np.abs(pitches - mains * over) < 3.0].sum()) for over in _OVERTONES) / total
        for mains in _MAINS
    )


def _db(power: float) -> float:
    import math

    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS
