"""A turn's sound while it is made: sentences in, PCM out, to whoever listens.

While somebody listens, it is made only a little ahead of real time, so that whoever stops it has
been given little that they did not hear; while nobody does, as fast as the voice can.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from embedded_server.kernel.auth import Caller
from embedded_server.kernel.errors import StorageError
from embedded_server.kernel.speech.sentences import Sentences
from embedded_server.kernel.speech.speaking import Speaking, SpeechError
from embedded_server.kernel.speech.spool import Spool
from embedded_server.kernel.tasks import Tasks

log = logging.getLogger(__name__)

AHEAD_SECONDS = 4.0
LONGEST_SECONDS = 600.0
"""Of one reply; what is longer is spoken up to there."""
SILENT_SECONDS = 120.0
"""How long a voice may take for its next piece, with others waiting for the same worker."""
QUIET_SECONDS = 0.25
"""After so long without text, a sentence that looks complete is."""
LONG_SECONDS = 2.0
"""After so long without a sentence, a clause is spoken."""
LEAST_SECONDS = 0.05
"""What is shorter was not heard."""
_SLICE_SECONDS = 0.25
_WIDTH = 2
_READ = 65_536
FAILED = "The voice failed. The text stands."


class Ear:
    """A connection that listens."""

    def __init__(self, request: web.Request, caller: Caller) -> None:
        self.caller = caller
        self._transport = request.transport
        self.wake = asyncio.Event()
        self.began: float | None = None
        """When it was given its first sound."""
        self.sent = 0

    @property
    def is_closed(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    def cut(self) -> None:
        if self._transport is not None:
            self._transport.close()
        self.wake.set()


class Speech:
    def __init__(self, speaking: Speaking, folder: Path) -> None:
        self.speaking = speaking
        self.rate = speaking.rate
        self.ears: set[Ear] = set()
        self.over = asyncio.Event()
        """Set once nothing more will be said."""
        self.failed: SpeechError | None = None
        self.is_dropped = False
        self.task: asyncio.Task[None] | None = None
        self._spool = Spool(folder)
        self._sentences = Sentences()
        self._queue: deque[str] = deque()
        self._text_ended = False
        self._text_came = asyncio.Event()
        self._waiting: deque[bytes] = deque()
        """Made, and not given out yet."""
        self._waiting_bytes = 0
        self._is_made = False
        self._stirred = asyncio.Event()
        self._is_hurried = False
        self._heard_by_gone = 0
        self._is_retired = False

    # The text

    def hear(self, piece: str) -> None:
        if not self.over.is_set():
            self._queue += self._sentences.feed(piece)
            self._text_came.set()

    def end_text(self) -> None:
        if not self._text_ended:
            self._queue += self._sentences.end()
            self._text_ended = True
            self._text_came.set()

    # Speaking

    async def run(self, tasks: Tasks) -> None:
        """Until all is said, it failed, or it is cut off: then this is cancelled."""
        giving = tasks.spawn(self._caught(self._give_out), "speech: give out")
        try:
            await self._caught(self._make)
            await giving
        finally:
            giving.cancel()
            self._end()

    async def _caught(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except SpeechError as error:
            self.fail(str(error))
        except StorageError:
            self.fail("The server's disk did not take the sound. The text stands.")
        except Exception:  # whatever an engine raises, the text stands
            log.exception("a voice failed")
            self.fail(FAILED)

    async def _make(self) -> None:
        if self.speaking.warm is not None:
            await self.speaking.warm()
        while (sentence := await self._next_sentence()) is not None:
            pieces = self.speaking.say(sentence)
            try:
                while True:
                    try:
                        async with asyncio.timeout(SILENT_SECONDS):
                            piece = await anext(pieces, b"")
                    except TimeoutError:
                        raise SpeechError("The voice fell silent. The text stands.") from None
                    if not piece:
                        break
                    self._waiting.append(piece)
                    self._waiting_bytes += len(piece)
                    self._stirred.set()
            finally:
                close: Callable[[], Awaitable[None]] | None = getattr(pieces, "aclose", None)
                if close is not None:
                    await close()
            if self._seconds(self._spool.size + self._waiting_bytes) > LONGEST_SECONDS:
                log.warning("a reply is longer than what is spoken of one")
                break
            while self._seconds(self._waiting_bytes) > AHEAD_SECONDS:
                await self._stirring(None)
        self._is_made = True
        self._stirred.set()

    async def _next_sentence(self) -> str | None:
        waited = 0.0
        while not self._queue:
            if self._text_ended:
                return None
            self._text_came.clear()
            try:
                async with asyncio.timeout(None if self._sentences.is_empty else QUIET_SECONDS):
                    await self._text_came.wait()
            except TimeoutError:
                self._queue += self._sentences.settle()
            waited += QUIET_SECONDS
            if not self._queue and waited >= LONG_SECONDS:
                self._queue += self._sentences.clause()
        return self._queue.popleft()

    async def _give_out(self) -> None:
        size = int(_SLICE_SECONDS * self.rate) * _WIDTH
        while True:
            if not self._waiting:
                if self._is_made:
                    return
                await self._stirring(None)
                continue
            piece = self._waiting.popleft()
            for at in range(0, len(piece), size):
                part = piece[at : at + size]
                await self._pace()
                if self.over.is_set():
                    # It was cut in this very moment: nothing is added to what was heard.
                    return
                await self._spool.append(part)
                self._waiting_bytes -= len(part)
                self._wake()
            self._stirred.set()

    async def _pace(self) -> None:
        while not self._is_hurried and self.ears:
            clock = max(_elapsed(ear) for ear in self.ears)
            ahead = self._seconds(self._spool.size) - clock
            if ahead < AHEAD_SECONDS:
                return
            await self._stirring(ahead - AHEAD_SECONDS + 0.01)

    async def _stirring(self, seconds: float | None) -> None:
        self._stirred.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()

    def _wake(self) -> None:
        for ear in self.ears:
            ear.wake.set()

    def _end(self) -> None:
        self._waiting.clear()
        self._waiting_bytes = 0
        self._queue.clear()
        self.over.set()
        self._wake()

    # Its end

    @property
    def seconds(self) -> float:
        return self._seconds(self._spool.size)

    async def read_all(self) -> bytes:
        parts: list[bytes] = []
        at, size = 0, self._spool.size
        while at < size and (part := await self._spool.read(at, size - at)):
            parts.append(part)
            at += len(part)
        return b"".join(parts)

    @property
    def is_worth_keeping(self) -> bool:
        return not self.is_dropped and self.seconds >= LEAST_SECONDS

    def cut(self) -> None:
        """Say no more. What counts is what can have been heard by now."""
        if self.over.is_set():
            return
        heard = max([self._heard_by_gone, *(self._heard_by(ear) for ear in self.ears)])
        self._spool.shorten(heard - heard % _WIDTH)
        self._stop()

    def drop(self, why: str | None = None) -> None:
        """Say no more, and keep nothing of it, also of what is made already; `why` is told."""
        self.is_dropped = True
        self.failed = None if why is None else SpeechError(why)
        if not self.over.is_set():
            self._stop()
        self._spool.close()
        for ear in list(self.ears):
            ear.cut()

    def fail(self, why: str) -> None:
        if not self.over.is_set():
            self.failed = SpeechError(why)
            self._stop()

    def hurry(self) -> None:
        """Wait for no listener any more."""
        self._is_hurried = True
        self._stirred.set()

    def _stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
        self._end()

    def retire(self) -> None:
        """Nobody new comes: free what it holds, once the last one has left."""
        self._is_retired = True
        if not self.ears:
            self._spool.close()

    # Listening

    def join(self, ear: Ear) -> None:
        self.ears.add(ear)
        self._stirred.set()

    def leave(self, ear: Ear) -> None:
        self.ears.discard(ear)
        self._heard_by_gone = max(self._heard_by_gone, self._heard_by(ear))
        self._stirred.set()
        if self._is_retired:
            self.retire()

    async def next_for(self, ear: Ear) -> bytes:
        """What is to be sent next; empty at the end."""
        while not ear.is_closed:
            ear.wake.clear()
            here = self._spool.size - ear.sent
            if self.over.is_set():
                if here <= 0:
                    break
                return await self._spool.read(ear.sent, min(here, _READ))
            allowed = self._bytes(AHEAD_SECONDS + _elapsed(ear)) - ear.sent
            if (size := min(here, allowed, _READ)) > 0:
                return await self._spool.read(ear.sent, size)
            with suppress(TimeoutError):
                async with asyncio.timeout(_SLICE_SECONDS if here > 0 else None):
                    await ear.wake.wait()
        return b""

    @staticmethod
    def sent(ear: Ear, size: int) -> None:
        ear.sent += size
        if ear.began is None:
            ear.began = _now()

    def _heard_by(self, ear: Ear) -> int:
        return min(ear.sent, self._spool.size, self._bytes(_elapsed(ear)))

    def _seconds(self, size: int) -> float:
        return size / (_WIDTH * self.rate)

    def _bytes(self, seconds: float) -> int:
        return int(seconds * self.rate) * _WIDTH


def _now() -> float:
    return asyncio.get_running_loop().time()


def _elapsed(ear: Ear) -> float:
    return 0.0 if ear.began is None else _now() - ear.began
