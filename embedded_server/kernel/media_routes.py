"""Handlers that hand out files on messages; the room a file was sent to says to whom."""

from __future__ import annotations

from aiohttp import web

from embedded_server.contracts import media as contract
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import not_found
from embedded_server.kernel.http import Call
from embedded_server.kernel.ids import looks_like_id
from embedded_server.kernel.media import store
from embedded_server.kernel.media.store import MediaFile
from embedded_server.kernel.server import Slice


async def _readable(call: Call[None]) -> MediaFile:
    """A file one may fetch: on a message one sees, or one's own that no message has taken yet."""
    media_id, user_id = call.parameters["mediaId"], call.user.user_id

    def read(reader: Reader) -> MediaFile:
        file = store.find(reader, media_id) if looks_like_id(media_id) else None
        if file is None:
            raise not_found()
        call.server.may_fetch[file.room](reader, user_id, file)
        if file.message_id is None and file.owner_id != user_id:
            raise not_found()
        return file

    return await call.server.database.read(read)


async def read(call: Call[None]) -> web.StreamResponse:
    return await call.server.media.send(call.request, await _readable(call))


async def thumbnail(call: Call[None]) -> web.StreamResponse:
    return await call.server.media.send_thumbnail(call.request, await _readable(call))


SLICE = Slice("media", {contract.READ: read, contract.THUMBNAIL: thumbnail})
