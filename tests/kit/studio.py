"""Made-up voices: a microphone that a test speaks into, and what a server answers of them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.voice import (
    Clip,
    ConsentBundle,
    Engine,
    Engines,
    LoungeVoice,
    SampleQuality,
    Statement,
    StatementCheck,
    VoiceSample,
)
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.lounge.studio.hearing import HearingModel
from tests.kit.desktop import AT

RATE = 48_000
BLOCK = 4800
"""100 ms at once; a real device gives less, and nothing here goes by how much."""


class Plug:
    def __init__(self, name: str) -> None:
        self.name = name


class FakePlugs(QObject):
    inputs_changed = Signal(object)

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.inputs = tuple(Plug(name) for name in names)

    def watch(self) -> None:
        """Somebody looks."""

    def plug(self, *names: str) -> None:
        self.inputs = tuple(Plug(name) for name in names)
        self.inputs_changed.emit(self.inputs)


class FakeEar(QObject):
    """Gives what a test says into it, while it is open."""

    block = Signal(object)
    failed = Signal(object)
    trouble_changed = Signal(object)

    def __init__(self, *, broken: str = "") -> None:
        super().__init__()
        self.device: str | None = None
        self.is_open = False
        self.broken = broken
        self.starts = 0

    def start(self, device: str | None = None) -> None:
        self.starts += 1
        self.device = device
        if self.broken:
            self.failed.emit(self.broken)
            return
        self.is_open = True

    def stop(self) -> None:
        self.is_open = False

    def hear(self, samples: Any, block: int = BLOCK) -> None:
        for first in range(0, len(samples), block):
            if self.is_open:
                self.block.emit(samples[first : first + block])

    def pull_out(self, why: str = "The microphone is gone.") -> None:
        self.is_open = False
        self.failed.emit(why)


def hearing(*, broken: str = "", names: tuple[str, ...] = ("Headset", "Desk microphone")) -> Any:
    """A HearingModel, and the ear and the plugs behind it as its own attributes."""
    ear, plugs = FakeEar(broken=broken), FakePlugs(*names)
    made = HearingModel(ear, plugs, lambda trouble: Advice(str(trouble), can_retry=True))
    vars(made).update(fake_ear=ear, fake_plugs=plugs)
    return made


@functools.cache
def speech(seconds: float, loud: float = 0.2, noise: float = 0.001, seed: int = 1) -> Any:
    """A buzz that comes and goes as syllables do, with breaks, in a quiet room."""
    chance = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    pitch = 135 + 40 * np.sin(2 * np.pi * 1.9 * at) + 15 * np.sin(2 * np.pi * 0.7 * at)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = np.sum([np.sin(phase * over) / over for over in range(1, 12)], axis=0)
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * at) + 0.6, 0, 1)
    breaks = (np.sin(2 * np.pi * 0.45 * at) > -0.8).astype(float)
    sound = loud * 0.5 * voice * syllables * breaks + noise * chance.standard_normal(len(at))
    return np.clip(sound, -1, 1).astype(np.float32)


@functools.cache
def silence(seconds: float, loud: float = 0.0006, seed: int = 2) -> Any:
    chance = np.random.default_rng(seed)
    return (loud * chance.standard_normal(round(seconds * RATE))).astype(np.float32)


@functools.cache
def hum(seconds: float, loud: float = 0.02, mains: float = 50.0) -> Any:
    at = np.arange(round(seconds * RATE)) / RATE
    tones = np.sum([np.sin(2 * np.pi * mains * over * at) / over for over in (1, 2, 3)], axis=0)
    return (loud * tones).astype(np.float32) + silence(seconds)


@functools.cache
def street(seconds: float, loud: float = 0.03) -> Any:
    swell = np.repeat([0.02, 1.0, 0.04, 0.7], round(seconds * RATE / 4) + 1)
    return silence(seconds, loud) * swell[: round(seconds * RATE)].astype(np.float32)


def voice(status: Any = "none", **more: Any) -> LoungeVoice:
    ready = status == "ready"
    values: dict[str, Any] = {
        "community_id": "c1",
        "status": status,
        "engine": "imprint" if status != "none" else None,
        "engine_name": "Voice imprint (basic)" if status != "none" else None,
        "progress": 0.0 if status == "building" else None,
        "built_at": AT if ready else None,
        "consent_id": "b1" if status != "none" else None,
        "is_published": False,
        "sample_count": 0,
        "problem": None,
    }
    return LoungeVoice(**(values | more))


def sample(number: int = 1, speech_ms: int = 9_000, **more: Any) -> VoiceSample:
    values: dict[str, Any] = {
        "id": f"s{number}",
        "duration_ms": speech_ms + 1_500,
        "speech_ms": speech_ms,
        "sample_rate": RATE,
        "quality": SampleQuality(
            peak_dbfs=-4.0, rms_dbfs=-21.0, snr_db=38.0, clipped_ratio=0.0, silence_ratio=0.2
        ),
        "advice": [],
        "has_statement": number == 1,
        "statement_check": None,
        "url": f"/api/samples/s{number}",
        "created_at": f"2026-11-23T18:{number:02}:00.000Z",
    }
    return VoiceSample(**(values | more))


def engine(engine_id: str = "imprint", **more: Any) -> Engine:
    values: dict[str, Any] = {
        "id": engine_id,
        "name": "Voice imprint (basic)",
        "is_available": True,
        "why_not": None,
        "can_clone": True,
        "leaves_this_machine": False,
        "stock_voices": ["English"],
    }
    return Engine(**(values | more))


def engines(*found: Engine) -> Engines:
    return Engines(engines=list(found) or ENGINES, recogniser="pocketsphinx")


ENGINES = [
    engine(),
    engine(
        "neural",
        name="Neural voice (sherpa-onnx)",
        is_available=False,
        why_not="Its host has to install the extra “neural” and choose a folder of models.",
    ),
    engine("http", name="voices.example.org", leaves_this_machine=True),
    engine("espeak", name="espeak-ng", can_clone=False),
]

STATEMENT = Statement(
    text=(
        "I am Ada. On the twenty-fourth of November I agree that the lounge Ada's Kitchen makes a"
        " voice out of my recordings and speaks with it. Four seven one nine."
    ),
    code="4719",
    language="en",
)
CLIP = Clip(url="/api/media/clip1", duration_ms=3_200, engine="imprint", voice="Ada")


def bundle(verdict: Any = "matches", **more: Any) -> ConsentBundle:
    values: dict[str, Any] = {
        "id": "b1",
        "person_name": "Ada",
        "community_name": "Ada's Kitchen",
        "scope": "lounge",
        "statement": STATEMENT.text,
        "statement_check": StatementCheck(
            verdict=verdict,
            heard=None if verdict == "unknown" else "i am ada on the twenty fourth four seven one",
            recogniser=None if verdict == "unknown" else "pocketsphinx",
        ),
        "statement_digest": "5b2c",
        "sample_digests": ["4f1a"],
        "given_at": AT,
        "withdrawn_at": None,
        "digest": "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
    }
    return ConsentBundle(**(values | more))


class Answering:
    """A server in memory, behind the names of StudioCalls: what is sent to it is there then."""

    def __init__(self) -> None:
        self.samples: list[VoiceSample] = []
        self.keys: list[str] = []
        self.statements: list[bytes] = []
        self.bundle: ConsentBundle | None = None
        self.voice = voice()

    def add(
        self,
        _community: str,
        audio: Path,
        statement: Path | None,
        _language: str,
        key: str,
        moved: Any,
    ) -> VoiceSample:
        size = len(audio.read_bytes())
        moved(size, size)
        if key in self.keys:
            return self.samples[self.keys.index(key)]
        if statement is not None:
            self.statements.append(statement.read_bytes())
            self.bundle = bundle()
        self.keys.append(key)
        self.samples.append(sample(len(self.samples) + 1))
        return self.samples[-1]

    def build(self, *_asked: object) -> LoungeVoice:
        self.voice = voice("building", sample_count=len(self.samples))
        return self.voice

    def publish(self, _community: str) -> LoungeVoice:
        self.voice = msgspec.structs.replace(self.voice, is_published=True)
        return self.voice

    def withdraw(self, _community: str) -> None:
        self.__init__()  # type: ignore[misc]  # as new

    def answers(self) -> dict[str, Any]:
        return {
            "voice": lambda _community: self.voice,
            "samples": lambda _community: list(self.samples),
            "engines": engines(),
            "statement": STATEMENT,
            "consent": lambda _community: self.bundle,
            "add_sample": self.add,
            "build": self.build,
            "publish": self.publish,
            "withdraw": self.withdraw,
            "preview": CLIP,
        }
