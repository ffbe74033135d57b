"""What the bare programs share: one table, one event shape, and telling when they are ready."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from aiohttp import web

COMMUNITY = "0198a000-0000-7000-8000-000000000001"
AUTHOR = "0198a000-0000-7000-8000-000000000002"
_TABLE = """
CREATE TABLE IF NOT EXISTS message (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, community_id TEXT NOT NULL,
  author_id TEXT NOT NULL, author_name TEXT NOT NULL, text TEXT NOT NULL, created_at TEXT NOT NULL
)
"""
INSERT = "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)"


def connect(path: Path, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute(_TABLE)
    return connection


def row(seq: int, text: str) -> tuple[Any, ...]:
    created = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    return (seq, f"0198a000-0000-7000-8000-{seq:012x}", COMMUNITY, AUTHOR, "Member", text, created)


def message(values: tuple[Any, ...]) -> dict[str, Any]:
    """The fields of a message as the contract has them, so that the bytes on the wire compare."""
    seq, id_, community_id, author_id, author_name, text, created_at = values
    return {
        "id": id_,
        "seq": seq,
        "communityId": community_id,
        "author": {"kind": "user", "id": author_id, "name": author_name},
        "text": text,
        "createdAt": created_at,
        "editedAt": None,
        "replyToId": None,
        "turnId": None,
        "status": "sent",
        "clientId": None,
        "audio": None,
        "charge": None,
        "citations": [],
    }


def event(values: tuple[Any, ...]) -> str:
    return json.dumps(
        {
            "seq": values[0],
            "type": "message.created",
            "communityId": values[2],
            "data": message(values),
        },
        separators=(",", ":"),
    )


def serve(app: web.Application) -> None:
    """Serve on a free port of loopback until killed; the first line printed tells where."""
    asyncio.run(_serve(app))


async def _serve(app: web.Application) -> None:
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    port = runner.addresses[0][1]
    ready = {"event": "ready", "url": f"http://127.0.0.1:{port}", "pid": os.getpid()}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
