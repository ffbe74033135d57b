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
    _check(query)
    so_far = call.server.turns.text_so_far

    def read(reader: Reader) -> Page[Message]:
        service.member(reader, community_id, user_id)
        page = _page(reader, community_id, user_id, query)
        items = service.finish_views(reader, page.items, user_id, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


def _check(query: HistoryQuery) -> None:
    """One way to say where a page is."""
    middles = {"around": query.around, "aroundSeq": query.around_seq, "date": query.date}
    given = [name for name, value in middles.items() if value is not None]
    if given and (len(given) > 1 or query.cursor is not None or query.after is not None):
        raise Invalid(given[0], "A page around a place has neither cursor, after nor another.")


def _middle(
    reader: Reader, community_id: str, user_id: str, query: HistoryQuery
) -> list[Message] | None:
    """The page around what the query names; None where it names no middle."""
    size = query.page_size
    if query.around is not None:
        return service.around(reader, community_id, user_id, query.around, size)
    seq = query.around_seq
    if query.date is not None:
        seq = service.seq_at(reader, community_id, query.date)
    return None if seq is None else service.around_seq(reader, community_id, user_id, seq, size)


def _page(reader: Reader, community_id: str, user_id: str, query: HistoryQuery) -> Page[Message]:
    size = query.page_size
    down, up = f"messages:{community_id}", f"messages-after:{community_id}"
    found = _middle(reader, community_id, user_id, query)
    if found is not None:
        oldest = found[-1].seq if found else 0
        earlier = service.page_older(reader, community_id, user_id, oldest, 1)
        cursor = paging.make_cursor(down, oldest) if earlier else None
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
    call.pace()
    await call.server.database.write(
        lambda tx: service.mark_read(tx, community_id, user_id, call.body.seq, back=call.body.back)
    )
