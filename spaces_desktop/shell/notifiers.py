"""How a note gets onto the screen: over D-Bus where there is a service, else from the tray."""

from __future__ import annotations

import asyncio
import html
import logging
import os
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QSystemTrayIcon

from spaces_desktop.kernel.resources import resource
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.shell.notifications import Note, Notifier

log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
EXPIRE_BY_ITSELF = -1


class TrayNotifier:
    """From the tray's icon: the last note alone can be clicked."""

    def __init__(self, icon: QSystemTrayIcon, on_click: Callable[[str], None]) -> None:
        self._icon = icon
        self._last = ""
        icon.messageClicked.connect(lambda: on_click(self._last))

    def show(self, note: Note) -> None:
        if self._icon.isVisible():
            self._last = note.tag
            self._icon.showMessage(note.title, note.body, self._icon.icon())

    def withdraw(self, tag: str) -> None:
        """The system takes such a note away by itself."""


class BusNotifier(QObject):
    """Speaks to the desktop's notification service; what it cannot show goes to `fallback`."""

    def __init__(
        self,
        tasks: Tasks,
        on_click: Callable[[str], None],
        fallback: Notifier,
        address: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._on_click = on_click
        self._fallback = fallback
        self._address = address
        self._router: Any = None
        self._stack = AsyncExitStack()
        self._ids: dict[str, int] = {}
        self._is_dead = False
        self._connecting = asyncio.Lock()

    def show(self, note: Note) -> None:
        if self._is_dead:
            self._fallback.show(note)
            return
        self._tasks.spawn(self._show(note), name="show a note", key=f"note {note.tag}")

    def withdraw(self, tag: str) -> None:
        shown = self._ids.pop(tag, None)
        if shown is not None and not self._is_dead:
            self._tasks.spawn(self._call("CloseNotification", "u", (shown,)), name="withdraw")

    async def close(self) -> None:
        with suppress(OSError, ConnectionError):
            await self._stack.aclose()

    async def _show(self, note: Note) -> None:
        opens = QCoreApplication.translate("notes", "Open")
        body = html.escape(note.body, quote=False)  # its markup is the service's own
        answer = await self._call(
            "Notify",
            "susssasa{sv}i",
            (
                "Spaces",
                self._ids.get(note.tag, 0),
                str(resource("icons", "spaces.svg")),
                note.title,
                body,
                ["default", opens],
                {"desktop-entry": ("s", "spaces-desktop"), "category": ("s", "im.received")},
                EXPIRE_BY_ITSELF,
            ),
        )
        if answer is None:
            self._fallback.show(note)
        else:
            self._ids[note.tag] = int(answer[0])

    async def _call(self, method: str, signature: str, arguments: tuple[Any, ...]) -> Any:
        """The answer's body; None where there is nobody to answer."""
        from jeepney import DBusAddress, DBusErrorResponse, MessageType, new_method_call

        try:
            router = await self._connected()
            service = DBusAddress(PATH, SERVICE, SERVICE)
            # A newer note of the same room ends this task; the answer comes all the same, and
            # an ended future would take the whole connection down with it.
            answer = await asyncio.shield(
                router.send_and_get_reply(new_method_call(service, method, signature, arguments))
            )
            if answer.header.message_type is MessageType.error:
                raise DBusErrorResponse(answer)
        except (OSError, ValueError, KeyError, EOFError, DBusErrorResponse) as error:
            log.info("no notification service: %s", error)
            self._is_dead = True
            return None
        return answer.body

    async def _connected(self) -> Any:
        async with self._connecting:
            return await self._connect()

    async def _connect(self) -> Any:
        if self._router is None:
            from jeepney import DBusAddress, MatchRule, new_method_call
            from jeepney.io.asyncio import open_dbus_router

            self._router = await self._stack.enter_async_context(open_dbus_router(self._address))
            rule = MatchRule(type="signal", interface=SERVICE, path=PATH)
            bus = DBusAddress(
                "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus"
            )
            await self._router.send_and_get_reply(
                new_method_call(bus, "AddMatch", "s", (rule.serialise(),))
            )
            queue = self._stack.enter_context(self._router.filter(rule, bufsize=64))
            self._tasks.spawn(self._listen(queue), name="notes clicked", key="notes clicked")
        return self._router

    async def _listen(self, queue: Any) -> None:
        while True:
            said = await queue.get()
            member = said.header.fields.get(3)
            shown = said.body[0] if said.body else None
            tag = next((one for one, number in self._ids.items() if number == shown), None)
            if tag is None:
                continue
            if member == "ActionInvoked":
                self._ids.pop(tag)
                self._on_click(tag)
            elif member == "NotificationClosed":
                self._ids.pop(tag)


def best_notifier(
    tasks: Tasks, icon: QSystemTrayIcon, on_click: Callable[[str], None]
) -> BusNotifier | TrayNotifier:
    from_tray = TrayNotifier(icon, on_click)
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if sys.platform.startswith("linux") and address:
        return BusNotifier(tasks, on_click, from_tray, "SESSION")
    return from_tray
