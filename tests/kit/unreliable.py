"""A real server behind a network that fails on demand, run beside the loop that is tested."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import msgspec

from embedded_server.contracts.errors import Code, Problem
from tests.kit.people import Person
from tests.kit.server import ServerProcess
from tests.kit.waiting import until

T = TypeVar("T")

Way = Literal["pass", "down", "slow", "error", "rubbish", "cut"]
"""`down` takes no connection, `slow` waits before it hands a request on, `cut` ends an answer
amid its bytes, the others answer by themselves."""


class Unreliable:
    """`url` is where the network begins; the server itself can be killed and started again.

    Everything runs on a thread with a loop of its own, so that what is measured on the tested
    loop is that loop's doing alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="backstage")
        self._open: set[asyncio.StreamWriter] = set()
        self._listening: asyncio.Server | None = None
        self._process = ServerProcess(folder)
        self._target = 0
        self._port = 0
        self.way: Way = "pass"
        self.delay = 0.0
        self.admin: Person

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def on_stage(self, doing: Coroutine[Any, Any, T]) -> T:
        """Let something happen backstage, and wait for it without blocking."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(doing, self._loop))

    async def __aenter__(self) -> Self:
        self._thread.start()
        await self.on_stage(self._begin())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.on_stage(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop.close()

    async def set_way(self, way: Way, delay: float = 0.0) -> None:
        """From now on; what is open breaks off."""
        await self.on_stage(self._set_way(way, delay))

    async def kill_server(self) -> None:
        await self.on_stage(self._process.kill())

    async def start_server(self) -> None:
        await self.on_stage(self._start())

    async def _begin(self) -> None:
        await self._start()
        self.admin = await self._process.set_up("ada")
        await self._listen()

    async def _start(self) -> None:
        await self._process.close_http()
        await self._process.start()
        self._target = int(self._process.url.rsplit(":", 1)[1])
        if hasattr(self, "admin"):
            self.admin = self._process.back(self.admin)

    async def _end(self) -> None:
        await self._set_way("down", 0)
        await self._process.end()
        await until(lambda: not self._open)
        await asyncio.sleep(0.05)  # what was broken off closes in the loop's next turns

    async def _listen(self) -> None:
        self._listening = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def _set_way(self, way: Way, delay: float) -> None:
        self.way, self.delay = way, delay
        if way == "down" and self._listening is not None:
            listening, self._listening = self._listening, None
            # Who was let in just now is first received: a server that closes meanwhile leaves
            # such a connection open for ever.
            for one in listening.sockets:
                self._loop.remove_reader(one.fileno())
            for _turn in range(3):
                await asyncio.sleep(0)
            listening.close()
        for writer in tuple(self._open):
            writer.transport.abort()
        if way != "down" and self._listening is None:
            await self._listen()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # one of the two ends is gone, as it should be here
        finally:
            self._open.discard(writer)
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if self.way in ("error", "rubbish"):
            writer.write(_error() if self.way == "error" else _rubbish())
            await writer.drain()
            await reader.read(65536)
            return
        if self.way == "slow":
            await asyncio.sleep(self.delay)
        answer, question = await asyncio.open_connection("127.0.0.1", self._target)
        self._open.add(question)
        try:
            question.write(head)
            if self.way == "cut":
                writer.write((await answer.read(65536))[:-20])
                await writer.drain()
                return
            await asyncio.gather(pump(reader, question), pump(answer, writer))
        finally:
            self._open.discard(question)
            question.transport.abort()


async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while block := await source.read(65536):
        target.write(block)
        await target.drain()
    target.transport.abort()


def _error() -> bytes:
    problem = Problem(
        type="about:blank", title="", status=500, detail="no luck", code=Code.INTERNAL
    )
    return _http(
        "500 Internal Server Error", "application/problem+json", msgspec.json.encode(problem)
    )


def _rubbish() -> bytes:
    return _http("200 OK", "application/json", b'{"items": [{"id": 7, "what": <html>')


def _http(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body
