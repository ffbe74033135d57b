"""Searching messages in one club or in all: as one types, page by page, with what was searched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message, SearchQuery
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.club.search.hits import to_hit
from spaces_desktop.club.search.query import is_sendable, words
from spaces_desktop.club.search.recent import Recent
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.hits import Hits

PAUSE_MS = 300
MOST = 200


class SearchModel(QObject):
    typed_changed = Signal(str)
    sought_changed = Signal(str)
    everywhere_changed = Signal(bool)
    recent_changed = Signal(object)

    typed = Observed("")
    sought = Observed("")
    """What is looked for now, "" for nothing."""
    everywhere = Observed(False)
    recent = Observed[tuple[str, ...]](())

    def __init__(
        self,
        calls: FindingCalls,
        live: LiveEvents,
        tasks: Tasks,
        club_name: Callable[[str], str],
        recent: Recent,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._club_name = club_name
        self._kept = recent
        self._community_id = ""
        self.recent = recent.all
        self.hits = Hits(self)
        self.found: Paged[Message] = Paged("search", self._fetch, live, tasks, self)
        self.found.changed.connect(self._show)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._unsubscribe = live.subscribe(EventType.MESSAGE_DELETED, self._on_deleted)

    def close(self) -> None:
        self._unsubscribe()
        self.found.close()

    @property
    def is_searching(self) -> bool:
        """Whether there is anything that could be found or not."""
        return bool(self.sought)

    def open_in(self, community_id: str) -> None:
        """Search in that club from now on; "" leaves only everywhere."""
        if community_id != self._community_id:
            self._community_id = community_id
            if not self.everywhere and self.sought:
                self.look()

    def set_everywhere(self, everywhere: bool) -> None:
        if everywhere != self.everywhere:
            self.everywhere = everywhere
            if self.sought:
                self.look()

    def type(self, text: str) -> None:
        """What stands in the field now; it is looked for after a pause."""
        self.typed = text[:MOST]
        if is_sendable(self.typed):
            self._pause.start()
        elif not self.typed.strip():
            self._pause.stop()
            self.sought = ""
            self.found.clear()

    def look(self) -> None:
        """Look now."""
        self._pause.stop()
        if not is_sendable(self.typed) or not (self.everywhere or self._community_id):
            return
        self.sought = self.typed.strip()
        self.found.clear()
        self.found.load()

    def keep(self) -> None:
        """It was of use: offer it again next time."""
        if self.sought:
            self.recent = self._kept.add(self.sought)

    def forget_recent(self) -> None:
        self.recent = self._kept.clear()

    def message(self, message_id: str) -> Message | None:
        return next((one for one in self.found.items if one.id == message_id), None)

    async def _fetch(self, cursor: str | None) -> Page[Message]:
        where = "" if self.everywhere else self._community_id
        return await self._calls.search(where, SearchQuery(q=self.sought, cursor=cursor))

    def _show(self) -> None:
        sought = words(self.sought)
        self.hits.show(
            to_hit(one, sought, self._club_name(one.community_id) if self.everywhere else "")
            for one in self.found.items
        )

    def _on_deleted(self, data: Message, _event: Event) -> None:
        if self.message(data.id) is not None:
            self.found.put(one for one in self.found.items if one.id != data.id)
