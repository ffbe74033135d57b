"""The handler that sends a club as a file."""

from __future__ import annotations

import logging
import re

from aiohttp import web

from embedded_server.club.export.as_html import html_pieces
from embedded_server.club.export.as_json import json_pieces
from embedded_server.club.service import exporting
from embedded_server.contracts.moderation import ExportQuery
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.http import Call
from embedded_server.kernel.media.serving import disposition

log = logging.getLogger(__name__)
_TYPES = {"json": "application/json", "html": "text/html; charset=utf-8"}
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


async def export(call: Call[None]) -> web.StreamResponse:
    """In pieces, as fast as they are taken; cut off, so that nobody takes it for whole, if one
    cannot be had."""
    server, community_id, user_id = call.server, call.id("communityId"), call.user.user_id
    query: ExportQuery = call.query
    begun = await server.database.read(
        lambda reader: exporting.begin(reader, community_id, user_id)
    )
    day = to_wire(begun.at)[:10]
    response = web.StreamResponse(
        headers={
            "Content-Type": _TYPES[query.format],
            "Content-Disposition": disposition(
                "attachment", f"{_plain(begun.community.name)} {day}.{query.format}"
            ),
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline';"
            " img-src data:",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
    )
    await response.prepare(call.request)
    if call.request.method != "HEAD":
        pieces = json_pieces if query.format == "json" else html_pieces
        try:
            async for piece in pieces(server, begun):
                if piece:
                    await response.write(piece)
        except ConnectionResetError:
            raise
        except Exception as error:
            log.exception("an export broke off")
            if call.request.transport is not None:
                call.request.transport.abort()
            raise ConnectionResetError from error
    await response.write_eof()
    return response


def _plain(name: str) -> str:
    """A club's name as part of a file's, on any system."""
    return _NOT_IN_NAMES.sub(" ", name).strip(" .")[:100] or "Club"
