"""Reading stored recordings as mono samples; in worker processes alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from embedded_server.voice.engines.base import EngineError, Pcm

MOST_SECONDS = 300
"""What is read of all recordings of a voice together: more makes no engine better."""


def read_sounds(paths: Sequence[Path]) -> list[Pcm]:
    """Raises EngineError."""
    sounds: list[Pcm] = []
    left = float(MOST_SECONDS)
    for path in paths:
        if left <= 0:
            break
        sounds.append(read_sound(path, left))
        left -= len(sounds[-1].samples) / sounds[-1].rate
    return sounds


def read_sound(path: Path, most_seconds: float = MOST_SECONDS) -> Pcm:
    """All channels mixed. Raises EngineError."""
    import numpy as np
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            rate = int(file.samplerate)
            frames = file.read(int(most_seconds * rate), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError):
        raise EngineError("A recording cannot be read. Delete it and record it again.") from None
    mono = np.asarray(frames.mean(axis=1), dtype=np.float32)
    return Pcm(np.nan_to_num(mono, nan=0.0, posinf=1.0, neginf=-1.0), rate)
