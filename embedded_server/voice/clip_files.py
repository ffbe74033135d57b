"""Writing what a voice spoke as a file that says of itself that an AI made it."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from embedded_server.contracts.voice import SpokenBy
from embedded_server.kernel.ids import new_id
from embedded_server.kernel.media.folder import MediaFolder
from embedded_server.voice.fingerprint import Prints, take_prints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

MIME_TYPE = "audio/ogg"
FILE_NAME = "AI voice.ogg"
MOST_BYTES = 64 * 1024 * 1024
_OPUS_RATES = (8_000, 12_000, 16_000, 24_000, 48_000)
_COMPRESSION = 0.9
"""About 31 kb/s."""


@dataclass(frozen=True, slots=True)
class MadeClip:
    """A clip that lies in the folder of media, and that no change has kept yet."""

    id: str
    """Of its file in the folder."""
    spoken_by: SpokenBy
    duration_ms: int
    size_bytes: int
    sha256: str
    prints: Prints


async def make_clip(folder: MediaFolder, pcm: bytes, rate: int, spoken_by: SpokenBy) -> MadeClip:
    """Write mono PCM of 16 bits (little-endian) into the folder as Ogg/Opus, with its tags.

    Raises StorageError. Whoever calls it hands the clip to `service.keep_clip`, in the change that
    also stores its message, or removes the file: `folder.remove([clip.id])`.
    """
    raw, prints = await asyncio.to_thread(_encode, pcm, rate, spoken_by)
    incoming = await folder.receive(MOST_BYTES)
    clip_id = new_id()
    try:
        await incoming.write(raw)
        await incoming.finish()
        await folder.keep(incoming, clip_id, None)
    finally:
        incoming.close()
    duration_ms = round(len(pcm) // 2 * 1000 / rate)
    return MadeClip(clip_id, spoken_by, duration_ms, len(raw), sha256(raw).hexdigest(), prints)


def comment_of(spoken_by: SpokenBy) -> str:
    """What stands in the file, in English as formats have it."""
    consent = spoken_by.consent_id or "none"
    return f"AI voice: engine {spoken_by.engine}, voice {spoken_by.voice}, consent {consent}"


def _encode(pcm: bytes, rate: int, spoken_by: SpokenBy) -> tuple[bytes, Prints]:
    """The prints are of what comes out of the file, as everybody hears it."""
    import numpy as np
    import soundfile

    samples: Samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768)
    if rate not in _OPUS_RATES:
        samples, rate = _resampled(samples, rate)
    out = io.BytesIO()
    with soundfile.SoundFile(
        out,
        "w",
        samplerate=rate,
        channels=1,
        format="OGG",
        subtype="OPUS",
        compression_level=_COMPRESSION,
    ) as file:
        file.title = "AI voice"
        file.comment = comment_of(spoken_by)
        file.artist = spoken_by.voice
        # In pieces: libsndfile encodes each on the stack.
        for first in range(0, len(samples), rate):
            file.write(samples[first : first + rate])
    raw = out.getvalue()
    heard, heard_rate = soundfile.read(io.BytesIO(raw), dtype="float32")
    return raw, take_prints(heard, heard_rate)


def _resampled(samples: Samples, rate: int) -> tuple[Samples, int]:
    import numpy as np
    import soxr

    to = next((one for one in _OPUS_RATES if one >= rate), _OPUS_RATES[-1])
    return soxr.resample(samples, rate, to).astype(np.float32), to
