"""Samples as the app holds them: mono, float32 from -1 to 1, 48,000 a second; and as files."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 48_000
"""Of everything that is recorded, whatever the device's own is."""
_TOP = 32_767


def to_pcm16(samples: Samples) -> bytes:
    """Little-endian; what is beyond full scale is cut off there."""
    import numpy

    scaled = numpy.rint(numpy.clip(samples, -1.0, 1.0) * _TOP)
    return scaled.astype("<i2").tobytes()


def from_pcm16(data: bytes) -> Samples:
    """A last odd byte is left out."""
    import numpy

    whole = numpy.frombuffer(data, dtype="<i2", count=len(data) // 2)
    return whole.astype(numpy.float32) / numpy.float32(_TOP)


def wav_bytes(samples: Samples, rate: int = RATE) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(to_pcm16(samples))
    return out.getvalue()


def flac_bytes(samples: Samples, rate: int = RATE) -> bytes:
    """Takes a while for a long recording: not for the window's thread."""
    import numpy
    import soundfile

    out = io.BytesIO()
    pcm = numpy.frombuffer(to_pcm16(samples), dtype="<i2")
    soundfile.write(out, pcm, rate, format="FLAC", subtype="PCM_16")
    return out.getvalue()


class ToMono48k:
    """Turns blocks of any rate and number of channels into mono ones of 48,000 a second.

    Outside of callbacks: it makes new memory. What the resampler holds back comes with later
    blocks, the rest of it by `rest`.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._channels = channels
        self._stream = None
        if rate != RATE:
            import soxr

            self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32")

    def convert(self, block: Samples) -> Samples:
        """`block`: (frames, channels). The answer: (frames,)."""
        mono = self._mix(block)
        return mono if self._stream is None else self._resample(mono, last=False)

    def rest(self) -> Samples:
        """The last of it; nothing may be converted afterwards."""
        import numpy

        nothing = numpy.zeros(0, dtype=numpy.float32)
        stream, self._stream = self._stream, None
        if stream is None:
            return nothing
        return _float32(stream.resample_chunk(nothing, last=True))

    def _mix(self, block: Samples) -> Samples:
        if self._channels == 1:
            return block[:, 0]
        # More than two are rooms full of microphones: the first two are those before the mouth.
        return _float32(block[:, :2].mean(axis=1))

    def _resample(self, mono: Samples, *, last: bool) -> Samples:
        if self._stream is None:
            return mono
        return _float32(self._stream.resample_chunk(mono, last=last))


def _float32(samples: object) -> Samples:
    import numpy

    return numpy.asarray(samples, dtype=numpy.float32)
