"""The imprint as an engine: espeak-ng speaks, each block is re-shaped, and blocks are joined."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from embedded_server.voice.engines.base import EngineError, Pcm
from embedded_server.voice.engines.espeak import MISSING, find_espeak, say
from embedded_server.voice.engines.imprint.analysis import FRAME_MS, RATE, analyse, synthesise
from embedded_server.voice.engines.imprint.joining import Joiner, quiet_place
from embedded_server.voice.engines.imprint.learning import learn, measure
from embedded_server.voice.engines.imprint.profile import Source, read_profile
from embedded_server.voice.engines.imprint.reshape import Reshaper
from embedded_server.voice.engines.phrases import runs

if TYPE_CHECKING:
    from embedded_server.voice.engines.base import Samples

_BLOCKS = ((0.4, 0.7), (0.6, 1.0), (1.0, 1.5))
"""Least and most seconds of the first, the second and all later blocks: the first sound is to come
soon, later blocks cost less by being longer."""
_HOP = RATE * FRAME_MS / 1000
_CONTEXT = round(16 * _HOP)
"""80 ms on both sides of a block, which its analysis sees and nobody hears."""
_OVERLAP, _SLACK = round(RATE * 0.012), round(RATE * 0.005)
_MOST_PROFILES = 4
_NOTHING: Samples = np.zeros(0, dtype=np.float32)
_NO_STOCK = "This voice needs a profile: it has no voice of its own."


class Imprint:
    """An Engine, see `base.py`."""

    id = "imprint"
    name = "Voice imprint (basic)"
    rate = RATE

    def __init__(self, espeak: str) -> None:
        self._espeak = espeak
        self._known: OrderedDict[bytes, tuple[Reshaper, dict[str, Source]]] = OrderedDict()

    def prepare(
        self, samples: Sequence[Pcm], likeness: float, told: Callable[[float], None]
    ) -> bytes:
        profile = learn(self._program(), samples, likeness, told)
        raw = profile.as_bytes()
        told(1.0)
        return raw

    def speak(self, profile: bytes | None, voice: str | None, text: str) -> Iterator[Samples]:
        if profile is None or voice is not None:
            raise EngineError(_NO_STOCK)
        program = self._program()
        reshaper, sources = self._read(profile)
        first = next(iter(sources))
        variant = sources[first].voice.partition("+")[2]
        for language, words in runs(text, first):
            if language not in sources:
                name = f"{language}+{variant}" if variant else language
                sources[language] = measure(program, language, name)
            source = sources[language]
            yield from _reshaped(say(program, source.voice, words), reshaper, source)

    def _program(self) -> str:
        program = find_espeak(self._espeak)
        if program is None:
            raise EngineError(MISSING)
        return program

    def _read(self, raw: bytes) -> tuple[Reshaper, dict[str, Source]]:
        key = hashlib.sha256(raw).digest()
        if key not in self._known:
            profile = read_profile(raw)
            by_language = {one.voice.partition("+")[0]: one for one in profile.head.sources}
            self._known[key] = (Reshaper(profile), by_language)
            while len(self._known) > _MOST_PROFILES:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


def _reshaped(spoken: Iterator[Samples], reshaper: Reshaper, source: Source) -> Iterator[Samples]:
    joiner = Joiner(_OVERLAP, _SLACK)
    for block, before, after, is_last in _blocks(spoken):
        frames = analyse(block, carefully=False)
        # Nothing to be heard, and a place to stop: a block takes longer than who cuts in waits.
        yield _NOTHING
        frames = reshaper.reshape(frames, source)
        yield _NOTHING
        sound = synthesise(frames)
        end = len(block) - after
        sound = sound[before : end if not is_last else len(block)]
        piece = joiner.add(_limited(sound), is_last=is_last)
        if len(piece):
            yield piece


def _blocks(spoken: Iterator[Samples]) -> Iterator[tuple[Samples, int, int, bool]]:
    """Blocks with their surroundings: how many samples before and after are not to be heard, and
    whether it is the last. Each begins with what the one before ends with, for the joint."""
    rest: Samples = np.zeros(0, dtype=np.float32)
    start = 0
    """Where in `rest` the next block begins to be heard."""
    number = 0
    is_over = False
    pieces = iter(spoken)
    while not is_over:
        least, most = (round(one * RATE) for one in _BLOCKS[min(number, len(_BLOCKS) - 1)])
        while len(rest) < start + most + 2 * _CONTEXT and not is_over:
            piece = next(pieces, None)
            is_over = piece is None
            if piece is not None:
                rest = np.concatenate((rest, piece))
        lead = min(start, _OVERLAP + _SLACK if number else 0)
        before = max(0, start - lead - _CONTEXT)
        if is_over:
            if len(rest) > start:
                yield rest[before:], start - lead - before, 0, True
            return
        end = quiet_place(rest, start + least, start + most, RATE)
        yield rest[before : end + _CONTEXT], start - lead - before, _CONTEXT, False
        drop = max(0, end - _CONTEXT - _OVERLAP - 2 * _SLACK)
        rest, start = rest[drop:], end - drop
        number += 1


def _limited(sound: Samples) -> Samples:
    """Peaks above 0.8 are bent down instead of cut."""
    loud = np.abs(sound) > 0.8
    if not loud.any():
        return sound
    bent = sound.copy()
    over = (np.abs(sound[loud]) - 0.8) / 0.2
    bent[loud] = np.sign(sound[loud]) * (0.8 + 0.2 * np.tanh(over))
    return bent
