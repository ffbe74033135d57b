"""Microphones and loudspeakers for live rooms: paced by the clock as real ones are, and every block
is kept with the moment in which it was handed over."""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np

from embedded_server.contracts.live_room import RATE
from spaces_desktop.audio.portaudio import Direction, Route
from spaces_desktop.audio.ring import Ring
from spaces_desktop.audio.troubles import AudioError, AudioTrouble
from spaces_desktop.lounge.live.voice.engine import Gear
from spaces_desktop.lounge.live.voice.playout import Ready

BLOCK = RATE // 100
BLOCK_SECONDS = BLOCK / RATE


class AlwaysSpeaking:
    """In place of voice activity."""

    is_speaking = True

    def feed(self, samples: Any) -> object:
        return None


class PacedSound:
    """A microphone that speaks `said` over and over, and a loudspeaker that keeps what it plays.

    One thread is both, as of one sound card, with blocks of 10 ms.
    """

    def __init__(self, said: Any, *, keep_seconds: float = 60.0) -> None:
        self.rate, self.channels, self.lost = RATE, 1, 0
        self.said = np.asarray(said, dtype=np.float32)
        self.played = np.zeros(int(keep_seconds * RATE), dtype=np.float32)
        self.given_at: list[float] = []
        """When each block of the microphone was given."""
        self.played_at: list[float] = []
        """When each block was handed to the loudspeaker."""
        self.late = 0
        """Blocks that this thread itself was late with, by more than a block."""
        self.refusal: AudioTrouble | None = None
        self.is_alive = True
        self._ring = Ring(RATE * 2, 1)
        self._ready: Ready | None = None
        self._has_microphone = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound card", daemon=True)
        self._opened = 0

    def gear(self) -> Gear:
        return Gear(lambda: self, self._sink, AlwaysSpeaking, self._route)

    def _route(self, direction: Direction) -> Route:
        if self.refusal is not None:
            raise AudioError(self.refusal)
        return Route()

    def _sink(self, ready: Ready) -> PacedSound:
        self._ready = ready
        return self

    def open(self, route: Route) -> None:
        self._opened += 1
        if self._opened == 2:
            self._thread.start()

    def read(self) -> Any:
        return self._ring.read()

    def close(self) -> None:
        self._over.set()

    def heard(self) -> Any:
        """What was played so far."""
        return self.played[: min(len(self.played_at) * BLOCK, len(self.played))]

    def _run(self) -> None:
        due = time.monotonic()
        at = 0
        out = np.zeros(BLOCK, dtype=np.float32)
        spoken = np.zeros((BLOCK, 1), dtype=np.float32)
        while not self._over.is_set():
            due += BLOCK_SECONDS
            wait = due - time.monotonic()
            if wait > 0:
                self._over.wait(wait)
            elif wait < -BLOCK_SECONDS:
                self.late += 1
                if wait < -0.2:
                    due = time.monotonic()  # a real card would have lost these
            where = at % len(self.said)
            piece = self.said[where : where + BLOCK]
            spoken[: len(piece), 0] = piece
            spoken[len(piece) :, 0] = self.said[: BLOCK - len(piece)]
            self._ring.write(spoken)
            self.given_at.append(time.monotonic())
            assert self._ready is not None
            self._ready.take(out)
            if at + BLOCK <= len(self.played):
                self.played[at : at + BLOCK] = out
            self.played_at.append(time.monotonic())
            at += BLOCK


def tone(hertz: float, seconds: float = 1.0, loud: float = 0.2) -> Any:
    """A whole number of waves, so that it can be repeated."""
    waves = round(hertz * seconds)
    return np.sin(np.arange(int(seconds * RATE)) * (2 * np.pi * waves / (seconds * RATE))) * loud


def strength(samples: Any, hertz: float) -> float:
    """How loud a tone is in there, as its amplitude."""
    steps = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE)
    return float(2 * abs(samples @ steps) / len(samples))
