"""`GET /api/communities/{id}/live-room/audio`: one person's place in the room, as a WebSocket."""

from __future__ import annotations

import asyncio
import socket as sockets
from collections.abc import Callable

import msgspec
from aiohttp import WSMsgType, web

from embedded_server.contracts.errors import Code
from embedded_server.contracts.live_room import (
    FRAMES_PER_SECOND,
    HEADER,
    MOST_PCM_BYTES,
    MOST_PEOPLE,
    Goodbye,
    from_client,
    is_sound,
)
from embedded_server.kernel.errors import Refusal
from embedded_server.kernel.http import Call, bearer
from embedded_server.kernel.server import Server
from embedded_server.lounge.live import service
from embedded_server.lounge.live.rooms import LiveRooms, Seat, live_rooms_of

_HEARTBEAT_SECONDS = 10.0
_MOST_BYTES = 4 * 1024
_SEND_BUFFER = 128 * 1024
"""Of the system's, which would otherwise hold many seconds of voices for a slow line."""
FRAMES_AT_ONCE = 60
"""A second of what a line that stood still brings at once."""
MOST_EXCESS = 300
"""Frames above the rate, since it was last kept, before the connection is closed."""
_STATUS_PER_SECOND, _STATUS_AT_ONCE = 10, 30


class Pace:
    """A token bucket that tells instead of refusing: a dropped frame is no mistake to speak of."""

    def __init__(self, per_second: float, at_once: int, clock: Callable[[], float]) -> None:
        self._per_second, self._at_once, self._clock = per_second, at_once, clock
        self._tokens = float(at_once)
        self._at = clock()
        self.excess = 0

    def allows(self) -> bool:
        now = self._clock()
        self._tokens = min(self._at_once, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        if self._tokens < 1:
            self.excess += 1
            return False
        self._tokens -= 1
        if self._tokens > self._at_once / 2:
            self.excess = 0
        return True


async def audio(call: Call[None]) -> web.StreamResponse:
    server, request, caller = call.server, call.request, call.user
    community_id, user_id = call.id("communityId"), caller.user_id
    if server.stopping:
        raise Refusal(Code.STOPPING, "The server is being stopped.", retry_after_seconds=5)
    rooms = live_rooms_of(server)
    await _standing(server, rooms, community_id, user_id)
    if rooms.count(community_id, besides=user_id) >= MOST_PEOPLE:
        raise Refusal(Code.LIVE_ROOM_FULL, f"{MOST_PEOPLE} people are in the room already.")
    offered = [
        protocol.strip()
        for protocol in request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if protocol.strip().startswith("bearer.")
    ]
    socket = web.WebSocketResponse(
        heartbeat=_HEARTBEAT_SECONDS, compress=False, max_msg_size=_MOST_BYTES, protocols=offered
    )
    if not socket.can_prepare(request):
        raise Refusal(Code.VALIDATION, "This path speaks WebSocket only.")
    await socket.prepare(request)
    transport = request.transport
    if transport is None:
        return socket
    _tune(transport)
    if not await server.gate.still_in(bearer(request), server.clock.now()):
        transport.abort()
        return socket
    # What was allowed before the handshake may be forbidden by now. Nothing is waited for between
    # this and coming in.
    try:
        standing = await _standing(server, rooms, community_id, user_id)
    except Refusal as refusal:
        await socket.close(code=_goodbye(refusal.code), message=refusal.code.value.encode())
        return socket
    if rooms.count(community_id, besides=user_id) >= MOST_PEOPLE:
        await socket.close(code=Goodbye.NOT_HERE, message=b"live_room_full")
        return socket
    reads_opus = "opus" in call.query.codecs.split(",")
    seat = rooms.enter(community_id, caller, standing, socket, transport, reads_opus=reads_opus)
    # The server takes leave of these when it stops.
    server.sockets.add(socket)
    try:
        await _listen(rooms, community_id, seat, socket)
    finally:
        server.sockets.discard(socket)
        rooms.leave(community_id, seat)
    return socket


async def _standing(
    server: Server, rooms: LiveRooms, community_id: str, user_id: str
) -> service.Standing:
    """As of a moment since which nothing has changed."""
    while True:
        version = rooms.version
        standing = await server.database.read(
            lambda reader: service.standing(reader, community_id, user_id)
        )
        if version == rooms.version:
            return standing


def _goodbye(code: Code) -> Goodbye:
    return {
        Code.MUTED: Goodbye.MUTED,
        Code.REMOVED: Goodbye.REMOVED,
        Code.LIVE_ROOM_CLOSED: Goodbye.CLOSED,
    }.get(code, Goodbye.NOT_HERE)


def _tune(transport: asyncio.Transport) -> None:
    socket = transport.get_extra_info("socket")
    if socket is not None:
        socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, _SEND_BUFFER)


async def _listen(
    rooms: LiveRooms, community_id: str, seat: Seat, socket: web.WebSocketResponse
) -> None:
    clock = asyncio.get_running_loop().time
    voices = Pace(FRAMES_PER_SECOND, FRAMES_AT_ONCE, clock)
    words = Pace(_STATUS_PER_SECOND, _STATUS_AT_ONCE, clock)
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            if not is_sound(message.data):
                too_large = len(message.data) > HEADER.size + MOST_PCM_BYTES
                why = Goodbye.TOO_LARGE if too_large else Goodbye.MALFORMED
                rooms.put_out(community_id, seat, why)
            elif voices.allows():
                rooms.say(community_id, seat, message.data)
            elif voices.excess > MOST_EXCESS:
                rooms.put_out(community_id, seat, Goodbye.TOO_FAST)
        elif message.type is WSMsgType.TEXT:
            if not words.allows():
                if words.excess > MOST_EXCESS:
                    rooms.put_out(community_id, seat, Goodbye.TOO_FAST)
                continue
            try:
                status = from_client.decode(message.data)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                rooms.put_out(community_id, seat, Goodbye.MALFORMED)
                continue
            rooms.set_status(
                community_id,
                seat,
                is_self_muted=status.is_self_muted,
                is_deafened=status.is_deafened,
            )
        else:
            break
