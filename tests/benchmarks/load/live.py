"""People in a live room, with the desktop's real engine and a sound card that goes by the clock.

`python -m tests.benchmarks.load.live` reads one JSON line (what to do), and writes one when it is
over; sounds lie in the folder that it names.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from embedded_server.contracts.live_room import HEADER, RATE, RoomNow, VoiceFrame
from spaces_desktop.lounge.live.voice.engine import Engine, Told
from spaces_desktop.lounge.live.voice.link import Address
from tests.kit.live_sound import PacedSound

SPEAKERS = 10
PERIOD = 1.0
CHIRP_SECONDS = 0.05
_SWEEPS = (
    (400, 3400),
    (3400, 400),
    (800, 2600),
    (2600, 800),
    (400, 1900),
    (1900, 400),
    (1700, 3600),
    (3600, 1700),
    (500, 1100),
    (1100, 500),
)
PATIENCE = 60.0


def chirp(number: int) -> Any:
    """What this speaker alone says."""
    low, high = _SWEEPS[number]
    moment = np.arange(int(CHIRP_SECONDS * RATE)) / RATE
    phase = low * moment + (high - low) / (2 * CHIRP_SECONDS) * moment**2
    return (np.sin(2 * np.pi * phase) * np.hanning(len(moment)) * 0.3).astype(np.float32)


def track(number: int) -> Any:
    """A second: the chirp, at a place of one's own, over a little noise."""
    rng = np.random.default_rng(number)
    said = rng.normal(0, 1e-4, int(PERIOD * RATE)).astype(np.float32)
    own = chirp(number)
    said[: len(own)] += own
    return said


class Counting(Engine):
    """Also how many bytes came."""

    bytes_in = 0
    people = 0

    def on_frame(self, frame: VoiceFrame) -> None:
        self.bytes_in += len(frame.payload) + HEADER.size + 2
        super().on_frame(frame)

    def on_room(self, now: RoomNow) -> None:
        self.people = len(now.people)
        super().on_room(now)


def _pause(seconds: float) -> None:
    """What is measured goes on in other threads meanwhile."""
    threading.Event().wait(seconds)


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    folder, seconds = Path(asked["folder"]), asked["seconds"]
    engines: list[Counting] = []
    sounds: list[PacedSound] = []
    for place, (number, token) in enumerate(asked["people"]):
        keep = seconds + 30 if place == 0 and number < asked["listeners"] * 2 else 0.0
        sound = PacedSound(track(number), keep_seconds=keep)
        # Sound cards do not start together: neither do the chirps.
        _pause(number * PERIOD / SPEAKERS / 5)
        engine = Counting(Address(asked["url"], token), sound.gear(), _ignore)
        engine.hold(True)
        engine.start()
        engines.append(engine)
        sounds.append(sound)
    until = time.monotonic() + PATIENCE
    while any(engine.people < SPEAKERS for engine in engines) and time.monotonic() < until:
        _pause(0.02)
    _pause(2.0)
    process = psutil.Process()
    begun, before = time.monotonic(), process.cpu_times()
    missed = [engine.ready.underruns for engine in engines]
    late, bytes_in = [sound.late for sound in sounds], [one.bytes_in for one in engines]
    _pause(seconds)
    ended, after = time.monotonic(), process.cpu_times()
    answer: dict[str, Any] = {
        "begun": begun,
        "ended": ended,
        "cpu": (after.user + after.system - before.user - before.system) / (ended - begun),
        "underruns": [one.ready.underruns - was for one, was in zip(engines, missed, strict=True)],
        "late": [one.late - was for one, was in zip(sounds, late, strict=True)],
        "bytes": [one.bytes_in - was for one, was in zip(engines, bytes_in, strict=True)],
        "people": {},
    }
    for (number, _), engine, sound in zip(asked["people"], engines, sounds, strict=True):
        engine.stop()
        engine.join()
        given = np.array(sound.given_at)
        answer["people"][number] = {
            "said": given[:: int(PERIOD * 100)].tolist(),
            "wanted": engine.ready.wanted,
        }
        if len(sound.played):
            np.save(folder / f"played-{number}.npy", sound.heard())
            np.save(folder / f"at-{number}.npy", np.array(sound.played_at))
    print(json.dumps(answer), flush=True)


def _ignore(told: Told) -> None:
    return


if __name__ == "__main__":
    main()
