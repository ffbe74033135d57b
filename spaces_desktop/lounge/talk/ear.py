"""Listening to one's own voice: begun and ended by hand, and heard while a reply is spoken."""

from __future__ import annotations

import logging
from collections import deque
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Observed

log = logging.getLogger(__name__)

RATE = 48_000
MOST_SECONDS = 118
"""A little less than a server takes."""
BLOCKS_BEFORE = 60
"""Of about 10 ms each."""
LEAST_MS = 400
"""What is shorter was a slip of the finger."""


class Microphone(Protocol):
    """As `audio/microphone.py`."""

    @property
    def level(self) -> SignalInstance: ...
    @property
    def block(self) -> SignalInstance: ...
    @property
    def failed(self) -> SignalInstance: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    async def close(self) -> None: ...


class Recording(Protocol):
    """As `audio/recording.py`."""

    @property
    def duration_ms(self) -> int: ...
    @property
    def is_full(self) -> bool: ...
    def append(self, samples: Any, /) -> int: ...
    def as_wav(self) -> bytes: ...
    def drop(self) -> None: ...


class Activity(Protocol):
    """As `audio/voice_activity.py`."""

    is_speaking: bool

    def feed(self, samples: Any, /) -> object: ...


class Ears(Protocol):
    """Makes what listening takes; sound is looked for when it is first needed."""

    def microphone(self) -> Microphone: ...
    def recording(self, most_seconds: float) -> Recording: ...
    def activity(self) -> Activity: ...
    def advice(self, trouble: Any, /) -> Advice: ...


class Ear(QObject):
    is_listening_changed = Signal(bool)
    level_changed = Signal(float)
    seconds_changed = Signal(int)
    advice_changed = Signal(object)
    heard = Signal(object)
    """A Recording of what was said, to be sent."""
    spoke_up = Signal()
    """Somebody began to speak while it only listened for that."""

    is_listening = Observed(False)
    """Whether what is said is recorded."""
    level = Observed(0.0)
    seconds = Observed(0)
    """Recorded so far."""
    advice = Observed[Advice | None](None)
    """Why nothing can be recorded, with the remedy."""

    def __init__(self, ears: Ears, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ears = ears
        self._microphone: Microphone | None = None
        self._recording: Recording | None = None
        self._activity: Activity | None = None
        self._before: deque[Any] = deque(maxlen=BLOCKS_BEFORE)
        """What came last while it only listened whether somebody speaks up."""
        self.has_heard = False
        """Whether the microphone has been used since the start: it is not opened unasked."""

    async def close(self) -> None:
        """The device is let go before this returns."""
        self.cancel()
        self.attend(on=False)
        if self._microphone is not None:
            await self._microphone.close()

    def begin(self, *, by_itself: bool = False) -> None:
        """Record from now on; what began `by_itself`, because somebody spoke up, has the beginning
        of what they said, and ends with a pause."""
        if self.is_listening:
            return
        before = self._before if by_itself else ()
        self._activity = self._ears.activity() if by_itself else None
        self.advice = None
        self.seconds = 0
        self._recording = self._ears.recording(MOST_SECONDS)
        self.is_listening = True
        self._open()
        for samples in before:
            self._on_block(samples)
        self._before.clear()

    def end(self) -> None:
        """That was all: hand it on, unless there is too little of it."""
        recording = self._stop()
        if recording is None:
            return
        self.has_heard = True
        if recording.duration_ms < LEAST_MS:
            recording.drop()
            if self.advice is None:
                words = self.tr("That was too short. Hold the button while you speak.")
                self.advice = Advice(words)
            return
        self.heard.emit(recording)

    def cancel(self) -> None:
        """Throw away what was said."""
        recording = self._stop()
        if recording is not None:
            recording.drop()

    def attend(self, *, on: bool) -> None:
        """Listen whether somebody begins to speak, and keep nothing of it."""
        if self.is_listening or on is (self._activity is not None):
            return
        self._before.clear()
        if on:
            self._activity = self._ears.activity()
            self._open()
        else:
            self._activity = None
            self._close()

    def _open(self) -> None:
        if self._microphone is None:
            made = self._microphone = self._ears.microphone()
            made.block.connect(self._on_block)
            made.level.connect(self._on_level)
            made.failed.connect(self._on_failed)
        self._microphone.start()

    def _close(self) -> None:
        if self._microphone is not None:
            self._microphone.stop()
        self.level = 0.0

    def _stop(self) -> Recording | None:
        if self._recording is None:
            return None
        # Stopping tells the last that was said, which still belongs to it.
        self._close()
        recording, self._recording = self._recording, None
        self._activity = None
        self.is_listening = False
        return recording

    def _on_block(self, samples: Any) -> None:
        if self._recording is not None:
            self._recording.append(samples)
            self.seconds = self._recording.duration_ms // 1000
            if self._recording.is_full or self._is_paused(samples):
                self.end()
        elif self._activity is not None:
            self._before.append(samples)
            self._activity.feed(samples)
            if self._activity.is_speaking:
                self._activity = None
                self.spoke_up.emit()
                if not self.is_listening:
                    self._close()

    def _is_paused(self, samples: Any) -> bool:
        """Whether somebody has spoken, and has stopped."""
        if self._activity is None:
            return False
        was = self._activity.is_speaking
        self._activity.feed(samples)
        return was and not self._activity.is_speaking

    def _on_level(self, level: float) -> None:
        self.level = level

    def _on_failed(self, trouble: Any) -> None:
        """What was recorded until then is sent all the same, where it is worth it."""
        was = self.is_listening
        self._activity = None
        if was:
            self.advice = self._ears.advice(trouble)
            self.end()
