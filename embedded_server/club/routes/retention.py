"""The job that lets messages go when their club keeps them no longer."""

from __future__ import annotations

from functools import partial

from embedded_server.club import service
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server

_EVERY_SECONDS = 3600


def start(server: Server) -> None:
    """At once, every hour, and when a club's setting has changed."""

    async def work() -> None:
        await expire_all(server)

    job = Job("club: retention", _EVERY_SECONDS, work)
    server.on_retention = job.ask
    job.start(server.tasks, server.clock)


async def expire_all(server: Server) -> None:
    for community_id, days in await server.database.read(service.clubs_with_retention):
        expire = partial(service.expire, community_id=community_id, days=days)
        while await server.database.write(expire):
            # Each batch queues behind what others wrote meanwhile.
            continue
    server.media.tidy_soon()
