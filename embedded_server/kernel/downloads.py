"""Files that are made while they are sent: under a safe name, and never taken for whole if cut."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator

from aiohttp import web

from embedded_server.kernel.http import Call
from embedded_server.kernel.media.serving import disposition

log = logging.getLogger(__name__)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
"""By the ending of a file's name."""


async def send_file(
    call: Call[None], stem: str, ending: str, pieces: AsyncIterator[bytes]
) -> web.StreamResponse:
    """In pieces, as fast as they are taken; the connection is cut off if one cannot be had."""
    response = web.StreamResponse(
        headers={
            "Content-Type": TYPES[ending],
            "Content-Disposition": disposition("attachment", f"{stem}.{ending}"),
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline';"
            " img-src data:",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
    )
    await response.prepare(call.request)
    if call.request.method != "HEAD":
        try:
            async for piece in pieces:
                if piece:
                    await response.write(piece)
        except ConnectionResetError:
            raise
        except Exception as error:
            log.exception("a file broke off")
            if call.request.transport is not None:
                call.request.transport.abort()
            raise ConnectionResetError from error
    await response.write_eof()
    return response


def plain_name(name: str, otherwise: str) -> str:
    """A name as part of a file's, on any system; `otherwise` where nothing of it is left."""
    return _NOT_IN_NAMES.sub(" ", name).strip(" .")[:100] or otherwise
