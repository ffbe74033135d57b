"""Notes on a real message bus: a service that is made here shows them, and its clicks come back."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from spaces_desktop.shell.navigation import Where
from spaces_desktop.shell.notifications import Note
from spaces_desktop.shell.notifiers import SERVICE, BusNotifier
from tests.kit.desktop import desktop_loop, run, tasks, until

jeepney = pytest.importorskip("jeepney")

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="there is no message bus to try it on"
)


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus of its own."""
    command = ["dbus-daemon", "--session", "--print-address=1", "--nofork", "--nosyslog"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        if daemon.stdout is None:
            raise AssertionError("no address")
        address = daemon.stdout.readline().strip()
        yield address
        daemon.terminate()
        daemon.wait(10)


class Service:
    """Answers as a desktop's notification service does, and keeps what it was asked."""

    def __init__(self) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self.closed: list[int] = []
        self.connection: Any = None

    async def serve(self, address: str) -> None:
        from jeepney import MessageType, new_method_return
        from jeepney.bus_messages import message_bus
        from jeepney.io.asyncio import DBusRouter, open_dbus_connection

        self.connection = await open_dbus_connection(address)
        async with DBusRouter(self.connection) as router:
            await router.send_and_get_reply(message_bus.RequestName(SERVICE))
            with router.filter(_calls(), bufsize=32) as queue:
                while True:
                    call = await queue.get()
                    if call.header.message_type is not MessageType.method_call:
                        continue
                    if call.header.fields[3] == "Notify":
                        self.shown.append(call.body)
                        number = call.body[1] or len(self.shown) + 40
                        await router.send(new_method_return(call, "u", (number,)))
                    else:
                        self.closed.append(call.body[0])
                        await router.send(new_method_return(call))

    async def click(self, number: int, action: str = "default") -> None:
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress("/org/freedesktop/Notifications", interface=SERVICE)
        await self.connection.send(new_signal(emitter, "ActionInvoked", "us", (number, action)))


def _calls() -> Any:
    from jeepney import MatchRule

    return MatchRule(type="method_call", interface=SERVICE)


class Fallback:
    def __init__(self) -> None:
        self.shown: list[Note] = []

    def show(self, note: Note) -> None:
        self.shown.append(note)

    def withdraw(self, tag: str) -> None:
        raise AssertionError("nothing was shown here")


def note(body: str = "a < b") -> Note:
    return Note(tag="c1", title="Ben in Bakers", body=body, where=Where("clubs", "c1", "m1"))


def test_a_note_is_shown_replaced_clicked_and_withdrawn(bus: str) -> None:
    spawner = tasks()
    service = Service()
    clicked: list[str] = []
    fallback = Fallback()

    async def act() -> None:
        served = desktop_loop().create_task(service.serve(bus), name="service")
        await until(lambda: service.connection is not None)
        made = BusNotifier(spawner, clicked.append, fallback, bus)
        made.show(note())
        await until(lambda: len(service.shown) == 1)
        await until(lambda: made._ids)
        made.show(note("again"))
        await until(lambda: len(service.shown) == 2)
        await until(lambda: not spawner.is_running("note c1"))
        await service.click(99)
        await service.click(41)
        await until(lambda: clicked == ["c1"])
        made.show(note())
        await until(lambda: made._ids)
        made.withdraw("c1")
        await until(lambda: service.closed)
        await spawner.close()
        await made.close()
        served.cancel()
        await asyncio.gather(served, return_exceptions=True)
        await service.connection.close()

    run(act())
    name, replaces, _icon, title, body, actions, hints, _expires = service.shown[0]
    assert (name, replaces, title, body) == ("Spaces", 0, "Ben in Bakers", "a &lt; b")
    assert actions[0] == "default"
    assert hints["desktop-entry"] == ("s", "spaces-desktop")
    assert service.shown[1][1] == 41
    assert fallback.shown == []


def test_without_a_service_the_tray_shows_them(bus: str) -> None:
    spawner = tasks()
    fallback = Fallback()

    async def act(address: str) -> None:
        made = BusNotifier(spawner, lambda _tag: None, fallback, address)
        made.show(note())
        await until(lambda: fallback.shown)
        made.show(note())
        await until(lambda: len(fallback.shown) == 2)
        await spawner.close()
        await made.close()

    run(act(bus))


def test_without_a_bus_the_tray_shows_them(tmp_path: object) -> None:
    spawner = tasks()
    fallback = Fallback()

    async def act() -> None:
        made = BusNotifier(spawner, lambda _tag: None, fallback, f"unix:path={tmp_path}{os.sep}no")
        made.show(note())
        await until(lambda: fallback.shown)
        await spawner.close()
        await made.close()

    run(act())
