"""Handlers of votes on agents' replies."""

from __future__ import annotations

from embedded_server.club import service, store
from embedded_server.contracts.agents import Feedback
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import CastVote
from embedded_server.kernel import paging
from embedded_server.kernel.http import Call


async def cast_vote(call: Call[CastVote]) -> None:
    community_id, message_id = call.id("communityId"), call.id("messageId")
    user_id = call.user.user_id
    call.pace()
    await call.server.database.write(
        lambda tx: service.cast_vote(tx, community_id, user_id, message_id, call.body)
    )


async def feedback(call: Call[None]) -> Page[Feedback]:
    agent_id, user_id, size = call.id("agentId"), call.user.user_id, call.query.page_size
    list_name = f"feedback:{agent_id}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)
    found = await call.server.database.read(
        lambda reader: service.feedback(reader, user_id, agent_id, before, size + 1)
    )
    page = paging.page(found, size, list_name, lambda vote: vote[0])
    items = [vote for _, vote in page.items]
    return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)
