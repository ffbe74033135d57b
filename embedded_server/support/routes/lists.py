"""Handlers of lists of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.support import Conversation
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call
from embedded_server.support import service, store
from embedded_server.support.routes.office import office_of
from embedded_server.support.service import listing, searching
from embedded_server.support.store import ConversationValue


async def conversations(call: Call[None]) -> Page[Conversation]:
    community_id, user_id, query = call.id("communityId"), call.user.user_id, call.query
    if query.search:
        await _index_words(call)
    name = f"conversations:{community_id}:{query.status}:{query.customer_id}:{query.assignee_id}"
    name = f"{name}:{query.search}"
    before = paging.int_position(name, query.cursor, store.LAST)

    def read(reader: Reader) -> Page[Conversation]:
        found = listing.conversations(
            reader, community_id, user_id, query, before, query.page_size + 1
        )
        return _page(reader, call, found, name, staff=True)

    return await call.server.database.read(read)


async def own(call: Call[None]) -> Page[Conversation]:
    user_id, query = call.user.user_id, call.query
    name = f"own-conversations:{query.community_id}:{query.status}"
    before = paging.int_position(name, query.cursor, store.LAST)

    def read(reader: Reader) -> Page[Conversation]:
        found = listing.own(reader, user_id, query, before, query.page_size + 1)
        return _page(reader, call, found, name, staff=False)

    return await call.server.database.read(read)


async def queue(call: Call[None]) -> Page[Conversation]:
    community_id, user_id, size = call.id("communityId"), call.user.user_id, call.query.page_size
    name = f"queue:{community_id}"
    after = _place(paging.text_position(name, call.query.cursor))

    def read(reader: Reader) -> Page[Conversation]:
        found = listing.queue(reader, community_id, user_id, after, size + 1)
        page = paging.page(found, size, name, lambda one: f"{one.waiting_since} {one.id}")
        items = service.views(reader, office_of(call.server), page.items, user_id, staff=True)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


def _place(position: str | None) -> tuple[int, str]:
    """Time (ms) and id, as the cursor holds them."""
    if position is None:
        return 0, ""
    since, _, conversation_id = position.partition(" ")
    if not (since.isascii() and since.isdigit() and len(since) < 18):
        raise Refusal(
            Code.BAD_CURSOR, "This cursor is broken or belongs to another list. Start without one."
        )
    return int(since), conversation_id


def _page(
    reader: Reader,
    call: Call[Any],
    found: Sequence[ConversationValue],
    name: str,
    *,
    staff: bool,
) -> Page[Conversation]:
    page = paging.page(found, call.query.page_size, name, lambda one: one.number)
    office, user_id = office_of(call.server), call.user.user_id
    items = service.views(reader, office, page.items, user_id, staff=staff)
    return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)


async def _index_words(call: Call[Any]) -> None:
    """Words are indexed behind the messages, and before any search."""
    database = call.server.database
    while await database.read(searching.is_behind) and await database.write(searching.catch_up):
        pass
