"""Handlers of what people put on messages: reactions and pins."""

from __future__ import annotations

from embedded_server.club import service, store
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.kernel import paging
from embedded_server.kernel.clock import from_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.http import Call

_ID = "communityId"


async def react(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    emoji = call.parameters["emoji"]
    call.pace()
    await call.server.database.write(
        lambda tx: service.react(tx, community_id, user_id, message_id, emoji)
    )


async def unreact(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    emoji = call.parameters["emoji"]
    call.pace()
    await call.server.database.write(
        lambda tx: service.unreact(tx, community_id, user_id, message_id, emoji)
    )


async def pin(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    call.pace()
    await call.server.database.write(lambda tx: service.pin(tx, community_id, user_id, message_id))


async def unpin(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    call.pace()
    await call.server.database.write(
        lambda tx: service.unpin(tx, community_id, user_id, message_id)
    )


async def pins(call: Call[None]) -> Page[Message]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    list_name = f"pins:{community_id}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)
    so_far = call.server.turns.text_so_far

    def read(reader: Reader) -> Page[Message]:
        found = service.pinned(reader, community_id, user_id, before, size + 1)
        page = paging.page(found, size, list_name, lambda one: from_wire(one.pinned_at or ""))
        items = service.finish_views(reader, page.items, user_id, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)
