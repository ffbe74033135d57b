"""The agents of one community: who they are, what asking costs, and taking one out again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import LinkedAgent
from embedded_server.contracts.events import AgentsUpdated, Event, EventType
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.composer_data import Addressee
from spaces_desktop.widgets.entries import Entries, Entry

log = logging.getLogger(__name__)


class LinkedAgentsModel(QObject):
    linked_changed = Signal(object)
    advice_changed = Signal(object)
    loaded = Signal()
    """The agents are known, whether others than before or not."""

    linked = Observed[tuple[LinkedAgent, ...]](())
    advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: AgentsCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.is_free: Callable[[], bool] = lambda: False
        """Whether whoever is here pays nothing."""
        self.purse: Callable[[int], str] = lambda _cents: ""
        """What to say of the wallet beside a fee; "" where it has plenty."""
        self._calls = calls
        self._tasks = tasks
        self._community_id = ""
        self._loaded_for = ""
        self.entries = Entries(self)
        self._live = live
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.AGENTS_UPDATED, self._on_agents),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.reload()

    def open(self, community_id: str) -> None:
        if community_id != self._community_id:
            self._community_id = community_id
            self._loaded_for = ""
            self._show(())
        self.reload()

    def reload(self) -> None:
        if self._community_id:
            self._tasks.spawn(self._load(), name="load agents", key="linked agents")

    def get(self, agent_id: str) -> LinkedAgent | None:
        return next((one for one in self.linked if one.agent_id == agent_id), None)

    def fee(self, one: LinkedAgent) -> int:
        """What asking it costs whoever is here."""
        return 0 if self.is_free() else one.call_fee_cents

    @property
    def addressees(self) -> Sequence[Addressee]:
        """Whom `@` offers, each with its price and what it will read."""
        return [
            Addressee(
                one.agent_id,
                one.agent.name,
                self.terms(one),
                price=money(self.fee(one)) if self.fee(one) else "",
            )
            for one in self.linked
        ]

    @property
    def loaded_for(self) -> str:
        """The community whose agents these are, "" while they are not known."""
        return self._loaded_for

    def terms(self, one: LinkedAgent) -> str:
        fee = self.tr("free")
        if one.agent.provider.kind != "builtin":
            fee = self.tr("no fee here")  # what the model's own server takes is not known
        cents = self.fee(one)
        if cents:
            fee = self.tr("{amount} a question").format(amount=money(cents))
        elif one.call_fee_cents:
            words = self.tr("free for you, {amount} for members")
            fee = words.format(amount=money(one.call_fee_cents))
        left = self.purse(cents)
        if left:
            fee = self.tr("{fee} ({left})").format(fee=fee, left=left)
        if one.context_messages == 0:
            return self.tr("{fee}, reads your question only").format(fee=fee)
        if one.context_messages == 1:
            return self.tr("{fee}, reads the last message").format(fee=fee)
        return self.tr("{fee}, reads the last {count} messages").format(
            fee=fee, count=one.context_messages
        )

    def unlink(self, agent_id: str) -> None:
        self._tasks.spawn(self._unlink(self._community_id, agent_id), name="unlink agent")

    async def _unlink(self, community_id: str, agent_id: str) -> None:
        try:
            await self._calls.unlink(community_id, agent_id)
        except DesktopError as error:
            self.advice = advise(error)
            return
        self.advice = None
        self.reload()

    async def _load(self) -> None:
        community_id = self._community_id
        try:
            found = await self._calls.linked(community_id)
        except DesktopError as error:
            log.info("agents: %s", error)
            self.advice = advise(error)
            return
        self.advice = None
        self._loaded_for = community_id
        self._show(tuple(found))
        self.loaded.emit()

    def _on_agents(self, data: AgentsUpdated, _event: Event) -> None:
        if data.community_id == self._community_id:
            self.reload()

    def _show(self, found: tuple[LinkedAgent, ...]) -> None:
        self.linked = found
        self.entries.show(
            Entry(
                one.agent_id,
                one.agent.name,
                one.agent.description or self.terms(one),
                is_agent=True,
            )
            for one in found
        )
