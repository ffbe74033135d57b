"""Who else answers a brand's customers: there or not, how busy, and what they look at now."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.events import Event, EventType, Typing
from embedded_server.contracts.support import CsAgent, Looking, SupportAgentUpdated
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import Availability, ConsoleCalls
from spaces_desktop.support.console.lines import NOBODY, Company

LOOKS_FOR = 50.0
"""Seconds after which somebody who did not say again that they look does not: two frames lost."""
WRITES_FOR = 5.0
SWEEP_MS = 1000


class Colleagues(QObject):
    availability_changed = Signal(str)
    advice_changed = Signal(object)
    changed = Signal()
    """Who is there, and how busy."""
    company_changed = Signal(str)
    """Who is at the conversation of that id."""

    availability = Observed[Availability]("offline")
    """One's own."""
    advice = Observed[Advice | None](None)
    """Why one's own could not be set."""

    def __init__(
        self,
        community_id: str,
        calls: ConsoleCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._my_id = my_id
        self._clock = clock
        self._key = f"colleagues of {community_id}"
        self._agents: dict[str, CsAgent] = {}
        self._looking: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
        self._writing: dict[str, tuple[str, str, float]] = {}
        """Who writes in a conversation: their id, their name, and until when that holds."""
        self._sweep = QTimer(self)
        self._sweep.setInterval(SWEEP_MS)
        self._sweep.timeout.connect(self.sweep)
        self._unsubscribe = [
            live.subscribe(EventType.SUPPORT_AGENT_UPDATED, self._on_agent),
            live.subscribe(EventType.LOOKING, self._on_looking),
            live.subscribe(EventType.TYPING, self._on_typing),
        ]

    def close(self) -> None:
        self._sweep.stop()
        self._tasks.cancel(self._key)
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    @property
    def agents(self) -> list[CsAgent]:
        """Who is online first, then whoever has the least to do."""
        order = {"online": 0, "away": 1, "offline": 2}
        return sorted(
            self._agents.values(),
            key=lambda one: (order[one.availability], one.open_count, one.display_name.casefold()),
        )

    @property
    def others_online(self) -> list[CsAgent]:
        return [
            one
            for one in self.agents
            if one.availability == "online" and one.user_id != self._my_id
        ]

    def company(self, conversation_id: str) -> Company:
        looking = self._looking.get(conversation_id)
        writing = self._writing.get(conversation_id)
        if not looking and writing is None:
            return NOBODY
        names = tuple(sorted(name for name, _until in (looking or {}).values()))
        return Company(names, "" if writing is None else writing[1])

    def set_availability(self, status: Availability) -> None:
        self._tasks.spawn(self._set(status), name="availability", key=f"{self._key} mine")

    def stopped_writing(self, conversation_id: str, user_id: str) -> None:
        """What they wrote is here."""
        writing = self._writing.get(conversation_id)
        if writing is not None and writing[0] == user_id:
            del self._writing[conversation_id]
            self.company_changed.emit(conversation_id)

    def sweep(self) -> None:
        """Forget who has not said for too long that they are still there."""
        now = self._clock()
        gone = {one for one, (_id, _name, until) in self._writing.items() if until <= now}
        for one in gone:
            del self._writing[one]
        for conversation_id, people in self._looking.items():
            for user_id in [who for who, (_name, until) in people.items() if until <= now]:
                del people[user_id]
                gone.add(conversation_id)
        for empty in [one for one, people in self._looking.items() if not people]:
            del self._looking[empty]
        for one in gone:
            self.company_changed.emit(one)
        if not (self._looking or self._writing):
            self._sweep.stop()

    async def _load(self) -> None:
        try:
            found = await self._calls.colleagues(self._community_id)
        except DesktopError as error:
            self.advice = advise(error)
            return
        self._agents = {one.user_id: one for one in found}
        self._tell()

    async def _set(self, status: Availability) -> None:
        before = self.availability
        self._show_mine(status)
        try:
            await self._calls.set_availability(self._community_id, status)
        except DesktopError as error:
            self.advice = advise(error)
            self._show_mine(before)
            return
        self.advice = None

    def _show_mine(self, status: Availability) -> None:
        mine = self._agents.get(self._my_id)
        if mine is not None:
            self._agents[self._my_id] = replace(mine, availability=status)
        self.availability = status
        self.changed.emit()

    def _tell(self) -> None:
        mine = self._agents.get(self._my_id)
        if mine is not None:
            self.availability = mine.availability
        self.changed.emit()

    def _on_agent(self, data: SupportAgentUpdated, _event: Event) -> None:
        if data.community_id == self._community_id:
            self._agents[data.agent.user_id] = data.agent
            self._tell()

    def _on_looking(self, data: Looking, _event: Event) -> None:
        if data.user_id == self._my_id:
            return
        people = self._looking[data.conversation_id]
        before = data.user_id in people
        people.pop(data.user_id, None)
        if data.is_here:
            people[data.user_id] = (data.display_name, self._clock() + LOOKS_FOR)
            self._sweep.start()
        if before != data.is_here:
            self.company_changed.emit(data.conversation_id)

    def _on_typing(self, data: Typing, _event: Event) -> None:
        one = data.conversation_id
        if isinstance(one, UnsetType) or data.user_id == self._my_id:
            return
        before = self._writing.get(one)
        self._writing[one] = (data.user_id, data.display_name, self._clock() + WRITES_FOR)
        if not self._sweep.isActive():
            self._sweep.start()
        if before is None or before[0] != data.user_id:
            self.company_changed.emit(one)
