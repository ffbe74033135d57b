"""Voices: how soon and how fast each engine speaks, and how like the speaker a clone is."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from embedded_server.contracts.voice import Engine
from embedded_server.kernel.tasks import Tasks
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options
from embedded_server.voice.voices import Voices
from tests.benchmarks.report import Report, median
from tests.benchmarks.voice import recordings
from tests.benchmarks.voice.encoder import Encoder, likeness
from tests.benchmarks.voice.recordings import NotThere, Person

FIRST_WITHIN_MS = 500
PREPARE_SHARE, SPEAK_SHARE = 0.35, 0.2
LIKENESS = {0.0: 0.66, 0.5: 0.69, 1.0: 0.72}
"""What the prototype reached with ten readers of LibriSpeech, at each place of the slider."""
TEXT = (
    "Good morning, and thank you for asking. The weather will be fine on Saturday, so bring your"
    " friends and something to eat. We will meet at the station at half past nine, and walk along"
    " the river to the old mill."
)
SENTENCES = (
    "Yes, that is open today from nine to five.",
    "I have looked at it, and I think that you are right about the second part.",
    "No.",
    "The best way to learn it is to do a little of it every day, even if it is only five minutes.",
)


@dataclass(frozen=True, slots=True)
class Size:
    people: int
    likeness: tuple[float, ...]
    rounds: int


QUICK, WHOLE = Size(2, (0.5,), 1), Size(5, (0.0, 0.5, 1.0), 5)


@dataclass(slots=True)
class _Found:
    preparing: list[float] = field(default_factory=list)
    speaking: list[float] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    likeness: dict[float, list[float]] = field(default_factory=dict)
    right: dict[float, int] = field(default_factory=dict)


async def measure(report: Report, folder: Path, size: Size) -> None:
    report.heading("Voices: time to the first sound, speed, and likeness to the speaker")
    models = os.environ.get("SPACES_TEST_VOICE_MODELS", "")
    tasks = Tasks()
    voices = Voices(Options(models=models), tasks)
    try:
        judge, people = await asyncio.to_thread(_judge, report, size)
        for engine in (await voices.engines()).engines:
            if not engine.is_available:
                report.note(f"{engine.name}: not measured. {engine.why_not}")
            elif not engine.can_clone:
                found = _Found()
                await _speak(voices, engine.id, None, found, size)
                _tell_speed(report, engine, found)
            elif people:
                await _clone(report, folder, voices, engine, judge, people, size)
    finally:
        await tasks.close()


def _judge(report: Report, size: Size) -> tuple[Encoder | None, list[Person]]:
    try:
        people = recordings.people()[: size.people]
        return Encoder(recordings.weights()), people
    except NotThere as reason:
        report.note(f"Clones are not measured: {reason}.")
        return None, []


async def _clone(
    report: Report,
    folder: Path,
    voices: Voices,
    engine: Engine,
    judge: Encoder | None,
    people: list[Person],
    size: Size,
) -> None:
    if judge is None:
        return
    own = {one.name: judge.embed(one.held_out, recordings.RATE) for one in people}
    found = _Found()
    same, between, plain = [], [], []
    stock = await _said(voices, "espeak", None, TEXT)
    as_plain = judge.embed(stock, voices.rate_of("espeak"))
    for person in people:
        path = folder / f"{person.name}.flac"
        soundfile.write(path, person.sample, recordings.RATE)
        as_sample = judge.embed(person.sample, recordings.RATE)
        same.append(likeness(as_sample, own[person.name]))
        between += [likeness(as_sample, own[other]) for other in own if other != person.name]
        plain.append(likeness(as_plain, own[person.name]))
        for wanted in size.likeness:
            begun = time.perf_counter()
            profile = await voices.prepare(engine.id, [path], wanted, lambda share: None)
            took = time.perf_counter() - begun
            found.preparing.append(took * recordings.RATE / len(person.sample))
            spoken = await _said(voices, engine.id, profile, TEXT)
            clone = judge.embed(spoken, voices.rate_of(engine.id))
            alike = {name: likeness(clone, one) for name, one in own.items()}
            found.likeness.setdefault(wanted, []).append(alike[person.name])
            is_right = max(alike, key=lambda name: alike[name]) == person.name
            found.right[wanted] = found.right.get(wanted, 0) + is_right
    await _speak(voices, engine.id, profile, found, size)
    _tell_speed(report, engine, found)
    rows: list[list[str | float]] = [["plain synthetic voice", median(plain), ""]]
    for wanted, alike_all in found.likeness.items():
        right = f"{found.right[wanted]} of {len(people)}"
        rows.append([f"{engine.name}, likeness {wanted}", float(np.mean(alike_all)), right])
    rows.append(["the person, other words", float(np.mean(same)), ""])
    if between:
        rows.append(["two different people", float(np.mean(between)), ""])
    report.table(["cosine to held-out speech", "mean", "nearest is right"], rows)
    for wanted, target in LIKENESS.items():
        if engine.id == "imprint" and wanted in found.likeness:
            value = float(np.mean(found.likeness[wanted]))
            report.at_least(f"likeness {wanted}: cosine to the speaker", value, target, "")


def _tell_speed(report: Report, engine: Engine, found: _Found) -> None:
    name = engine.name
    if found.preparing:
        share = median(found.preparing)
        report.at_most(f"{name}: preparing 40 s of speech, of its length", share, PREPARE_SHARE)
    report.at_most(f"{name}: speaking, of the sound's length", median(found.speaking), SPEAK_SHARE)
    first = median(found.first_ms)
    report.at_most(f"{name}: first sound of a sentence, p50", first, FIRST_WITHIN_MS, "ms")


async def _speak(
    voices: Voices, engine: str, profile: bytes | None, found: _Found, size: Size
) -> None:
    await _said(voices, engine, profile, SENTENCES[0])
    for sentence in SENTENCES * size.rounds:
        begun = time.perf_counter()
        sound, first = b"", 0.0
        async for pcm in voices.speak(engine, profile, None, sentence):
            first = first or time.perf_counter() - begun
            sound += pcm
        took = time.perf_counter() - begun
        if not sound:
            raise EngineError(f"{engine} said nothing")
        found.first_ms.append(first * 1000)
        found.speaking.append(took * 2 * voices.rate_of(engine) / len(sound))


async def _said(
    voices: Voices, engine: str, profile: bytes | None, text: str
) -> NDArray[np.float32]:
    raw = b"".join([pcm async for pcm in voices.speak(engine, profile, None, text)])
    return np.asarray(np.frombuffer(raw, dtype="<i2") / 32768, dtype=np.float32)
