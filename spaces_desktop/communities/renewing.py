"""Going on with one membership that runs out or ran out: for the price that is shown, once."""

from __future__ import annotations

import logging

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.communities import Community, Membership, Role, Standing
from embedded_server.contracts.errors import Code
from spaces_desktop.communities.api import CommunitiesCalls
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


def ran_out(community: Community | None) -> Membership | None:
    """One's own membership there, if its paid time is over."""
    held = None if community is None else community.membership
    if held is None or held.role is not Role.MEMBER or held.status is not Standing.EXPIRED:
        return None
    return held


class RenewModel(QObject):
    expired_changed = Signal(object)
    price_changed = Signal(int)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    renewed = Signal(str, str)
    """The community, and what was paid in words."""

    expired = Observed[Membership | None](None)
    """The membership of the open community, where it ran out."""
    price = Observed(0)
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)

    def __init__(
        self,
        calls: CommunitiesCalls,
        mine: CommunitiesModel,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._mine = mine
        self._tasks = tasks
        self._id = ""
        mine.entries.modelReset.connect(self._look)
        mine.entries.dataChanged.connect(self._look)
        mine.community_changed.connect(self._look)

    def open(self, community_id: str) -> None:
        """Look at that one from now on, "" for none."""
        if community_id != self._id:
            self._id = community_id
            self.form_advice = None
            self.expired = None
        self._look()

    def renew(self) -> None:
        held = self.expired
        if held is not None and not self.busy:
            self.busy = True
            self._tasks.spawn(self._renew(held, self.price), name="renew", key="renew")

    def _look(self, *_change: object) -> None:
        club = self._mine.get(self._id)
        held = ran_out(club)
        if held != self.expired and club is not None:
            self.price = club.monthly_fee_cents
        self.expired = held

    async def _renew(self, held: Membership, price: int) -> None:
        self.form_advice = None
        community_id = held.community_id
        # A repeat for the same period at the same price is one and the same payment.
        key = f"renew-{community_id}-{held.expires_at}-{price}"
        try:
            now = await self._calls.renew(community_id, price, held.expires_at, key)
            self._mine.take(await self._calls.read(community_id))
            self._look()
        except DesktopError as error:
            log.info("renew: %s", error)
            self.form_advice = advise(error)
            await self._take_over(community_id, error)
        else:
            words = self.tr("{amount} paid. You are in until {day}.")
            until = "" if now.expires_at is None else day(now.expires_at)
            self.renewed.emit(community_id, words.format(amount=money(price), day=until))
        finally:
            self.busy = False

    async def _take_over(self, community_id: str, error: DesktopError) -> None:
        """Another price is shown, another window's payment taken over; nothing is paid for it."""
        if not isinstance(error, ApiError):
            return
        due = error.problem.amount_due_cents
        if error.code is Code.FEE_NOT_ACCEPTED and not isinstance(due, UnsetType):
            self.price = due
        elif error.code in (Code.PERIOD_CHANGED, Code.NOTHING_TO_RENEW):
            try:
                self._mine.take(await self._calls.read(community_id))
            except DesktopError as other:
                log.info("renew: %s", other)
            self._look()
