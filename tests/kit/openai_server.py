"""A model server that follows a script: OpenAI's chat completions, and every way they go wrong.

It speaks HTTP by hand over a plain socket, so that a test decides where each byte is cut.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self

_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 429: "Too Many Requests"}
EVENTS = "text/event-stream"


class Exchange:
    """One request, and the answer as the script gives it."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, raw_head: bytes
    ) -> None:
        self._reader = reader
        self._writer = writer
        lines = raw_head.decode("latin-1").split("\r\n")
        self.path = lines[0].split(" ")[1]
        self.headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        self.body: Any = None

    async def read_body(self) -> None:
        self.body = json.loads(
            await self._reader.readexactly(int(self.headers.get("content-length", "0")))
        )

    async def head(self, status: int, kind: str, **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Some')}", f"Content-Type: {kind}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.raw(("\r\n".join(lines) + "\r\nConnection: close\r\n").encode())

    async def start(self, kind: str = EVENTS) -> None:
        """The head of a chunked answer."""
        await self.head(200, kind, Transfer_Encoding="chunked")
        await self.raw(b"\r\n")

    async def chunk(self, data: bytes) -> None:
        await self.raw(b"%x\r\n%b\r\n" % (len(data), data))

    async def end(self) -> None:
        await self.raw(b"0\r\n\r\n")

    async def raw(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def closed(self) -> None:
        """Wait until the other side has gone."""
        while await self._reader.read(65_536):
            pass


Script = Callable[[Exchange], Awaitable[None]]


class OpenAIServer:
    """Answers each request with the next script; the last one stays. Use as a context manager."""

    def __init__(self, *scripts: Script) -> None:
        self.scripts: list[Script] = list(scripts)
        self.exchanges: list[Exchange] = []
        self.asked = asyncio.Event()
        """Set when a request has arrived."""
        self.left = asyncio.Event()
        """Set when a client went away while its answer was held open."""
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._open:
            writer.transport.abort()
        await self._idle.wait()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        self._idle.clear()
        try:
            exchange = Exchange(reader, writer, await reader.readuntil(b"\r\n\r\n"))
            await exchange.read_body()
            self.exchanges.append(exchange)
            self.asked.set()
            script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
            await script(exchange)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left.set()
        finally:
            writer.close()
            self._open.discard(writer)
            if not self._open:
                self._idle.set()

    def holds_after(self, *texts: str) -> Script:
        """Says `texts` (or nothing), then nothing more until the client goes away."""

        async def script(exchange: Exchange) -> None:
            await exchange.start()
            for text in texts:
                await exchange.chunk(delta(text))
            await exchange.closed()
            self.left.set()

        return script

    def silent(self) -> Script:
        """Takes the request and never answers, not even with a head."""

        async def script(exchange: Exchange) -> None:
            await exchange.closed()
            self.left.set()

        return script


def event(data: Any) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return f"data: {text}\n\n".encode()


def delta(text: str | None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": {"content": text, **more}, "finish_reason": None}
    return event({"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [choice]})


def finish() -> bytes:
    choice = {"index": 0, "delta": {}, "finish_reason": "stop"}
    return event({"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [choice]})


def usage(prompt: Any = 7, completion: Any = 3) -> bytes:
    counts = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": 10}
    head = {"id": "1", "object": "chat.completion.chunk", "model": "m-1"}
    return event({**head, "choices": [], "usage": counts})


DONE = event("[DONE]")


def says(*texts: str, done: bool = True, count: bool = True) -> Script:
    """A whole reply, piece by piece."""
    last = [finish(), *([usage()] if count else []), *([DONE] if done else [])]
    return sends([delta(text) for text in texts] + last)


def sends(chunks: Sequence[bytes], kind: str = EVENTS) -> Script:
    """Exactly these bytes, each as one chunk of its own, then a proper end."""

    async def script(exchange: Exchange) -> None:
        await exchange.start(kind)
        for data in chunks:
            await exchange.chunk(data)
            # Lets the client read, so that the pieces do not arrive as one.
            await asyncio.sleep(0)
        await exchange.end()

    return script


def drops_after(*texts: str) -> Script:
    """Breaks off in the middle of the stream."""

    async def script(exchange: Exchange) -> None:
        await exchange.start()
        for text in texts:
            await exchange.chunk(delta(text))

    return script


def refuses(status: int, message: str = "no", **headers: str) -> Script:
    async def script(exchange: Exchange) -> None:
        body = json.dumps({"error": {"message": message, "type": "x", "code": None}}).encode()
        await exchange.head(status, "application/json", Content_Length=str(len(body)), **headers)
        await exchange.raw(b"\r\n" + body)

    return script


def refuses_stream_options(then: Script) -> Script:
    """As servers do that have never heard of them."""

    async def script(exchange: Exchange) -> None:
        if "stream_options" in exchange.body:
            await refuses(400, "unknown field: stream_options")(exchange)
        else:
            await then(exchange)

    return script
