"""Learning a speaker from recordings: which of their frames are speech, and what speaks nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.espeak import say
from embedded_server.voice.engines.imprint.analysis import (
    RATE,
    Frames,
    analyse,
    join,
)
from embedded_server.voice.engines.imprint.matching import spread_of
from embedded_server.voice.engines.imprint.profile import MOST_FRAMES, Head, Profile, Source
from embedded_server.voice.engines.imprint.reshape import best_warp

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

MOST_SECONDS = 40.0
"""Of speech that is analysed; more brings nothing that is heard."""
LEAST_VOICED = 100
"""Frames: half a second of sounding vowels."""
_BLOCK_SECONDS = 4.0
_HIGH_HZ = 160.0
_LOW_VOICES, _HIGH_VOICES = ("",), ("+f2",)
_LANGUAGES = ("en-us", "cmn")
_TEXTS = {
    "cmn": "\u4eca\u5929\u4e0b\u5348\u6211\u4eec\u53bb\u516c\u56ed\u6563\u6b65\uff0c"
    "\u7136\u540e\u56de\u5bb6\u559d\u8336\uff0c\u542c\u97f3\u4e50\u3002",
    "ru": "\u0421\u0435\u0433\u043e\u0434\u043d\u044f \u043c\u044b \u0433\u0443\u043b\u044f\u043b"
    "\u0438 \u0432 \u043f\u0430\u0440\u043a\u0435 \u0438 \u043f\u0438\u043b\u0438 \u0447\u0430"
    "\u0439.",
}
_TEXT = "The quick boy saw a large ship near the blue water. We both hope she may join us today."
_NO_VOICE = (
    "There is too little speech in the recordings to learn a voice from. Record at least ten"
    " seconds of clear speech."
)


def learn(
    program: str, samples: Sequence[Pcm], likeness: float, told: Callable[[float], None]
) -> Profile:
    """Raises EngineError where there is no voice in them."""
    blocks = _blocks(samples)
    parts: list[Frames] = []
    for number, block in enumerate(blocks):
        told(0.9 * number / len(blocks))
        parts.append(analyse(block, carefully=True))
    if not parts:
        raise EngineError(_NO_VOICE)
    frames = join(parts)
    begins = np.zeros(len(frames.pitch), dtype=bool)
    begins[np.cumsum([0, *(len(one.pitch) for one in parts[:-1])])] = True
    active = frames.is_active
    voiced = active & frames.is_voiced
    if voiced.sum() < LEAST_VOICED:
        raise EngineError(_NO_VOICE)
    pitch_log, deviation = pitch_of(frames.part(voiced))
    mean = frames.bands[voiced].mean(axis=0)
    kinds = _HIGH_VOICES if np.exp(pitch_log) > _HIGH_HZ else _LOW_VOICES
    told(0.92)
    sources = [measure(program, language, language + kinds[0]) for language in _LANGUAGES]
    told(0.98)
    # Where a pause was cut out, what follows does not follow on.
    begins |= active & ~np.concatenate(([False], active[:-1]))
    kept = np.flatnonzero(active)[:MOST_FRAMES]
    kept_frames = frames.part(kept)
    return Profile(
        Head(
            likeness=likeness,
            pitch_log=pitch_log,
            pitch_deviation=deviation,
            warp=best_warp(np.array(sources[0].bands), mean),
            sources=sources,
            frames=len(kept),
        ),
        kept_frames.bands,
        kept_frames.breath,
        kept_frames.is_voiced,
        begins[kept],
    )


@cache
def measure(program: str, language: str, voice: str) -> Source:
    """What a synthetic voice sounds like by itself, which never changes. Raises EngineError."""
    text = _TEXTS.get(language, _TEXT)
    frames = analyse(np.concatenate(list(say(program, voice, text))), carefully=False)
    frames = frames.part(frames.is_active)
    voiced = frames.part(frames.is_voiced)
    if not len(voiced.pitch):
        raise EngineError(_NO_VOICE)
    pitch_log, deviation = pitch_of(voiced)
    mean, spread = spread_of(frames.bands)
    return Source(
        voice=voice,
        pitch_log=pitch_log,
        pitch_deviation=deviation,
        bands=voiced.bands.mean(axis=0).tolist(),
        breath=voiced.breath.mean(axis=0).tolist(),
        cepstra=mean.tolist(),
        spread=spread.tolist(),
        level=float(np.log(np.exp(frames.level).mean())),
    )


def pitch_of(voiced: Frames) -> tuple[float, float]:
    """Mean and deviation of the log of pitch, without octaves that were mistaken."""
    log = np.log(voiced.pitch)
    log = log[np.abs(log - np.median(log)) < 0.6]
    return float(log.mean()), float(log.std())


def _blocks(samples: Sequence[Pcm]) -> list[Samples]:
    """Speech at RATE in blocks, without long pauses, MOST_SECONDS of it at most."""
    import soxr

    blocks: list[Samples] = []
    left = int(MOST_SECONDS * RATE)
    for one in samples:
        sound = one.samples
        if one.rate != RATE:
            sound = soxr.resample(sound, one.rate, RATE)
        sound = _without_pauses(np.nan_to_num(sound))[:left]
        left -= len(sound)
        count = max(1, round(len(sound) / (RATE * _BLOCK_SECONDS)))
        blocks += [block for block in np.array_split(sound, count) if len(block) > RATE // 4]
    return blocks


def _without_pauses(sound: Samples) -> Samples:
    """Pauses longer than a fifth of a second are cut to that: nothing is learned from them."""
    hop = RATE // 50
    whole = len(sound) // hop
    if not whole:
        return sound[:0]
    framed = sound[: whole * hop].reshape(whole, hop)
    level = np.log(np.maximum((framed.astype(np.float64) ** 2).mean(axis=1), 1e-12))
    loud = level > max(np.percentile(level, 95) - 7.0, -16.0)
    near = np.convolve(loud.astype(float), np.ones(11), mode="same") > 0.5
    return np.asarray(framed[near].reshape(-1), dtype=np.float32)
