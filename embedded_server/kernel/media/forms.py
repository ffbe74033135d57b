"""Taking one file out of a multipart form, piece by piece, onto the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from aiohttp import BodyPartReader, web

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.media.folder import Incoming

STALL_SECONDS = 60.0
"""Who sends nothing for so long has gone, and holds no place for others any longer."""
_PIECE = 65_536
T = TypeVar("T")


async def receive_file(request: web.Request, incoming: Incoming, most_body: int) -> str | None:
    """Stream the form's one part, `file`, into `incoming`; answers with the name it was given.

    `validation` where the form is not like that, `too_large` before more than that was read.
    """
    if request.content_type != "multipart/form-data":
        raise Refusal(
            Code.UNSUPPORTED_MEDIA_TYPE, "Send the file as multipart/form-data, in a part `file`."
        )
    if request.content_length is not None and request.content_length > most_body:
        raise Refusal(Code.TOO_LARGE, f"The body may have {most_body} bytes at most.")
    given: str | None = None
    seen = False
    try:
        reader = await request.multipart()
        while (part := await _coming(reader.next())) is not None:
            if not isinstance(part, BodyPartReader) or part.name != "file" or seen:
                raise Invalid("", "The form has exactly one part, and its name is `file`.")
            seen = True
            given = part.filename
            while piece := await _coming(part.read_chunk(_PIECE)):
                await incoming.write(piece)
    except (ValueError, UnicodeDecodeError, AssertionError) as error:
        raise Invalid("", f"The form cannot be read: {error}") from None
    if not seen:
        raise Invalid("file", "There is no part `file` in the form.")
    return given


async def _coming(piece: Awaitable[T]) -> T:
    """Raises Refusal where nothing comes any more."""
    try:
        async with asyncio.timeout(STALL_SECONDS):
            return await piece
    except TimeoutError:
        raise Refusal(
            Code.VALIDATION, f"Nothing more of the file came for {STALL_SECONDS:.0f} s."
        ) from None
