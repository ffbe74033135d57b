"""People in a live room, as bare WebSockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgspec

from embedded_server.contracts import live_room as contract
from embedded_server.contracts.live_room import OPUS, Goodbye, VoiceFrame, pack, unpack
from tests.kit.people import Person, Reply
from tests.kit.server import LocalHost


class InRoom:
    """One socket in the room."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.now: dict[str, Any] = {}
        """The last `RoomNow`."""
        self.heard: list[VoiceFrame] = []
        self.goodbye: int | None = None
        self._sequence = 0

    async def read(self, seconds: float = 20.0) -> bool:
        """One message; False at the end."""
        message = await self.socket.receive(timeout=seconds)
        if message.type is aiohttp.WSMsgType.TEXT:
            self.now = msgspec.json.decode(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY:
            frame = unpack(message.data)
            assert frame is not None
            self.heard.append(frame)
        else:
            is_told = message.type is aiohttp.WSMsgType.CLOSE
            self.goodbye = message.data if is_told else self.socket.close_code
            return False
        return True

    async def hear(self, count: int = 1) -> list[bytes]:
        """The payloads of the next frames."""
        wanted = len(self.heard) + count
        while len(self.heard) < wanted:
            assert await self.read(), f"cut with {self.goodbye}"
        return [bytes(frame.payload) for frame in self.heard[-count:]]

    async def until(self, count: int) -> None:
        """Until so many people are in."""
        while len(self.now.get("people", ())) != count:
            assert await self.read(), f"cut with {self.goodbye}"

    async def end(self) -> Goodbye:
        while await self.read():
            pass
        assert self.goodbye is not None
        return Goodbye(self.goodbye)

    async def say(
        self, payload: bytes = b"hello", *, codec: int = OPUS, ends: bool = False
    ) -> None:
        await self.socket.send_bytes(
            pack(self._sequence, self._sequence * 960, codec, ends, payload)
        )
        self._sequence += 1

    async def status(self, *, muted: bool = False, deafened: bool = False) -> None:
        await self.socket.send_str(
            msgspec.json.encode(
                contract.SelfStatus(is_self_muted=muted, is_deafened=deafened)
            ).decode()
        )


def audio_url(who: Person, lounge: str, codecs: str = "opus,pcm16") -> str:
    return who.url + contract.AUDIO.url(communityId=lounge) + f"?codecs={codecs}"


@asynccontextmanager
async def in_room(
    who: Person, lounge: str, codecs: str = "opus,pcm16", **more: Any
) -> AsyncIterator[InRoom]:
    """Raises aiohttp.WSServerHandshakeError where they may not be in."""
    async with who.http.ws_connect(
        audio_url(who, lounge, codecs), headers=who.headers, **more
    ) as socket:
        there = InRoom(socket)
        await there.read()
        yield there


async def refused(who: Person, lounge: str) -> int:
    """The status with which they are kept out."""
    try:
        async with in_room(who, lounge):
            return 101
    except aiohttp.WSServerHandshakeError as error:
        return error.status


async def act(who: Person, lounge: str, word: str) -> Reply:
    """`open` or `close`."""
    return await who.post(
        (contract.OPEN if word == "open" else contract.CLOSE).url(communityId=lounge)
    )


async def mark(who: Person, lounge: str, route: Any, target: Person) -> Reply:
    return await who.call(route.method, route.url(communityId=lounge, userId=target.id))


async def open_lounge(host: LocalHost, members: int) -> tuple[Person, str, list[Person]]:
    """A creator, their lounge with an open live room, and members in it."""
    creator = await host.person()
    lounge = await creator.create("lounge")
    people = await asyncio.gather(*(host.person() for _ in range(members)))
    for person in people:
        await person.join(lounge)
    assert (await act(creator, lounge, "open")).status == 200
    return creator, lounge, list(people)
