"""What is left to do until a new service answers its customers; and the AI that answers in it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import Agent, LinkAgent, LinkedAgent
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.agents.new_agent import NewAgentModel
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.settings.model import ServiceModel
from spaces_desktop.support.settings.team import TeamModel

log = logging.getLogger(__name__)


class Step(StrEnum):
    AI = "ai"
    PEOPLE = "people"
    HOURS = "hours"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Progress:
    """`steps` are those that the mode needs, in their order."""

    steps: tuple[tuple[Step, bool], ...] = ()

    @property
    def left(self) -> int:
        return sum(not is_done for _step, is_done in self.steps)


class StartModel(QObject):
    progress_changed = Signal(object)
    linked_changed = Signal(object)
    library_changed = Signal(object)
    advice_changed = Signal(object)
    busy_changed = Signal(bool)

    progress = Observed(Progress())
    linked = Observed[tuple[LinkedAgent, ...]](())
    library = Observed[tuple[Agent, ...]](())
    """One's own agents that are not here yet."""
    advice = Observed[Advice | None](None)
    busy = Observed(False)

    def __init__(
        self,
        service: ServiceModel,
        team: TeamModel,
        agents: AgentsCalls,
        tasks: Tasks,
        my_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.service = service
        self.team = team
        self._agents = agents
        self._tasks = tasks
        self._my_id = my_id
        self._key = f"start {uuid4().hex}"
        service.draft_changed.connect(lambda _draft: self._look())
        service.brand_changed.connect(lambda _brand: self._look())
        team.people_changed.connect(lambda _people: self._look())
        self.linked_changed.connect(lambda _linked: self._look())
        self._look()

    def close(self) -> None:
        self._tasks.cancel(self._key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="agents of a service", key=self._key)

    def new_agent(self) -> NewAgentModel:
        made = NewAgentModel(self.service.community.id, self._agents, self._tasks)
        made.finished.connect(lambda _agent: self.load())
        return made

    def take(self, agent_id: str) -> None:
        """Let one of one's own agents answer here."""
        self._tasks.spawn(self._link(agent_id), name="link an agent", key=self._key)

    def drop(self, agent_id: str) -> None:
        self._tasks.spawn(self._unlink(agent_id), name="unlink an agent", key=self._key)

    async def _load(self) -> None:
        try:
            self.linked = tuple(await self._agents.linked(self.service.community.id))
            mine = await self._agents.mine(self._my_id)
        except DesktopError as error:
            log.info("agents of a service: %s", error)
            self.advice = advise(error)
            return
        self.advice = None
        here = {one.agent_id for one in self.linked}
        self.library = tuple(one for one in mine if one.id not in here)

    async def _link(self, agent_id: str) -> None:
        self.busy = True
        try:
            await self._agents.link(self.service.community.id, LinkAgent(agent_id=agent_id))
        except DesktopError as error:
            log.info("link an agent: %s", error)
            self.advice = advise(error)
        else:
            await self._load()
        finally:
            self.busy = False

    async def _unlink(self, agent_id: str) -> None:
        self.busy = True
        try:
            await self._agents.unlink(self.service.community.id, agent_id)
        except DesktopError as error:
            log.info("unlink an agent: %s", error)
            self.advice = advise(error)
        else:
            await self._load()
        finally:
            self.busy = False

    def _look(self) -> None:
        mode = self.service.brand.mode
        draft = self.service.draft
        steps: list[tuple[Step, bool]] = []
        if mode != "human_only":
            steps.append((Step.AI, bool(self.linked)))
        if mode != "ai_only":
            steps.append((Step.PEOPLE, len(self.team.people) > 1))
            steps.append((Step.HOURS, draft.hours.is_on))
        steps.append((Step.SITE, draft.web_chat.is_on and bool(draft.web_chat.sites)))
        self.progress = Progress(tuple(steps))
