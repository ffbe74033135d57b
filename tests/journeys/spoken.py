"""What people say aloud in journeys, by espeak-ng, and an endpoint that knows it by its sound."""

from __future__ import annotations

import asyncio
import io
import subprocess
from functools import cache
from types import TracebackType
from typing import Any, Self

import numpy as np
import soundfile
import soxr
from aiohttp import web

from tests.kit.virtual_audio import RATE, Samples, find

EAR_RATE = 8_000
ALIKE = 0.8
"""Of what was heard to what was said: a device, a server and its codec lie between."""
ENOUGH = 0.6
"""So much of something is enough to know it by."""
LOUD = 0.02


@cache
def spoken(words: str, *, speed: int = 170) -> Samples:
    """As a person says it into a microphone, mono at `RATE`."""
    done = subprocess.run(
        ["espeak-ng", "-v", "en-us", "-s", str(speed), "--stdout", words],
        capture_output=True,
        check=True,
    )
    return heard_at(RATE, done.stdout) * 0.6


def heard_at(rate: int, sound: bytes) -> Samples:
    """The samples of a sound file, mono, at that rate."""
    samples, own = soundfile.read(io.BytesIO(sound), dtype="float32", always_2d=True)
    made: Samples = soxr.resample(samples.mean(axis=1), own, rate)
    return made


class Listener:
    """Speaks `/v1/audio/transcriptions`: what it is sent it compares with all that may be said."""

    def __init__(self, *words: str) -> None:
        self._known = {one: soxr.resample(spoken(one), RATE, EAR_RATE) for one in words}
        self.heard: list[str] = []

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**25)
        app.router.add_post("/v1/audio/transcriptions", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        sent: Any = form["file"]
        words = await asyncio.to_thread(self._recognise, sent.file.read())
        self.heard.append(words)
        return web.json_response({"text": words})

    def _recognise(self, sound: bytes) -> str:
        heard = heard_at(EAR_RATE, sound)
        alike = {words: share(said, heard) for words, said in self._known.items()}
        best = max(alike, key=alike.__getitem__)
        return best if alike[best] >= ENOUGH else ""


def share(said: Samples, heard: Samples) -> float:
    """How much of it was heard, both at `EAR_RATE`, in pieces: on a crowded machine a device may
    run dry for a moment, and what comes after is late."""
    size = EAR_RATE // 4
    pieces = [said[at : at + size] for at in range(0, len(said) - size + 1, size)]
    loud = [one for one in pieces if np.abs(one).max() > LOUD]
    assert loud, "nothing was said"
    if len(heard) < size:
        return 0.0
    return sum(find(one, heard)[1] > ALIKE for one in loud) / len(loud)
