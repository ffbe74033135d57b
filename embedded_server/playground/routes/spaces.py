"""Handlers of spaces."""

from __future__ import annotations

from embedded_server.contracts.playground import (
    CreateSpace,
    EditSpace,
    Space,
    SpaceInvite,
    SpacePage,
)
from embedded_server.kernel.http import Call, Repeated
from embedded_server.playground import service

_ID = "spaceId"


async def browse(call: Call[None]) -> SpacePage:
    user_id, query = call.user.user_id, call.query
    return await call.server.database.read(
        lambda reader: service.spaces.browse(reader, user_id, query)
    )


async def create(call: Call[CreateSpace]) -> Space | Repeated[Space]:
    call.pace()
    user_id, body, key = call.user.user_id, call.body, call.key(call.body.client_id)
    lan = call.server.settings.lan_pages
    made, new = await call.server.database.write(
        lambda tx: service.spaces.create(tx, user_id, body, key, lan_pages=lan)
    )
    return made if new else Repeated(made)


async def read(call: Call[None]) -> Space:
    space_id, user_id = call.id(_ID), call.user.user_id
    return await call.server.database.read(
        lambda reader: service.spaces.read(reader, space_id, user_id)
    )


async def edit(call: Call[EditSpace]) -> Space:
    call.pace()
    space_id, user_id, body = call.id(_ID), call.user.user_id, call.body
    lan = call.server.settings.lan_pages
    return await call.server.database.write(
        lambda tx: service.spaces.edit(tx, space_id, user_id, body, lan_pages=lan)
    )


async def delete(call: Call[None]) -> None:
    call.pace()
    space_id, user_id = call.id(_ID), call.user.user_id
    await call.server.database.write(lambda tx: service.spaces.delete(tx, space_id, user_id))


async def invite(call: Call[None]) -> SpaceInvite:
    call.pace()
    space_id, user_id = call.id(_ID), call.user.user_id
    return await call.server.database.write(lambda tx: service.spaces.invite(tx, space_id, user_id))


async def accept_invite(call: Call[None]) -> Space:
    call.pace()
    code, user_id = call.parameters["code"], call.user.user_id
    return await call.server.database.write(
        lambda tx: service.spaces.accept_invite(tx, code, user_id)
    )
