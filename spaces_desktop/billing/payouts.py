"""Payouts: asked for by whoever has earned something, paid outside and confirmed by the host."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import AskPayout, Payout, PayoutStatus
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.words import payout_row
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, DesktopError
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.money import AmountError, typed_cents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.money_rows import MoneyRows

log = logging.getLogger(__name__)


class PayoutsModel(QObject):
    """One's own, or for the host those of everybody that wait."""

    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    asked = Signal(object)
    decided = Signal(object)

    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: BillingCalls,
        live: LiveEvents,
        tasks: Tasks,
        *,
        everybodys: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._everybodys = everybodys
        self._form_key = uuid4().hex
        self._is_open = False
        name = "everybody's payouts" if everybodys else "payouts"
        self._key = name
        self.found: Paged[Payout] = Paged(name, self._fetch, live, tasks, self)
        self.rows = MoneyRows(self)
        self.found.changed.connect(self._on_found)
        self._unsubscribe = [
            live.subscribe(EventType.PAYOUT_UPDATED, self._on_payout),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self.found.close()

    def open(self) -> None:
        if not self._is_open:
            self._is_open = True
            self.found.load()

    def reload(self) -> None:
        if self._is_open:
            self.found.refresh(lambda one: one.id)

    def get(self, payout_id: str) -> Payout | None:
        return next((one for one in self.found.items if one.id == payout_id), None)

    def begin_form(self) -> None:
        """A form opens afresh: what is sent from it counts once, however often it is pressed."""
        self.form_advice = None
        self._form_key = uuid4().hex

    def edited(self) -> None:
        self.form_advice = None

    def ask(self, amount: str, note: str, most_cents: int) -> None:
        """Ask for a payout of what somebody typed; at most what is in the wallet."""
        try:
            cents = typed_cents(amount, least=1, most=most_cents)
        except AmountError as error:
            self.form_advice = Advice(str(error), field="amountCents")
            return
        form = AskPayout(amount_cents=cents, note=note.strip())
        self._act(lambda: self._ask(form))

    def decide(self, payout_id: str, note: str, *, paid: bool) -> None:
        self._act(lambda: self._decide(payout_id, note.strip(), paid))

    async def _fetch(self, cursor: str | None) -> Page[Payout]:
        status: PayoutStatus | None = "pending" if self._everybodys else None
        return await self._calls.payouts(status, self._everybodys, cursor)

    async def _ask(self, form: AskPayout) -> None:
        made = await self._calls.ask_payout(form, self._form_key)
        self.found.put((made, *(one for one in self.found.items if one.id != made.id)))
        self.asked.emit(made)

    async def _decide(self, payout_id: str, note: str, paid: bool) -> None:
        try:
            made = await self._calls.decide_payout(payout_id, note, paid)
        except DesktopError:
            self.found.load()
            raise
        self.found.put(one for one in self.found.items if one.id != payout_id)
        self.decided.emit(made)

    def _on_payout(self, data: Payout, _event: Event) -> None:
        if self._everybodys or self.get(data.id) is not None:
            self.reload()

    def _on_found(self) -> None:
        self.rows.show(payout_row(one, with_name=self._everybodys) for one in self.found.items)

    def _act(self, doing: Callable[[], Awaitable[None]]) -> None:
        if not self.busy:
            self.busy = True
            self._tasks.spawn(
                guarded(self, doing, log, "payout"), name="payout", key=f"act on {self._key}"
            )
