"""Taking speech apart into pitch, envelope and breath in frames of 5 ms, and together again.

Envelopes are kept as the log of power in BANDS points spaced as the ear hears: `bands`, of shape
(frames, BANDS); breath as WORLD codes it: `breath`, of shape (frames, BREATHS), in dB.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyworld
from numpy.typing import NDArray

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

Array = NDArray[np.float64]

RATE = 22_050
FRAME_MS = 5.0
BANDS = 100
FLOOR_HZ, CEILING_HZ = 60.0, 600.0
CEPSTRA = 17
ACTIVE_LOG = 5.5
"""How far below the loudest twentieth of frames, in logs of power, a frame still is speech."""
_FFT = int(pyworld.get_cheaptrick_fft_size(RATE, 71.0))
_BINS = _FFT // 2 + 1
BREATHS = int(pyworld.get_num_aperiodicities(RATE))
_TINY = 1e-16


@dataclass(frozen=True, slots=True)
class Frames:
    """`pitch` in Hz, 0 where there is none; `level` the log of each frame's power. `bands` are
    without it: what they show is shape alone."""

    pitch: Array
    bands: Array
    breath: Array
    level: Array

    @property
    def is_voiced(self) -> NDArray[np.bool_]:
        return np.asarray(self.pitch > 0)

    @property
    def is_active(self) -> NDArray[np.bool_]:
        if not len(self.level):
            return np.zeros(0, dtype=bool)
        return np.asarray(self.level > np.percentile(self.level, 95) - ACTIVE_LOG)

    def part(self, where: slice | NDArray[Any]) -> Frames:
        return Frames(self.pitch[where], self.bands[where], self.breath[where], self.level[where])


def join(parts: list[Frames]) -> Frames:
    return Frames(
        np.concatenate([one.pitch for one in parts]),
        np.concatenate([one.bands for one in parts]),
        np.concatenate([one.breath for one in parts]),
        np.concatenate([one.level for one in parts]),
    )


def analyse(sound: Samples, *, carefully: bool) -> Frames:
    """`sound` at RATE. Harvest finds pitch better in recordings than DIO, and takes longer."""
    samples = np.ascontiguousarray(sound, dtype=np.float64)
    # Digital silence has no envelope; a whisper of noise, the same each time, has one.
    samples = samples + np.random.default_rng(1).normal(0, 1e-5, len(samples))
    if carefully:
        pitch, times = pyworld.harvest(
            samples, RATE, f0_floor=FLOOR_HZ, f0_ceil=CEILING_HZ, frame_period=FRAME_MS
        )
    else:
        rough, times = pyworld.dio(
            samples, RATE, f0_floor=FLOOR_HZ, f0_ceil=CEILING_HZ, frame_period=FRAME_MS
        )
        pitch = pyworld.stonemask(samples, rough, times, RATE)
    envelope = pyworld.cheaptrick(samples, pitch, times, RATE, fft_size=_FFT)
    aperiodicity = pyworld.d4c(samples, pitch, times, RATE, fft_size=_FFT)
    log = np.log(np.maximum(envelope, _TINY))
    bands = log @ _to_bands()
    level = np.log(np.maximum(envelope.mean(axis=1), _TINY))
    breath = pyworld.code_aperiodicity(aperiodicity, RATE)
    return Frames(pitch, bands - level[:, None], breath, level)


def synthesise(frames: Frames) -> Samples:
    log = frames.bands @ _from_bands()
    # Their own level goes: whatever was mixed, each frame is as loud as it is told to be.
    log = log - np.log(np.maximum(np.exp(log).mean(axis=1), _TINY))[:, None]
    envelope = np.exp(np.clip(log + frames.level[:, None], -36.0, 12.0))
    aperiodicity = pyworld.decode_aperiodicity(
        np.ascontiguousarray(np.minimum(frames.breath, 0.0)), RATE, _FFT
    )
    sound = pyworld.synthesize(
        np.ascontiguousarray(frames.pitch),
        np.ascontiguousarray(envelope),
        np.clip(aperiodicity, 0.001, 1.0),
        RATE,
        FRAME_MS,
    )
    return np.asarray(np.nan_to_num(sound), dtype=np.float32)


def cepstra(bands: Array) -> Array:
    """(frames, CEPSTRA): the shape of each envelope in few numbers, without its level."""
    return np.asarray(bands @ _cosines())


def deltas(values: Array) -> Array:
    """How each value moves over about 40 ms, doubled so that it weighs as the value does."""
    if len(values) < 2:
        return np.zeros_like(values)
    padded = np.pad(values, ((4, 4), (0, 0)), mode="edge")
    moved = (padded[6:-2] - padded[2:-6]) + (padded[8:] - padded[:-8]) / 2
    return np.asarray(moved)


@cache
def band_hertz() -> Array:
    """Where the bands lie."""
    top = 2595 * np.log10(1 + RATE / 2 / 700)
    return np.asarray(700 * (10 ** (np.linspace(0, top, BANDS) / 2595) - 1))


@cache
def _bins_hertz() -> Array:
    return np.linspace(0, RATE / 2, _BINS)


@cache
def _to_bands() -> Array:
    """(bins, BANDS): means over triangles where bands are wide, neighbours where they are not."""
    hertz, places = _bins_hertz(), band_hertz()
    bin_width = hertz[1]
    left = np.maximum(np.diff(places, prepend=places[0] - bin_width), bin_width)
    right = np.maximum(np.diff(places, append=places[-1] + bin_width), bin_width)
    distance = hertz[:, None] - places
    weights = np.where(distance < 0, 1 + distance / left, 1 - distance / right).clip(0)
    return np.asarray(weights / weights.sum(axis=0))


@cache
def _from_bands() -> Array:
    """(BANDS, bins): straight lines between the bands."""
    hertz, places = _bins_hertz(), band_hertz()
    return np.stack([np.interp(hertz, places, one) for one in np.eye(BANDS)])


@cache
def _cosines() -> Array:
    steps = (np.arange(BANDS) + 0.5) * np.pi / BANDS
    return np.stack([np.cos(steps * one) for one in range(1, CEPSTRA + 1)], axis=1) * (2 / BANDS)
