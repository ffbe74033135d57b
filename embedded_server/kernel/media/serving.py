"""Answering with a file: ranges, validators, and headers that let no browser run anything in it."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from embedded_server.kernel.errors import not_found
from embedded_server.kernel.media.kinds import ANYTHING, PICTURES, SAFE, SOUNDS, TEXT

_BLOCK = 256 * 1024
_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})")


@dataclass(frozen=True, slots=True)
class Served:
    """A file as it is handed out; `tag` differs wherever the bytes do."""

    path: Path
    name: str
    mime_type: str
    tag: str
    is_kept: bool = True
    """Whether who fetched it may keep it and need not ask again."""


class _NotThere(Exception):
    """The range lies outside of the file."""


async def send_file(request: web.Request, served: Served) -> web.StreamResponse:
    """The whole, a part (206), nothing new (304) or a range that is not there (416)."""
    try:
        file = await asyncio.to_thread(served.path.open, "rb")
    except FileNotFoundError:
        raise not_found() from None
    with file:
        size = os.fstat(file.fileno()).st_size
        headers = file_headers(served.name, served.mime_type)
        etag = f'"{served.tag}"'
        headers |= {
            "ETag": etag,
            "Cache-Control": "private, max-age=31536000, immutable"
            if served.is_kept
            else "no-store",
            "Accept-Ranges": "bytes",
        }
        if tag_matches(request.headers.get("If-None-Match"), etag):
            return web.Response(status=304, headers=headers)
        try:
            part = _range(request, etag, size)
        except _NotThere:
            headers["Content-Range"] = f"bytes */{size}"
            return web.Response(status=416, headers=headers)
        first, end = part or (0, size)
        response = web.StreamResponse(status=200 if part is None else 206, headers=headers)
        if part is not None:
            response.headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
        response.content_length = end - first
        await response.prepare(request)
        if request.method != "HEAD":
            await asyncio.to_thread(file.seek, first)
            while first < end:
                block = await asyncio.to_thread(file.read, min(_BLOCK, end - first))
                if not block:
                    break
                await response.write(block)
                first += len(block)
        await response.write_eof()
        return response


def file_headers(name: str, mime_type: str) -> dict[str, str]:
    """Only harmless kinds are named; all but pictures and sounds is offered for saving."""
    shown = mime_type if mime_type in SAFE else ANYTHING
    inline = shown in PICTURES or shown in SOUNDS
    return {
        "Content-Type": f"{shown}; charset=utf-8" if shown == TEXT else shown,
        "Content-Disposition": disposition("inline" if inline else "attachment", name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }


def disposition(how: str, name: str) -> str:
    """With the name twice (RFC 6266): in ASCII for old programs, in full for all others."""
    plain = re.sub(r"[^ !#-\[\]-~]|%", "_", name.encode("ascii", "replace").decode())
    plain = plain.replace("?", "_")
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def tag_matches(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag in tags


def _range(request: web.Request, etag: str, size: int) -> tuple[int, int] | None:
    """First byte and the one behind the last; None for the whole. Raises _NotThere.

    More than one range is answered with the whole, as RFC 9110 lets a server do.
    """
    header = request.headers.get("Range")
    if header is None:
        return None
    condition = request.headers.get("If-Range")
    if condition is not None and condition.strip() != etag:
        return None
    match = _RANGE.fullmatch(header.strip())
    if match is None or not (match["first"] or match["last"]):
        return None
    if not match["first"]:
        first = max(0, size - int(match["last"]))
        end = size
    else:
        first = int(match["first"])
        end = min(size, int(match["last"]) + 1) if match["last"] else size
        if match["last"] and int(match["last"]) < first:
            return None
    if first >= end:
        raise _NotThere
    return first, end
