"""The agents that may sit in seats: one's own to choose from, and the names of all."""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import Agent
from embedded_server.contracts.playground import Participant
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.session.chat import Chat
from spaces_desktop.playground.session.model import SessionModel

log = logging.getLogger(__name__)


class AgentCalls(Protocol):
    async def mine(self, owner_id: str) -> list[Agent]: ...


class SeatAgents(QObject):
    mine_changed = Signal(object)
    mine = Observed[tuple[Agent, ...]](())

    def __init__(
        self,
        model: SessionModel,
        chat: Chat,
        calls: AgentCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._chat, self._calls, self._tasks = model, chat, calls, tasks
        model.came.connect(self.load)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="one's own agents", key=f"agents {id(self)}")

    async def _load(self) -> None:
        try:
            found = await self._calls.mine(self._model.me_id)
        except DesktopError as error:
            # Who has none to choose is told so; the session goes on without.
            log.info("one's own agents: %s", error)
            return
        self._chat.agent_names.update({one.id: one.name for one in found})
        self.mine = tuple(found)

    def close(self) -> None:
        self._tasks.cancel(f"agents {id(self)}")

    def name(self, seat: Participant) -> str:
        """Of the agent in a seat; others' are known once they have spoken, "" until then."""
        return self._chat.agent_names.get(seat.agent_id or "", "")
