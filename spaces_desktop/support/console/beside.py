"""What stands beside a conversation: staff's notes, who the customer is, and what the AI did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.support import Conversation
from embedded_server.contracts.support_desk import CustomerCard, HandoffCard, SupportNote
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import ConsoleCalls

T = TypeVar("T")


class Fetched(QObject, Generic[T]):
    """One thing that is fetched, with its four states; tried again when the link is back."""

    phase_changed = Signal(object)
    advice_changed = Signal(object)
    changed = Signal()

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        name: str,
        fetch: Callable[[], Awaitable[T]],
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = name
        self._fetch = fetch
        self._live = live
        self._tasks = tasks
        self.value: T | None = None
        self.is_empty: Callable[[T], bool] = lambda _value: False
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    def put(self, value: T) -> None:
        self.value = value
        self.phase = Phase.EMPTY if self.is_empty(value) else Phase.READY
        self.changed.emit()

    async def _load(self) -> None:
        if self.value is None:
            self.phase = Phase.LOADING
        try:
            value = await self._fetch()
        except DesktopError as error:
            self.advice = advise(error)
            if self.value is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self.put(value)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


class Notes(QObject):
    """What staff say among themselves. A note that could not be sent stays where it was written."""

    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    added = Signal()
    """One's own note is kept; what was written of it may go."""

    busy = Observed(False)
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        conversation_id: str,
        calls: ConsoleCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation_id = conversation_id
        self._calls = calls
        self._tasks = tasks
        self._sent: tuple[str, str] = ("", "")
        """What was sent last under which name: sent again, it is still one note."""
        self.list: Fetched[list[SupportNote]] = Fetched(
            f"notes of {conversation_id}", self._fetch, live, tasks, self
        )
        self.list.is_empty = lambda found: not found
        self._unsubscribe = live.subscribe(EventType.NOTE_CREATED, self._on_note)

    def close(self) -> None:
        self._unsubscribe()
        self.list.close()

    @property
    def items(self) -> list[SupportNote]:
        return self.list.value or []

    def add(self, text: str) -> None:
        text = text.strip()
        if not text or self.busy:
            return
        if self._sent[0] != text:
            self._sent = (text, uuid4().hex)
        self.busy = True
        self._tasks.spawn(self._add(*self._sent), name="add a note")

    async def _fetch(self) -> list[SupportNote]:
        return await self._calls.notes(self._conversation_id)

    async def _add(self, text: str, client_id: str) -> None:
        try:
            note = await self._calls.add_note(self._conversation_id, text, client_id)
        except DesktopError as error:
            self.advice = advise(error)
            return
        finally:
            self.busy = False
        self.advice = None
        self._sent = ("", "")
        self._take(note)
        self.added.emit()

    def _take(self, note: SupportNote) -> None:
        if all(one.id != note.id for one in self.items):
            self.list.put([*self.items, note])

    def _on_note(self, data: SupportNote, _event: Event) -> None:
        if data.conversation_id == self._conversation_id and self.list.value is not None:
            self._take(data)


class Beside(QObject):
    """The panel of one conversation; each part fails and comes back by itself."""

    def __init__(
        self,
        one: Conversation,
        calls: ConsoleCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.conversation_id = one.id
        name = f"{one.id} {id(self)}"
        self.notes = Notes(one.id, calls, live, tasks, self)
        self.customer: Fetched[CustomerCard] = Fetched(
            f"customer of {name}", lambda: calls.customer(one.id), live, tasks, self
        )
        self.handoff: Fetched[HandoffCard] = Fetched(
            f"handoff of {name}", lambda: calls.handoff(one.id), live, tasks, self
        )
        self.handoff.is_empty = lambda card: (
            not (card.asked or card.answered or card.open_questions or card.transfer_reason)
        )
        self.earlier: Fetched[list[Conversation]] = Fetched(
            f"earlier than {name}",
            lambda: calls.earlier(one.community_id, one.customer.id),
            live,
            tasks,
            self,
        )
        self.earlier.is_empty = lambda found: all(other.id == one.id for other in found)

    def load(self) -> None:
        self.notes.list.load()
        for part in (self.customer, self.handoff, self.earlier):
            part.load()

    def close(self) -> None:
        self.notes.close()
        for part in (self.customer, self.handoff, self.earlier):
            part.close()
