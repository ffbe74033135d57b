"""Handlers of what staff have beside a conversation: notes, cards, drafts, what the AI learns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
from aiohttp import web

from embedded_server.agents.answering import source
from embedded_server.agents.service import prepare
from embedded_server.contracts.agents import KnowledgeDocument
from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import DRAFT_FAILED, Code
from embedded_server.contracts.support import TranscriptQuery
from embedded_server.contracts.support_desk import (
    AddNote,
    CustomerCard,
    Draft,
    HandoffCard,
    LearnAnswer,
    SupportNote,
    SupportReport,
    SupportReportQuery,
)
from embedded_server.kernel import paging, turn_store
from embedded_server.kernel.database import Reader
from embedded_server.kernel.downloads import plain_name, send_file
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.turn_types import Outcome
from embedded_server.support.service import (
    cards,
    drafting,
    learning,
    notes,
    report,
    transcripts,
)
from embedded_server.support.transcript.as_page import page as as_page
from embedded_server.support.transcript.as_text import text as as_text

_ONE, _COMMUNITY = "conversationId", "communityId"
LOOK_SECONDS = 0.2
"""How soon a draft is stopped that nobody waits for any more."""


async def list_notes(call: Call[None]) -> Page[SupportNote]:
    conversation_id, user_id, size = call.id(_ONE), call.user.user_id, call.query.page_size
    list_name = f"notes:{conversation_id}"
    after = paging.int_position(list_name, call.query.cursor, 0)

    def read(reader: Reader) -> Page[SupportNote]:
        found = notes.page(reader, conversation_id, user_id, after, size + 1)
        page = paging.page(found, size, list_name, lambda note: note.number)
        items = notes.views(reader, page.items)
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def add_note(call: Call[AddNote]) -> SupportNote | Repeated[SupportNote]:
    call.pace()
    conversation_id, user_id = call.id(_ONE), call.user.user_id
    key = call.key(call.body.client_id)
    view, new = await call.server.database.write(
        lambda tx: notes.add(tx, conversation_id, user_id, call.body, key)
    )
    return view if new else Repeated(view)


async def handoff(call: Call[None]) -> HandoffCard:
    conversation_id, user_id = call.id(_ONE), call.user.user_id
    return await call.server.database.read(
        lambda reader: cards.handoff(reader, conversation_id, user_id)
    )


async def customer(call: Call[None]) -> CustomerCard:
    conversation_id, user_id = call.id(_ONE), call.user.user_id
    return await call.server.database.read(
        lambda reader: cards.customer(reader, conversation_id, user_id)
    )


async def draft(call: Call[None]) -> Draft:
    """Whoever asked may stop it as any turn, or by hanging up."""
    server, conversation_id, user_id = call.server, call.id(_ONE), call.user.user_id
    if not call.is_local:
        server.asks.take(user_id)
    ended: list[Outcome] = []
    with server.turns.place():
        made = await server.database.write(lambda tx: drafting.begin(tx, conversation_id, user_id))
        live = server.turns.start(
            made.begun,
            lambda: source(
                server, made.agent, made.text, made.asker_name, made.history, service=made.service
            ),
            lambda tx, outcome: ended.append(outcome),
            lambda tx, text: None,
        )
    turn_id = made.begun.meta.turn_id
    try:
        while not live.finished.is_set():
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await live.finished.wait()
            except TimeoutError:
                if call.request.transport is None or call.request.transport.is_closing():
                    await server.turns.stop(turn_id)
    finally:
        server.tasks.spawn(_forget(call, turn_id), "support: forget a draft")
    outcome = ended[-1] if ended else None
    if outcome is None or outcome.status == "failed":
        failed = None if outcome is None else outcome.failed
        raise Refusal(
            Code.NOT_AVAILABLE,
            "The AI failed while it was writing." if failed is None else failed.message,
            state=DRAFT_FAILED,
        )
    if outcome.status == "stopped":
        raise Refusal(Code.NOT_AVAILABLE, "The draft was stopped.", state=DRAFT_FAILED)
    return drafting.finished(
        made.agent.name, outcome.text, outcome.end.citations, is_unsure=outcome.end.is_unsure
    )


async def _forget(call: Call[None], turn_id: str) -> None:
    server = call.server
    await server.turns.stop(turn_id)
    await server.database.write(lambda tx: turn_store.forget_passing(tx, turn_id))
    server.turns.forget(turn_id)


async def learn(call: Call[LearnAnswer]) -> KnowledgeDocument | Repeated[KnowledgeDocument]:
    server, conversation_id, user_id = call.server, call.id(_ONE), call.user.user_id
    body, key = call.body, call.key(None)
    _, agent_id = await server.database.read(
        lambda reader: learning.check(reader, conversation_id, user_id)
    )
    text = await asyncio.to_thread(prepare, agent_id, body.title, body.text)
    view, new = await server.database.write(
        lambda tx: learning.learn(tx, conversation_id, user_id, body, text, key)
    )
    return view if new else Repeated(view)


async def transcript(call: Call[None]) -> web.StreamResponse:
    server, conversation_id, user_id = call.server, call.id(_ONE), call.user.user_id
    query: TranscriptQuery = call.query
    told = await server.database.read(
        lambda reader: transcripts.tell(reader, conversation_id, user_id, server.turns.text_so_far)
    )

    async def pieces() -> AsyncIterator[bytes]:
        if query.format == "json":
            yield await asyncio.to_thread(msgspec.json.encode, told.file)
            return
        made = as_page if query.format == "html" else as_text
        # What a person typed may hold half a character, which UTF-8 cannot carry.
        yield (await asyncio.to_thread(made, told)).encode("utf-8", "replace")

    file = told.file
    day = told.moment(file.started_at)[:10]
    stem = f"{plain_name(file.community_name, 'Conversation')} {day} {file.number}"
    return await send_file(call, stem, query.format, pieces())


async def _report(call: Call[None]) -> SupportReport:
    community_id, user_id = call.id(_COMMUNITY), call.user.user_id
    query: SupportReportQuery = call.query
    return await call.server.database.read(
        lambda reader: report.report(reader, community_id, user_id, query.days)
    )


async def read_report(call: Call[None]) -> SupportReport:
    return await _report(call)


async def report_csv(call: Call[None]) -> web.StreamResponse:
    made = await _report(call)

    async def pieces() -> AsyncIterator[bytes]:
        yield report.as_csv(made).encode()

    return await send_file(call, f"service {made.from_day} {made.to_day}", "csv", pieces())
