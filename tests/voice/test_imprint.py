"""The imprint: what it speaks has the speaker's pitch and timbre, comes soon, and joins."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np
import pytest

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.espeak import say
from embedded_server.voice.engines.imprint import analysis
from embedded_server.voice.engines.imprint.analysis import RATE, analyse
from embedded_server.voice.engines.imprint.engine import Imprint
from embedded_server.voice.engines.imprint.joining import Joiner, quiet_place
from embedded_server.voice.engines.imprint.profile import read_profile
from embedded_server.voice.engines.imprint.reshape import smooth_bands
from tests.voice.speakers import Samples, speaker

TEXT = "Good morning, everybody."


def no_news(share: float) -> None:
    del share


@pytest.fixture(scope="module")
def engine() -> Imprint:
    return Imprint("")


@pytest.fixture(scope="module")
def low(engine: Imprint) -> bytes:
    return engine.prepare([speaker(95.0, size=1.1)], 0.5, no_news)


@pytest.fixture(scope="module")
def high(engine: Imprint) -> bytes:
    return engine.prepare([speaker(240.0, size=0.85)], 0.5, no_news)


def spoken(pieces: Iterator[Samples]) -> Samples:
    return np.concatenate(list(pieces))


def pitch_of(sound: Samples) -> float:
    frames = analyse(sound, carefully=False)
    return float(np.exp(np.log(frames.pitch[frames.is_voiced]).mean()))


def timbre_of(sound: Samples) -> analysis.Array:
    frames = analyse(sound, carefully=False)
    return smooth_bands(frames.bands[frames.is_voiced & frames.is_active].mean(axis=0))


def distance(one: analysis.Array, other: analysis.Array) -> float:
    return float(np.sqrt((((one - one.mean()) - (other - other.mean())) ** 2).mean()))


def test_pitch_and_timbre_move_to_the_speaker(engine: Imprint, low: bytes, high: bytes) -> None:
    plain = spoken(say("espeak-ng", "en-us", TEXT))
    for profile, pitch, size in ((low, 95.0, 1.1), (high, 240.0, 0.85)):
        sound = spoken(engine.speak(profile, None, TEXT))
        assert pitch_of(sound) == pytest.approx(pitch, rel=0.12)
        target = timbre_of(speaker(pitch, size=size).samples)
        assert distance(timbre_of(sound), target) < 0.6 * distance(timbre_of(plain), target)
        assert len(sound) == pytest.approx(len(plain), rel=0.1)
        assert 0.05 < float(np.abs(sound).max()) <= 1.0
        assert np.isfinite(sound).all()


def test_more_likeness_is_nearer_to_the_speaker(engine: Imprint) -> None:
    target = speaker(180.0, size=0.9)
    to = timbre_of(target.samples)
    far, near = (
        distance(timbre_of(spoken(engine.speak(profile, None, TEXT))), to)
        for profile in (engine.prepare([target], likeness, no_news) for likeness in (0.0, 1.0))
    )
    assert near < far


def test_the_same_comes_out_each_time_and_the_first_piece_is_short(
    engine: Imprint, low: bytes
) -> None:
    text = f"{TEXT} It is a fine day, and there is a lot to talk about before the evening."
    pieces = list(engine.speak(low, None, text))
    assert len(pieces) > 2
    assert len(pieces[0]) / RATE < 0.8
    again = np.concatenate(list(Imprint("").speak(low, None, text)))
    assert np.array_equal(np.concatenate(pieces), again)


def test_chinese_is_spoken_too_and_nothing_of_nothing(engine: Imprint, low: bytes) -> None:
    chinese = spoken(engine.speak(low, None, "\u4f60\u597d\uff0c\u4e16\u754c\u3002"))
    assert 0.5 < len(chinese) / RATE < 4
    assert pitch_of(chinese) == pytest.approx(95.0, rel=0.25)
    assert list(engine.speak(low, None, "")) == []


def test_what_is_left_ends_the_program(engine: Imprint, low: bytes) -> None:
    pieces = engine.speak(low, None, TEXT * 20)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined] # it is a generator
    assert len(spoken(engine.speak(low, None, TEXT))) > RATE // 2


@pytest.mark.parametrize(
    "samples",
    [
        [],
        [Pcm(np.zeros(0, dtype=np.float32), 48_000)],
        [Pcm(np.zeros(RATE * 3, dtype=np.float32), RATE)],
        [Pcm(np.full(RATE * 3, np.nan, dtype=np.float32), RATE)],
        [Pcm(np.full(RATE, np.inf, dtype=np.float32), RATE)],
        [Pcm(np.random.default_rng(1).normal(0, 0.1, RATE * 2).astype(np.float32), RATE)],
        [Pcm(np.ones(40, dtype=np.float32), RATE)],
    ],
)
def test_without_speech_there_is_no_voice(engine: Imprint, samples: list[Pcm]) -> None:
    with pytest.raises(EngineError, match="too little speech"):
        engine.prepare(samples, 0.5, no_news)


def test_progress_grows_and_whoever_stops_is_obeyed(engine: Imprint) -> None:
    heard: list[float] = []
    engine.prepare([speaker(120.0)], 0.5, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.prepare([speaker(120.0)], 0.5, stop)


def test_a_profile_that_is_not_whole_or_of_another_version_is_refused(
    engine: Imprint, low: bytes
) -> None:
    assert 1_000 < len(low) < 200_000
    other = low[:4] + struct.pack("<H", 77) + low[6:]
    with pytest.raises(EngineError, match="another version"):
        next(engine.speak(other, None, TEXT))
    rng = np.random.default_rng(5)
    broken = [b"", low[:3], low[:200], low[:-1], b"XXXX" + low[4:], low[:10] + b"\xff" * 300]
    for _ in range(40):
        damaged = bytearray(low)
        damaged[int(rng.integers(0, 900))] ^= int(rng.integers(1, 256))
        broken.append(bytes(damaged))
    refusals = {refusal(raw) for raw in broken}
    assert {one for one in refusals if one is not None} <= {
        "This voice cannot be read. Build it again.",
        "This voice was built by another version of the program. Build it again.",
    }
    assert [refusal(raw) is None for raw in broken[:6]] == [False] * 6


def refusal(raw: bytes) -> str | None:
    try:
        read = read_profile(raw)
    except EngineError as error:
        return str(error)
    # What is read after all, since a changed bit of a number is a number, can be spoken with.
    return None if np.isfinite(read.bands).all() else "not finite"


def test_a_profile_is_needed_and_nothing_stands_in_for_it(engine: Imprint, low: bytes) -> None:
    with pytest.raises(EngineError, match="needs a profile"):
        next(engine.speak(None, None, TEXT))
    with pytest.raises(EngineError, match="needs a profile"):
        next(engine.speak(low, "English (US)", TEXT))
    with pytest.raises(EngineError, match="--espeak"):
        next(Imprint("/nowhere").speak(low, None, TEXT))


def test_blocks_of_one_wave_join_into_it() -> None:
    wave = np.sin(np.arange(8000) * 0.11).astype(np.float32)
    overlap, slack = 260, 110
    joiner = Joiner(overlap, slack)
    out = [joiner.add(wave[:3000], is_last=False)]
    # The second block was made a few samples late, as two syntheses of one voice are.
    late = np.sin((np.arange(3000 - overlap - slack, 8000) + 9) * 0.11).astype(np.float32)
    out.append(joiner.add(late, is_last=True))
    joined = np.concatenate(out)
    assert np.abs(np.diff(joined)).max() < 0.13
    assert abs(len(joined) - 8000) <= 2 * slack


def test_a_cut_is_made_where_it_is_quiet() -> None:
    sound = np.ones(RATE, dtype=np.float32)
    sound[12_000:12_600] = 0
    assert 12_000 < quiet_place(sound, 8_000, 15_000, RATE) < 12_600
