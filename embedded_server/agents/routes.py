"""Handlers of agents, their knowledge and their links."""

from __future__ import annotations

import asyncio

from aiohttp import web

from embedded_server.agents import intake
from embedded_server.agents.answering import source
from embedded_server.agents.parts import close_parts
from embedded_server.agents.service import knowledge, links, listings, tryouts, usage
from embedded_server.agents.service.listings import Author
from embedded_server.agents.store import AgentValue, LinkValue
from embedded_server.contracts import agents as contract
from embedded_server.contracts.agents import (
    AddKnowledge,
    Agent,
    AgentUsage,
    CreateAgent,
    EditAgent,
    EditLink,
    KnowledgeDocument,
    KnowledgeFile,
    LinkAgent,
    LinkedAgent,
    TryAgent,
)
from embedded_server.contracts.base import Page
from embedded_server.kernel import paging, turn_store
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.live_turn import LiveTurn
from embedded_server.kernel.server import Server, Slice
from embedded_server.kernel.turn_routes import stream_turn

_AGENT = "agentId"
_COMMUNITY = "communityId"
TRY_OUT_SECONDS = 600
"""How long a finished try-out can be read again."""


def _author(call: Call[CreateAgent] | Call[EditAgent]) -> Author:
    return Author(call.user.user_id, call.user.is_admin or call.is_local)


async def browse(call: Call[None]) -> Page[Agent]:
    user_id, size = call.user.user_id, call.query.page_size
    list_name = f"agents:{user_id}"
    before = paging.text_position(list_name, call.query.cursor)
    found = await call.server.database.read(
        lambda reader: listings.browse(reader, user_id, before, size + 1)
    )
    page = paging.page(found, size, list_name, lambda agent: agent.id)
    items = [listings.view(agent, user_id) for agent in page.items]
    return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)


async def create(call: Call[CreateAgent]) -> Agent | Repeated[Agent]:
    author, key, seal = _author(call), call.key(call.body.client_id), call.server.secrets.seal
    agent, new = await call.server.database.write(
        lambda tx: listings.create(tx, author, call.body, key, seal)
    )
    view = listings.view(agent, author.user_id)
    return view if new else Repeated(view)


async def read(call: Call[None]) -> Agent:
    agent_id, user_id = call.id(_AGENT), call.user.user_id
    agent = await call.server.database.read(lambda reader: listings.seen(reader, user_id, agent_id))
    return listings.view(agent, user_id)


async def edit(call: Call[EditAgent]) -> Agent:
    agent_id, author, seal = call.id(_AGENT), _author(call), call.server.secrets.seal
    agent = await call.server.database.write(
        lambda tx: listings.edit(tx, author, agent_id, call.body, seal)
    )
    return listings.view(agent, author.user_id)


async def delete(call: Call[None]) -> None:
    agent_id, user_id = call.id(_AGENT), call.user.user_id
    await call.server.database.write(lambda tx: listings.delete(tx, user_id, agent_id))
    await intake.sweep(call.server)


async def list_knowledge(call: Call[None]) -> Page[KnowledgeDocument]:
    agent_id, user_id, size = call.id(_AGENT), call.user.user_id, call.query.page_size
    list_name = f"knowledge:{agent_id}"
    before = paging.text_position(list_name, call.query.cursor)
    found = await call.server.database.read(
        lambda reader: knowledge.documents(reader, user_id, agent_id, before, size + 1)
    )
    page = paging.page(found, size, list_name, lambda document: document.id)
    items = [knowledge.view(document) for document in page.items]
    return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)


async def add_knowledge(
    call: Call[AddKnowledge | KnowledgeFile],
) -> KnowledgeDocument | Repeated[KnowledgeDocument]:
    server, agent_id, user_id, body = call.server, call.id(_AGENT), call.user.user_id, call.body
    key = call.key(body.client_id if isinstance(body, AddKnowledge) else None)
    await server.database.read(lambda reader: knowledge.check_may_write(reader, user_id, agent_id))
    prepared = await intake.prepare(server, agent_id, body)
    document, new = await intake.store_text(
        server,
        user_id,
        prepared,
        lambda tx, text_id: knowledge.add(tx, user_id, prepared, text_id, key),
    )
    if not new:
        await intake.sweep(server)
    view = knowledge.view(document)
    return view if new else Repeated(view)


async def replace_knowledge(call: Call[AddKnowledge | KnowledgeFile]) -> KnowledgeDocument:
    server, agent_id, user_id = call.server, call.id(_AGENT), call.user.user_id
    document_id = call.id("documentId")
    # A repeat is harmless by itself; the header has its shape all the same.
    call.key(None)
    await server.database.read(
        lambda reader: knowledge.check_may_write(reader, user_id, agent_id, document_id)
    )
    prepared = await intake.prepare(server, agent_id, call.body)
    document = await intake.store_text(
        server,
        user_id,
        prepared,
        lambda tx, text_id: knowledge.replace(tx, user_id, document_id, prepared, text_id),
    )
    await intake.sweep(server)
    return knowledge.view(document)


async def delete_knowledge(call: Call[None]) -> None:
    agent_id, document_id = call.id(_AGENT), call.id("documentId")
    user_id = call.user.user_id
    await call.server.database.write(
        lambda tx: knowledge.forget(tx, user_id, agent_id, document_id)
    )
    await intake.sweep(call.server)


async def try_out(call: Call[TryAgent]) -> web.StreamResponse:
    server, agent_id, caller = call.server, call.id(_AGENT), call.user
    if not call.is_local:
        server.asks.take(caller.user_id)
    with server.turns.place():
        trial = await server.database.write(
            lambda tx: tryouts.begin(tx, caller, agent_id, call.body)
        )
        live = server.turns.start(
            trial.begun,
            lambda: source(server, trial.agent, trial.text, trial.asker_name, trial.history),
            lambda tx, outcome: None,
            lambda tx, text: None,
        )
    server.tasks.spawn(_forget_later(server, live), "agents: forget a try-out")
    return await stream_turn(call, trial.begun.meta.turn_id)


async def _forget_later(server: Server, live: LiveTurn) -> None:
    """Once it has ended, and who asked had time to come back for it."""
    turn_id = live.begun.meta.turn_id
    await live.finished.wait()
    await asyncio.sleep(TRY_OUT_SECONDS)
    await server.database.write(lambda tx: turn_store.forget_passing(tx, turn_id))
    server.turns.forget(turn_id)


async def read_usage(call: Call[None]) -> AgentUsage:
    agent_id, user_id = call.id(_AGENT), call.user.user_id
    return await call.server.database.read(lambda reader: usage.usage(reader, user_id, agent_id))


async def list_links(call: Call[None]) -> Page[LinkedAgent]:
    community_id, user_id, size = call.id(_COMMUNITY), call.user.user_id, call.query.page_size
    list_name = f"community-agents:{community_id}"
    after = paging.text_position(list_name, call.query.cursor)

    def read_links(reader: Reader) -> Page[LinkedAgent]:
        found = links.listed(reader, community_id, after, size + 1)
        page = paging.page(found, size, list_name, lambda pair: pair[0].id)
        items = [_link_view(reader, held, agent, user_id) for held, agent in page.items]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read_links)


async def link(call: Call[LinkAgent]) -> LinkedAgent | Repeated[LinkedAgent]:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id

    def write(tx: Transaction) -> tuple[LinkedAgent, bool]:
        held, agent, new = links.link(tx, community_id, user_id, call.body)
        return _link_view(tx, held, agent, user_id), new

    view, new = await call.server.database.write(write)
    return view if new else Repeated(view)


async def edit_link(call: Call[EditLink]) -> LinkedAgent:
    community_id, agent_id, user_id = call.id(_COMMUNITY), call.id(_AGENT), call.user.user_id

    def write(tx: Transaction) -> LinkedAgent:
        held, agent = links.edit(tx, community_id, user_id, agent_id, call.body)
        return _link_view(tx, held, agent, user_id)

    return await call.server.database.write(write)


async def unlink(call: Call[None]) -> None:
    community_id, agent_id, user_id = call.id(_COMMUNITY), call.id(_AGENT), call.user.user_id
    await call.server.database.write(lambda tx: links.unlink(tx, community_id, user_id, agent_id))


def _link_view(reader: Reader, held: LinkValue, agent: AgentValue, viewer_id: str) -> LinkedAgent:
    return LinkedAgent(
        agent=listings.view(agent, viewer_id),
        agent_id=agent.id,
        community_id=held.community_id,
        call_fee_cents=links.call_fee(reader, held),
        context_messages=held.context_messages,
        linked_at=to_wire(held.linked_at),
    )


async def on_start(server: Server) -> None:
    await server.database.write(_settle)
    server.tasks.spawn(intake.sweep(server), "agents: sweep forgotten knowledge")


def _settle(tx: Transaction) -> None:
    """What the last run left: try-outs nobody will come back for, and texts half way in."""
    turn_store.forget_passing(tx)
    knowledge.give_up_all(tx)


SLICE = Slice(
    "agents",
    {
        contract.LIST: browse,
        contract.CREATE: create,
        contract.READ: read,
        contract.EDIT: edit,
        contract.DELETE: delete,
        contract.KNOWLEDGE: list_knowledge,
        contract.ADD_KNOWLEDGE: add_knowledge,
        contract.DELETE_KNOWLEDGE: delete_knowledge,
        contract.REPLACE_KNOWLEDGE: replace_knowledge,
        contract.TRY: try_out,
        contract.USAGE: read_usage,
        contract.LINKS: list_links,
        contract.LINK: link,
        contract.EDIT_LINK: edit_link,
        contract.UNLINK: unlink,
    },
    on_start=on_start,
    on_stop=close_parts,
    has_agent=links.is_linked,
)
