"""How good a recording of speech is, and what makes one bad: both sides measure alike.

Frames of 20 ms. What is below the quiet tenth plus a margin is pause, the rest is speech. Noise is
what the quiet frames have at all frequencies alike: neither a hum nor a tone that goes on is any,
and where there are no pauses, what lies between the tones of a voice tells it. The signal-to-noise
ratio is the mean power of speech over that of noise, in dB. Tones that hardly move from one moment
to the next are music: speech has none that last.
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
SILENT_DBFS = -70.0
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
TOO_SHORT_SPEECH_SECONDS = 1.0
STEADY = 0.6
"""Of tones that go on as no speech does."""

_WINDOW = 3
"""Frames; 60 ms tell harmonics of a voice apart."""
_MOST_WINDOWS = 120
"""Looked at, spread over all there are: a minute costs no more than some seconds."""
_LEAST_QUIET = 10
_QUIETEST = 0.3
"""Share of the windows that are looked at for noise where there are no pauses."""
_AROUND_HZ = 150.0
_LOW_TENTHS, _LOW_OF_MEAN = 20, 0.223
"""The fifth lowest power of noise at one frequency, and which share of its mean that is."""
_LATER = 6
"""Frames; what sounds the same 120 ms later is held."""
_LOWEST_TONE_HZ, _HIGHEST_TONE_HZ = 150.0, 4_000.0
_MOST_SNR_DB = 90.0

Refused = Literal["too_quiet", "clipped", "too_noisy", "too_short"]
Advised = Literal["music", "quiet", "loud", "clipping", "noisy", "short", "pauses"]


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
    steadiness: float
    """How much tones stay as they are, from 0 to 1."""


def measure(samples: Samples, rate: int) -> Quality:
    """`samples`: mono, from -1 to 1, at least one frame at `rate` samples a second."""
    import numpy as np

    samples = samples - samples.mean() if len(samples) else samples
    frame = max(1, round(rate * FRAME_SECONDS))
    whole = len(samples) // frame
    framed = samples[: whole * frame].reshape(whole, frame)
    power = (
        np.einsum("ij,ij->i", framed, framed, dtype=np.float64) / frame if whole else np.zeros(1)
    )
    levels = 10 * np.log10(np.maximum(power, 1e-12))
    floor = float(np.percentile(levels, 10))
    top = float(np.percentile(levels, 95))
    # Half-way in dB between the quiet tenth and the loud twentieth, but never within 6 dB of it:
    # steady sound has no pauses, and all of it counts as speech then.
    border = max(floor + 6.0, (floor + top) / 2) if top - floor > 9.0 else floor - 1.0
    is_speech = (levels >= border) & (levels > -60.0)
    speech = float(power[is_speech].mean()) if is_speech.any() else 0.0
    pause = float(power[~is_speech].mean()) if (~is_speech).any() else speech
    noise = min(pause, _noise(framed, levels, is_speech)) if whole >= _WINDOW else pause
    peak = float(np.abs(samples).max()) if len(samples) else 0.0
    return Quality(
        seconds=len(samples) / rate,
        speech_seconds=float(is_speech.sum()) * FRAME_SECONDS,
        peak_dbfs=_db(peak**2),
        rms_dbfs=_db(float(power.mean())),
        speech_dbfs=_db(speech),
        noise_dbfs=_db(noise),
        snr_db=_snr(speech, noise),
        clipped_ratio=float((np.abs(samples) >= CLIP_LEVEL).mean()) if len(samples) else 0.0,
        silence_ratio=1.0 - float(is_speech.mean()),
        steadiness=_steadiness(framed, is_speech, rate),
    )


def _snr(speech: float, noise: float) -> float:
    if not speech:
        return 0.0
    return min(_MOST_SNR_DB, max(0.0, _db(max(speech - noise, 0.0)) - _db(noise)))


def _spectra(framed: Samples, first: NDArray[np.intp]) -> NDArray[np.float64]:
    """The powers of windows that begin at these frames; those of one add up to its mean power."""
    import numpy as np

    frames = first[:, None] + np.arange(_WINDOW)
    windows = framed[frames].reshape(len(first), -1).astype(np.float64)
    shape = np.hanning(windows.shape[1] + 1)[:-1]
    spectrum = np.fft.rfft(windows * shape, axis=1)
    size = windows.shape[1] * (shape**2).sum()
    return np.asarray(2 * (spectrum.real**2 + spectrum.imag**2) / size)


def _spread(found: NDArray[np.intp]) -> NDArray[np.intp]:
    import numpy as np

    if len(found) <= _MOST_WINDOWS:
        return found
    return found[np.linspace(0, len(found) - 1, _MOST_WINDOWS).astype(np.intp)]


def _noise(framed: Samples, levels: NDArray[np.float64], is_speech: NDArray[np.bool_]) -> float:
    """The power of what quiet windows have everywhere between their tones."""
    import numpy as np

    loud = np.convolve(is_speech, np.ones(_WINDOW), "valid")
    first = np.flatnonzero(loud == 0)
    if len(first) < _LEAST_QUIET:
        smooth = np.convolve(levels, np.ones(_WINDOW), "valid")
        first = np.sort(np.argsort(smooth)[: max(_LEAST_QUIET, int(_QUIETEST * len(smooth)))])
    spectra = _spectra(framed, _spread(first))
    # At each frequency what is there nearly always, then of its neighbours the lower ones.
    lasting = np.percentile(spectra, _LOW_TENTHS, axis=0) / _LOW_OF_MEAN
    around = max(1, min(round(_AROUND_HZ * _WINDOW * FRAME_SECONDS), len(lasting) - 1))
    padded = np.pad(lasting, around, mode="reflect")
    near = np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1)
    return float(np.percentile(near, 30, axis=1).sum())


def _steadiness(framed: Samples, is_speech: NDArray[np.bool_], rate: int) -> float:
    """How alike the fine structure of the spectrum is a moment later, in the middle of cases."""
    import numpy as np

    loud = np.convolve(is_speech, np.ones(_WINDOW), "valid") == _WINDOW
    first = _spread(np.flatnonzero(loud[:-_LATER] & loud[_LATER:])) if len(loud) > _LATER else None
    if first is None or len(first) < _LEAST_QUIET:
        return 0.0
    hz = 1 / (_WINDOW * FRAME_SECONDS)
    band = slice(round(_LOWEST_TONE_HZ / hz), round(min(_HIGHEST_TONE_HZ, rate / 2 - hz) / hz))
    now, later = (
        _fine(_spectra(framed, one)[:, band], round(_AROUND_HZ / hz))
        for one in (first, first + _LATER)
    )
    size = np.sqrt((now**2).sum(axis=1) * (later**2).sum(axis=1)) + 1e-12
    return float(np.clip(np.median((now * later).sum(axis=1) / size), 0.0, 1.0))


def _fine(spectra: NDArray[np.float64], around: int) -> NDArray[np.float64]:
    """Levels without what a wide band has of them, which all speech keeps for a while; what lies
    40 dB below the strongest says nothing."""
    import numpy as np

    strongest = spectra.max(axis=1, keepdims=True)
    levels = 10 * np.log10(np.maximum(spectra, strongest * 1e-4) + 1e-15)
    sums = np.cumsum(np.pad(levels, ((0, 0), (around + 1, around)), mode="reflect"), axis=1)
    wide = 2 * around + 1
    return np.asarray(levels - (sums[:, wide:] - sums[:, :-wide]) / wide)


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
    if quality.steadiness >= STEADY:
        found.append("music")
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
