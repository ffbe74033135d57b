"""Handlers of files on messages."""

from __future__ import annotations

from aiohttp import web

from embedded_server.club import service
from embedded_server.contracts import media as contract
from embedded_server.contracts.media import Attachment
from embedded_server.kernel.http import Call
from embedded_server.kernel.media.store import MediaFile

_ID = "communityId"


async def upload(call: Call[None]) -> Attachment:
    server, community_id, user_id = call.server, call.id(_ID), call.user.user_id
    call.pace()
    # Before anything of the body is read, and again with the change: the upload may take minutes.
    await server.database.read(lambda reader: service.writer(reader, community_id, user_id))
    file = await server.media.receive(
        call.request,
        community_id,
        user_id,
        contract.UPLOAD.max_body,
        lambda tx: service.writer(tx, community_id, user_id),
    )
    return file.view


async def _readable(call: Call[None]) -> MediaFile:
    media_id, user_id = call.parameters["mediaId"], call.user.user_id
    return await call.server.database.read(
        lambda reader: service.readable_file(reader, user_id, media_id)
    )


async def read(call: Call[None]) -> web.StreamResponse:
    return await call.server.media.send(call.request, await _readable(call))


async def thumbnail(call: Call[None]) -> web.StreamResponse:
    return await call.server.media.send_thumbnail(call.request, await _readable(call))
