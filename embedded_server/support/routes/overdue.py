"""The job that looks at the clocks of conversations."""

from __future__ import annotations

import asyncio

from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server
from embedded_server.support.routes.office import office_of
from embedded_server.support.service import overdue

LOOK_EVERY_SECONDS = 2.0


def start(server: Server) -> None:
    office = office_of(server)
    looking = asyncio.Lock()

    async def look() -> None:
        async with looking:
            while await server.database.read(overdue.is_due):
                await server.database.write(lambda tx: overdue.look(tx, office))

    Job("clocks of conversations", LOOK_EVERY_SECONDS, look).start(server.tasks, server.clock)
    server.on_clock.append(look)
