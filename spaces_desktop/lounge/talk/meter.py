"""The time of today in one lounge: what is used and left, and subscribing at its end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.lounge import LoungeTime, LoungeUsage, UsageUpdated
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.moments import day, local_time
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.lounge.api import LoungeCalls

log = logging.getLogger(__name__)

_LONGEST_WAIT_MS = 3_600_000


class Meter(QObject):
    usage_changed = Signal(object)
    price_changed = Signal(int)
    busy_changed = Signal(bool)
    form_advice_changed = Signal(object)
    receipt_changed = Signal(str)

    usage = Observed[LoungeUsage | None](None)
    """None while it is not known."""
    price = Observed(0)
    """What a subscription costs now: that, and nothing else, is agreed to; 0 where none is sold."""
    busy = Observed(False)
    form_advice = Observed[Advice | None](None)
    """Why subscribing, or ending it, did not work."""
    receipt = Observed("")
    """What was paid just now, in words."""

    def __init__(
        self,
        community_id: str,
        calls: LoungeCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._id = community_id
        self._calls = calls
        self._tasks = tasks
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.timeout.connect(self.load)
        self._live = live
        live.link_changed.connect(self._on_link)
        self._forget = live.subscribe(EventType.USAGE_UPDATED, self._on_updated)

    def close(self) -> None:
        self._anew.stop()
        self._forget()
        self._live.link_changed.disconnect(self._on_link)

    @property
    def share(self) -> float:
        """How much of the free time is used, from 0 to 1."""
        usage = self.usage
        if usage is None or not usage.is_limited:
            return 0.0
        if not usage.free_seconds_per_day:
            return 1.0
        return min(1.0, usage.used_seconds / usage.free_seconds_per_day)

    @property
    def warns(self) -> bool:
        usage = self.usage
        near = usage is not None and usage.used_seconds >= usage.warn_at_seconds
        return near and usage is not None and usage.is_limited and not self.is_out

    @property
    def is_out(self) -> bool:
        """Whether nothing is left of today's time."""
        usage = self.usage
        return usage is not None and usage.is_limited and usage.remaining_seconds < 1

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="usage", key=f"usage {self._id}")

    def refused(self, error: DesktopError) -> None:
        """What was said was not taken: take over what it says of today's time."""
        if not isinstance(error, ApiError) or error.code is not Code.FREE_MINUTES_USED:
            return
        problem, usage = error.problem, self.usage
        if not isinstance(problem.monthly_price_cents, UnsetType):
            self.price = problem.monthly_price_cents or 0
        if usage is not None and not isinstance(problem.resets_at, UnsetType):
            self._take(
                replace(usage, remaining_seconds=0, resets_at=problem.resets_at, is_limited=True)
            )
        self.load()

    def subscribe(self) -> None:
        """For the price that was shown, for 30 more days."""
        if self.usage is not None and self.price:
            self._act(self._subscribe)

    def unsubscribe(self) -> None:
        """It is not renewed; what is paid for runs to its end."""
        self._act(self._unsubscribe)

    async def _load(self) -> None:
        try:
            self._take(await self._calls.usage(self._id))
        except DesktopError as error:
            # What was known last stays; what is said next tells whether there is time for it.
            log.info("usage: %s", error)

    async def _subscribe(self) -> None:
        usage, price = self.usage, self.price
        assert usage is not None
        end = usage.subscription_expires_at
        # A repeat for the same period at the same price is one and the same payment.
        key = f"subscribe-{self._id}-{end}-{price}"
        try:
            now = await self._calls.subscribe(self._id, price, end, key)
        except ApiError as error:
            due = error.problem.amount_due_cents
            if error.code is Code.FEE_NOT_ACCEPTED and not isinstance(due, UnsetType):
                self.price = due
            elif error.code is Code.PERIOD_CHANGED:
                self.load()
            raise
        self._take(now)
        until = now.subscription_expires_at
        words = self.tr("{amount} paid. You can talk without a limit until {day}.")
        until_words = "" if until is None else day(until)
        self.receipt = words.format(amount=money(price), day=until_words)

    async def _unsubscribe(self) -> None:
        self._take(await self._calls.unsubscribe(self._id))
        self.receipt = ""

    def _on_updated(self, data: UsageUpdated, _event: Event) -> None:
        """The figures are here at once; which reply it was is asked for."""
        usage = self.usage
        if data.community_id != self._id:
            return
        if usage is not None:
            replies = usage.replies
            if data.reply is not None:
                others = [one for one in replies if one.turn_id != data.reply.turn_id]
                replies = [*others, data.reply]
            told = {name: getattr(data, name) for name in LoungeTime.__struct_fields__}
            self._take(LoungeUsage(**told, replies=replies))
        self.load()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE:
            self.load()

    def _act(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if not self.busy:
            # At once, not when the task begins: a double click is one press.
            self.busy = True
            self._tasks.spawn(self._guarded(doing), name="subscription")

    async def _guarded(self, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.form_advice = None
        try:
            await doing()
        except DesktopError as error:
            log.info("subscription: %s", error)
            self.form_advice = advise(error)
        finally:
            self.busy = False

    def _take(self, usage: LoungeUsage) -> None:
        self.price = usage.monthly_price_cents
        self.usage = usage
        left = (local_time(usage.resets_at) - datetime.now(UTC)).total_seconds()
        # A clock that goes wrong, or a machine that slept, must not leave yesterday's time here.
        self._anew.start(round(min(_LONGEST_WAIT_MS, max(1000.0, left * 1000 + 500))))
