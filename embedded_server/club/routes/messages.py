"""Handlers of sending, editing and deleting messages, and of what they said before."""

from __future__ import annotations

from embedded_server.club import service, store
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import EditMessage, Message, SendMessage, Version
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader
from embedded_server.kernel.http import Call, Repeated

_ID = "communityId"


async def send(call: Call[SendMessage]) -> Message | Repeated[Message]:
    community_id, caller, body = call.id(_ID), call.user, call.body
    call.pace()
    key = call.key(body.client_id)
    message, new = await call.server.database.write(
        lambda tx: service.send(tx, community_id, caller, body, key)
    )
    return message if new else Repeated(message)


async def edit(call: Call[EditMessage]) -> Message:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    call.pace()
    return await call.server.database.write(
        lambda tx: service.edit(tx, community_id, user_id, message_id, call.body.text)
    )


async def delete(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    call.pace()
    turn_id = await call.server.database.write(
        lambda tx: service.delete(tx, community_id, user_id, message_id)
    )
    call.server.media.tidy_soon()
    if turn_id is not None:
        await call.server.turns.stop(turn_id)
        call.server.turns.forget(turn_id)


async def versions(call: Call[None]) -> Page[Version]:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    size, list_name = call.query.page_size, f"versions:{message_id}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)

    def read(reader: Reader) -> Page[Version]:
        found = service.versions(reader, community_id, user_id, message_id, before, size + 1)
        page = paging.page(found, size, list_name, lambda one: one[0])
        items = [version for _, version in page.items]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)
