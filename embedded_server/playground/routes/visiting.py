"""Handlers of sessions in a browser: links, visitors, tokens, and what passes between pages."""

from __future__ import annotations

import msgspec

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import EventType, SendSessionSignal
from embedded_server.contracts.page_bridge import MAX_SIGNAL_BYTES
from embedded_server.contracts.play import (
    CameIn,
    PageFacts,
    PageToken,
    PlayFacts,
    SessionLink,
    Visit,
    Visitor,
)
from embedded_server.contracts.playground import SessionSignal
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.database import Reader
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call
from embedded_server.kernel.server import Server
from embedded_server.playground import service, store
from embedded_server.playground.service.access import session_topic


def _origin(call: Call[None]) -> str:
    """How the caller reaches this server; the guard has looked at the name."""
    return f"{call.request.scheme}://{call.request.headers.get('Host', '')}"


async def link(call: Call[None]) -> SessionLink:
    call.pace()
    space_id, session_id, user_id = call.id("spaceId"), call.id("sessionId"), call.user.user_id
    origin = _origin(call)
    return await call.server.database.write(
        lambda tx: service.visiting.link(tx, space_id, session_id, user_id, origin)
    )


async def page_token(call: Call[None]) -> PageToken:
    call.pace()
    space_id, session_id, user_id = call.id("spaceId"), call.id("sessionId"), call.user.user_id
    origin = _origin(call)
    return await call.server.database.write(
        lambda tx: service.visiting.page_token(tx, space_id, session_id, user_id, origin)
    )


async def page_facts(call: Call[None]) -> PageFacts:
    allowed = call.server.settings.page_origins
    space_id, session_id, user_id = call.id("spaceId"), call.id("sessionId"), call.user.user_id
    return await call.server.database.read(
        lambda reader: service.visiting.page(reader, space_id, session_id, user_id, allowed)
    )


async def facts(call: Call[None]) -> PlayFacts:
    code = call.parameters["code"]
    return await call.server.database.read(lambda reader: service.visiting.facts(reader, code))


async def come_in(call: Call[None]) -> CameIn:
    code, user_id = call.parameters["code"], call.user.user_id
    space_id, session_id = await call.server.database.write(
        lambda tx: service.visiting.come_in(tx, code, user_id)
    )
    return CameIn(space_id=space_id, session_id=session_id)


async def visit(call: Call[Visit]) -> Visitor:
    server, code, body = call.server, call.parameters["code"], call.body
    if not call.is_local:
        server.visits.take(call.machine)
    return await server.database.write(lambda tx: service.visiting.visit(tx, code, body))


async def signal(server: Server, caller: Caller, sent: SendSessionSignal) -> None:
    """Told on at once, and stored by nobody."""
    if len(msgspec.json.encode(sent.data)) > MAX_SIGNAL_BYTES:
        raise Refusal(Code.TOO_LARGE, f"A signal has {MAX_SIGNAL_BYTES} bytes at most.")

    def find(reader: Reader) -> str | None:
        seat = store.sessions.seat(reader, sent.session_id, caller.user_id)
        return seat.id if seat is not None and seat.is_connected else None

    participant_id = await server.database.read(find)
    if participant_id is None:
        raise Refusal(Code.NOT_FOUND, "You are in no such session.")
    told = SessionSignal(session_id=sent.session_id, participant_id=participant_id, data=sent.data)
    server.hub.tell(session_topic(sent.session_id), EventType.SESSION_SIGNAL, told)
