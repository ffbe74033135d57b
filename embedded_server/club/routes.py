"""Handlers of a club's chat."""

from __future__ import annotations

import asyncio

from aiohttp import web

from embedded_server.agents.answering import source
from embedded_server.club import search, service, store
from embedded_server.communities import service as communities
from embedded_server.contracts import club as contract
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import (
    AskAgent,
    EditMessage,
    HistoryQuery,
    MarkRead,
    Message,
    SendMessage,
)
from embedded_server.contracts.events import EventType, SendTyping, Typing
from embedded_server.kernel import paging
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Invalid, not_found
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Server, Slice
from embedded_server.kernel.turn_routes import stream_turn

_ID = "communityId"


async def history(call: Call[None]) -> Page[Message]:
    community_id, user_id = call.id(_ID), call.user.user_id
    query: HistoryQuery = call.query
    if query.around is not None and (query.cursor is not None or query.after is not None):
        raise Invalid("around", "A page around a message has neither cursor nor after.")
    so_far = call.server.turns.text_so_far

    def read(reader: Reader) -> Page[Message]:
        service.member(reader, community_id, user_id)
        page = _page(reader, community_id, query)
        items = service.finish_views(reader, page.items, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


def _page(reader: Reader, community_id: str, query: HistoryQuery) -> Page[Message]:
    size = query.page_size
    down, up = f"messages:{community_id}", f"messages-after:{community_id}"
    if query.around is not None:
        found = service.around(reader, community_id, query.around, size)
        earlier = service.page_older(reader, community_id, found[-1].seq, 1)
        cursor = paging.make_cursor(down, found[-1].seq) if earlier else None
        return Page(items=found, next_cursor=cursor, has_more=cursor is not None)
    if query.after is not None:
        at = paging.int_position(up, query.cursor, query.after)
        found = service.page_newer(reader, community_id, at, size + 1)
        return paging.page(found, size, up, lambda message: message.seq)
    before = paging.int_position(down, query.cursor, store.LAST)
    found = service.page_older(reader, community_id, before, size + 1)
    return paging.page(found, size, down, lambda message: message.seq)


async def send(call: Call[SendMessage]) -> Message | Repeated[Message]:
    community_id, caller, body = call.id(_ID), call.user, call.body
    if not call.is_local:
        call.server.sends.take(caller.user_id)
    key = call.key(body.client_id)
    message, new = await call.server.database.write(
        lambda tx: service.send(tx, community_id, caller, body, key)
    )
    return message if new else Repeated(message)


async def edit(call: Call[EditMessage]) -> Message:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    return await call.server.database.write(
        lambda tx: service.edit(tx, community_id, user_id, message_id, call.body.text)
    )


async def delete(call: Call[None]) -> None:
    community_id, message_id, user_id = call.id(_ID), call.id("messageId"), call.user.user_id
    turn_id = await call.server.database.write(
        lambda tx: service.delete(tx, community_id, user_id, message_id)
    )
    if turn_id is not None:
        await call.server.turns.stop(turn_id)
        call.server.turns.forget(turn_id)


async def find(call: Call[None]) -> Page[Message]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    words = call.query.q
    list_name = f"search:{community_id}:{words}"
    before = paging.int_position(list_name, call.query.cursor, store.LAST)
    await call.server.database.read(lambda reader: service.member(reader, community_id, user_id))
    await _index(call.server)

    def read(reader: Reader) -> Page[Message]:
        found = search.find(reader, community_id, words, before, size + 1)
        page = paging.page(found, size, list_name, lambda hit: hit[0])
        items = service.finish_views(
            reader, [message for _, message in page.items], call.server.turns.text_so_far
        )
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def _index(server: Server) -> None:
    """Bring the index of words up to the last message."""
    if await server.database.read(search.is_behind):
        while await server.database.write(search.catch_up):
            pass


async def mark_read(call: Call[MarkRead]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id
    await call.server.database.write(
        lambda tx: service.mark_read(tx, community_id, user_id, call.body.seq)
    )


async def ask(call: Call[AskAgent]) -> web.StreamResponse:
    server, community_id, caller = call.server, call.id(_ID), call.user
    if not call.is_local:
        server.asks.take(caller.user_id)
    server.turns.check_room()
    key = call.key(call.body.client_id)
    turn_id, question = await server.database.write(
        lambda tx: service.ask(tx, community_id, caller, call.body, key)
    )
    if question is not None:
        _answer(server, question)
    return await stream_turn(server, call.request, turn_id, caller.user_id)


def _answer(server: Server, question: service.Question) -> None:
    begun = question.begun
    server.turns.start(
        begun,
        lambda: source(
            server, question.agent, question.text, question.asker_name, question.history
        ),
        lambda tx, outcome: service.settle(tx, begun, outcome),
        lambda tx, text: service.save_reply(tx, begun, text),
    )


async def typing(server: Server, caller: Caller, sent: SendTyping) -> None:
    if sent.community_id is None:
        raise Invalid("communityId", "Say in which community.")
    topic = communities.community_topic(sent.community_id)
    if topic not in server.hub.topics_of(caller.user_id):
        raise not_found()
    who = Typing(user_id=caller.user_id, display_name=caller.display_name)
    server.hub.tell(topic, EventType.TYPING, who, sent.community_id)


async def on_start(server: Server) -> None:
    await server.database.write(service.fail_unfinished)
    server.tasks.spawn(_index_now_and_then(server), "club: index messages")


async def _index_now_and_then(server: Server) -> None:
    """So that the first search after a busy day does not have to index the day."""

    while True:
        await asyncio.sleep(30)
        await _index(server)


SLICE = Slice(
    "club",
    {
        contract.HISTORY: history,
        contract.SEND: send,
        contract.EDIT: edit,
        contract.DELETE: delete,
        contract.SEARCH: find,
        contract.READ_UP_TO: mark_read,
        contract.ASK: ask,
    },
    live={SendTyping: typing},
    on_start=on_start,
    unread=service.unread_counts,
)
