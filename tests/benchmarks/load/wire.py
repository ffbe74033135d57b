"""Cheap client ends over raw asyncio protocols, so that the generator is not what is measured."""

from __future__ import annotations

import asyncio
import base64
import os
import time
from typing import Any

MARK = b'"message.created"'
TEXT = b'"text":"m'
_HEAD_END = b"\r\n\r\n"


# Every listener reads into the same memory: what one of them leaves over it copies at once.
_SHARED = bytearray(256 * 1024)
_VIEW = memoryview(_SHARED)


class Listener(asyncio.BufferedProtocol):
    """A WebSocket that only counts messages, and notes when how many had arrived."""

    def __init__(self, host: str, path: str, token: str | None) -> None:
        self._upgrade = upgrade(host, path, token)
        self._rest = b""
        self._transport: asyncio.Transport | None = None
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.count = 0
        self.arrivals: list[tuple[int, float]] = []
        """(messages so far, time) for each piece that the socket gave."""
        self.lost = False
        self.order: list[int] | None = None
        """Numbers of the messages in the order heard, for the one listener that notes them."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._upgrade)

    def get_buffer(self, sizehint: int) -> memoryview:
        return _VIEW

    def buffer_updated(self, nbytes: int) -> None:
        now = time.perf_counter()
        data = bytes(_VIEW[:nbytes])
        if self._rest:
            data = self._rest + data
            self._rest = b""
        position = 0
        if not self.open.done():
            end = data.find(_HEAD_END)
            if end < 0:
                self._rest = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                self.open.set_exception(ConnectionError(data[:300].decode(errors="replace")))
                return
            self.open.set_result(None)
            position = end + 4
        size = len(data)
        count = 0
        while size - position >= 2:
            length = data[position + 1]
            start = position + 2
            if length == 126:
                start = position + 4
                length = data[position + 2] << 8 | data[position + 3]
            elif length == 127:
                start = position + 10
                length = int.from_bytes(data[position + 2 : start], "big")
            end = start + length
            if end > size:
                break
            if data.find(MARK, start, start + 64) >= 0:
                count += 1
                if self.order is not None:
                    at = data.find(TEXT, start, end) + len(TEXT)
                    self.order.append(int(data[at : at + 7]))
            elif data[position] == 0x89 and self._transport is not None:
                self._transport.write(b"\x8a\x80\0\0\0\0")
            position = end
        if position < size:
            self._rest = data[position:]
        if count:
            self.count += count
            self.arrivals.append((self.count, now))

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        if not self.open.done():
            self.open.set_exception(ConnectionError("closed during the upgrade"))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class Speaker(asyncio.Protocol):
    """A WebSocket that sends one text and waits for the frame that acknowledges it."""

    def __init__(self, host: str, path: str) -> None:
        self._upgrade = upgrade(host, path, None)
        self._transport: asyncio.Transport | None = None
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._answer: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._upgrade)

    def data_received(self, data: bytes) -> None:
        if not self.open.done():
            self.open.set_result(None)
        elif self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        for future in (self.open, self._answer):
            if future is not None and not future.done():
                future.set_exception(ConnectionError("the speaker's socket closed"))

    async def send(self, text: str) -> None:
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(masked(b'{"text":"%b"}' % text.encode()))
        await self._answer

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class HttpConnection(asyncio.Protocol):
    """One kept-alive HTTP/1.1 connection for answers that say their Content-Length."""

    def __init__(self, host: str, token: str | None) -> None:
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        self._common = f"Host: {host}\r\n{bearer}".encode()
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._buffer = b""
        self._whole = -1
        self._head = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        if self._whole < 0:
            end = self._buffer.find(_HEAD_END)
            if end < 0:
                return
            self._head = end + 4
            self._whole = self._head + _content_length(self._buffer[:end])
        if len(self._buffer) >= self._whole and self._answer is not None:
            status = int(self._buffer[9:12])
            body = self._buffer[self._head : self._whole]
            self._buffer = b""
            self._whole = -1
            if not self._answer.done():
                self._answer.set_result((status, body))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the server closed the connection"))

    async def request(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        json_head = (
            b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body) if body else b""
        )
        line = f"{method} {path} HTTP/1.1\r\n".encode()
        self._transport.write(line + self._common + json_head + b"\r\n" + body)
        return await self._answer

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class HttpSpeaker:
    """Sends a message by `POST` and waits until it is answered."""

    def __init__(self, connection: HttpConnection, path: str) -> None:
        self._connection = connection
        self._path = path

    async def send(self, text: str) -> None:
        status, body = await self._connection.request(
            "POST", self._path, b'{"text":"%b"}' % text.encode()
        )
        if status != 201:
            raise ConnectionError(f"{status}: {body[:300].decode(errors='replace')}")

    def close(self) -> None:
        self._connection.close()


class EventStream(asyncio.Protocol):
    """A server-sent event stream that notes when each chunk arrived."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._tail = b""
        self._transport: asyncio.Transport | None = None
        self.sent = 0.0
        self.first: float | None = None
        self.chunks: list[float] = []
        self.bytes = 0
        self.head = b""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.sent = time.perf_counter()
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.bytes += len(data)
        if len(self.head) < 2000:
            self.head += data[:2000]
        window = self._tail + data
        if self.first is None and b"event: " in window:
            self.first = now
        self.chunks += [now] * window.count(b"event: chunk\n")
        over = b"event: done\n" in window or b"event: error\n" in window
        # One byte short of what is counted: a split one is found, a whole one not found again.
        self._tail = window[-12:]
        if over or (self.first is None and b"HTTP/1.1 4" in window[:12]):
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()

    def _end(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


def upgrade(host: str, path: str, token: str | None) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{bearer}\r\n"
    ).encode()


def post(host: str, path: str, token: str | None, body: bytes) -> bytes:
    """A whole POST request whose answer is an event stream."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n{bearer}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def get(host: str, path: str, token: str | None) -> bytes:
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{bearer}\r\n".encode()


def masked(payload: bytes) -> bytes:
    """A client's text frame under a mask of zeros, which leaves the payload as it is."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, 0x80 | size)) + b"\0\0\0\0" + payload
    return b"\x81\xfe" + size.to_bytes(2, "big") + b"\0\0\0\0" + payload


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ConnectionError("an answer without Content-Length")


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie; 0.0 of an empty list."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def parse(plan: dict[str, Any]) -> tuple[str, int, str]:
    """Host, port and the Host header of a plan's `url`."""
    host, _, port = str(plan["url"]).removeprefix("http://").partition(":")
    return host, int(port), f"{host}:{port}"
