"""What runs out next, and going on with it: once by hand, or by itself at an agreed price."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from msgspec import UnsetType
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import Renewal
from embedded_server.contracts.communities import Community, Membership
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import day
from spaces_desktop.kernel.money import money
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)


class RenewalsModel(QObject):
    acted = Signal(str)
    """How it stands with one of them is other now: busy, advice, or said."""

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
        self._tasks = tasks
        self._my_id = my_id
        self._is_open = False
        self._busy: set[str] = set()
        self._advice: dict[str, Advice] = {}
        self._said: dict[str, str] = {}
        self.found: Paged[Renewal] = Paged("renewals", self._fetch, live, tasks, self)
        self._unsubscribe = [
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
            live.subscribe(EventType.COMMUNITY_UPDATED, self._on_community),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self._again()),
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

    def get(self, community_id: str) -> Renewal | None:
        return next((one for one in self.found.items if one.community_id == community_id), None)

    def is_busy(self, community_id: str) -> bool:
        return community_id in self._busy

    def advice_for(self, community_id: str) -> Advice | None:
        return self._advice.get(community_id)

    def said_of(self, community_id: str) -> str:
        """The receipt of what was just done, "" for nothing."""
        return self._said.get(community_id, "")

    def renew(self, community_id: str) -> None:
        """Pay for 30 days more, for the price that is shown."""
        known = self.get(community_id)
        if known is not None:
            self._act(known, lambda: self._renew(known))

    def set_auto_renew(self, community_id: str, on: bool) -> None:
        known = self.get(community_id)
        if known is not None:
            self._act(known, lambda: self._set_auto(known, on))

    async def _fetch(self, cursor: str | None) -> Page[Renewal]:
        page = await self._calls.renewals(cursor)
        return replace(page, items=sorted(page.items, key=lambda one: one.expires_at))

    async def _renew(self, known: Renewal) -> None:
        held = await self._calls.renew(known.community_id, known.amount_cents, known.expires_at)
        words = self.tr("{amount} paid. It runs until {day}.")
        until = held.expires_at or known.expires_at
        self._said[known.community_id] = words.format(
            amount=money(known.amount_cents), day=day(until)
        )
        self._take(held)

    async def _set_auto(self, known: Renewal, on: bool) -> None:
        self._take(await self._calls.set_auto_renew(known.community_id, on))

    def _act(self, known: Renewal, doing: Callable[[], Awaitable[None]]) -> None:
        one = known.community_id
        if one in self._busy:
            return
        self._busy.add(one)
        self._tasks.spawn(self._guarded(one, doing), name="renewal", key=f"renewal {one}")

    async def _guarded(self, community_id: str, doing: Callable[[], Awaitable[None]]) -> None:
        self._advice.pop(community_id, None)
        self._said.pop(community_id, None)
        self.acted.emit(community_id)
        try:
            await doing()
        except DesktopError as error:
            log.info("renewal: %s", error)
            self._advice[community_id] = advise(error)
            self._note_price(community_id, error)
            if isinstance(error, ApiError) and error.code is Code.PERIOD_CHANGED:
                self.found.load()
        finally:
            self._busy.discard(community_id)
            self.acted.emit(community_id)

    def _note_price(self, community_id: str, error: DesktopError) -> None:
        """Show what it costs now; nobody pays that before it was seen and pressed again."""
        if isinstance(error, ApiError) and error.code is Code.FEE_NOT_ACCEPTED:
            due = error.problem.amount_due_cents
            if not isinstance(due, UnsetType):
                self._change(community_id, lambda old: replace(old, amount_cents=due))

    def _change(self, community_id: str, change: Callable[[Renewal], Renewal]) -> None:
        self.found.put(
            change(one) if one.community_id == community_id else one for one in self.found.items
        )

    def _take(self, held: Membership) -> None:
        def change(old: Renewal) -> Renewal:
            until = held.expires_at or old.expires_at
            return replace(old, expires_at=until, auto_renew=held.auto_renew)

        self._change(held.community_id, change)

    def _again(self) -> None:
        if self._is_open:
            self.found.load()

    def _on_member(self, data: Membership, _event: Event) -> None:
        if data.user_id == self._my_id:
            self._again()

    def _on_community(self, data: Community, _event: Event) -> None:
        known = self.get(data.id)
        if known is not None and known.amount_cents != data.monthly_fee_cents:
            self._change(data.id, lambda old: replace(old, amount_cents=data.monthly_fee_cents))
