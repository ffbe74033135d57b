"""Sounds made by the tests themselves: speech by espeak-ng, tones, noise, music."""

from __future__ import annotations

import functools
import io
import subprocess
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE = 16_000
TEXT = (
    "Good evening, and welcome to the lounge. I am glad that you are here tonight,"
    " so let us talk about tea."
)


@functools.cache
def speech(text: str = TEXT, voice: str = "en-us", speed: int = 175) -> Samples:
    """At RATE."""
    program = ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", text]
    said = subprocess.run(program, capture_output=True, check=True).stdout
    samples, rate = soundfile.read(io.BytesIO(said), dtype="float32")
    resampled: Samples = soxr.resample(samples, rate, RATE).astype(np.float32)
    return resampled


def coded(
    samples: Samples, kind: str = "WAV", subtype: str = "PCM_16", rate: int = RATE, **more: Any
) -> bytes:
    """As a file."""
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format=kind, subtype=subtype, **more)
    return out.getvalue()


def pcm(samples: Samples) -> bytes:
    return (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()


def noise(seconds: float, level: float = 0.1, seed: int = 1) -> Samples:
    count = int(seconds * RATE)
    return np.random.default_rng(seed).normal(0, level, count).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def tone(seconds: float, hz: float = 220.0, level: float = 0.3) -> Samples:
    return (level * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(
        np.float32
    )
