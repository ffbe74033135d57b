"""One's own wallet: what is in it, what is set aside, and every entry, kept up to date."""

from __future__ import annotations

import logging

from msgspec import UnsetType
from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.billing import Wallet, WalletEntry
from embedded_server.contracts.events import Event, EventType
from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.billing.words import entry_row
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.money_rows import MoneyRows

log = logging.getLogger(__name__)


_CALLS = ("agent_call_held", "agent_call")


def place_of(community_id: str, at: str) -> str:
    """Names the entry of what was paid for a reply, by where and when it began."""
    return f"{community_id}@{at}"


class WalletModel(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    wallet_changed = Signal(object)
    moved = Signal()
    """Money went in or out since."""

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    wallet = Observed[Wallet | None](None)

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
        self._seq = 0
        self._is_open = False
        self.entries: Paged[WalletEntry] = Paged("entries", self._fetch, live, tasks, self)
        self.rows = MoneyRows(self)
        self.entries.changed.connect(self._on_entries)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.WALLET_UPDATED, self._on_wallet),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self.load()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._live.link_changed.disconnect(self._on_link)
        self.entries.close()

    def load(self) -> None:
        """The balance, and the entries where somebody looks at them."""
        self._tasks.spawn(self._load(), name="wallet", key="wallet")
        if self._is_open:
            self.entries.refresh(_id)

    def open(self) -> None:
        """Somebody looks: from now on the entries are kept up to date, too."""
        if not self._is_open:
            self._is_open = True
            self.entries.load()

    def entry(self, wanted: str) -> WalletEntry | None:
        """By its id, or by a place as `place_of` gives it."""
        community_id, _, at = wanted.rpartition("@")
        if community_id:
            return next(
                (
                    one
                    for one in self.entries.items
                    if one.community_id == community_id and one.kind in _CALLS and one.at <= at
                ),
                None,
            )
        return next((one for one in self.entries.items if one.id == wanted), None)

    async def _fetch(self, cursor: str | None) -> Page[WalletEntry]:
        return await self._calls.entries(cursor)

    async def _load(self) -> None:
        try:
            snapshot = await self._calls.wallet()
        except DesktopError as error:
            log.info("wallet: %s", error)
            self.advice = advise(error)
            if self.wallet is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self._seq = max(self._seq, snapshot.seq)
        self._show(snapshot.value)

    def _show(self, wallet: Wallet) -> None:
        has_moved = self.wallet is not None and self.wallet != wallet
        self.wallet = wallet
        self.phase = Phase.READY
        if has_moved:
            self.moved.emit()

    def _on_wallet(self, data: Wallet, event: Event) -> None:
        if data.user_id != self._my_id:
            return
        if not isinstance(event.seq, UnsetType):
            if event.seq <= self._seq:
                return
            self._seq = event.seq
        self._show(data)
        if self._is_open:
            self.entries.refresh(_id)

    def _on_entries(self) -> None:
        self.rows.show(entry_row(one) for one in self.entries.items)

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()


def _id(entry: WalletEntry) -> str:
    return entry.id
