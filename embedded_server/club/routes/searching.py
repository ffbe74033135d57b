"""Handlers of the search for words, and the index that follows behind the messages."""

from __future__ import annotations

import asyncio

from embedded_server.club import service, store
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server

_ID = "communityId"


async def find(call: Call[None]) -> Page[Message]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    words = call.query.q
    list_name = f"search:{community_id}:{words}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)
    await call.server.database.read(lambda reader: service.member(reader, community_id, user_id))
    await index(call.server)

    def read(reader: Reader) -> Page[Message]:
        found = service.find(reader, community_id, user_id, words, before, size + 1)
        page = paging.page(found, size, list_name, lambda hit: hit[0])
        items = service.finish_views(
            reader,
            [message for _, message in page.items],
            user_id,
            call.server.turns.text_so_far,
        )
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def index(server: Server) -> None:
    """Bring the index of words up to the last message."""
    if await server.database.read(service.is_behind):
        while await server.database.write(service.catch_up):
            pass


async def index_now_and_then(server: Server) -> None:
    """So that the first search after a busy day does not have to index the day."""

    while True:
        await asyncio.sleep(30)
        await index(server)
