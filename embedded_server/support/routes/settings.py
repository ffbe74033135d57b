"""Handlers of a brand's settings and ready-made answers."""

from __future__ import annotations

from embedded_server.contracts.base import Page
from embedded_server.contracts.support_desk import (
    AddCannedReply,
    CannedQuery,
    CannedReply,
    EditCannedReply,
    SupportSettings,
)
from embedded_server.kernel import paging
from embedded_server.kernel.http import Call, Repeated
from embedded_server.support.routes.office import office_of
from embedded_server.support.service import canned, settings, winding

_COMMUNITY = "communityId"


async def read_settings(call: Call[None]) -> SupportSettings:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    return await call.server.database.read(
        lambda reader: settings.read(reader, community_id, user_id)
    )


async def set_settings(call: Call[SupportSettings]) -> SupportSettings:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    write = call.server.database.write
    kept = await write(lambda tx: settings.change(tx, community_id, user_id, call.body))
    office_of(call.server).queue_changed(community_id)
    after: str | None = ""
    while after is not None:
        # In parts: a busy brand has many clocks to be reckoned anew.
        after = await write(lambda tx, at=after: winding.rewind(tx, community_id, at))  # type: ignore[misc]  # mypy infers no type for a lambda with defaults
    return kept


async def list_canned(call: Call[None]) -> Page[CannedReply]:
    community_id, user_id, query = call.id(_COMMUNITY), call.user.user_id, call.query
    assert isinstance(query, CannedQuery)
    list_name = f"canned:{community_id}:{query.q}:{query.conversation_id}"
    start = paging.int_position(list_name, query.cursor, 0)
    found = await call.server.database.read(
        lambda reader: canned.found(reader, community_id, user_id, query.q, query.conversation_id)
    )
    size = query.page_size
    shown = list(enumerate(found[start : start + size + 1], start + 1))
    page = paging.page(shown, size, list_name, lambda one: one[0])
    return Page(
        items=[one for _, one in page.items],
        next_cursor=page.next_cursor,
        has_more=page.has_more,
    )


async def add_canned(call: Call[AddCannedReply]) -> CannedReply | Repeated[CannedReply]:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    key = call.key(call.body.client_id)
    view, new = await call.server.database.write(
        lambda tx: canned.add(tx, community_id, user_id, call.body, key)
    )
    return view if new else Repeated(view)


async def edit_canned(call: Call[EditCannedReply]) -> CannedReply:
    community_id, user_id, reply_id = call.id(_COMMUNITY), call.user.user_id, call.id("replyId")
    return await call.server.database.write(
        lambda tx: canned.edit(tx, community_id, user_id, reply_id, call.body)
    )


async def delete_canned(call: Call[None]) -> None:
    community_id, user_id, reply_id = call.id(_COMMUNITY), call.user.user_id, call.id("replyId")
    await call.server.database.write(lambda tx: canned.delete(tx, community_id, user_id, reply_id))


async def use_canned(call: Call[None]) -> None:
    community_id, user_id, reply_id = call.id(_COMMUNITY), call.user.user_id, call.id("replyId")
    await call.server.database.write(
        lambda tx: canned.count_use(tx, community_id, user_id, reply_id)
    )
