"""Speakers for tests, made without a recording of anybody: pulses through a throat of formants."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embedded_server.voice.engines.base import Pcm

RATE = 22_050
Samples = NDArray[np.float32]
VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480))
"""Formants in Hz."""


def speaker(pitch: float, *, size: float = 1.0, seconds: float = 2.5) -> Pcm:
    """Vowels at about that pitch in Hz; a throat of `size` 0.8 is a fifth shorter."""
    rng = np.random.default_rng(3)
    count = int(seconds * RATE)
    times = np.arange(count) / RATE
    hertz = pitch * (1 + 0.12 * np.sin(2 * np.pi * 1.3 * times))
    phase = np.cumsum(hertz / RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0) + 0.01 * rng.normal(size=count)
    sound = np.zeros(count)
    part = RATE // 4
    for number, start in enumerate(range(0, count, part)):
        piece = pulses[start : start + part]
        for formant in VOWELS[number % len(VOWELS)]:
            piece = _resonated(piece, formant / size, 80.0)
        sound[start : start + part] = piece * np.hanning(len(piece))
    # Breath between words, as every recording has it.
    sound = sound / np.abs(sound).max() * 0.5 + 0.0005 * rng.normal(size=count)
    return Pcm(sound.astype(np.float32), RATE)


def _resonated(sound: NDArray[np.float64], hertz: float, width: float) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(sound, 2 * len(sound))
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(2 * len(sound), 1 / RATE) / RATE)
    radius = np.exp(-np.pi * width / RATE)
    angle = 2 * np.pi * hertz / RATE
    answer = 1 / (1 - 2 * radius * np.cos(angle) * turn + radius**2 * turn**2)
    return np.asarray(np.fft.irfft(spectrum * answer)[: len(sound)])
