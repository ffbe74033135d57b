"""What the room keeps while one server runs: open model clients, a turnstile for PDFs, and how
often the words of questions stand in what agents know."""

from __future__ import annotations

import asyncio
from weakref import WeakKeyDictionary

from embedded_server.agents.providers.clients import Clients
from embedded_server.agents.retrieval import TermCounts
from embedded_server.kernel.server import Server
from embedded_server.kernel.tasks import Tasks

PDFS_AT_ONCE = 2


class Parts:
    def __init__(self) -> None:
        self.clients = Clients()
        self.term_counts = TermCounts()
        self.reading = asyncio.Semaphore(PDFS_AT_ONCE)


# A server's Tasks live exactly as long as the server, and can be a weak key, which it cannot.
_parts: WeakKeyDictionary[Tasks, Parts] = WeakKeyDictionary()


def parts_of(server: Server) -> Parts:
    parts = _parts.get(server.tasks)
    if parts is None:
        parts = _parts[server.tasks] = Parts()
    return parts


async def close_parts(server: Server) -> None:
    parts = _parts.pop(server.tasks, None)
    if parts is not None:
        await parts.clients.close()
