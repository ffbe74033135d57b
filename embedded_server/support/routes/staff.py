"""Handlers of who may accept, and of who is there."""

from __future__ import annotations

from embedded_server.contracts.base import Page
from embedded_server.contracts.support import AddCsAgent, CsAgent, SetAvailability
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.http import Call, Repeated
from embedded_server.support import service
from embedded_server.support.routes.office import office_of

_ID = "communityId"


async def agents(call: Call[None]) -> Page[CsAgent]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    name = f"cs-agents:{community_id}"
    after = paging.text_position(name, call.query.cursor) or ""
    office = office_of(call.server)

    def read(reader: Reader) -> Page[CsAgent]:
        found = service.agents(reader, office, community_id, user_id, after, size + 1)
        return paging.page(found, size, name, lambda one: one.user_id)

    return await call.server.database.read(read)


async def add(call: Call[AddCsAgent]) -> CsAgent | Repeated[CsAgent]:
    community_id, user_id, key = call.id(_ID), call.user.user_id, call.key(None)
    call.pace()
    office = office_of(call.server)
    agent, new = await call.server.database.write(
        lambda tx: service.add_agent(tx, office, community_id, user_id, call.body, key)
    )
    return agent if new else Repeated(agent)


async def remove(call: Call[None]) -> None:
    community_id, user_id, target = call.id(_ID), call.user.user_id, call.id("userId")
    office = office_of(call.server)
    await call.server.database.write(
        lambda tx: service.remove_agent(tx, office, community_id, user_id, target)
    )


async def set_availability(call: Call[SetAvailability]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id
    office, status = office_of(call.server), call.body.status
    await call.server.database.write(
        lambda tx: service.set_availability(tx, office, community_id, user_id, status)
    )
