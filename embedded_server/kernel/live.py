"""`GET /api/events`: one WebSocket a client, replaying what it missed and then live."""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web

from embedded_server.contracts import events as contract
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import (
    SEQ_HEADER,
    ClientFrame,
    EventType,
    SendPresence,
    SocketError,
)
from embedded_server.kernel import sessions
from embedded_server.kernel.auth import Caller
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, bearer
from embedded_server.kernel.hub import Listener
from embedded_server.kernel.journal import encode, frame
from embedded_server.kernel.limits import Rate
from embedded_server.kernel.server import Server, Slice
from embedded_server.kernel.topics import SESSION_TOPIC

MOST_CONNECTIONS = 100
"""Of one person, from all their devices."""
_HEARTBEAT_SECONDS = 25.0
_FAREWELL_SECONDS = 1.0
_MOST_BYTES = 64 * 1024
_FRAMES_PER_SECOND, _FRAMES_AT_ONCE = 20, 60
_frames = msgspec.json.Decoder(ClientFrame)


async def events(call: Call[None]) -> web.StreamResponse:
    server, request, caller = call.server, call.request, call.user
    if server.stopping:
        raise Refusal(Code.STOPPING, "The server is being stopped.", retry_after_seconds=5)
    offered = [
        protocol.strip()
        for protocol in request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if protocol.strip().startswith("bearer.")
    ]
    socket = web.WebSocketResponse(
        heartbeat=_HEARTBEAT_SECONDS,
        compress=False,
        max_msg_size=_MOST_BYTES,
        protocols=offered,
    )
    if not socket.can_prepare(request):
        raise Refusal(Code.VALIDATION, "This path speaks WebSocket only.")
    opened_at = server.hub.seq
    socket.headers[SEQ_HEADER] = str(opened_at)
    transport = request.transport
    if transport is None:
        return socket
    if server.hub.connections(caller.user_id) >= MOST_CONNECTIONS:
        raise Refusal(
            Code.TOO_MANY_REQUESTS,
            f"You have {MOST_CONNECTIONS} live connections already, which is the most.",
            retry_after_seconds=30,
        )
    only = None if caller.page_of is None else f"{SESSION_TOPIC}:{caller.page_of}"
    listener = Listener(caller.user_id, caller.session_id, transport, caller.expires_at, only)
    # Before the next await, so that many asked for at once do not pass together; it hears nothing
    # until it is attached.
    server.hub.join(listener)
    try:
        await socket.prepare(request)
        server.sockets.add(socket)
        # A sign-out that came after the token was looked at cut only who had joined by then.
        if not await server.gate.still_in(bearer(request), server.clock.now()):
            transport.abort()
            return socket
        while True:
            version = server.hub.permissions
            topics = await server.database.read(
                lambda reader: server.topics.of_user(reader, caller.user_id)
            )
            if version == server.hub.permissions:
                break
        # The client has been told that it is connected, and where it began: what came since then,
        # while its topics were looked up, is not to be missing.
        since = opened_at if call.query.since is None else call.query.since
        await server.hub.attach(listener, topics, since)
        server.presence.set(caller.user_id, "active", listener.topics)
        await _listen(server, caller, listener, socket)
    finally:
        server.sockets.discard(socket)
        topics = server.hub.topics_of(caller.user_id)
        server.hub.detach(listener)
        if not server.hub.is_listening(caller.user_id):
            server.presence.set(caller.user_id, "offline", topics)
    return socket


async def _listen(
    server: Server, caller: Caller, listener: Listener, socket: web.WebSocketResponse
) -> None:
    rate = Rate(server.clock, _FRAMES_PER_SECOND, _FRAMES_AT_ONCE)
    async for message in socket:
        if message.type is WSMsgType.ERROR:
            break
        try:
            rate.take("frames")
            if message.type is not WSMsgType.TEXT:
                raise Refusal(Code.VALIDATION, "Only text frames are read here.")
            await _obey(server, caller, listener, _frames.decode(message.data))
        except Refusal as refusal:
            _tell_error(listener, refusal.code, refusal.detail)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            _tell_error(listener, Code.VALIDATION, f"This frame is not understood: {error}")


async def _obey(server: Server, caller: Caller, listener: Listener, sent: ClientFrame) -> None:
    if isinstance(sent, SendPresence) and caller.page_of is None:
        server.presence.set(caller.user_id, sent.status, listener.topics)
        return
    if caller.page_of is not None and caller.page_of != getattr(sent, "session_id", None):
        raise Refusal(Code.FORBIDDEN, "This token is good for one session of a playground alone.")
    handlers = server.live.get(type(sent), ())
    if not handlers:
        raise Refusal(Code.NOT_FOUND, "Nothing on this server listens to that.")
    for handler in handlers:
        await handler(server, caller, sent)


def _tell_error(listener: Listener, code: str, message: str) -> None:
    if not listener.full:
        listener.send(frame(encode(EventType.ERROR, SocketError(code=code, message=message))))


async def close_sockets(server: Server) -> None:
    """Tell every client that the server goes away, so that it comes back by itself."""
    farewells = [
        server.tasks.spawn(
            socket.close(code=WSCloseCode.GOING_AWAY, message=b"stopping"), "live: farewell"
        )
        for socket in list(server.sockets)
    ]
    if farewells:
        # Who does not answer is not waited for.
        await asyncio.wait(farewells, timeout=_FAREWELL_SECONDS)


async def on_start(server: Server) -> None:
    server.tasks.spawn(sessions.watch(server), "live: end sessions")


SLICE = Slice("live", {contract.EVENTS: events}, on_start=on_start)
