"""The sound of a waiting customer, made here: two soft notes, the second higher."""

from __future__ import annotations

import functools
import io
import math
import struct
import wave

RATE = 22_050
NOTES = ((659.26, 0.0), (880.0, 0.16))
"""In Hz, and when each begins, in seconds."""
LASTS = 0.75
FADE = 6.0
"""How fast a note dies away; e-fold times a second."""
ATTACK = 0.012
LOUD = 0.28


@functools.cache
def ring_tone() -> bytes:
    """A WAV file of less than a second."""
    samples = [_sample(at / RATE) for at in range(int(RATE * LASTS))]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


def _sample(at: float) -> int:
    value = 0.0
    for pitch, start in NOTES:
        since = at - start
        if since > 0:
            shape = min(1.0, since / ATTACK) * math.exp(-FADE * since)
            tone = math.sin(math.tau * pitch * since)
            value += shape * (tone + 0.25 * math.sin(2 * math.tau * pitch * since))
    fade_out = min(1.0, (LASTS - at) / 0.05)
    return int(max(-1.0, min(1.0, value * LOUD * fade_out)) * 32_767)
