"""The socket of a live room, which comes back by itself unless the server said not to."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

import aiohttp
import msgspec

from embedded_server.contracts.live_room import (
    Goodbye,
    RoomNow,
    SelfStatus,
    VoiceFrame,
    in_client,
    to_client,
    unpack,
)
from spaces_desktop.kernel.tasks import Tasks

FIRST_WAIT, LONGEST_WAIT = 0.3, 8.0
_HANDSHAKE_SECONDS = 8.0
_HEARTBEAT_SECONDS = 6.0
MOST_WAITING = 25
"""Frames that wait for a slow line; older ones are worth nothing any more."""
_FINAL = frozenset(
    {
        Goodbye.SIGNED_OUT,
        Goodbye.NOT_HERE,
        Goodbye.REMOVED,
        Goodbye.CLOSED,
        Goodbye.ELSEWHERE,
        Goodbye.MUTED,
    }
)


class LinkState(Enum):
    CONNECTING = auto()
    ONLINE = auto()
    WAITING = auto()
    """For the next try."""
    OVER = auto()
    """The server does not want us back; `why` says it."""


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    """Of the socket, with its query."""
    token: str


class Ear(Protocol):
    """What the link tells, on its own loop."""

    def on_link(self, state: LinkState, why: Goodbye | None) -> None: ...
    def on_room(self, now: RoomNow) -> None: ...
    def on_frame(self, frame: VoiceFrame) -> None: ...


class Link:
    def __init__(
        self,
        address: Address,
        ear: Ear,
        tasks: Tasks,
        *,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`tasks` are those of the loop on which it runs."""
        self._address = address
        self._ear = ear
        self._tasks = tasks
        self._jitter = jitter
        self._status = SelfStatus(is_self_muted=False, is_deafened=False)
        self._waiting: deque[bytes] = deque(maxlen=MOST_WAITING)
        self._stirred = asyncio.Event()
        self._is_online = False
        self._is_told = False
        """Whether the server knows the present status."""

    def send(self, frame: bytes) -> None:
        """Dropped where there is no connection."""
        if self._is_online:
            self._waiting.append(frame)
            self._stirred.set()

    def set_status(self, status: SelfStatus) -> None:
        self._status = status
        self._is_told = False
        self._stirred.set()

    async def run(self) -> None:
        """Until the server says that it is over, or this is cancelled."""
        failures = 0
        async with aiohttp.ClientSession(trust_env=False) as session:
            while True:
                self._ear.on_link(LinkState.CONNECTING, None)
                why, was_online = await self._session(session)
                if why in _FINAL:
                    self._ear.on_link(LinkState.OVER, why)
                    return
                failures = 0 if was_online else failures + 1
                self._ear.on_link(LinkState.WAITING, None)
                longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures, 6))
                await asyncio.sleep(longest * (0.5 + 0.5 * self._jitter()))

    async def _session(self, session: aiohttp.ClientSession) -> tuple[Goodbye | None, bool]:
        """One connection: why the server ended it, and whether it ever held."""
        try:
            async with asyncio.timeout(_HANDSHAKE_SECONDS):
                socket = await session.ws_connect(
                    self._address.url,
                    headers={"Authorization": f"Bearer {self._address.token}"},
                    heartbeat=_HEARTBEAT_SECONDS,
                    compress=0,
                )
        except aiohttp.WSServerHandshakeError as error:
            if error.status == 401:
                return Goodbye.SIGNED_OUT, False
            return (Goodbye.NOT_HERE if 400 <= error.status < 429 else None), False
        except (aiohttp.ClientError, OSError, TimeoutError):
            return None, False
        self._waiting.clear()
        self._is_online, self._is_told = True, False
        self._stirred.set()
        sending = self._tasks.spawn(self._send_all(socket), name="live room: send")
        try:
            return await self._listen(socket), True
        finally:
            self._is_online = False
            if sending is not None:
                sending.cancel()
            await socket.close()

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> Goodbye | None:
        first = True
        while True:
            message = await socket.receive()
            if message.type is aiohttp.WSMsgType.BINARY:
                frame = unpack(message.data)
                if frame is not None:
                    self._ear.on_frame(frame)
            elif message.type is aiohttp.WSMsgType.TEXT:
                try:
                    now = in_client.decode(message.data)
                except msgspec.DecodeError:
                    continue  # of a newer server
                if first:
                    first = False
                    self._ear.on_link(LinkState.ONLINE, None)
                self._ear.on_room(now)
            else:
                code = message.data if message.type is aiohttp.WSMsgType.CLOSE else None
                return Goodbye(code) if code in set(Goodbye) else None

    async def _send_all(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            while True:
                await self._stirred.wait()
                self._stirred.clear()
                if not self._is_told:
                    self._is_told = True
                    await socket.send_str(to_client.encode(self._status).decode())
                while self._waiting:
                    await socket.send_bytes(self._waiting.popleft())
        except (aiohttp.ClientError, OSError):
            return  # whoever listens is told as well
