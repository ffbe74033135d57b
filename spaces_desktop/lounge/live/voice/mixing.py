"""Everybody's voice in one: decoded, as loud as each is wanted, and never above full scale.

Samples are worked on in halves of a frame: numpy lets Python's lock go for longer arrays, and to
get it back from a busy window would take longer than the work. Nothing is allocated but views.
"""

from __future__ import annotations

from typing import Any

from embedded_server.contracts.live_room import FRAME_SAMPLES, VoiceFrame
from spaces_desktop.lounge.live.voice.codecs import Decoder, make_decoder
from spaces_desktop.lounge.live.voice.jitter import Act, JitterBuffer, Pulled
from spaces_desktop.lounge.live.voice.opus import OpusError

_HALF = FRAME_SAMPLES // 2
_HALVES = (slice(0, _HALF), slice(_HALF, FRAME_SAMPLES))
CEILING = 0.89
"""The loudest that leaves the mixer: 1 dB below full scale."""
_RECOVERY = 0.02
"""How much of the way back to full loudness the limiter goes in a frame."""
LOUDEST = 2.0
"""The most that one person is turned up."""


class Voice:
    """One speaker, from their frames to samples."""

    def __init__(self) -> None:
        import numpy

        self.jitter = JitterBuffer()
        self.volume = 1.0
        self._decoder: Decoder | None = None
        self._codec = -1
        self._out = numpy.zeros(FRAME_SAMPLES, dtype=numpy.float32)
        self._second = numpy.zeros(FRAME_SAMPLES, dtype=numpy.float32)
        self._rise = numpy.linspace(0, 1, FRAME_SAMPLES, dtype=numpy.float32)
        self._fall = 1 - self._rise

    def hear(self, frame: VoiceFrame, now: float) -> None:
        if frame.codec != self._codec:
            # Everybody changes at once when somebody without Opus comes in.
            try:
                self._decoder = make_decoder(frame.codec)
            except OpusError:
                return
            self._codec = frame.codec
            self.jitter = JitterBuffer()
        self.jitter.push(
            frame.sequence,
            frame.at,
            bytes(frame.payload),
            now,
            ends=frame.ends,
            is_old=frame.is_old,
        )

    def play(self, now: float) -> Any | None:
        """The next frame as it was spoken; None in a pause."""
        decoder = self._decoder
        if decoder is None:
            return None
        pulled: Pulled = self.jitter.pull(now)
        out = self._out
        if pulled.act is Act.PLAY:
            decoder.decode(pulled.frame, out)
        elif pulled.act is Act.SILENCE:
            return None
        elif pulled.act is Act.RECOVER:
            decoder.recover(pulled.frame, out)
        elif pulled.act is Act.CONCEAL:
            decoder.conceal(out)
        else:
            decoder.decode(pulled.frame, out)
            decoder.decode(pulled.second, self._second)
            for half in _HALVES:
                out[half] *= self._fall[half]
                self._second[half] *= self._rise[half]
                out[half] += self._second[half]
        return out


class Mixer:
    """All voices of a room."""

    def __init__(self) -> None:
        import numpy

        self.voices: dict[int, Voice] = {}
        """By speaker."""
        self.is_deafened = False
        self._block = numpy.zeros(FRAME_SAMPLES, dtype=numpy.float32)
        self._scaled = numpy.zeros(_HALF, dtype=numpy.float32)
        self._ramp = numpy.zeros(_HALF, dtype=numpy.float32)
        self._steps = numpy.linspace(0, 1, _HALF, endpoint=False, dtype=numpy.float32)
        self._gain = 1.0
        self.heard: set[int] = set()
        """Who is in the block that was mixed last."""

    def voice(self, speaker: int) -> Voice:
        known = self.voices.get(speaker)
        if known is None:
            known = self.voices[speaker] = Voice()
        return known

    def mix(self, now: float) -> Any:
        """The next 20 ms: FRAME_SAMPLES of float32, valid until the next call."""
        block = self._block
        block.fill(0)
        self.heard.clear()
        for speaker, voice in self.voices.items():
            spoken = voice.play(now)
            if spoken is None:
                continue
            self.heard.add(speaker)
            if self.is_deafened or not voice.volume:
                continue
            for half in _HALVES:
                self._scaled[:] = spoken[half]
                self._scaled *= voice.volume
                block[half] += self._scaled
        if self.heard or self._gain < 1:
            self._limit(block)
        return block

    def _limit(self, block: Any) -> None:
        """Turn down at once where it would be too loud, and back up slowly."""
        for half in _HALVES:
            part = block[half]
            top = max(float(part.max()), -float(part.min()))
            wanted = CEILING / top if top > CEILING else 1.0
            after = min(wanted, self._gain + (1 - self._gain) * _RECOVERY)
            if after < 1 or self._gain < 1:
                # Where it has to be lower at once, all of it is.
                before = min(self._gain, wanted)
                self._ramp[:] = self._steps
                self._ramp *= after - before
                self._ramp += before
                part *= self._ramp
            self._gain = after
