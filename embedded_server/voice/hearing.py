"""A voice message: decoded, rid of silence at its ends and stored anew; only ever in a child."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.contracts.lounge import MAX_VOICE_SECONDS, MIN_VOICE_SECONDS
from embedded_server.kernel.child import TooHeavy, Unreadable, run_in_child
from embedded_server.kernel.errors import Refusal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

SECONDS = 30.0
MEMORY = 2 * 1024**3
"""Bytes of address space the child may have, on systems that can bound it."""
LISTEN_RATE = 16_000
"""Of what a recogniser is given; the detector of voices knows it too."""
KEEP_RATE = 24_000
_FRAME_SECONDS = 0.02
_MARGIN_SECONDS = 0.2
_LEAST_SPEECH_SECONDS = 0.1
_LEAST_DBFS = -55.0
_ABOVE_NOISE_DB = 6.0
_STRICTNESS = 2
_COMPRESSION = 0.9
_AT_ONCE = 2
_MOST_CHANNELS = 8
_RATES = range(4_000, 192_001)

_rooms: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class Found(msgspec.Struct, frozen=True):
    """What the child found out, and wrote anew unless `why_not` stands."""

    why_not: Literal["too_short", "too_long", "nothing_heard", ""] = ""
    duration_ms: int = 0
    size_bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class _No:
    code: Code
    words: str


_REFUSED = {
    "too_short": _No(
        Code.TOO_SHORT, f"A voice message has at least {MIN_VOICE_SECONDS} s. Hold on longer."
    ),
    "too_long": _No(
        Code.TOO_LONG, f"A voice message has {MAX_VOICE_SECONDS:.0f} s at most. Say it in two."
    ),
    "nothing_heard": _No(
        Code.NOTHING_HEARD, "Nobody is heard in this. Check the microphone and say it again."
    ),
}


async def take_in(path: Path, keep: Path, listen: Path) -> Found:
    """Write the voice of `path` to `keep` (Ogg/Opus) and to `listen` (WAV). Raises Refusal."""
    loop = asyncio.get_running_loop()
    try:
        async with _rooms.setdefault(loop, asyncio.Semaphore(_AT_ONCE)):
            found = await run_in_child(
                look,
                str(path),
                str(keep),
                str(listen),
                answer=Found,
                seconds=SECONDS,
                memory=MEMORY,
                most_bytes=64 * 1024,
            )
    except TooHeavy:
        raise Refusal(
            Code.NOT_AUDIO, "This sound needs too much time or memory to be opened. Send it as WAV."
        ) from None
    except Unreadable:
        raise Refusal(
            Code.NOT_AUDIO,
            "By its content this is no sound that can be opened here, or it is damaged or cut off."
            " Send a WAV, FLAC, Ogg or MP3 file.",
        ) from None
    if found.why_not:
        no = _REFUSED[found.why_not]
        raise Refusal(no.code, no.words)
    return found


def look(path: str, keep: str, listen: str) -> Found:
    """Raises anything where it is no sound."""
    import numpy as np
    import soundfile
    import soxr

    with soundfile.SoundFile(path) as file:
        rate = int(file.samplerate)
        if rate not in _RATES or file.channels > _MOST_CHANNELS:
            raise ValueError("no sound of a voice")
        frames = file.read(
            int((MAX_VOICE_SECONDS + 0.5) * rate) + 1, dtype="float32", always_2d=True
        )
    mono = np.nan_to_num(frames.mean(axis=1, dtype=np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
    seconds = len(mono) / rate
    if seconds > MAX_VOICE_SECONDS + 0.25:
        return Found(why_not="too_long")
    if seconds < MIN_VOICE_SECONDS:
        return Found(why_not="too_short")
    heard = soxr.resample(mono, rate, LISTEN_RATE).astype(np.float32)
    span = speech_span(heard)
    if span is None:
        return Found(why_not="nothing_heard")
    first, last = span
    soundfile.write(
        listen,
        heard[int(first * LISTEN_RATE) : int(last * LISTEN_RATE)],
        LISTEN_RATE,
        format="WAV",
        subtype="PCM_16",
    )
    kept = soxr.resample(mono[int(first * rate) : int(last * rate)], rate, KEEP_RATE)
    with soundfile.SoundFile(
        keep, "w", KEEP_RATE, 1, format="OGG", subtype="OPUS", compression_level=_COMPRESSION
    ) as target:
        # In pieces: libsndfile encodes each on the stack.
        for at in range(0, len(kept), KEEP_RATE):
            target.write(kept[at : at + KEEP_RATE])
    raw = Path(keep).read_bytes()
    duration_ms = round(len(kept) * 1000 / KEEP_RATE)
    return Found(duration_ms=duration_ms, size_bytes=len(raw), sha256=sha256(raw).hexdigest())


def speech_span(samples: Samples) -> tuple[float, float] | None:
    """From when to when somebody speaks in sound at LISTEN_RATE, in seconds, with a little around
    it; None where nobody does."""
    import numpy as np
    import webrtcvad

    size = int(_FRAME_SECONDS * LISTEN_RATE)
    count = len(samples) // size
    if not count:
        return None
    framed = samples[: count * size].reshape(count, size)
    levels = 10 * np.log10(np.maximum((framed.astype(np.float64) ** 2).mean(axis=1), 1e-12))
    quiet = float(np.percentile(levels, 10))
    loud = float(np.percentile(levels, 95))
    # Where somebody speaks throughout, the quiet tenth is speech too.
    gate = max(_LEAST_DBFS, min(quiet + _ABOVE_NOISE_DB, loud - 20.0))
    detector = webrtcvad.Vad(_STRICTNESS)
    pcm = (np.clip(framed, -1, 1) * 32767).astype("<i2")
    voiced = np.array(
        [
            level > gate and detector.is_speech(frame.tobytes(), LISTEN_RATE)
            for level, frame in zip(levels, pcm, strict=True)
        ]
    )
    least = round(_LEAST_SPEECH_SECONDS / _FRAME_SECONDS)
    around = np.convolve(voiced, np.ones(least), "same") >= least - 1
    found = np.flatnonzero(around)
    if not len(found):
        return None
    first = max(0.0, found[0] * _FRAME_SECONDS - _MARGIN_SECONDS)
    last = min(len(samples) / LISTEN_RATE, (found[-1] + 1) * _FRAME_SECONDS + _MARGIN_SECONDS)
    return first, last
