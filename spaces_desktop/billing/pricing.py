"""Prices of a community: tried first, with what they would mean, and then saved or left."""

from __future__ import annotations

import logging
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.communities import Community, EditCommunity
from embedded_server.contracts.pricing import PriceQuery, Prices, PriceWhatIf
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

PAUSE_MS = 150
DAYS = 30
"""So far back income is looked at."""


class PricingModel(QObject):
    found_changed = Signal(object)
    advice_changed = Signal(object)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    tried_changed = Signal(object)
    saved = Signal(object)
    """The community as it is now."""

    found = Observed[PriceWhatIf | None](None)
    """What the tried prices would mean; that of the ones before while these are asked for."""
    advice = Observed[Advice | None](None)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    tried = Observed[Prices | None](None)
    """None while something typed is no amount."""

    def __init__(
        self,
        community: Community,
        calls: BillingCalls,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self.now = prices_of(community)
        self._calls = calls
        self._tasks = tasks
        self._key = f"prices {uuid4().hex}"
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.tried = self.now

    def close(self) -> None:
        self._pause.stop()
        self._tasks.cancel(self._key)

    def load(self) -> None:
        self._look()

    def try_prices(self, join: int | None, monthly: int | None, agent: int | None) -> None:
        """Look at other prices, in cents; None for what is no amount."""
        self.form_advice = None
        if join is None or monthly is None or agent is None:
            self.tried = None
            return
        self.tried = Prices(
            join_fee_cents=join, monthly_fee_cents=monthly, agent_call_fee_cents=agent
        )
        self._pause.start()

    @property
    def is_other(self) -> bool:
        """Whether what is tried differs from what is."""
        return self.tried is not None and self.tried != self.now

    def save(self) -> None:
        tried = self.tried
        if tried is None:
            words = self.tr("One of the prices is no amount.")
            self.form_advice = Advice(words)
        elif not self.busy:
            self.busy = True
            self._tasks.spawn(self._save(tried), name="save prices", key=f"save {self._key}")

    def _look(self) -> None:
        tried = self.tried
        if tried is not None:
            self._tasks.spawn(self._ask(tried), name="what if", key=self._key)

    async def _ask(self, tried: Prices) -> None:
        query = PriceQuery(
            join_fee_cents=tried.join_fee_cents,
            monthly_fee_cents=tried.monthly_fee_cents,
            agent_call_fee_cents=tried.agent_call_fee_cents,
            days=DAYS,
        )
        try:
            found = await self._calls.what_if(self.community.id, query)
        except DesktopError as error:
            log.info("what if: %s", error)
            self.advice = advise(error)
            return
        self.advice = None
        self.found = found

    async def _save(self, tried: Prices) -> None:
        self.form_advice = None
        form = EditCommunity(
            join_fee_cents=tried.join_fee_cents,
            monthly_fee_cents=tried.monthly_fee_cents,
            agent_call_fee_cents=tried.agent_call_fee_cents,
        )
        try:
            made = await self._calls.set_prices(self.community.id, form)
        except DesktopError as error:
            log.info("prices: %s", error)
            self.form_advice = advise(error)
        else:
            self.now = prices_of(made)
            self.saved.emit(made)
            self._look()
        finally:
            self.busy = False


def prices_of(community: Community) -> Prices:
    return Prices(
        join_fee_cents=community.join_fee_cents,
        monthly_fee_cents=community.monthly_fee_cents,
        agent_call_fee_cents=community.agent_call_fee_cents,
    )
