"""Servers that say on this network that they are there; listened for only while it is asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.discovery import Found
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

Heard = Callable[[str, Found | None], None]
"""A service's own name, and what it says; None when it has gone."""


class Ear(Protocol):
    """Listens on the network in threads of its own, and calls back from them."""

    def open(self, heard: Heard) -> None:
        """Raises OSError where the network cannot be listened to."""
        ...

    def close(self) -> None: ...


class DiscoveryModel(QObject):
    found_changed = Signal(object)
    found = Observed[tuple[Found, ...]](())
    """By name; one of each server, also where it has several addresses."""
    _told = Signal(str, object)

    def __init__(self, make_ear: Callable[[], Ear], tasks: Tasks, parent: QObject | None = None):
        super().__init__(parent)
        self._make_ear = make_ear
        self._tasks = tasks
        self._ear: Ear | None = None
        self._heard: dict[str, Found] = {}
        self._told.connect(self._on_told)

    def start(self) -> None:
        if self._ear is None:
            self._ear = self._make_ear()
            self._tasks.spawn(self._open(self._ear), name="discovery")

    def stop(self) -> None:
        """What was found stays shown until the next start."""
        ear, self._ear = self._ear, None
        if ear is not None:
            self._heard.clear()
            self._tasks.spawn(asyncio.to_thread(ear.close), name="end of discovery")

    async def _open(self, ear: Ear) -> None:
        try:
            await asyncio.to_thread(ear.open, self._told.emit)
        except OSError as error:
            # Nobody is found then, and an address can still be typed.
            log.info("nothing can be found on this network: %s", error)

    def _on_told(self, service: str, found: Found | None) -> None:
        if found is None:
            self._heard.pop(service, None)
        else:
            self._heard[service] = found
        by_server = {one.server_id: one for one in self._heard.values()}
        self.found = tuple(sorted(by_server.values(), key=lambda one: (one.name, one.address)))
