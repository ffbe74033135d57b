"""One's own agents, with what became of the questions to each of them."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import Agent, AgentUsage
from embedded_server.contracts.events import EventType
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)


class LibraryModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    act_advice_changed = Signal(object)

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    act_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: AgentsCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._my_id = my_id
        self._agents: dict[str, Agent] = {}
        self._usage: dict[str, AgentUsage] = {}
        self._is_open = False
        self.entries = Entries(self)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = live.subscribe(EventType.AGENTS_UPDATED, lambda _d, _e: self._again())

    def close(self) -> None:
        self._unsubscribe()
        self._live.link_changed.disconnect(self._on_link)

    @property
    def agents(self) -> tuple[Agent, ...]:
        return tuple(self._agents.values())

    def get(self, agent_id: str) -> Agent | None:
        return self._agents.get(agent_id)

    def open(self) -> None:
        self._is_open = True
        self._tasks.spawn(self._load(), name="load my agents", key="my agents")

    def put(self, agent: Agent) -> None:
        """One was changed here."""
        self._agents[agent.id] = agent
        self._show()

    def delete(self, agent_id: str) -> None:
        self._tasks.spawn(self._delete(agent_id), name="delete an agent")

    def _again(self) -> None:
        if self._is_open:
            self.open()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self._again()

    async def _load(self) -> None:
        try:
            found = await self._calls.mine(self._my_id)
        except DesktopError as error:
            log.info("my agents: %s", error)
            self.advice = advise(error)
            if not self._agents:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._agents = {one.id: one for one in found}
        self._show()
        for one in found:
            try:
                self._usage[one.id] = await self._calls.usage(one.id)
            except DesktopError as error:
                log.info("usage: %s", error)  # the list stands without figures too
                return
        self._show()

    async def _delete(self, agent_id: str) -> None:
        self.act_advice = None
        try:
            await self._calls.delete(agent_id)
        except DesktopError as error:
            log.info("delete an agent: %s", error)
            self.act_advice = advise(error)
            return
        self._agents.pop(agent_id, None)
        self._show()

    def _show(self) -> None:
        ordered = sorted(self._agents.values(), key=lambda one: (one.name.casefold(), one.id))
        self.entries.show(
            Entry(one.id, one.name, self._detail(one), is_agent=True) for one in ordered
        )
        self.phase = Phase.READY if ordered else Phase.EMPTY

    def _detail(self, agent: Agent) -> str:
        usage = self._usage.get(agent.id)
        about = " ".join(agent.description.split())
        if usage is None:
            return about
        figures = self.figures(usage)
        return " · ".join(part for part in (figures, about) if part)

    def figures(self, usage: AgentUsage) -> str:
        """What became of its questions, in a line."""
        if not usage.asked:
            return self.tr("not asked yet")
        return self.tr(
            "asked {asked}, answered {answered}, helpful {up}, not helpful {down}"
        ).format(
            asked=usage.asked, answered=usage.answered, up=usage.votes_up, down=usage.votes_down
        )
