"""What a community earns its creator: by kind and day, and every payment."""

from __future__ import annotations

import logging
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import Payment, Refund, Revenue
from embedded_server.contracts.communities import Community
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.income_data import as_csv
from spaces_desktop.billing.refund import RefundModel
from spaces_desktop.billing.words import payment_row
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.kernel.transfers import disk_error
from spaces_desktop.widgets.money_rows import MoneyRows

log = logging.getLogger(__name__)

RANGES = (7, 30, 90, 365)


class IncomeModel(QObject):
    communities_changed = Signal(object)
    chosen_changed = Signal(str)
    days_changed = Signal(int)
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    revenue_changed = Signal(object)
    file_advice_changed = Signal(object)
    saved = Signal(str)

    communities = Observed[tuple[Community, ...]](())
    """Those that one has created."""
    chosen = Observed("")
    days = Observed(30)
    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    revenue = Observed[Revenue | None](None)
    file_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: BillingCalls,
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
        self.payments: Paged[Payment] = Paged("payments", self._fetch, live, tasks, self)
        self.rows = MoneyRows(self)
        self.payments.changed.connect(self._on_payments)
        live.link_changed.connect(self._on_link)

    def close(self) -> None:
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel("income")
        self.payments.close()

    def open(self, community_id: str = "") -> None:
        """Look at one's communities, at that one first where it is named."""
        self._tasks.spawn(self._open(community_id), name="income", key="income")

    def choose(self, community_id: str) -> None:
        self._choose(community_id)
        self._tasks.spawn(self._load(), name="income", key="income")

    def set_days(self, days: int) -> None:
        self.days = days
        if self.chosen:
            self._tasks.spawn(self._load(), name="income", key="income")

    def reload(self) -> None:
        """What is shown may be other now."""
        if self.chosen:
            self._tasks.spawn(self._load(), name="income", key="income")
            self.payments.refresh(lambda one: one.entry_id)

    def refund_of(self, entry_id: str) -> RefundModel | None:
        """One payment, to be paid back."""
        found = next((one for one in self.payments.items if one.entry_id == entry_id), None)
        if found is None:
            return None
        made = RefundModel(found, self.chosen, self._calls, self._tasks)
        made.done.connect(self._on_refunded)
        return made

    def save(self, target: Path) -> None:
        """The days and kinds that are shown, as CSV."""
        revenue = self.revenue
        if revenue is None:
            return
        self.file_advice = None
        try:
            target.write_text(as_csv(revenue), "utf-8", newline="")
        except OSError as error:
            self.file_advice = advise(disk_error(error, target))
            return
        self.saved.emit(str(target))

    async def _fetch(self, cursor: str | None) -> Page[Payment]:
        return await self._calls.payments(self.chosen, cursor)

    async def _open(self, community_id: str) -> None:
        if self.revenue is None:
            self.phase = Phase.LOADING
        try:
            mine = await self._calls.created(self._my_id)
        except DesktopError as error:
            self._failed(error)
            return
        self.advice = None
        self.communities = tuple(mine)
        known = {one.id for one in mine}
        wanted = community_id if community_id in known else self.chosen
        if wanted not in known:
            wanted = mine[0].id if mine else ""
        if not wanted:
            self.phase = Phase.EMPTY
            return
        if wanted != self.chosen or not self.payments.items:
            self._choose(wanted)
        await self._load()

    def _choose(self, community_id: str) -> None:
        if community_id != self.chosen:
            self.revenue = None
            self.phase = Phase.LOADING
            self.payments.clear()
        self.chosen = community_id
        self.payments.load()

    async def _load(self) -> None:
        try:
            found = await self._calls.revenue(self.chosen, self.days)
        except DesktopError as error:
            self._failed(error)
            return
        self.advice = None
        self.revenue = found
        self.phase = Phase.READY

    def _failed(self, error: DesktopError) -> None:
        log.info("income: %s", error)
        self.advice = advise(error)
        if self.revenue is None:
            self.phase = Phase.FAILED

    def _on_payments(self) -> None:
        self.rows.show(payment_row(one) for one in self.payments.items)

    def _on_refunded(self, made: Refund) -> None:
        self.payments.put(
            replace(one, refunded_cents=one.amount_cents - made.left_cents)
            if one.entry_id == made.entry_id
            else one
            for one in self.payments.items
        )
        self.reload()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.open(self.chosen)
