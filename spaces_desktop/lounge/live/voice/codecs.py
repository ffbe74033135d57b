"""One interface for both codecs: Opus where libopus is found, else PCM."""

from __future__ import annotations

from typing import Any, Protocol

from embedded_server.contracts.live_room import FRAME_SAMPLES, OPUS, PCM16
from spaces_desktop.lounge.live.voice import opus

_TOP = 32_767.0
_FADE = 0.6
"""What is left of a lost PCM frame's loudness, each time it is repeated."""


class Encoder(Protocol):
    def encode(self, samples: Any) -> bytes: ...


class Decoder(Protocol):
    def decode(self, payload: bytes, out: Any) -> None: ...
    def recover(self, following: bytes, out: Any) -> None: ...
    def conceal(self, out: Any) -> None: ...


def has_opus() -> bool:
    return opus.library() is not None


def readable() -> str:
    """What is said to the server of oneself: `AudioQuery.codecs`."""
    return "opus,pcm16" if has_opus() else "pcm16"


def make_encoder(codec: int) -> Encoder:
    return opus.OpusEncoder() if codec == OPUS else PcmEncoder()


def make_decoder(codec: int) -> Decoder:
    assert codec in (OPUS, PCM16)
    return opus.OpusDecoder() if codec == OPUS else PcmDecoder()


class PcmEncoder:
    def encode(self, samples: Any) -> bytes:
        import numpy

        return (numpy.clip(samples, -1.0, 1.0) * _TOP).astype("<i2").tobytes()  # type: ignore[no-any-return]  # numpy's arrays are Any here


class PcmDecoder:
    def __init__(self) -> None:
        import numpy

        self._last = numpy.zeros(FRAME_SAMPLES, dtype=numpy.float32)

    def decode(self, payload: bytes, out: Any) -> None:
        import numpy

        count = min(len(payload) // 2, FRAME_SAMPLES)
        out[:count] = numpy.frombuffer(payload, dtype="<i2", count=count)
        out[:count] *= 1.0 / _TOP
        out[count:] = 0
        self._last[:] = out

    def recover(self, following: bytes, out: Any) -> None:
        """PCM carries no copy of the frame before."""
        self.conceal(out)

    def conceal(self, out: Any) -> None:
        self._last *= _FADE
        out[:] = self._last
