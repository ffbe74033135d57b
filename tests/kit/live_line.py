"""One voice through everything but the machine: encoder, a made-up line, jitter buffer, mixer; the
clock is made up too, so that minutes take a moment and nothing depends on how busy anybody is."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from embedded_server.contracts.live_room import FRAME_SAMPLES, OPUS, pack, unpack
from spaces_desktop.lounge.live.voice.codecs import make_encoder
from spaces_desktop.lounge.live.voice.jitter import FRAME
from spaces_desktop.lounge.live.voice.mixing import Mixer


@dataclass(frozen=True, slots=True)
class Line:
    """`seconds` on the way at least, up to `jitter` more, and a share of frames that is lost."""

    seconds: float = 0.005
    jitter: float = 0.0
    loss: float = 0.0


def through(samples: Any, line: Line, *, codec: int = OPUS, seed: int = 1) -> tuple[Any, Mixer]:
    """What is heard of `samples` (mono, float32); it starts when the first of them is spoken."""
    rng = random.Random(seed)
    encoder, mixer = make_encoder(codec), Mixer()
    count = len(samples) // FRAME_SAMPLES
    frames = np.ascontiguousarray(samples[: count * FRAME_SAMPLES], dtype=np.float32)
    frames = frames.reshape(count, FRAME_SAMPLES)
    coming: list[tuple[float, bytes]] = []
    heard = np.zeros((count + 25, FRAME_SAMPLES), dtype=np.float32)
    for tick in range(count + 25):
        # A frame is whole once its last sample was spoken.
        now = (tick + 1) * FRAME
        if tick < count:
            payload = encoder.encode(frames[tick])
            sent = pack(tick, tick * FRAME_SAMPLES, codec, tick == count - 1, payload)
            if rng.random() >= line.loss:
                arrives = now + line.seconds + rng.random() * line.jitter
                heapq.heappush(coming, (arrives, b"\1" + sent[1:]))
        # The loudspeaker asks half a frame later than the microphone gives.
        asked = now + FRAME / 2
        while coming and coming[0][0] <= asked:
            came, data = heapq.heappop(coming)
            frame = unpack(data)
            assert frame is not None
            mixer.voice(1).hear(frame, came)
        heard[tick] = mixer.mix(asked)
    return heard.reshape(-1), mixer
