"""Handlers of a club's history and of how far one has read it."""

from __future__ import annotations

from embedded_server.club import service, store
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import HistoryQuery, MarkRead, Message
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Invalid
from embedded_server.kernel.http import Call

_ID = "communityId"


async def history(call: Call[None]) -> Page[Message]:
    community_id, user_id = call.id(_ID), call.user.user_id
    query: HistoryQuery = call.query
    if query.around is not None and (query.cursor is not None or query.after is not None):
        raise Invalid("around", "A page around a message has neither cursor nor after.")
    so_far = call.server.turns.text_so_far

    def read(reader: Reader) -> Page[Message]:
        service.member(reader, community_id, user_id)
        page = _page(reader, community_id, user_id, query)
        items = service.finish_views(reader, page.items, user_id, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


def _page(reader: Reader, community_id: str, user_id: str, query: HistoryQuery) -> Page[Message]:
    size = query.page_size
    down, up = f"messages:{community_id}", f"messages-after:{community_id}"
    if query.around is not None:
        found = service.around(reader, community_id, user_id, query.around, size)
        earlier = service.page_older(reader, community_id, user_id, found[-1].seq, 1)
        cursor = paging.make_cursor(down, found[-1].seq) if earlier else None
        return Page(items=found, next_cursor=cursor, has_more=cursor is not None)
    if query.after is not None:
        at = paging.int_position(up, query.cursor, query.after)
        found = service.page_newer(reader, community_id, user_id, at, size + 1)
        return paging.page(found, size, up, lambda message: message.seq)
    before = paging.int_position(down, query.cursor, store.LAST)
    found = service.page_older(reader, community_id, user_id, before, size + 1)
    return paging.page(found, size, down, lambda message: message.seq)


async def mark_read(call: Call[MarkRead]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id
    await call.server.database.write(
        lambda tx: service.mark_read(tx, community_id, user_id, call.body.seq)
    )
