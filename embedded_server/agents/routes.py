"""Handlers of agents, their knowledge and their links."""

from __future__ import annotations

import asyncio

from embedded_server.agents.documents import is_pdf, plain_text
from embedded_server.agents.parts import close_parts, parts_of
from embedded_server.agents.pdf import pdf_text
from embedded_server.agents.service import knowledge, links, listings
from embedded_server.agents.service.listings import Author
from embedded_server.agents.store import AgentValue, LinkValue
from embedded_server.contracts import agents as contract
from embedded_server.contracts.agents import (
    MAX_KNOWLEDGE_BYTES,
    AddKnowledge,
    Agent,
    CreateAgent,
    EditAgent,
    KnowledgeDocument,
    KnowledgeFile,
    LinkAgent,
    LinkedAgent,
)
from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.kernel import paging
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Server, Slice

_AGENT = "agentId"
_COMMUNITY = "communityId"


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
    await _sweep(call.server)


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
    await server.database.read(lambda reader: knowledge.check_may_add(reader, user_id, agent_id))
    if isinstance(body, AddKnowledge):
        title, text = body.title, body.text
    else:
        title, text = body.title or "Untitled", await _text_of_file(server, body.file)
    prepared = await asyncio.to_thread(knowledge.prepare, agent_id, title, text)
    document, new = await server.database.write(
        lambda tx: knowledge.add(tx, user_id, prepared, key)
    )
    view = knowledge.view(document)
    return view if new else Repeated(view)


async def _text_of_file(server: Server, data: bytes) -> str:
    if len(data) > MAX_KNOWLEDGE_BYTES:
        raise Refusal(
            Code.TOO_LARGE, f"A file may have {MAX_KNOWLEDGE_BYTES // 1024**2} MB at most."
        )
    if not is_pdf(data):
        return await asyncio.to_thread(plain_text, data)
    async with parts_of(server).reading:
        return await pdf_text(data)


async def delete_knowledge(call: Call[None]) -> None:
    agent_id, document_id = call.id(_AGENT), call.id("documentId")
    user_id = call.user.user_id
    await call.server.database.write(
        lambda tx: knowledge.forget(tx, user_id, agent_id, document_id)
    )
    await _sweep(call.server)


async def _sweep(server: Server) -> None:
    while await server.database.write(knowledge.sweep):
        pass


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
    server.tasks.spawn(_sweep(server), "agents: sweep forgotten knowledge")


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
        contract.LINKS: list_links,
        contract.LINK: link,
        contract.UNLINK: unlink,
    },
    on_start=on_start,
    on_stop=close_parts,
    has_agent=links.is_linked,
)
