"""The handler that sends a club as a file."""

from __future__ import annotations

from aiohttp import web

from embedded_server.club.export.as_html import html_pieces
from embedded_server.club.export.as_json import json_pieces
from embedded_server.club.service import exporting
from embedded_server.contracts.moderation import ExportQuery
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.downloads import plain_name, send_file
from embedded_server.kernel.http import Call


async def export(call: Call[None]) -> web.StreamResponse:
    server, community_id, user_id = call.server, call.id("communityId"), call.user.user_id
    query: ExportQuery = call.query
    begun = await server.database.read(
        lambda reader: exporting.begin(reader, community_id, user_id)
    )
    stem = f"{plain_name(begun.community.name, 'Club')} {to_wire(begun.at)[:10]}"
    pieces = json_pieces if query.format == "json" else html_pieces
    return await send_file(call, stem, query.format, pieces(server, begun))
