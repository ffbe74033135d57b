"""Handlers that watch and stop turns, and the one way an event stream is answered."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from aiohttp import web

from embedded_server.contracts import turns as contract
from embedded_server.contracts.errors import Code
from embedded_server.contracts.turns import Turn
from embedded_server.kernel import turn_store
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal, not_found
from embedded_server.kernel.http import Call, bearer
from embedded_server.kernel.live_turn import LiveTurn
from embedded_server.kernel.server import Server, Slice
from embedded_server.kernel.sse import PING, http_chunk, open_stream
from embedded_server.kernel.turn_store import StoredTurn

PING_SECONDS = 15.0


async def stream_turn(call: Call[Any], turn_id: str, after: int = -1) -> web.StreamResponse:
    """Send the events of a turn behind index `after`, then live ones, then close."""
    server = call.server
    live = server.turns.live(turn_id)
    if live is not None:
        return await _stream_live(call, live, after)
    stored = await server.database.read(lambda reader: turn_store.find(reader, turn_id))
    if stored is None:
        raise not_found()
    events = stored.events()
    rest = events[after + 1 :]
    if not rest and (after >= len(events) or stored.was_interrupted):
        # It was cut short by a crash: fewer events were kept than had been sent, so that this
        # index may stand for a piece that was lost with the end still to be told.
        rest = events[-1:]
    response, _ = await open_stream(call.request, b"".join(rest) or PING, call.user)
    await response.write_eof()
    return response


async def _stream_live(call: Call[Any], live: LiveTurn, after: int) -> web.StreamResponse:
    # Nothing is awaited between taking what there is and watching for more, except for the
    # headers; so what came meanwhile is sent first.
    sent = len(live.events)
    response, watcher = await open_stream(
        call.request, b"".join(live.events[after + 1 : sent]) or PING, call.user
    )
    if missed := b"".join(live.events[max(sent, after + 1) :]):
        watcher.send(missed, http_chunk(missed))
    if not live.over.is_set():
        live.watchers.add(watcher)
        try:
            if not await still_may(call, live):
                watcher.cut()
            while not live.over.is_set():
                try:
                    async with asyncio.timeout(PING_SECONDS):
                        await live.over.wait()
                except TimeoutError:
                    watcher.send(PING, http_chunk(PING))
        finally:
            live.watchers.discard(watcher)
    if not watcher.is_closed:
        await response.write_eof()
    return response


async def still_may(call: Call[Any], live: LiveTurn) -> bool:
    """Whether what changed since the request came leaves the caller this stream: who is cut off
    from a room, or signs out, loses only the streams that were attached by then."""
    server, user_id, topic = call.server, call.user.user_id, live.begun.topic
    if call.permissions != server.hub.permissions and not await server.database.read(
        lambda reader: server.topics.allows(reader, user_id, topic)
    ):
        return False
    return await server.gate.still_in(bearer(call.request), server.clock.now())


async def readable(call: Call[None]) -> StoredTurn:
    """The turn, for whoever may hear its room; 404 for everybody else."""
    turn_id, user_id = call.id("turnId"), call.user.user_id
    topics = call.server.topics

    def read(reader: Reader) -> StoredTurn:
        turn = turn_store.find(reader, turn_id)
        if turn is None or not topics.allows(reader, user_id, turn.topic):
            raise not_found()
        return turn

    return await call.server.database.read(read)


def _view(server: Server, stored: StoredTurn) -> Turn:
    text = server.turns.text_so_far(stored.meta.turn_id)
    return stored.view() if text is None else stored.view(text)


async def read(call: Call[None]) -> Turn:
    return _view(call.server, await readable(call))


async def events(call: Call[None]) -> web.StreamResponse:
    stored = await readable(call)
    header = call.request.headers.get("Last-Event-ID", "").strip()
    if header and not (header.isascii() and header.isdigit() and len(header) < 10):
        raise Refusal(Code.VALIDATION, "Last-Event-ID is the `id:` of an event of this turn.")
    after = int(header) if header else -1
    return await stream_turn(call, stored.meta.turn_id, after)


async def stop(call: Call[None]) -> Turn:
    stored = await readable(call)
    server, user_id, turn_id = call.server, call.user.user_id, stored.meta.turn_id
    if stored.asker_id != user_id:
        allowed = await server.database.read(
            lambda reader: server.topics.allows(reader, user_id, stored.staff_topic)
        )
        if not allowed:
            raise Refusal(Code.FORBIDDEN, "Only who asked, or staff, may stop a reply.")
    # Stopping twice, or after the end, is harmless: the answer says how it ended.
    so_far = _view(server, stored)
    await server.turns.stop(turn_id)
    ended = await server.database.read(lambda reader: turn_store.find(reader, turn_id))
    if ended is not None:
        return ended.view()
    # A turn that nobody keeps, such as a draft's, is deleted at its end.
    return msgspec.structs.replace(
        so_far, status="stopped", finished_at=to_wire(server.clock.now())
    )


async def on_start(server: Server) -> None:
    await server.database.write(turn_store.fail_speaking)


SLICE = Slice(
    "turns",
    {contract.READ: read, contract.EVENTS: events, contract.STOP: stop},
    on_start=on_start,
)
