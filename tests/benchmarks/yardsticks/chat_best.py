"""The fastest chat that these libraries allow, with no rules at all.

WebSocket in, one writer thread that commits everything queued together (WAL,
`synchronous=FULL`), encoded once, one frame built once, everything of one commit written to each
socket in one `write`; a consumer whose buffer passes its cap is cut.
"""

from __future__ import annotations

import asyncio
import json
import queue
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from tests.benchmarks.yardsticks.common import INSERT, connect, event, row, serve

BUFFER_CAP = 4 * 1024 * 1024
_Job = tuple[asyncio.Transport, str]


def frame(payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    return b"\x81\x7e" + size.to_bytes(2, "big") + payload


class BestChat:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._members: set[asyncio.Transport] = set()
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self, app: web.Application) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._write, daemon=True).start()
        yield

    def _write(self) -> None:
        seq = 0
        assert self._loop is not None
        while True:
            jobs = [self._jobs.get()]
            while not self._jobs.empty():
                jobs.append(self._jobs.get_nowait())
            rows = []
            for _, text in jobs:
                seq += 1
                rows.append(row(seq, text))
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(INSERT, rows)
            self._connection.execute("COMMIT")
            acks = [
                (transport, frame(b'{"ack":%d}' % values[0]))
                for (transport, _), values in zip(jobs, rows, strict=True)
            ]
            payload = b"".join([frame(event(values).encode()) for values in rows])
            self._loop.call_soon_threadsafe(self._publish, acks, payload)

    def _publish(self, acks: list[tuple[asyncio.Transport, bytes]], payload: bytes) -> None:
        for sender, ack in acks:
            sender.write(ack)
        for member in list(self._members):
            if member.get_write_buffer_size() > BUFFER_CAP:
                self._members.discard(member)
                member.abort()
            else:
                member.write(payload)

    async def hear(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        transport = request.transport
        assert isinstance(transport, asyncio.Transport)
        self._members.add(transport)
        try:
            async for _ in socket:
                pass
        finally:
            self._members.discard(transport)
        return socket

    async def speak(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        transport = request.transport
        assert isinstance(transport, asyncio.Transport)
        async for received in socket:
            self._jobs.put((transport, json.loads(received.data)["text"]))
        return socket


def main(path: Path) -> None:
    chat = BestChat(connect(path, "FULL"))
    app = web.Application()
    app.cleanup_ctx.append(chat.run)
    app.add_routes([web.get("/events", chat.hear), web.get("/send", chat.speak)])
    serve(app)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
