"""A bare aiohttp and SQLite program: a page of messages by keyset, and a paced event stream."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.benchmarks.yardsticks.common import COMMUNITY, INSERT, connect, message, row, serve

PAGE = """
SELECT seq, id, community_id, author_id, author_name, text, created_at FROM message
WHERE community_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?
"""
WORDS = ("harbour", "lantern", "copper", "meadow", "violet", "anchor", "thunder", "pepper", "fern")


def sample_text(seq: int) -> str:
    """The text of seeded message `seq`; one in a hundred holds the word `quokka`."""
    words = [WORDS[(seq * 7 + step * step) % len(WORDS)] for step in range(10)]
    if seq % 100 == 0:
        words[3] = "quokka"
    return f"{' '.join(words)} {seq}"


def seed(connection: sqlite3.Connection, count: int) -> None:
    rows: Iterable[tuple[Any, ...]] = (row(seq, sample_text(seq)) for seq in range(1, count + 1))
    connection.execute("CREATE INDEX IF NOT EXISTS by_community ON message (community_id, seq)")
    connection.execute("BEGIN")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


class Bare:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def health(self, request: web.Request) -> web.Response:
        self._connection.execute("SELECT 1").fetchone()
        return web.json_response({"status": "ok"})

    async def page(self, request: web.Request) -> web.Response:
        before = int(request.query.get("before", 2**53))
        limit = int(request.query.get("limit", 50))
        rows = self._connection.execute(PAGE, (COMMUNITY, before, limit)).fetchall()
        cursor = str(rows[-1][0]) if len(rows) == limit else None
        items = [message(values) for values in rows]
        return web.json_response({"items": items, "nextCursor": cursor, "hasMore": bool(cursor)})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """`chunks` events of `size` characters, one every `every` seconds."""
        plan = await request.json()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b'id: 0\nevent: meta\ndata: {"turnId":"1"}\n\n')
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for index in range(plan["chunks"]):
            await asyncio.sleep(begun + (index + 1) * plan["every"] - loop.time())
            data = json.dumps({"index": index, "text": "x" * plan["size"]})
            await response.write(f"id: {index + 1}\nevent: chunk\ndata: {data}\n\n".encode())
        await response.write(b'id: 9\nevent: done\ndata: {"text":""}\n\n')
        await response.write_eof()
        return response


def main(path: Path, count: int) -> None:
    connection = connect(path, "NORMAL")
    if count:
        seed(connection, count)
    bare = Bare(connection)
    app = web.Application()
    app.add_routes(
        [
            web.get("/health", bare.health),
            web.get("/messages", bare.page),
            web.post("/stream", bare.stream),
        ]
    )
    serve(app)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
