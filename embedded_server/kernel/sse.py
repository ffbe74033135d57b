"""Server-sent events on the wire, and one connection that watches a turn."""

from __future__ import annotations

import msgspec
from aiohttp import HttpVersion11, web

from embedded_server.kernel.auth import Caller

_encoder = msgspec.json.Encoder()

HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}
PING = b": ping\n\n"
MAX_BUFFER = 1024 * 1024


def encode_event(name: str, index: int, data: msgspec.Struct) -> bytes:
    """JSON has no bare line breaks, so that one `data:` line always holds it."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (index, name.encode(), _encoder.encode(data))


def http_chunk(data: bytes) -> bytes:
    """`data` as one chunk of HTTP/1.1 chunked transfer coding (RFC 9112, 7.1)."""
    return b"%x\r\n%b\r\n" % (len(data), data)


class Watcher:
    """An open event stream. Frames are written straight into the transport, so that a turn with
    many watchers wakes none of their tasks; who does not read is cut and may re-attach."""

    def __init__(self, response: web.StreamResponse, request: web.Request, caller: Caller) -> None:
        self.caller = caller
        self._transport = request.transport
        self._chunked = response.chunked

    @property
    def is_closed(self) -> bool:
        return self._transport is None or self._transport.is_closing()

    def cut(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def send(self, data: bytes, chunk: bytes) -> None:
        """`chunk` is `data` in chunked coding, made once for all watchers."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if transport.get_write_buffer_size() > MAX_BUFFER:
            transport.abort()
            return
        transport.write(chunk if self._chunked else data)


async def open_stream(
    request: web.Request, first: bytes, caller: Caller
) -> tuple[web.StreamResponse, Watcher]:
    """Send the headers and `first`, which may not be empty: aiohttp sends headers with it."""
    response = web.StreamResponse(headers=HEADERS)
    if request.version >= HttpVersion11:
        # Said outright: aiohttp would chunk anyway, without telling on `chunked`.
        response.enable_chunked_encoding()
    await response.prepare(request)
    await response.write(first)
    return response, Watcher(response, request, caller)
