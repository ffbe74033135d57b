"""Giving synthetic frames a speaker's pitch, timbre and breath.

At likeness 0 all frames are moved alike; from there on each comes closer to the speaker's own
frames that are most like it, which is nearer to the speaker and less clear.
"""

from __future__ import annotations

import numpy as np

from embedded_server.voice.engines.imprint.analysis import (
    BANDS,
    CEILING_HZ,
    FLOOR_HZ,
    Array,
    Frames,
    band_hertz,
)
from embedded_server.voice.engines.imprint.matching import Matcher
from embedded_server.voice.engines.imprint.profile import Profile, Source

WARPS = np.arange(0.82, 1.251, 0.01)
_MOST_DEVIATION = 0.3
_MOST_EQUALISED = 3.0
_MOST_BREATH_DB = 12.0
_KNEE = 0.5
"""The likeness at which frames are mixed at `_KNEE_MIX`; above it, they are mixed wholly at 1."""
_KNEE_MIX = 0.75
_LEVEL = -6.2
"""The log of power that speech is brought to: about -20 dB below full scale."""


class Reshaper:
    """Of one profile. The same frames always come out the same, in blocks of any length."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        head = profile.head
        likeness = min(max(head.likeness, 0.0), 1.0)
        self._mix = mix_of(likeness)
        self._neighbours = round(8 - 4 * likeness)
        self._matcher = Matcher(profile)
        voiced = profile.is_voiced
        self._mean_bands = profile.bands[voiced].mean(axis=0)
        self._mean_breath = profile.breath[voiced].mean(axis=0)

    def reshape(self, frames: Frames, source: Source) -> Frames:
        head = self._profile.head
        bands = warp(frames.bands, head.warp)
        plain = warp(np.array(source.bands)[None], head.warp)[0]
        lift = smooth_bands(self._mean_bands - plain).clip(-_MOST_EQUALISED, _MOST_EQUALISED)
        bands = bands + lift
        breath = frames.breath + (self._mean_breath - np.array(source.breath)).clip(
            -_MOST_BREATH_DB, _MOST_BREATH_DB
        )
        if self._mix > 0:
            own, own_breath, has = self._matcher.nearest(
                frames.bands, frames.is_voiced, source, self._neighbours
            )
            mix = (self._mix * has)[:, None]
            bands = mix * own + (1 - mix) * bands
            breathes = mix * max(0.0, 2 * self._mix - 1)
            breath = breathes * own_breath + (1 - breathes) * breath
            bands = _smooth_time(bands, 3)
        return Frames(
            self._pitch(frames.pitch, source),
            bands,
            breath,
            frames.level - source.level + _LEVEL,
        )

    def _pitch(self, pitch: Array, source: Source) -> Array:
        head = self._profile.head
        voiced = pitch > 0
        moved = np.zeros_like(pitch)
        stretch = min(head.pitch_deviation, _MOST_DEVIATION) / max(source.pitch_deviation, 0.03)
        log = (np.log(pitch[voiced]) - source.pitch_log) * min(stretch, 2.5) + head.pitch_log
        moved[voiced] = np.exp(log).clip(FLOOR_HZ, CEILING_HZ - 100)
        return moved


def mix_of(likeness: float) -> float:
    if likeness <= _KNEE:
        return _KNEE_MIX * likeness / _KNEE
    return _KNEE_MIX + (1 - _KNEE_MIX) * (likeness - _KNEE) / (1 - _KNEE)


def warp(bands: Array, factor: float) -> Array:
    """Envelopes whose formants lie `factor` times as high."""
    hertz = band_hertz()
    places = np.interp(hertz / factor, hertz, np.arange(BANDS))
    low = np.minimum(places.astype(int), BANDS - 2)
    share = places - low
    return np.asarray(bands[:, low] * (1 - share) + bands[:, low + 1] * share)


def best_warp(source: Array, speaker: Array) -> float:
    """By which the slopes of two mean envelopes agree best between 250 and 5000 Hz."""
    hertz = band_hertz()
    heard = ((hertz > 250) & (hertz < 5000))[:-1]
    wanted = np.diff(smooth_bands(speaker))[heard]

    def agreement(factor: float) -> float:
        slopes = np.diff(smooth_bands(warp(source[None], factor)[0]))[heard]
        return float(np.corrcoef(slopes, wanted)[0, 1])

    return float(max(WARPS, key=lambda factor: agreement(float(factor))))


def smooth_bands(envelope: Array) -> Array:
    window = np.hanning(9)[1:-1]
    padded = np.pad(envelope, 3, mode="edge")
    return np.asarray(np.convolve(padded, window / window.sum(), mode="valid"))


def _smooth_time(values: Array, width: int) -> Array:
    if len(values) < width:
        return values
    half = width // 2
    padded = np.pad(values, ((half, half), (0, 0)), mode="edge")
    window = np.hanning(width + 2)[1:-1]
    window /= window.sum()
    return np.asarray(sum(share * padded[at : at + len(values)] for at, share in enumerate(window)))
