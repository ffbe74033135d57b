"""What leaves one's own microphone: 20 ms pieces in talk spurts, numbered and timed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple, Protocol

from embedded_server.contracts.live_room import FRAME_SAMPLES

LOOK_BACK = 2
"""Frames from before a spurt that are sent with it: speech is noticed a little late."""
RELEASE_FRAMES = 6
"""Frames that are still sent when the key is let go: fingers are faster than the last word."""


class Mode(Enum):
    PUSH_TO_TALK = "push"
    VOICE = "voice"


class Change(Protocol):
    @property
    def is_speaking(self) -> bool: ...


class Activity(Protocol):
    """As `audio.voice_activity.VoiceActivity`: told samples, says when somebody speaks."""

    is_speaking: bool

    def feed(self, samples: Any) -> object: ...


class Spoken(NamedTuple):
    """One frame to be sent. `samples` is valid until the next block is fed."""

    sequence: int
    at: int
    samples: Any
    ends: bool
    is_old: bool


class Talking:
    """Cuts what the microphone gives into frames, and lets those through that are to be heard."""

    def __init__(self, make_activity: Callable[[], Activity]) -> None:
        import numpy

        self._activity = make_activity()
        self._frame = numpy.zeros(FRAME_SAMPLES, dtype=numpy.float32)
        self._filled = 0
        self._before = numpy.zeros((LOOK_BACK, FRAME_SAMPLES), dtype=numpy.float32)
        self._kept = 0
        """How many frames of `_before` are not sent yet; the newest is the last."""
        self.mode = Mode.PUSH_TO_TALK
        self.is_held = False
        """Whether the key is down."""
        self.is_muted = False
        self.is_open = False
        """Whether a spurt is being sent."""
        self._left = 0
        self._sequence = 0
        self._at = 0

    @property
    def is_speaking(self) -> bool:
        """Whether somebody speaks into the microphone, sent or not."""
        return self._activity.is_speaking

    def feed(self, block: Any, send: Callable[[Spoken], None]) -> None:
        """`block`: mono float32, any length; `send` is called for each frame that leaves."""
        done = 0
        while done < len(block):
            count = min(FRAME_SAMPLES - self._filled, len(block) - done)
            self._frame[self._filled : self._filled + count] = block[done : done + count]
            self._filled += count
            done += count
            if self._filled == FRAME_SAMPLES:
                self._filled = 0
                self._one(send)

    def _one(self, send: Callable[[Spoken], None]) -> None:
        self._activity.feed(self._frame)
        wanted = self._is_wanted()
        if wanted and not self.is_open:
            self.is_open = True
            self._send_before(send)
        if self.is_open:
            ends = not wanted
            send(Spoken(self._sequence, self._at, self._frame, ends, is_old=False))
            self._sequence += 1
            self.is_open = not ends
            self._kept = 0
        else:
            self._keep()
        self._at += FRAME_SAMPLES

    def _is_wanted(self) -> bool:
        if self.is_muted:
            self._left = 0
            return False
        if self.mode is Mode.VOICE:
            return self._activity.is_speaking
        if self.is_held:
            self._left = RELEASE_FRAMES
        elif self._left:
            self._left -= 1
        return self.is_held or self._left > 0

    def _send_before(self, send: Callable[[Spoken], None]) -> None:
        """Where a voice opens the line; a key is pressed before one speaks."""
        kept = self._kept if self.mode is Mode.VOICE else 0
        for back in range(kept, 0, -1):
            at = self._at - back * FRAME_SAMPLES
            send(Spoken(self._sequence, at, self._before[LOOK_BACK - back], False, is_old=True))
            self._sequence += 1

    def _keep(self) -> None:
        self._before[:-1] = self._before[1:]
        self._before[-1] = self._frame
        self._kept = min(LOOK_BACK, self._kept + 1)
