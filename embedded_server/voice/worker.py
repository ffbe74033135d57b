"""One worker process as the server sees it: started, asked, stopped for real, replaced if it dies.

Nothing here blocks the loop: the process is started and written to on threads, and a thread of
its own hears what it says.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import threading
from collections.abc import AsyncGenerator, Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import msgspec

from embedded_server.voice.engines.base import EngineError
from embedded_server.voice.options import Options
from embedded_server.voice.worker_child import serve
from embedded_server.voice.worker_wire import (
    Asked,
    Ended,
    Piece,
    Said,
    Stop,
    decode_said,
    encode,
)

STOP_SECONDS = 0.15
"""How long a worker that is told to stop may finish its piece before it is killed."""
SILENCE_SECONDS = 180.0
"""How long an engine may say nothing at all while it works."""
MOST_MEMORY = 4 * 1024**3
MOST_HELD_PIECES = 64
"""Pieces that wait for a slow listener, before the worker waits too."""
_DIED = "The voice engine stopped unexpectedly. It has been started anew: try again."
_SILENT = "The voice engine did not answer for too long. It has been started anew: try again."
_NOT_STARTED = "The voice engine cannot be started on this machine."


class Worker:
    """`is_usable` until its process has ended or was killed."""

    def __init__(self, options: Options, engine: str = "") -> None:
        """`engine` is loaded as it starts; else that which is asked for, once it is."""
        self._options = options
        self._loads = engine
        self._process: SpawnProcess | None = None
        self._server: Connection | None = None
        self._said: asyncio.Queue[Said | None] = asyncio.Queue()
        self._room = threading.Semaphore(MOST_HELD_PIECES)
        self._calls = 0
        self._dropped = True
        """Whether nobody listens to the pieces of the present call."""
        self.is_usable = True
        self.used_at = 0.0
        self.last_engine = engine

    @property
    def is_started(self) -> bool:
        return self._process is not None

    async def start(self) -> None:
        """Raises EngineError."""
        loop = asyncio.get_running_loop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve,
            args=(theirs, self._options, MOST_MEMORY, self._loads),
            name="spaces-voice",
            daemon=True,
        )
        try:
            await asyncio.to_thread(process.start)
        except OSError:
            self.is_usable = False
            ours.close()
            raise EngineError(_NOT_STARTED) from None
        except asyncio.CancelledError:
            # The thread goes on; what it starts ends when it finds its pipe closed.
            self.is_usable = False
            ours.close()
            raise
        finally:
            theirs.close()
        self._process, self._server = process, ours
        threading.Thread(target=self._hear, args=(loop,), name="voice", daemon=True).start()

    async def run(self, ask: Callable[[int], Asked]) -> AsyncGenerator[Said, None]:
        """What the worker says to one call, to `Ended` with it. Raises EngineError if it dies.

        Whoever leaves early calls `reclaim` then.
        """
        self._calls += 1
        self._dropped = False
        call = self._calls
        await self._send(ask(call))
        while True:
            try:
                said = await asyncio.wait_for(self._said.get(), SILENCE_SECONDS)
            except TimeoutError:
                self.kill()
                raise EngineError(_SILENT) from None
            if said is None:
                raise EngineError(_DIED)
            if isinstance(said, Piece):
                self._room.release()
            if said.call != call:
                continue
            yield said
            if isinstance(said, Ended):
                return

    async def reclaim(self) -> None:
        """Ends the call that was left, by asking and soon by force."""
        self._dropped = True
        call = self._calls
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._send(Stop(call))
                while True:
                    said = await self._said.get()
                    if said is None:
                        return
                    if isinstance(said, Piece):
                        self._room.release()
                    if isinstance(said, Ended) and said.call == call:
                        return
        except (TimeoutError, EngineError):
            self.kill()

    def kill(self) -> None:
        self.is_usable = False
        self._dropped = True
        if self._process is not None:
            self._process.kill()

    async def close(self) -> None:
        """Kills it and waits for its end."""
        self.kill()
        process, self._process = self._process, None
        if process is not None:
            await asyncio.to_thread(process.join)
            process.close()

    async def _send(self, asked: Asked) -> None:
        if self._server is None or not self.is_usable:
            raise EngineError(_DIED)
        try:
            # A profile is longer than a pipe holds: the child may first have to wake up.
            await asyncio.to_thread(self._server.send_bytes, encode(asked))
        except (OSError, ValueError):
            self.kill()
            raise EngineError(_DIED) from None

    def _hear(self, loop: asyncio.AbstractEventLoop) -> None:
        server = self._server
        assert server is not None
        with contextlib.suppress(RuntimeError):  # The loop is closed: nobody is left to be told.
            try:
                while True:
                    said = decode_said(server.recv_bytes())
                    if isinstance(said, Piece):
                        while not self._room.acquire(timeout=0.05) and not self._dropped:
                            continue
                    loop.call_soon_threadsafe(self._said.put_nowait, said)
            except (EOFError, OSError, msgspec.DecodeError):
                self.kill()
                loop.call_soon_threadsafe(self._said.put_nowait, None)
        server.close()
