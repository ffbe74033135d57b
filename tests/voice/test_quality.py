"""What is said of recordings: one verdict for each kind of them, and measured fast enough."""

from __future__ import annotations

import numpy as np
import pytest

from embedded_server.contracts.quality import Quality, advice, measure, refusal
from tests.voice.sounds import RATE, Samples, noise, speech, tone

ROOM_TONE = 0.0006


def clean() -> Samples:
    """Thirteen seconds with the pauses and the faint noise that a quiet room has."""
    pause = np.zeros(RATE // 2, np.float32)
    said = np.concatenate([pause, speech(), pause, speech(voice="en-us+f2"), pause])
    return plus(said, noise(len(said) / RATE, ROOM_TONE))


def plus(*sounds: Samples) -> Samples:
    shortest = min(len(one) for one in sounds)
    together: Samples = np.sum([one[:shortest] for one in sounds], axis=0, dtype=np.float32)
    return together


def noisy(snr_db: float) -> Samples:
    said = clean()
    level = float(np.sqrt((said[np.abs(said) > 0.02] ** 2).mean())) / 10 ** (snr_db / 20)
    return plus(said, noise(len(said) / RATE, level))


def hum(level: float) -> Samples:
    said = clean()
    seconds = len(said) / RATE
    return plus(said, tone(seconds, 50, level), tone(seconds, 150, level / 2))


def modulated(hz: float, times_a_second: float) -> Samples:
    carrier = tone(5, hz)
    swell = 0.5 + 0.5 * np.sin(2 * np.pi * times_a_second * np.arange(len(carrier)) / RATE)
    return (carrier * swell).astype(np.float32)


def pink() -> Samples:
    spectrum = np.fft.rfft(noise(5))
    shaped = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 5)), 5 * RATE)
    made: Samples = (0.1 * shaped / shaped.std()).astype(np.float32)
    return made


def music() -> Samples:
    """Broken chords that ring on, as of a piano."""
    made = np.zeros(9 * RATE)
    for at, (root, third) in enumerate([(220, 262), (175, 220), (196, 247), (262, 330)] * 4):
        rings = np.arange(RATE) / RATE
        for hz in (root, third, root * 1.5):
            for harmonic in range(1, 6):
                ring = np.sin(2 * np.pi * hz * harmonic * rings) / harmonic * np.exp(-2 * rings)
                made[at * RATE // 2 : at * RATE // 2 + RATE] += ring
    soft: Samples = (0.4 * made / np.abs(made).max()).astype(np.float32)
    return soft


TABLE: list[tuple[str, Samples, str | None, list[str]]] = [
    ("clean", clean(), None, []),
    ("another speaker", clean()[int(6.8 * RATE) :], None, ["short"]),
    ("with a hum", hum(0.01), None, []),
    ("a little noise", noisy(25), None, []),
    ("noise", noisy(15), None, ["noisy", "short"]),
    ("much noise", noisy(2), "too_noisy", []),
    ("quiet", clean() * 0.12, None, ["quiet"]),
    ("very quiet", clean() * 0.01, "too_quiet", []),
    ("loud", np.tanh(clean() * 6) * np.float32(0.95), None, ["loud"]),
    ("a little clipped", np.clip(clean() * 2.0, -1, 1), None, ["clipping"]),
    ("clipped", np.clip(clean() * 30, -1, 1), "clipped", []),
    ("short", clean()[: 3 * RATE], None, ["short"]),
    ("long", np.tile(clean(), 8), None, []),
    ("long pauses", np.concatenate([clean(), noise(20, ROOM_TONE)]), None, ["pauses"]),
    ("hardly any speech", np.concatenate([clean()[:RATE], noise(4, ROOM_TONE)]), "too_short", []),
    ("silent", np.zeros(4 * RATE, np.float32), "too_quiet", []),
    ("room alone", noise(4, ROOM_TONE), "too_quiet", []),
    ("music", music(), None, ["music", "short"]),
    ("a tone", tone(4), None, ["music", "short"]),
    ("a tone and its octave", tone(4) + tone(4, 440, 0.2), None, ["music", "short"]),
    ("a tone that swells", modulated(300, 2), None, ["music", "short"]),
    ("a tone that flutters", modulated(300, 10), None, ["short"]),
    ("white noise", noise(5), "too_noisy", []),
    ("faint white noise", noise(5, 0.02), "too_noisy", []),
    ("pink noise", pink(), "too_noisy", []),
]


@pytest.mark.parametrize(
    ("name", "samples", "refused", "advised"), TABLE, ids=lambda v: str(v)[:24]
)
def test_each_kind_has_its_verdict(
    name: str, samples: Samples, refused: str | None, advised: list[str]
) -> None:
    found = measure(samples.astype(np.float32), RATE)
    assert refusal(found) == refused, found
    if refused is None:
        assert advice(found) == advised, found


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_what_is_said_does_not_hang_on_the_rate(rate: int) -> None:
    import soxr

    found = measure(soxr.resample(clean(), RATE, rate).astype(np.float32), rate)
    assert (refusal(found), advice(found)) == (None, [])
    hiss = np.random.default_rng(1).normal(0, 0.1, 4 * rate).astype(np.float32)
    assert refusal(measure(hiss, rate)) == "too_noisy"


@pytest.mark.parametrize("count", [0, 1, 100, 320, 1_000, 3_000])
def test_of_a_moment_too_little_is_said_and_nothing_fails(count: int) -> None:
    found = measure(tone(1)[:count], RATE)
    assert isinstance(found, Quality)
    assert refusal(found) in ("too_short", "too_quiet", "too_noisy")


def test_it_is_quick_enough_to_be_shown_while_one_speaks() -> None:
    import time

    samples = np.tile(clean(), 2)[: 3 * 48_000]
    begun = time.process_time()
    for _ in range(5):
        measure(samples, 48_000)
    # Ten times a second is to cost less than half of a core; a slow machine is given twice that.
    assert (time.process_time() - begun) / 5 < 0.1
