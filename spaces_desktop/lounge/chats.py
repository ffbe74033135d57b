"""One's own chats, one in each lounge, and how much of each is unread on this machine."""

from __future__ import annotations

import logging

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from embedded_server.contracts.events import AgentsUpdated, Event, EventType
from embedded_server.contracts.lounge import Chat
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)

_KEY = "own chats"
_READ = "lounge_read"


class Chats(QObject):
    """No server keeps what one has read of a private talk: each machine does, by its `Keep`."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    changed = Signal(str)
    """The id of a community whose chat stands differently, or is read."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: LoungeCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        keep: Keep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_id = my_id
        self._keep = keep
        self._known: dict[str, Chat] = {}
        self._seq = 0
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.MESSAGE_CREATED, self._on_message),
            live.subscribe(EventType.MESSAGE_UPDATED, self._on_message),
            live.subscribe(EventType.AGENTS_UPDATED, self._on_agents),
            live.subscribe(EventType.RESYNC, lambda *_what: self.load()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(_KEY)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=_KEY, key=_KEY)

    def of(self, community_id: str) -> Chat | None:
        return self._known.get(community_id)

    def take(self, chat: Chat) -> None:
        """How one stands now, as the server has answered."""
        self._known[chat.community_id] = chat
        if not self._keep.get(_name(chat.id)):
            self._keep.put(_name(chat.id), str(chat.last_seq))
        self.changed.emit(chat.community_id)

    def unread(self, community_id: str) -> int:
        """How many messages came after the last one that was seen here."""
        chat = self._known.get(community_id)
        return 0 if chat is None else max(0, chat.last_seq - self.read(chat))

    def read(self, chat: Chat) -> int:
        """The `seq` up to which it was seen here."""
        kept = self._keep.get(_name(chat.id))
        return int(kept) if kept.isdecimal() else chat.last_seq

    def read_up_to(self, chat_id: str, seq: int) -> None:
        chat = next((one for one in self._known.values() if one.id == chat_id), None)
        if chat is not None and seq > self.read(chat):
            self._keep.put(_name(chat_id), str(seq))
            self.changed.emit(chat.community_id)

    async def _load(self) -> None:
        try:
            answer = await self._calls.chats()
        except DesktopError as error:
            log.info("chats: %s", error)
            self.advice = advise(error)
            if not self._known:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._seq = answer.seq
        self._known = {}
        for one in answer.value:
            self.take(one)
        self.phase = Phase.READY if answer.value else Phase.EMPTY

    def _on_message(self, data: Message, event: Event) -> None:
        chat = self._known.get(data.community_id)
        is_old = not isinstance(event.seq, UnsetType) and event.seq <= self._seq
        if chat is None or data.chat_id != chat.id or is_old:
            return
        self._known[data.community_id] = replace(
            chat,
            last_seq=max(chat.last_seq, data.seq),
            last_text=data.text or chat.last_text,
            last_at=max(chat.last_at, data.created_at),
        )
        if data.author.kind == "user" and data.author.id == self._my_id:
            self.read_up_to(chat.id, data.seq)
        self.changed.emit(data.community_id)

    def _on_agents(self, data: AgentsUpdated, _event: Event) -> None:
        """Another one may answer now."""
        if data.community_id in self._known:
            self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def _name(chat_id: str) -> str:
    return f"{_READ}/{chat_id}"
