"""How a text or a file becomes knowledge: read, cut on a thread, stored batch by batch.

Nobody finds any of it before all of it is there, and no batch holds the writer for long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from embedded_server.agents.documents import is_pdf, plain_text
from embedded_server.agents.parts import parts_of
from embedded_server.agents.pdf import pdf_text
from embedded_server.agents.service import knowledge
from embedded_server.agents.service.knowledge import PreparedText
from embedded_server.contracts.agents import MAX_KNOWLEDGE_BYTES, AddKnowledge, KnowledgeFile
from embedded_server.contracts.errors import Code
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.server import Server

T = TypeVar("T")


async def prepare(
    server: Server, agent_id: str, body: AddKnowledge | KnowledgeFile
) -> PreparedText:
    if isinstance(body, AddKnowledge):
        title, text = body.title, body.text
    else:
        title, text = body.title or "Untitled", await _text_of_file(server, body.file)
    return await asyncio.to_thread(knowledge.prepare, agent_id, title, text)


async def _text_of_file(server: Server, data: bytes) -> str:
    if len(data) > MAX_KNOWLEDGE_BYTES:
        raise Refusal(
            Code.TOO_LARGE, f"A file may have {MAX_KNOWLEDGE_BYTES // 1024**2} MB at most."
        )
    if not is_pdf(data):
        return await asyncio.to_thread(plain_text, data)
    async with parts_of(server).reading:
        return await pdf_text(data)


async def store_text(
    server: Server,
    user_id: str,
    prepared: PreparedText,
    publish: Callable[[Transaction, str], T],
) -> T:
    """Stage `prepared`, then let `publish(tx, text_id)` hand it over in one stroke."""
    if len(prepared.passages) <= knowledge.BATCH:

        def at_once(tx: Transaction) -> T:
            text_id = knowledge.stage(tx, user_id, prepared)
            knowledge.store_batch(tx, prepared, text_id, 0)
            return publish(tx, text_id)

        return await server.database.write(at_once)
    text_id = await server.database.write(lambda tx: knowledge.stage(tx, user_id, prepared))
    try:
        for start in range(0, len(prepared.passages), knowledge.BATCH):
            await _store_batch(server, prepared, text_id, start)
        return await server.database.write(lambda tx: publish(tx, text_id))
    except BaseException:
        server.tasks.spawn(_give_up(server, text_id), "agents: give a text up")
        raise


async def _store_batch(server: Server, prepared: PreparedText, text_id: str, start: int) -> None:
    await server.database.write(lambda tx: knowledge.store_batch(tx, prepared, text_id, start))


async def _give_up(server: Server, text_id: str) -> None:
    await server.database.write(lambda tx: knowledge.give_up(tx, text_id))
    await sweep(server)


async def sweep(server: Server) -> None:
    while await server.database.write(knowledge.sweep):
        pass
