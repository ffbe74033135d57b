"""A voice from microphone to loudspeaker on a made-up clock: how late, and what loss costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from embedded_server.contracts.live_room import FRAME_SAMPLES, OPUS, PCM16, RATE
from spaces_desktop.lounge.live.voice import codecs
from tests.kit.live_line import Line, through

pytestmark = pytest.mark.skipif(not codecs.has_opus(), reason="libopus is not on this machine")
LAG = FRAME_SAMPLES
"""Samples between giving a frame and the first in which it can be heard."""


def clicks(seconds: int) -> Any:
    """A chirp at each full second."""
    moment = np.arange(int(0.05 * RATE)) / RATE
    chirp = np.sin(2 * np.pi * (500 * moment + 25_000 * moment**2)) * np.hanning(len(moment)) * 0.5
    said = np.zeros(seconds * RATE, dtype=np.float32)
    for second in range(seconds):
        said[second * RATE : second * RATE + len(chirp)] = chirp
    return said


def lateness(heard: Any, seconds: int) -> list[float]:
    chirp = clicks(1)[: int(0.05 * RATE)]
    found = []
    for second in range(2, seconds - 1):
        piece = heard[second * RATE : second * RATE + RATE // 2]
        found.append(int(np.argmax(np.correlate(piece, chirp, "valid"))) / RATE)
    return found


def speech(seconds: int) -> Any:
    """Something with the shape of speech: a buzz whose pitch and vowels change."""
    t = np.arange(seconds * RATE) / RATE
    pitch = np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * t)) / RATE
    buzz = sum(
        np.sin(2 * np.pi * n * pitch) / n * (1 + np.sin(2 * np.pi * (1 + n / 9) * t))
        for n in range(1, 20)
    )
    return (buzz * (0.55 + 0.45 * np.sin(2 * np.pi * 3 * t)) * 0.05).astype(np.float32)


def likeness(heard: Any, reference: Any) -> float:
    """How alike two recordings sound, by the shape of their spectra over time: 1 is the same."""

    def shapes(samples: Any) -> Any:
        frames = samples[: len(samples) // 480 * 480].reshape(-1, 480)
        return np.log(np.abs(np.fft.rfft(frames * np.hanning(480), axis=1))[:, 2:80] + 1e-2)

    one, two = shapes(heard), shapes(reference)
    one, two = one - one.mean(), two - two.mean()
    return float((one * two).sum() / np.sqrt((one**2).sum() * (two**2).sum()))


@pytest.mark.parametrize(
    ("line", "most"),
    [(Line(), 0.07), (Line(jitter=0.02), 0.1), (Line(jitter=0.03, loss=0.02), 0.14)],
)
def test_a_voice_is_heard_soon(line: Line, most: float) -> None:
    late = lateness(through(clicks(20), line)[0], 20)
    assert np.percentile(late, 50) < most
    assert max(late) < most + 0.06


@pytest.mark.parametrize("codec", [OPUS, PCM16])
def test_at_two_percent_of_loss_it_sounds_nearly_the_same(codec: int) -> None:
    said = speech(8)
    whole, _ = through(said, Line(jitter=0.01), codec=codec)
    lossy, mixer = through(said, Line(jitter=0.01, loss=0.02), codec=codec)
    jitter = mixer.voices[1].jitter
    assert jitter.concealed + jitter.recovered >= 4
    assert likeness(lossy, whole) > 0.9


def test_opus_mends_most_of_what_is_lost_from_the_frame_behind_it() -> None:
    _, mixer = through(speech(12), Line(loss=0.08))
    jitter = mixer.voices[1].jitter
    assert jitter.recovered > 3 * jitter.concealed
