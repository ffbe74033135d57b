"""How one community has an agent: its price, and how much of the room it reads."""

from __future__ import annotations

import logging

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.agents import EditLink, LinkedAgent
from spaces_desktop.agents.api import AgentsCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class LinkModel(QObject):
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    saved = Signal()

    form_advice = Observed[Advice | None](None)
    busy = Observed(False)

    def __init__(
        self, link: LinkedAgent, calls: AgentsCalls, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.link = link
        self._calls = calls
        self._tasks = tasks

    def edited(self) -> None:
        self.form_advice = None

    def save(self, context_messages: int, price: str) -> None:
        """`price` as it was typed; nothing is free."""
        try:
            fee_cents = typed_cents(price) if price.strip() else 0
        except AmountError as error:
            self.form_advice = Advice(str(error), field="callFeeCents")
            return
        form = EditLink(context_messages=context_messages)
        if fee_cents != self.link.call_fee_cents:
            form = replace(form, call_fee_cents=fee_cents)
        self._tasks.spawn(self._save(form), name="change a link", key=f"link {self.link.agent_id}")

    async def _save(self, form: EditLink) -> None:
        self.form_advice = None
        self.busy = True
        try:
            await self._calls.edit_link(self.link.community_id, self.link.agent_id, form)
        except DesktopError as error:
            log.info("link: %s", error)
            self.form_advice = advise(error)
            return
        finally:
            self.busy = False
        self.saved.emit()
