"""One of one's own agents opened to be changed: its form, knowledge, a try-out, and its votes."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import (
    Agent,
    AgentUsage,
    EditAgent,
    Feedback,
    LinkedAgent,
    ProviderInput,
)
from embedded_server.contracts.base import UNSET, Page, UnsetType
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.agents.knowledge import KnowledgeModel
from spaces_desktop.agents.rereading import Rereading
from spaces_desktop.agents.tryout import TryOutModel
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class EditorModel(QObject):
    agent_changed = Signal(object)
    busy_changed = Signal(bool)
    advice_changed = Signal(object)
    usage_changed = Signal(object)
    links_changed = Signal(object)
    saved = Signal(object)
    """The `Agent` as it is now."""

    agent = Observed[Agent | None](None)
    busy = Observed(False)
    advice = Observed[Advice | None](None)
    usage = Observed[AgentUsage | None](None)
    links = Observed[tuple[LinkedAgent, ...]](())
    """Where it is, of the communities that were looked at."""

    def __init__(
        self,
        agent: Agent,
        calls: AgentsCalls,
        live: LiveEvents,
        tasks: Tasks,
        rereading: Rereading,
        communities: tuple[str, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        """`communities` are looked at for the agent, by id."""
        super().__init__(parent)
        self.agent = agent
        self._id = agent.id
        self._calls = calls
        self._tasks = tasks
        self._communities = communities
        self.knowledge = KnowledgeModel(agent.id, calls, tasks, rereading, parent=self)
        self.tryout = TryOutModel(agent.id, calls, tasks, parent=self)
        name = f"feedback {agent.id}"
        self.feedback: Paged[Feedback] = Paged(name, self._fetch_feedback, live, tasks, self)

    def close(self) -> None:
        self.knowledge.close()
        self.tryout.close()
        self.feedback.close()

    def load(self) -> None:
        self.knowledge.load()
        self.feedback.load()
        self._tasks.spawn(self._load_figures(), name="agent figures", key=f"figures {self._id}")

    def edited(self) -> None:
        self.advice = None

    def save(self, name: str, description: str, persona: str, provider: ProviderInput) -> None:
        if not name.strip():
            self.advice = Advice(self.tr("Give the agent a name."), field="name")
        elif provider.kind == "openai" and not provider.base_url:
            text = self.tr("Fill in the address of the model's server.")
            self.advice = Advice(text, field="provider.baseUrl")
        elif provider.kind == "openai" and not provider.model:
            text = self.tr("Fill in the name of the model.")
            self.advice = Advice(text, field="provider.model")
        elif not self.busy:
            form = EditAgent(
                name=name.strip(),
                description=description.strip(),
                persona=persona.strip(),
                provider=provider,
            )
            self._tasks.spawn(self._save(form), name="save agent", key=f"save {self._id}")

    async def _save(self, form: EditAgent) -> None:
        self.advice = None
        self.busy = True
        try:
            self.agent = await self._calls.edit(self._id, form)
        except DesktopError as error:
            log.info("agent: %s", error)
            self.advice = advise(error)
        else:
            self.saved.emit(self.agent)
        finally:
            self.busy = False

    async def _fetch_feedback(self, cursor: str | None) -> Page[Feedback]:
        return await self._calls.feedback(self._id, cursor)

    async def _load_figures(self) -> None:
        """They are good to know, and nothing depends on them."""
        try:
            self.usage = await self._calls.usage(self._id)
            found: list[LinkedAgent] = []
            for community_id in self._communities:
                linked = await self._calls.linked(community_id)
                found += [one for one in linked if one.agent_id == self._id]
            self.links = tuple(found)
        except DesktopError as error:
            log.info("agent figures: %s", error)


def provider_of(kind: str, base_url: str, model: str, api_key: str) -> ProviderInput:
    """What the form says about who answers; an empty key leaves the one that is known."""
    if kind != "openai":
        return ProviderInput(kind="builtin")
    key: str | UnsetType | None = api_key.strip() or UNSET
    return ProviderInput(kind="openai", base_url=base_url.strip(), model=model.strip(), api_key=key)
