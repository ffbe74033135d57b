"""Lounges, as the server mounts them."""

from __future__ import annotations

from embedded_server.agents import service as agents
from embedded_server.billing.service import Shares
from embedded_server.contracts import lounge as contract
from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message
from embedded_server.contracts.lounge import (
    Chat,
    ChatHistoryQuery,
    Dashboard,
    LoungeUsage,
    StartChat,
    Subscribe,
)
from embedded_server.kernel import paging
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.jobs import Job
from embedded_server.kernel.server import Server, Slice
from embedded_server.lounge import service, store
from embedded_server.lounge.routes import saying

RENEW_EVERY_SECONDS = 5.0
_COMMUNITY, _CHAT = "communityId", saying.CHAT


async def start_chat(call: Call[StartChat]) -> Chat | Repeated[Chat]:
    call.pace()
    call.key(None)  # a repeat finds the chat without it; a broken one is refused as everywhere
    community_id, user_id, body = call.id(_COMMUNITY), call.user.user_id, call.body
    charge = call.server.charge_entry
    made, new = await call.server.database.write(
        lambda tx: service.chatting.start(tx, community_id, user_id, body, charge)
    )
    return made if new else Repeated(made)


async def chats(call: Call[None]) -> Page[Chat]:
    user_id, size = call.user.user_id, call.query.page_size
    name = f"chats:{user_id}"
    before = paging.text_position(name, call.query.cursor)
    found = await call.server.database.read(
        lambda reader: service.chatting.listed(reader, user_id, before, size + 1)
    )
    return paging.page(found, size, name, lambda one: one.id)


async def chat(call: Call[None]) -> Chat:
    chat_id, user_id = call.id(_CHAT), call.user.user_id
    return await call.server.database.read(
        lambda reader: service.chatting.read(reader, chat_id, user_id)
    )


async def messages(call: Call[None]) -> Page[Message]:
    chat_id, user_id = call.id(_CHAT), call.user.user_id
    query: ChatHistoryQuery = call.query
    size, down, up = query.page_size, f"chat:{chat_id}", f"chat-after:{chat_id}"
    so_far = call.server.turns.text_so_far

    def read(reader: Reader) -> Page[Message]:
        service.chatting.require_reader(reader, chat_id, user_id)
        if query.after is not None:
            at = paging.int_position(up, query.cursor, query.after)
            found = store.messages.newer(reader, chat_id, at, size + 1)
            page = paging.page(found, size, up, lambda one: one.seq)
        else:
            at = paging.int_position(down, query.cursor, store.messages.LAST)
            found = store.messages.older(reader, chat_id, at, size + 1)
            page = paging.page(found, size, down, lambda one: one.seq)
        items = agents.present_views(reader, page.items, so_far)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def usage(call: Call[None]) -> LoungeUsage:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    return await call.server.database.read(
        lambda reader: service.subscribing.usage(reader, community_id, user_id)
    )


async def subscribe(call: Call[Subscribe]) -> LoungeUsage:
    call.pace()
    community_id, user_id, body = call.id(_COMMUNITY), call.user.user_id, call.body
    key, shares = call.key(None), Shares.of(call.server.settings)
    return await call.server.database.write(
        lambda tx: service.subscribing.subscribe(tx, community_id, user_id, body, key, shares)
    )


async def unsubscribe(call: Call[None]) -> LoungeUsage:
    call.pace()
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    return await call.server.database.write(
        lambda tx: service.subscribing.unsubscribe(tx, community_id, user_id)
    )


async def dashboard(call: Call[None]) -> Dashboard:
    community_id, user_id, days = call.id(_COMMUNITY), call.user.user_id, call.query.days
    return await call.server.database.read(
        lambda reader: service.dashboard(reader, community_id, user_id, days)
    )


def _begin_again(tx: Transaction, zone: str) -> None:
    service.metering.keep_zone(tx, zone)
    service.metering.end_all(tx)
    service.chatting.fail_unfinished(tx)


async def on_start(server: Server) -> None:
    await server.database.write(lambda tx: _begin_again(tx, server.settings.free_day_zone))
    shares = Shares.of(server.settings)
    server.on_voice_withdrawn.append(
        lambda tx, _community_id, message_ids: service.take_sounds(tx, message_ids)
    )

    async def renew() -> None:
        while await server.database.read(store.subscriptions.to_renew):
            await server.database.write(lambda tx: service.subscribing.renew_due(tx, shares))

    server.on_clock.append(renew)
    Job("lounge: renew subscriptions", RENEW_EVERY_SECONDS, renew).start(server.tasks, server.clock)


SLICE = Slice(
    "lounge",
    {
        contract.START_CHAT: start_chat,
        contract.CHATS: chats,
        contract.CHAT: chat,
        contract.MESSAGES: messages,
        contract.SEND: saying.send,
        contract.USAGE: usage,
        contract.SUBSCRIBE: subscribe,
        contract.UNSUBSCRIBE: unsubscribe,
        contract.DASHBOARD: dashboard,
    },
    on_start=on_start,
    may_fetch=service.may_fetch,
)
