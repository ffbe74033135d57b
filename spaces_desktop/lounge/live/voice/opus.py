"""libopus, called directly: 20 ms mono frames at 48,000 samples a second.

The binding keeps Python's lock during a call. A frame takes well under 0.1 ms, while letting the
lock go and asking for it again can take 5 ms each time the window is busy: with ten voices that
would be more than there is.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import sys
from pathlib import Path
from typing import Any

from embedded_server.contracts.live_room import FRAME_SAMPLES, MOST_OPUS_BYTES, RATE

BITRATE = 32_000
EXPECTED_LOSS_PERCENT = 10
"""How much the encoder prepares for: it adds a coarse copy of each frame to the next one."""
COMPLEXITY = 5

_VOIP = 2048
_SET_BITRATE, _SET_COMPLEXITY, _SET_FEC, _SET_LOSS = 4002, 4010, 4012, 4014
_SET_SIGNAL, _VOICE = 4024, 3001
_NAMES = (
    "libopus.so.0",
    "/opt/homebrew/lib/libopus.dylib",
    "/usr/local/lib/libopus.dylib",
    "libopus.0.dylib",
    "opus.dll",
    "libopus-0.dll",
)


class OpusError(Exception):
    """libopus did not take what it was given."""


@functools.cache
def library() -> Any | None:
    """libopus, or None where it is on neither the system nor beside the program."""
    beside = Path(sys.executable).parent
    for name in (ctypes.util.find_library("opus"), *(str(beside / n) for n in _NAMES), *_NAMES):
        if name is None:
            continue
        try:
            return _declared(ctypes.PyDLL(name))
        except (OSError, AttributeError):
            continue
    return None


def _declared(found: Any) -> Any:
    pointer, number, size = ctypes.c_void_p, ctypes.c_int, ctypes.c_int32
    found.opus_encoder_create.restype = pointer
    found.opus_encoder_create.argtypes = [size, number, number, pointer]
    found.opus_encoder_ctl.restype = number
    # What stands behind these is variadic, and passed as such.
    found.opus_encoder_ctl.argtypes = [pointer, number]
    found.opus_encode_float.restype = size
    found.opus_encode_float.argtypes = [pointer, pointer, number, pointer, size]
    found.opus_encoder_destroy.argtypes = [pointer]
    found.opus_decoder_create.restype = pointer
    found.opus_decoder_create.argtypes = [size, number, pointer]
    found.opus_decode_float.restype = number
    found.opus_decode_float.argtypes = [pointer, pointer, size, pointer, number, number]
    found.opus_decoder_destroy.argtypes = [pointer]
    return found


def _need() -> Any:
    found = library()
    if found is None:
        raise OpusError("libopus is not here")
    return found


class OpusEncoder:
    """With a coarse copy of the frame before in each (in-band FEC)."""

    def __init__(self) -> None:
        self._lib = _need()
        failed = ctypes.c_int()
        self._state = self._lib.opus_encoder_create(RATE, 1, _VOIP, ctypes.addressof(failed))
        if not self._state:
            raise OpusError(f"no encoder: {failed.value}")
        for setting, value in (
            (_SET_BITRATE, BITRATE),
            (_SET_COMPLEXITY, COMPLEXITY),
            (_SET_FEC, 1),
            (_SET_LOSS, EXPECTED_LOSS_PERCENT),
            (_SET_SIGNAL, _VOICE),
        ):
            self._lib.opus_encoder_ctl(self._state, setting, ctypes.c_int32(value))
        self._out = ctypes.create_string_buffer(MOST_OPUS_BYTES)

    def encode(self, samples: Any) -> bytes:
        """`samples`: FRAME_SAMPLES of float32, contiguous."""
        size = self._lib.opus_encode_float(
            self._state, samples.ctypes.data, FRAME_SAMPLES, self._out, MOST_OPUS_BYTES
        )
        if size < 0:
            raise OpusError(f"not encoded: {size}")
        return self._out.raw[:size]

    def __del__(self) -> None:
        if getattr(self, "_state", None):
            self._lib.opus_encoder_destroy(self._state)


class OpusDecoder:
    """Each call gives one frame into `out`: FRAME_SAMPLES of float32, contiguous."""

    def __init__(self) -> None:
        self._lib = _need()
        failed = ctypes.c_int()
        self._state = self._lib.opus_decoder_create(RATE, 1, ctypes.addressof(failed))
        if not self._state:
            raise OpusError(f"no decoder: {failed.value}")

    def decode(self, payload: bytes, out: Any) -> None:
        self._decode(payload, out, 0)

    def recover(self, following: bytes, out: Any) -> None:
        """A lost frame, out of the coarse copy that the frame behind it carries."""
        self._decode(following, out, 1)

    def conceal(self, out: Any) -> None:
        """A lost frame that nothing is known of: what was said goes on, and fades."""
        self._decode(None, out, 0)

    def _decode(self, payload: bytes | None, out: Any, with_copy: int) -> None:
        got = self._lib.opus_decode_float(
            self._state,
            payload,
            0 if payload is None else len(payload),
            out.ctypes.data,
            FRAME_SAMPLES,
            with_copy,
        )
        if got < 0:
            out.fill(0)
        elif got < FRAME_SAMPLES:
            # Somebody sends shorter frames than the contract's.
            out[got:] = 0

    def __del__(self) -> None:
        if getattr(self, "_state", None):
            self._lib.opus_decoder_destroy(self._state)
