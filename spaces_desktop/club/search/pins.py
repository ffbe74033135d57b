"""The pinned messages of the open club, newest pin first, kept up as pins come and go."""

from __future__ import annotations

from PySide6.QtCore import QObject

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message, MessageGone
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.club.search.hits import to_hit
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.hits import Hits


class PinsModel(QObject):
    def __init__(
        self, calls: FindingCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._community_id = ""
        self._shown = False
        self.hits = Hits(self)
        self.found: Paged[Message] = Paged("pins", self._fetch, live, tasks, self)
        self.found.changed.connect(self._show)
        self._unsubscribe = [
            live.subscribe(EventType.MESSAGE_UPDATED, self._on_changed),
            live.subscribe(EventType.MESSAGE_DELETED, self._on_deleted),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self._reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self.found.close()

    def open(self, community_id: str) -> None:
        """Another club is open; its pins are fetched when somebody looks."""
        if community_id != self._community_id:
            self._community_id = community_id
            self.found.clear()
            self._reload()

    def set_shown(self, shown: bool) -> None:
        """Whether somebody looks at them."""
        is_first = shown and not self._shown
        self._shown = shown
        if is_first:
            self._reload()

    def _reload(self) -> None:
        if self._shown and self._community_id:
            self.found.load()

    async def _fetch(self, cursor: str | None) -> Page[Message]:
        return await self._calls.pins(self._community_id, cursor)

    def _show(self) -> None:
        self.hits.show(to_hit(one) for one in self.found.items)

    def _on_changed(self, data: Message, _event: Event) -> None:
        if data.community_id != self._community_id or not self._shown:
            return
        others = tuple(one for one in self.found.items if one.id != data.id)
        known = len(others) != len(self.found.items)
        if data.pinned_at is None and known:
            self.found.put(others)
        elif data.pinned_at is not None:
            pinned = sorted((data, *others), key=lambda one: one.pinned_at or "", reverse=True)
            self.found.put(pinned)

    def _on_deleted(self, data: MessageGone, _event: Event) -> None:
        if any(one.id == data.id for one in self.found.items):
            self.found.put(one for one in self.found.items if one.id != data.id)
