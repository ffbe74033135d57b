"""Taking files out of a multipart form, piece by piece, onto the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TypeVar

from aiohttp import BodyPartReader, web

from embedded_server.contracts.errors import Code
from embedded_server.kernel.errors import Invalid, Refusal
from embedded_server.kernel.media.folder import Incoming, MediaFolder

STALL_SECONDS = 60.0
"""Who sends nothing for so long has gone, and holds no place for others any longer."""
_PIECE = 65_536
T = TypeVar("T")


async def receive_file(request: web.Request, incoming: Incoming, most_body: int) -> str | None:
    """Stream the form's one part, `file`, into `incoming`; answers with the name it was given.

    `validation` where the form is not like that, `too_large` before more than that was read.
    """
    given: str | None = None
    seen = False
    async for part in _parts(request, most_body):
        if part.name != "file" or seen:
            raise Invalid("", "The form has exactly one part, and its name is `file`.")
        seen = True
        given = part.filename
        async for piece in _pieces(part):
            await incoming.write(piece)
    if not seen:
        raise Invalid("file", "There is no part `file` in the form.")
    return given


class Parcel:
    """Files on their way in together, in the order they come; whoever made it closes it."""

    def __init__(self, folder: MediaFolder, most_files: int, most_bytes: int) -> None:
        self._folder = folder
        self._most_files = most_files
        self._most_bytes = most_bytes
        self.files: list[tuple[str | None, Incoming]] = []
        """With the names they were given."""
        self.beside: dict[str, Incoming] = {}
        """Files that came in parts of other names."""

    async def receive(
        self,
        request: web.Request,
        part_name: str,
        texts: Mapping[str, int],
        most_body: int,
        beside: Mapping[str, int] | None = None,
    ) -> dict[str, str]:
        """Stream all parts named `part_name` onto the disk; answers with the form's texts.

        `texts` are the names of the other parts, each with the most bytes it may have; `beside`
        those of further files, of which each may come once.
        """
        beside = beside or {}
        found: dict[str, str] = {}
        async for part in _parts(request, most_body):
            name = part.name or ""
            if name == part_name:
                await self._receive_file(part, part_name)
            elif name in beside and name not in self.beside:
                self.beside[name] = await self._folder.receive(beside[name])
                await _fill(self.beside[name], part)
            elif name in texts and name not in found:
                found[name] = await _text(part, name, texts[name])
            else:
                names = ", ".join((*texts, *beside, part_name))
                raise Invalid(name, f"The form's parts are {names}, and each text comes once.")
        return found

    def close(self) -> None:
        """Forget what was not kept under its lasting name meanwhile."""
        for incoming in (*(one for _given, one in self.files), *self.beside.values()):
            incoming.close()

    async def _receive_file(self, part: BodyPartReader, part_name: str) -> None:
        at = len(self.files)
        if at >= self._most_files:
            raise Invalid(part_name, f"There may be {self._most_files} files at most.")
        incoming = await self._folder.receive(self._most_bytes)
        self.files.append((part.filename, incoming))
        await _fill(incoming, part)


async def _fill(incoming: Incoming, part: BodyPartReader) -> None:
    async for piece in _pieces(part):
        await incoming.write(piece)


async def _text(part: BodyPartReader, name: str, most: int) -> str:
    data = bytearray()
    async for piece in _pieces(part):
        data += piece
        if len(data) > most:
            raise Invalid(name, f"This text may have {most} bytes at most.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Invalid(name, "This text is not UTF-8.") from None


async def _parts(request: web.Request, most_body: int) -> AsyncIterator[BodyPartReader]:
    if request.content_type != "multipart/form-data":
        raise Refusal(
            Code.UNSUPPORTED_MEDIA_TYPE, "Send the file as multipart/form-data, in a part of it."
        )
    if request.content_length is not None and request.content_length > most_body:
        raise Refusal(Code.TOO_LARGE, f"The body may have {most_body} bytes at most.")
    try:
        reader = await request.multipart()
        while (part := await _coming(reader.next())) is not None:
            if not isinstance(part, BodyPartReader):
                raise Invalid("", "No part of the form may nest others.")
            yield part
    except (ValueError, UnicodeDecodeError, AssertionError) as error:
        raise Invalid("", f"The form cannot be read: {error}") from None


async def _pieces(part: BodyPartReader) -> AsyncIterator[bytes]:
    try:
        while piece := await _coming(part.read_chunk(_PIECE)):
            yield piece
    except (ValueError, UnicodeDecodeError, AssertionError) as error:
        raise Invalid("", f"The form cannot be read: {error}") from None


async def _coming(piece: Awaitable[T]) -> T:
    """Raises Refusal where nothing comes any more."""
    try:
        async with asyncio.timeout(STALL_SECONDS):
            return await piece
    except TimeoutError:
        raise Refusal(
            Code.VALIDATION, f"Nothing more of the file came for {STALL_SECONDS:.0f} s."
        ) from None
