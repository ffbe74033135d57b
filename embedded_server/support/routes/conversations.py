"""Handlers of starting a conversation, writing in it, reading it and rating it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from embedded_server.agents import service as agents
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.contracts.support import (
    Conversation,
    MessagesQuery,
    Rate,
    ReadUpTo,
    SendInConversation,
    Sent,
    StartConversation,
)
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.turn_routes import stream_turn
from embedded_server.support import service, store
from embedded_server.support.routes.office import office_of, quietly
from embedded_server.support.service import Said
from embedded_server.support.service.moving import AI

_ID = "conversationId"


async def start(call: Call[StartConversation]) -> Conversation | Repeated[Conversation]:
    community_id, caller = call.id("communityId"), call.user
    call.pace()
    office, key = office_of(call.server), call.key(call.body.client_id)
    if call.body.message is not None:
        await _take_turn(
            call, lambda reader: service.meets_ai(reader, community_id, caller.user_id)
        )

    def write(tx: Transaction) -> tuple[Conversation, bool]:
        one, new = service.start(tx, office, community_id, caller, call.body, key)
        return service.view(tx, office, one, caller.user_id, staff=False), new

    with call.server.turns.place():
        conversation, new = await quietly(call.server, write)
    return conversation if new else Repeated(conversation)


async def read(call: Call[None]) -> Conversation:
    conversation_id, user_id = call.id(_ID), call.user.user_id
    office = office_of(call.server)
    return await call.server.database.read(
        lambda reader: service.as_seen(
            reader, office, service.reader_of(reader, conversation_id, user_id)
        )
    )


async def messages(call: Call[None]) -> Page[Message]:
    conversation_id, user_id = call.id(_ID), call.user.user_id
    query: MessagesQuery = call.query
    size, so_far = query.page_size, call.server.turns.text_so_far
    down, up = f"conversation:{conversation_id}", f"conversation-after:{conversation_id}"

    def page(reader: Reader) -> Page[Message]:
        service.reader_of(reader, conversation_id, user_id)
        if query.after is not None:
            at = paging.int_position(up, query.cursor, query.after)
            found = store.newer(reader, conversation_id, at, size + 1)
            made = paging.page(found, size, up, lambda message: message.seq)
        else:
            at = paging.int_position(down, query.cursor, store.LAST)
            found = store.older(reader, conversation_id, at, size + 1)
            made = paging.page(found, size, down, lambda message: message.seq)
        items = agents.present_views(reader, made.items, so_far)
        return Page(items=items, next_cursor=made.next_cursor, has_more=made.has_more)

    return await call.server.database.read(page)


async def send(call: Call[SendInConversation]) -> Sent | Repeated[Sent] | web.StreamResponse:
    """Stores what is said. A stream is that of the reply to it, which comes once the AI has ended
    what it is writing."""
    server, conversation_id, caller = call.server, call.id(_ID), call.user
    call.pace()
    office, key = office_of(server), call.key(call.body.client_id)
    await _take_turn(
        call,
        lambda reader: (
            service.place(reader, conversation_id, caller.user_id).conversation.status is AI
        ),
    )
    with server.turns.place():
        said = await quietly(
            server,
            lambda tx: service.send(tx, office, conversation_id, caller, call.body, key),
        )
    if "text/event-stream" in call.request.headers.get("Accept", ""):
        turn_id = said.turn_id or await _turn_behind(call, conversation_id, said)
        if turn_id is not None:
            return await stream_turn(call, turn_id)
    sent = Sent(message=said.message, turn_id=said.turn_id)
    return sent if said.is_new else Repeated(sent)


async def _take_turn(call: Call[Any], is_asked: Callable[[Reader], bool]) -> None:
    """Within what one person may ask an AI, where `is_asked` says that one would answer; the host's
    own machine is free to."""
    if not call.is_local and await call.server.database.read(is_asked):
        call.server.asks.take(call.user.user_id)


async def _turn_behind(
    call: Call[SendInConversation], conversation_id: str, said: Said
) -> str | None:
    """The turn that answers a message which waited for another to end; None where a person was
    asked for meanwhile."""
    live = None if said.behind is None else call.server.turns.live(said.behind)
    if live is None:
        return None
    await live.finished.wait()
    reply = await call.server.database.read(
        lambda reader: store.reply_after(reader, conversation_id, said.message.seq)
    )
    return None if reply is None else reply.turn_id


async def mark_read(call: Call[ReadUpTo]) -> None:
    conversation_id, user_id = call.id(_ID), call.user.user_id
    office = office_of(call.server)
    await call.server.database.write(
        lambda tx: service.mark_read(tx, office, conversation_id, user_id, call.body.seq)
    )


async def rate(call: Call[Rate]) -> None:
    conversation_id, user_id = call.id(_ID), call.user.user_id
    call.pace()
    office = office_of(call.server)
    await call.server.database.write(
        lambda tx: service.rate(tx, office, conversation_id, user_id, call.body)
    )
