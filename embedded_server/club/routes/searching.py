"""Handlers of the search and of where one was named; and the index that follows behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from embedded_server.club import service, store
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server

_ID = "communityId"


async def find(call: Call[None]) -> Page[Message]:
    return await _find(call, call.id(_ID))


async def find_everywhere(call: Call[None]) -> Page[Message]:
    return await _find(call, None)


async def _find(call: Call[None], community_id: str | None) -> Page[Message]:
    server, user_id, size = call.server, call.user.user_id, call.query.page_size
    asked = call.query.q
    list_name = f"search:{community_id or user_id}:{asked}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)
    await server.database.read(lambda reader: service.readable(reader, user_id, community_id))
    await index(server)

    def read(reader: Reader) -> Page[Message]:
        found = service.find(reader, user_id, community_id, asked, before, size + 1)
        return finished(reader, user_id, found, size, list_name, server.turns.text_so_far)

    return await server.database.read(read)


async def mentions(call: Call[None]) -> Page[Message]:
    """Where one was named, over all one's clubs."""
    server, user_id, size = call.server, call.user.user_id, call.query.page_size
    list_name = f"mentions:{user_id}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)

    def read(reader: Reader) -> Page[Message]:
        found = service.inbox(reader, user_id, before, size + 1)
        return finished(reader, user_id, found, size, list_name, server.turns.text_so_far)

    return await server.database.read(read)


def finished(
    reader: Reader,
    user_id: str,
    found: Sequence[tuple[int, Message]],
    size: int,
    list_name: str,
    so_far: Callable[[str], str | None],
) -> Page[Message]:
    """A page of messages that were found with their positions."""
    page = paging.page(found, size, list_name, lambda hit: hit[0])
    items = service.finish_views(reader, [message for _, message in page.items], user_id, so_far)
    return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)


async def index(server: Server) -> None:
    """Bring the index of words up to the last message."""
    if await server.database.read(store.is_behind):
        while await server.database.write(service.catch_up):
            pass


async def index_now_and_then(server: Server) -> None:
    """So that the first search after a busy day does not have to index the day."""

    while True:
        await asyncio.sleep(30)
        await index(server)
