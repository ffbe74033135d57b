"""How good a recording of speech is, and what makes one bad: both sides measure alike.

Frames of 20 ms. What is below the quiet tenth plus a margin is pause, the rest is speech; the
signal-to-noise ratio is the mean power of speech over that of pauses, in dB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

FRAME_SECONDS = 0.02
FLOOR_DBFS = -120.0
TOO_QUIET_DBFS = -45.0
"""Of the speech alone."""
QUIET_DBFS = -32.0
LOUD_DBFS = -9.0
CLIP_LEVEL = 0.985
TOO_CLIPPED_RATIO = 0.01
CLIPPED_RATIO = 0.0005
TOO_NOISY_SNR_DB = 10.0
NOISY_SNR_DB = 20.0
PAUSES_RATIO = 0.6
SHORT_SPEECH_SECONDS = 6.0
TOO_SHORT_SPEECH_SECONDS = 1.5

Refused = Literal["too_quiet", "clipped", "too_noisy", "too_short"]
Advised = Literal["quiet", "loud", "clipping", "noisy", "short", "pauses"]


@dataclass(frozen=True, slots=True)
class Quality:
    """Levels in dB below full scale; ratios from 0 to 1."""

    seconds: float
    speech_seconds: float
    peak_dbfs: float
    rms_dbfs: float
    speech_dbfs: float
    noise_dbfs: float
    snr_db: float
    clipped_ratio: float
    silence_ratio: float


def measure(samples: Samples, rate: int) -> Quality:
    """`samples`: mono, from -1 to 1, at least one frame at `rate` samples a second."""
    import numpy as np

    frame = max(1, round(rate * FRAME_SECONDS))
    whole = len(samples) // frame
    framed = samples[: whole * frame].reshape(whole, frame).astype(np.float64)
    power = (framed**2).mean(axis=1) if whole else np.zeros(1)
    levels = 10 * np.log10(np.maximum(power, 1e-12))
    floor = float(np.percentile(levels, 10))
    top = float(np.percentile(levels, 95))
    # Half-way in dB between the quiet tenth and the loud twentieth, but never within 6 dB of it:
    # steady noise has no pauses, and all of it counts as speech then.
    border = max(floor + 6.0, (floor + top) / 2) if top - floor > 9.0 else floor - 1.0
    is_speech = (levels >= border) & (levels > -60.0)
    speech = float(power[is_speech].mean()) if is_speech.any() else 0.0
    # With no pause in it nothing is known of the noise; what hardly changes is noise itself.
    pause = float(power[~is_speech].mean()) if (~is_speech).any() else speech
    peak = float(np.abs(samples).max()) if len(samples) else 0.0
    return Quality(
        seconds=len(samples) / rate,
        speech_seconds=float(is_speech.sum()) * FRAME_SECONDS,
        peak_dbfs=_db(peak**2),
        rms_dbfs=_db(float(power.mean())),
        speech_dbfs=_db(speech),
        noise_dbfs=_db(pause),
        snr_db=max(0.0, _db(max(speech - pause, 0.0)) - _db(pause)) if speech else 0.0,
        clipped_ratio=float((np.abs(samples) >= CLIP_LEVEL).mean()) if len(samples) else 0.0,
        silence_ratio=1.0 - float(is_speech.mean()),
    )


def refusal(quality: Quality) -> Refused | None:
    """Why it is of no use, the first reason in the order in which a person would mend them."""
    if quality.clipped_ratio >= TOO_CLIPPED_RATIO:
        return "clipped"
    if quality.speech_dbfs < TOO_QUIET_DBFS:
        return "too_quiet"
    if quality.snr_db < TOO_NOISY_SNR_DB:
        return "too_noisy"
    if quality.speech_seconds < TOO_SHORT_SPEECH_SECONDS:
        return "too_short"
    return None


def advice(quality: Quality) -> list[Advised]:
    """What would make it better, the worst first; empty for a good one."""
    found: list[Advised] = []
    if quality.clipped_ratio >= CLIPPED_RATIO:
        found.append("clipping")
    if quality.snr_db < NOISY_SNR_DB:
        found.append("noisy")
    if quality.speech_dbfs < QUIET_DBFS:
        found.append("quiet")
    elif quality.speech_dbfs > LOUD_DBFS:
        found.append("loud")
    if quality.speech_seconds < SHORT_SPEECH_SECONDS:
        found.append("short")
    elif quality.silence_ratio > PAUSES_RATIO:
        found.append("pauses")
    return found


def _db(power: float) -> float:
    import math

    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS
