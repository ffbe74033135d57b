"""Where one was named, over all clubs, newest first, and what of that is still unread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from embedded_server.contracts.base import Page
from embedded_server.contracts.club import Message, MessageGone
from embedded_server.contracts.communities import Community
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.club.search.hits import to_hit
from spaces_desktop.communities.own import names_me, number
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.hits import Hit, Hits


class MentionsModel(QObject):
    def __init__(
        self,
        calls: FindingCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        club_of: Callable[[str], Community | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._my_id = my_id
        self._club_of = club_of
        self.hits = Hits(self)
        self.found: Paged[Message] = Paged("mentions", self._fetch, live, tasks, self)
        self.found.changed.connect(self.refresh)
        self._is_open = False
        self._unsubscribe = [
            live.subscribe(EventType.MESSAGE_CREATED, self._on_message),
            live.subscribe(EventType.MESSAGE_UPDATED, self._on_changed),
            live.subscribe(EventType.MESSAGE_DELETED, self._on_deleted),
            live.subscribe(EventType.READ_UPDATED, lambda _data, _event: self.refresh()),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self._reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self.found.close()

    def open(self) -> None:
        self._is_open = True
        self.found.load()

    def message(self, message_id: str) -> Message | None:
        return next((one for one in self.found.items if one.id == message_id), None)

    def refresh(self) -> None:
        """What is unread may have become others."""
        self.hits.show(self._hit(one) for one in self.found.items)

    def _reload(self) -> None:
        if self._is_open:
            self.found.load()

    async def _fetch(self, cursor: str | None) -> Page[Message]:
        return await self._calls.mentions(cursor)

    def _hit(self, one: Message) -> Hit:
        club = self._club_of(one.community_id)
        held = None if club is None else club.membership
        is_new = held is not None and one.seq > number(held.last_read_seq)
        return to_hit(one, (), "" if club is None else club.name, is_new=is_new)

    def _on_message(self, data: Message, _event: Event) -> None:
        mine = data.author.kind == "user" and data.author.id == self._my_id
        if self._is_open and not mine and names_me(data, self._my_id):
            self.found.put((data, *(one for one in self.found.items if one.id != data.id)))

    def _on_changed(self, data: Message, _event: Event) -> None:
        if self.message(data.id) is not None:
            self.found.put(data if one.id == data.id else one for one in self.found.items)

    def _on_deleted(self, data: MessageGone, _event: Event) -> None:
        if self.message(data.id) is not None:
            self.found.put(one for one in self.found.items if one.id != data.id)
