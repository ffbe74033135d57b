"""The chat that anybody writes first: one commit for each message, on the event loop.

WebSocket in, `INSERT` and `COMMIT` (WAL, `synchronous=NORMAL`), encoded once, `send_str` to each
member in turn.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

from aiohttp import web

from tests.benchmarks.yardsticks.common import INSERT, connect, event, row, serve


class PlainChat:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._members: set[web.WebSocketResponse] = set()
        self._seq = 0

    async def hear(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._members.add(socket)
        try:
            async for _ in socket:
                pass
        finally:
            self._members.discard(socket)
        return socket

    async def speak(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        async for received in socket:
            self._seq += 1
            values = row(self._seq, json.loads(received.data)["text"])
            self._connection.execute("BEGIN")
            self._connection.execute(INSERT, values)
            self._connection.execute("COMMIT")
            await socket.send_str(f'{{"ack":{values[0]}}}')
            encoded = event(values)
            for member in list(self._members):
                if not member.closed:
                    await member.send_str(encoded)
        return socket


def main(path: Path) -> None:
    chat = PlainChat(connect(path, "NORMAL"))
    app = web.Application()
    app.add_routes([web.get("/events", chat.hear), web.get("/send", chat.speak)])
    serve(app)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
