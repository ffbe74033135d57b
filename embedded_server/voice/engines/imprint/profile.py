"""The profile of a speaker as compact bytes: a head in msgpack and frames of one byte a value."""

from __future__ import annotations

import struct
import zlib

import msgspec
import numpy as np

from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.engines.imprint.analysis import BANDS, BREATHS, Array

MAGIC = b"SPVI"
VERSION = 1
MOST_FRAMES = 9_000
_HEAD = struct.Struct("<4sHI")
_LOW, _STEP = -20.9, 0.1
_BREATH_LOW, _BREATH_STEP = -64.0, 0.25
_FRAME_BYTES = BANDS + BREATHS + 1
_WRONG = "This voice cannot be read. Build it again."
_OTHER_VERSION = "This voice was built by another version of the program. Build it again."


class Source(msgspec.Struct, frozen=True):
    """What a synthetic voice sounds like by itself: means over a text of its own."""

    voice: str
    """What espeak-ng calls it."""
    pitch_log: float
    pitch_deviation: float
    bands: list[float]
    breath: list[float]
    cepstra: list[float]
    spread: list[float]
    """The deviation of each of `cepstra`, and then of each of their deltas."""
    level: float
    """The log of power of its speech."""


class Head(msgspec.Struct, frozen=True):
    likeness: float
    pitch_log: float
    """Mean of the log of the speaker's pitch in Hz, and its deviation."""
    pitch_deviation: float
    warp: float
    """How much higher the speaker's formants lie than the source's."""
    sources: list[Source]
    """By language; the first is for those that are not among them."""
    frames: int


class Profile(msgspec.Struct, frozen=True):
    """`bands` (frames, BANDS) without levels, `breath` (frames, BREATHS); `begins` marks frames
    that do not follow on the one before."""

    head: Head
    bands: Array
    breath: Array
    is_voiced: np.ndarray[tuple[int], np.dtype[np.bool_]]
    begins: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def as_bytes(self) -> bytes:
        bands = np.clip(np.round((self.bands - _LOW) / _STEP), 0, 255).astype(np.uint8)
        breath = np.clip(np.round((self.breath - _BREATH_LOW) / _BREATH_STEP), 0, 255)
        flags = self.is_voiced.astype(np.uint8) + 2 * self.begins.astype(np.uint8)
        # Neighbours in time are alike: their differences are what compresses.
        columns = np.concatenate((bands, breath.astype(np.uint8), flags[:, None]), axis=1)
        moved = np.diff(columns.astype(np.int16), axis=0, prepend=0).astype(np.uint8)
        head = msgspec.msgpack.encode(self.head)
        packed = zlib.compress(np.ascontiguousarray(moved.T).tobytes(), 6)
        return _HEAD.pack(MAGIC, VERSION, len(head)) + head + packed


def read_profile(raw: bytes) -> Profile:
    """Raises EngineError where it is not a whole profile of this version."""
    if len(raw) < _HEAD.size:
        raise EngineError(_WRONG)
    magic, version, size = _HEAD.unpack_from(raw)
    if magic != MAGIC:
        raise EngineError(_WRONG)
    if version != VERSION:
        raise EngineError(_OTHER_VERSION)
    try:
        head = msgspec.msgpack.decode(raw[_HEAD.size : _HEAD.size + size], type=Head)
        _check(head)
        whole = head.frames * _FRAME_BYTES
        unpacker = zlib.decompressobj()
        flat = unpacker.decompress(raw[_HEAD.size + size :], whole)
        if len(flat) != whole or unpacker.unconsumed_tail or not unpacker.eof:
            raise EngineError(_WRONG)
    except (msgspec.DecodeError, zlib.error):
        raise EngineError(_WRONG) from None
    moved = np.frombuffer(flat, dtype=np.uint8).reshape(_FRAME_BYTES, head.frames).T
    columns = np.cumsum(moved, axis=0, dtype=np.uint8)
    return Profile(
        head,
        columns[:, :BANDS].astype(np.float64) * _STEP + _LOW,
        columns[:, BANDS : BANDS + BREATHS].astype(np.float64) * _BREATH_STEP + _BREATH_LOW,
        (columns[:, -1] & 1).astype(bool),
        (columns[:, -1] & 2).astype(bool),
    )


def _check(head: Head) -> None:
    numbers = [head.likeness, head.pitch_log, head.pitch_deviation, head.warp]
    for source in head.sources:
        numbers += [source.pitch_log, source.pitch_deviation, source.level]
        numbers += [*source.bands, *source.breath, *source.cepstra, *source.spread]
        if len(source.bands) != BANDS or len(source.breath) != BREATHS:
            raise EngineError(_WRONG)
        if 2 * len(source.cepstra) != len(source.spread):
            raise EngineError(_WRONG)
    is_sane = 0 < head.frames <= MOST_FRAMES and 0.5 < head.warp < 2 and head.sources
    if not is_sane or not np.isfinite(numbers).all():
        raise EngineError(_WRONG)
