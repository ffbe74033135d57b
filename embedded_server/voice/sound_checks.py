"""What somebody sent as sound: decoded, measured and stored anew; only ever in a child process."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from embedded_server.contracts import quality
from embedded_server.contracts.quality import Quality, Refused
from embedded_server.contracts.voice import Advice
from embedded_server.kernel.child import TooHeavy, Unreadable, run_in_child
from embedded_server.voice.fingerprint import MOST_SECONDS, Prints, take_prints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

SECONDS = 40.0
MEMORY = 2 * 1024**3
"""Bytes of address space the child may have, on systems that can bound it."""
FORMATS = frozenset({"WAV", "WAVEX", "RF64", "W64", "FLAC", "OGG", "MP3", "AIFF", "AU", "CAF"})

_MOST_ANSWER = 2 * 1024 * 1024
_AT_ONCE = 2
_LOWEST_RATE, _HIGHEST_RATE, _MOST_CHANNELS = 8_000, 192_000, 8
_FINE = frozenset({"PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAC_24", "ALAC_32"})
_CANCELLED = 0.125
"""Channels that leave so little power when mixed are one signal turned over."""


class NotSound(Exception):
    """The message says what is wrong, for people."""


class Recording(msgspec.Struct, frozen=True):
    """What the child found out of one file, and wrote anew as `sha256`, unless it is `too_long`."""

    seconds: float
    rate: int
    too_long: bool = False
    measured: Quality | None = None
    refusal: Refused | None = None
    advice: list[Advice] = []
    sha256: str = ""


class Examiner:
    """Opens few sounds at a time, since each takes a process."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def examine(self, sounds: list[tuple[Path, Path, float]]) -> list[Recording]:
        """Of each sound: where it lies, where to write it as FLAC, and how many seconds it may
        have. Raises NotSound with the place of the one that is none in `args[1]`."""
        given = [(str(path), str(target), most) for path, target, most in sounds]
        found: list[Recording | str] = await self._run(
            examine_all, given, answer=list[Recording | str]
        )
        return only_sounds(found)

    async def prints(self, path: Path) -> Prints:
        """Raises NotSound."""
        found: Prints | str = await self._run(prints_of, str(path), answer=Prints | str)
        if isinstance(found, str):
            raise NotSound(found, 0)
        return found

    async def _run(self, work: Any, *given: Any, answer: Any) -> Any:
        try:
            async with self._room:
                return await run_in_child(
                    work,
                    *given,
                    answer=answer,
                    seconds=self._seconds,
                    memory=self._memory,
                    most_bytes=_MOST_ANSWER,
                )
        except TooHeavy:
            raise NotSound(
                "This sound needs too much time or memory to be opened. Send it as WAV or FLAC.", 0
            ) from None
        except Unreadable:
            raise NotSound(_UNREADABLE, 0) from None


_UNREADABLE = (
    "By its content this is no sound that can be opened here, or it is damaged or cut off."
    " Send a WAV, FLAC, Ogg or MP3 file."
)


def only_sounds(found: list[Recording | str]) -> list[Recording]:
    """Raises NotSound with the words for the first that is none, and its place."""
    sounds: list[Recording] = []
    for at, one in enumerate(found):
        if isinstance(one, str):
            raise NotSound(one, at)
        sounds.append(one)
    return sounds


def examine_all(sounds: list[tuple[str, str, float]]) -> list[Recording | str]:
    return [_examined(path, target, most) for path, target, most in sounds]


def _examined(path: str, target: str, most_seconds: float) -> Recording | str:
    import soundfile

    try:
        samples, rate, is_fine = _read(path, most_seconds)
    except (soundfile.LibsndfileError, NotSound, ValueError, RuntimeError) as error:
        return str(error) if isinstance(error, NotSound) else _UNREADABLE
    if samples is None:
        return Recording(seconds=most_seconds, rate=rate, too_long=True)
    measured = quality.measure(samples, rate)
    with soundfile.SoundFile(
        target, "w", rate, 1, subtype="PCM_24" if is_fine else "PCM_16", format="FLAC"
    ) as file:
        file.write(samples)
    return Recording(
        seconds=len(samples) / rate,
        rate=rate,
        measured=measured,
        refusal=quality.refusal(measured),
        advice=[*quality.advice(measured)],
        sha256=sha256(Path(target).read_bytes()).hexdigest(),
    )


def prints_of(path: str) -> Prints | str:
    import soundfile

    try:
        samples, rate, _is_fine = _read(path, MOST_SECONDS, cut=True)
    except (soundfile.LibsndfileError, NotSound, ValueError, RuntimeError) as error:
        return str(error) if isinstance(error, NotSound) else _UNREADABLE
    assert samples is not None, "it was cut"
    return take_prints(samples, rate)


def _read(path: str, most_seconds: float, *, cut: bool = False) -> tuple[Samples | None, int, bool]:
    """Mono samples, their rate, and whether they came with more than 16 bits; None for what is
    longer than that, unless it is to be cut. Raises NotSound and what libsndfile raises."""
    import numpy as np
    import soundfile

    with soundfile.SoundFile(path) as file:
        rate, channels = int(file.samplerate), int(file.channels)
        if file.format not in FORMATS:
            raise NotSound(_UNREADABLE)
        if not (_LOWEST_RATE <= rate <= _HIGHEST_RATE and 1 <= channels <= _MOST_CHANNELS):
            raise NotSound(
                f"This sound has {channels} channels and {rate} samples a second. Send one with"
                f" {_LOWEST_RATE} to {_HIGHEST_RATE} samples a second, and up to"
                f" {_MOST_CHANNELS} channels."
            )
        # How many there are is found out by reading them: a header may say anything.
        most = round(most_seconds * rate)
        mixed: list[Samples] = []
        size = 0
        while size <= most:
            frames = file.read(rate, dtype="float32", always_2d=True)
            if not len(frames):
                break
            mixed.append(_mixed(np.nan_to_num(frames, nan=0.0, posinf=1.0, neginf=-1.0)))
            size += len(frames)
        if size > most and not cut:
            return None, rate, False
        if not size:
            raise NotSound(_UNREADABLE)
        samples = np.concatenate(mixed)[:most]
        # Beyond full scale is what no converter plays.
        return np.clip(samples, -1.0, 1.0), rate, file.subtype in _FINE


def _mixed(frames: Samples) -> Samples:
    import numpy as np

    if frames.shape[1] == 1:
        return frames[:, 0]
    mean: Samples = frames.mean(axis=1, dtype=np.float32)
    power = (frames**2).mean(axis=0)
    loudest = int(power.argmax())
    if (mean**2).mean() < _CANCELLED * power[loudest]:
        return np.ascontiguousarray(frames[:, loudest])
    return mean
