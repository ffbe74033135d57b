"""A club as JSON: one `ClubExport`, written piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec

from embedded_server.club.service import exporting
from embedded_server.club.service.exporting import Beginning
from embedded_server.contracts.export import EXPORT_VERSION, ExportedMember
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.server import Server

_encoder = msgspec.json.Encoder()


class _List:
    """The items of a JSON list that comes in pages."""

    def __init__(self) -> None:
        self._is_empty = True

    def more(self, items: Sequence[Any]) -> bytes:
        if not items:
            return b""
        comma = b"" if self._is_empty else b",\n"
        self._is_empty = False
        return comma + b",\n".join([_encoder.encode(item) for item in items])


async def json_pieces(server: Server, begun: Beginning) -> AsyncIterator[bytes]:
    read = server.database.read
    community_id = begun.community.id
    head = {
        "format": "spaces-club",
        "version": EXPORT_VERSION,
        "serverId": server.server_id,
        "exportedAt": to_wire(begun.at),
        "upToSeq": begun.up_to_seq,
        "community": begun.community,
    }
    yield _encoder.encode(head)[:-1] + b',"members":[\n'

    people, after = _List(), None
    while True:

        def page(reader: Reader, after: str | None = after) -> tuple[list[ExportedMember], bytes]:
            found = exporting.members(reader, community_id, after)
            return found, people.more(found)

        members, piece = await read(page)
        if not members:
            break
        after = members[-1].user_id
        yield piece

    agents = await read(lambda reader: exporting.linked_agents(reader, community_id))
    yield b'],"agents":[\n' + _List().more(agents) + b'],"messages":[\n'

    async for piece in _by_pages(server, begun, of_files=False):
        yield piece
    yield b'],"files":[\n'
    async for piece in _by_pages(server, begun, of_files=True):
        yield piece
    yield b"]}\n"


async def _by_pages(server: Server, begun: Beginning, *, of_files: bool) -> AsyncIterator[bytes]:
    """The messages, or their files, encoded on the thread that reads them."""
    list_, after = _List(), 0
    while True:

        def page(reader: Reader, after: int = after) -> tuple[int, bytes]:
            found = exporting.messages(reader, begun, after, server.turns)
            if not found:
                return 0, b""
            items = exporting.files(reader, found) if of_files else found
            return found[-1].seq, list_.more(items)

        after, piece = await server.database.read(page)
        if not after:
            return
        yield piece
