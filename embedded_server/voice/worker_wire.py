"""What the server and a worker process say to each other: msgpack, never a pickle."""

from __future__ import annotations

from typing import Literal

import msgspec


class Prepare(msgspec.Struct, tag=True, frozen=True):
    """`samples` are paths of sound files."""

    call: int
    engine: str
    samples: list[str]
    likeness: float


class Speak(msgspec.Struct, tag=True, frozen=True):
    call: int
    engine: str
    profile: bytes | None
    voice: str | None
    text: str


class Transcribe(msgspec.Struct, tag=True, frozen=True):
    call: int
    recogniser: str
    path: str
    language: str
    expected: str | None


class Stop(msgspec.Struct, tag=True, frozen=True):
    """Said while a call runs; the worker ends it with `Ended`, if it has not ended already."""

    call: int


Asked = Prepare | Speak | Transcribe | Stop


class Told(msgspec.Struct, tag=True, frozen=True):
    """How far a call is, from 0 to 1."""

    call: int
    share: float


class Piece(msgspec.Struct, tag=True, frozen=True):
    """Mono PCM of 16 bits, little-endian."""

    call: int
    pcm: bytes


class Ended(msgspec.Struct, tag=True, frozen=True):
    """The last of a call. `problem` is for people; `answer` a profile or a transcript in UTF-8."""

    call: int
    how: Literal["done", "stopped", "failed"]
    answer: bytes = b""
    problem: str = ""


Said = Told | Piece | Ended

_asked: msgspec.msgpack.Decoder[Asked] = msgspec.msgpack.Decoder(Asked)
_said: msgspec.msgpack.Decoder[Said] = msgspec.msgpack.Decoder(Said)
_encoder = msgspec.msgpack.Encoder()


def encode(message: Asked | Said) -> bytes:
    return _encoder.encode(message)


def decode_asked(raw: bytes) -> Asked:
    """Raises msgspec.DecodeError."""
    return _asked.decode(raw)


def decode_said(raw: bytes) -> Said:
    """Raises msgspec.DecodeError."""
    return _said.decode(raw)
