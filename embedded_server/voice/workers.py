"""The few processes in which engines speak, prepare and listen, and who waits for them.

They are started when they are first used and ended when nobody has needed them for a while. One
works at one call; who comes meanwhile waits in order, and is refused once too many wait. Only one
voice is prepared at a time, so that there is always a worker to speak.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

from embedded_server.kernel.tasks import Tasks
from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options
from embedded_server.voice.worker import Worker
from embedded_server.voice.worker_wire import (
    Asked,
    Ended,
    Piece,
    Prepare,
    Said,
    Speak,
    Told,
    Transcribe,
)

MOST_WORKERS = 2
MOST_WAITING = 64
IDLE_SECONDS = 300.0
_LOOK_SECONDS = 15.0
_BUSY = "The voice engine has more to do than it can. Try again in a minute."
_ENDED = "The server is stopping."


class Busy(EngineError):
    """Too many wait already."""


class Workers:
    """Belongs to one server and its loop; it ends with the server's tasks."""

    def __init__(
        self,
        options: Options,
        tasks: Tasks,
        *,
        most: int = MOST_WORKERS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._options = options
        self._tasks = tasks
        self._most = most
        self._idle_seconds = idle_seconds
        self._idle: list[Worker] = []
        self._alive: set[Worker] = set()
        self._working = 0
        """Places that are taken; at most `most`."""
        self._preparing = 0
        self._waiting: deque[tuple[bool, asyncio.Future[None]]] = deque()
        """Whether it is a preparation, and what is set when its turn has come."""
        self._keeper: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def count(self) -> int:
        """Processes that run."""
        return len(self._alive)

    async def prepare(
        self,
        engine: str,
        samples: Sequence[Path],
        likeness: float,
        told: Callable[[float], None],
    ) -> bytes:
        """The profile of the speaker of these sound files. Raises EngineError."""
        paths = [str(path) for path in samples]
        answer = b""
        work = self._run(
            engine, lambda call: Prepare(call, engine, paths, likeness), is_preparation=True
        )
        async with contextlib.aclosing(work) as said:
            async for one in said:
                if isinstance(one, Told):
                    told(one.share)
                elif isinstance(one, Ended):
                    answer = one.answer
        return answer

    async def speak(
        self, engine: str, profile: bytes | None, voice: str | None, text: str
    ) -> AsyncGenerator[bytes, None]:
        """Mono PCM of 16 bits, little-endian, as it is made. Raises EngineError.

        Closing the iterator stops the work.
        """
        work = self._run(engine, lambda call: Speak(call, engine, profile, voice, text))
        async with contextlib.aclosing(work) as said:
            async for one in said:
                if isinstance(one, Piece):
                    yield one.pcm

    async def transcribe(
        self, recogniser: str, path: Path, language: str, expected: str | None = None
    ) -> str:
        """What is said in a sound file; `expected` helps to hear that it is that. Raises
        EngineError."""
        work = self._run(
            recogniser, lambda call: Transcribe(call, recogniser, str(path), language, expected)
        )
        answer = b""
        async with contextlib.aclosing(work) as said:
            async for one in said:
                if isinstance(one, Ended):
                    answer = one.answer
        return answer.decode()

    async def _run(
        self, engine: str, ask: Callable[[int], Asked], *, is_preparation: bool = False
    ) -> AsyncGenerator[Said, None]:
        worker = await self._take(engine, is_preparation)
        is_over = False
        try:
            async with contextlib.aclosing(worker.run(ask)) as said:
                async for one in said:
                    if isinstance(one, Ended):
                        is_over = True
                        if one.how != "done":
                            raise EngineError(one.problem or _ENDED)
                    yield one
        finally:
            if is_over and worker.is_usable:
                self._give_back(worker, is_preparation)
            else:
                # In a task: whoever leaves, also by being cancelled, need not wait for the end.
                self._tasks.spawn(self._reclaim(worker, is_preparation), "voice: stopping")

    async def _reclaim(self, worker: Worker, is_preparation: bool) -> None:
        try:
            await worker.reclaim()
            if not (worker.is_usable or is_preparation or self._closed):
                worker = await self._replaced(worker)
        finally:
            self._give_back(worker, is_preparation)

    async def _replaced(self, killed: Worker) -> Worker:
        """One that is ready by the time somebody speaks again, which is soon after they cut in."""
        self._end(killed)
        ready = Worker(self._options, killed.last_engine)
        try:
            await ready.start()
        except EngineError:
            return killed
        self._alive.add(ready)
        return ready

    async def _take(self, engine: str, is_preparation: bool) -> Worker:
        """A worker, with a place that `_give_back` frees. Raises EngineError."""
        if self._closed:
            raise EngineError(_ENDED)
        if self._keeper is None:
            self._keeper = self._tasks.spawn(self._keep(), "voice: workers")
        if self._waiting or not self._has_room(is_preparation):
            await self._wait(is_preparation)
        else:
            self._take_place(is_preparation)
        worker = self._choose(engine)
        try:
            if not worker.is_started:
                await worker.start()
        except BaseException:
            self._give_back(worker, is_preparation)
            raise
        worker.last_engine = engine
        self._alive.add(worker)
        return worker

    def _choose(self, engine: str) -> Worker:
        """An idle one, best one that has this engine in memory; else a new one."""
        self._idle.sort(key=lambda one: (one.last_engine == engine, one.used_at))
        while self._idle:
            worker = self._idle.pop()
            if worker.is_usable:
                return worker
            self._end(worker)
        return Worker(self._options)

    async def _wait(self, is_preparation: bool) -> None:
        if len(self._waiting) >= MOST_WAITING:
            raise Busy(_BUSY)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((is_preparation, turn))
        # One that may go first though others wait: they may all be preparations.
        self._call_next()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                # Our turn had come in the same moment: the place goes to the next.
                self._leave_place(is_preparation)
            else:
                self._waiting = deque(one for one in self._waiting if one[1] is not turn)
            raise

    def _has_room(self, is_preparation: bool) -> bool:
        if is_preparation and self._preparing:
            return False
        return self._working < self._most

    def _take_place(self, is_preparation: bool) -> None:
        self._working += 1
        self._preparing += is_preparation

    def _leave_place(self, is_preparation: bool) -> None:
        self._working -= 1
        self._preparing -= is_preparation
        self._call_next()

    def _call_next(self) -> None:
        for one in list(self._waiting):
            is_preparation, turn = one
            if self._has_room(is_preparation):
                self._waiting.remove(one)
                if not turn.done():
                    self._take_place(is_preparation)
                    turn.set_result(None)

    def _give_back(self, worker: Worker, is_preparation: bool) -> None:
        if worker.is_usable and worker.is_started and not self._closed:
            worker.used_at = asyncio.get_running_loop().time()
            self._idle.append(worker)
        else:
            self._end(worker)
        self._leave_place(is_preparation)

    def _end(self, worker: Worker) -> None:
        self._alive.discard(worker)
        worker.kill()
        self._tasks.spawn(worker.close(), "voice: a worker ends")

    async def _keep(self) -> None:
        """Ends what is idle for long, and everything when the server stops."""
        try:
            while True:
                await asyncio.sleep(min(_LOOK_SECONDS, self._idle_seconds))
                border = asyncio.get_running_loop().time() - self._idle_seconds
                for worker in [one for one in self._idle if one.used_at <= border]:
                    self._idle.remove(worker)
                    self._end(worker)
        finally:
            self._closed = True
            for _, turn in self._waiting:
                if not turn.done():
                    turn.set_exception(EngineError(_ENDED))
            self._waiting.clear()
            for worker in list(self._alive):
                worker.kill()
            # Killed ones end at once; a server that stops does not leave them behind unawaited.
            await asyncio.shield(asyncio.gather(*(worker.close() for worker in self._alive)))
            self._alive.clear()
            self._idle.clear()
