"""A session bus of one's own, with a service that takes a desktop's notifications and shows none.

Debian's package `dbus` provides the bus.
"""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.asyncio import DBusConnection, open_dbus_connection

from tests.kit.desktop import until

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
SERVER = ("Tests", "Spaces", "1", "1.2")


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    title: str
    body: str


@dataclass
class NoteService:
    """`told` grows with each notification; who clicks one is heard by whoever sent it."""

    address: str
    told: list[Told] = field(default_factory=list)
    _bus: DBusConnection | None = None

    async def until_told(self, title: str) -> Told:
        await until(lambda: any(title in one.title for one in self.told), f"told of: {title}")
        return next(one for one in self.told if title in one.title)

    async def click(self, note: Told) -> None:
        assert self._bus is not None
        from_here = DBusAddress(PATH, interface=SERVICE)
        clicked = new_signal(from_here, "ActionInvoked", "us", (note.number, "default"))
        await self._bus.send(clicked)

    async def serve(self, bus: DBusConnection) -> None:
        self._bus = bus
        while True:
            asked = await bus.receive()
            if asked.header.message_type is MessageType.method_call:
                signature, answer = self._answer(asked)
                await bus.send(new_method_return(asked, signature, answer))

    def _answer(self, asked: Message) -> tuple[str | None, tuple[Any, ...]]:
        member = asked.header.fields[HeaderFields.member]
        if member == "Notify":
            _app, replaced, _icon, title, body, *_rest = asked.body
            number = replaced or len(self.told) + 1
            self.told.append(Told(number, title, body))
            return "u", (number,)
        if member == "GetCapabilities":
            return "as", (["actions", "body"],)
        if member == "GetServerInformation":
            return "ssss", SERVER
        return None, ()


@asynccontextmanager
async def note_service(folder: Path) -> AsyncIterator[NoteService]:
    service = NoteService(f"unix:path={folder / 'bus'}")
    daemon = await asyncio.create_subprocess_exec(
        "dbus-daemon",
        "--session",
        f"--address={service.address}",
        "--nofork",
        "--print-address=1",
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    assert daemon.stdout is not None
    try:
        assert await daemon.stdout.readline(), "the bus did not start"
        bus = await open_dbus_connection(service.address)
        await bus.send(message_bus.RequestName(SERVICE))
        serving = asyncio.get_running_loop().create_task(service.serve(bus))
        try:
            yield service
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            await bus.close()
    finally:
        daemon.terminate()
        await daemon.wait()
