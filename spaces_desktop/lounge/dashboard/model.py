"""The figures of one lounge over a range of days, kept current while they are shown."""

from __future__ import annotations

import asyncio
import importlib
import logging
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.communities import Community, Membership
from embedded_server.contracts.events import Event, EventType, Resync
from embedded_server.contracts.lounge import Dashboard, DashboardChanged
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.kernel.transfers import disk_error
from spaces_desktop.lounge.dashboard.api import DashboardCalls
from spaces_desktop.lounge.dashboard.figures import as_csv

log = logging.getLogger(__name__)

RANGES = (7, 30, 90, 365)
USUAL_DAYS = 30
AGAIN_AFTER_MS = 2000
"""What changes closely together is one new reading."""
EVERY_MS = 10 * 60_000
"""A day ends, and a membership runs out, without an event."""


class DashboardModel(QObject):
    days_changed = Signal(int)
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    figures_changed = Signal(object)
    file_advice_changed = Signal(object)
    saved = Signal(str)

    days = Observed(USUAL_DAYS)
    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    figures = Observed[Dashboard | None](None)
    file_advice = Observed[Advice | None](None)

    def __init__(
        self,
        community: Community,
        calls: DashboardCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._key = f"dashboard {uuid4().hex}"
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self.load)
        self._round = QTimer(self)
        self._round.setInterval(EVERY_MS)
        self._round.timeout.connect(self.load)
        self._round.start()
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.DASHBOARD_UPDATED, self._on_changed),
            live.subscribe(EventType.MEMBER_UPDATED, self._on_member),
            live.subscribe(EventType.RESYNC, self._on_resync),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._again.stop()
        self._round.stop()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="dashboard", key=self._key)

    def set_days(self, days: int) -> None:
        if days != self.days:
            self.days = days
            self.load()

    def save_csv(self, target: Path) -> None:
        """The days that are shown."""
        if self.figures is not None:
            self._save(as_csv(self.figures).encode(), target)

    def save_picture(self, png: bytes, target: Path) -> None:
        self._save(png, target)

    def _save(self, content: bytes, target: Path) -> None:
        self.file_advice = None
        try:
            target.write_bytes(content)
        except OSError as error:
            self.file_advice = advise(disk_error(error, target))
        else:
            self.saved.emit(str(target))

    async def _load(self) -> None:
        self._again.stop()
        if self.figures is None:
            self.phase = Phase.LOADING
        try:
            found = await self._calls.dashboard(self.community.id, self.days)
        except DesktopError as error:
            log.info("dashboard: %s", error)
            self.advice = advise(error)
            if self.figures is None:
                self.phase = Phase.FAILED
            return
        if self.figures is None:
            # What draws the plots is large: read off the main thread, it does not hold the window.
            await asyncio.to_thread(importlib.import_module, "pyqtgraph")
        self.advice = None
        self.figures = found
        is_empty = not (found.member_count or found.conversations or found.revenue.daily)
        self.phase = Phase.EMPTY if is_empty else Phase.READY

    def _on_changed(self, data: DashboardChanged, _event: Event) -> None:
        self._read_again(data.community_id)

    def _on_member(self, data: Membership, _event: Event) -> None:
        self._read_again(data.community_id)

    def _on_resync(self, _data: Resync, _event: Event) -> None:
        self._read_again(self.community.id)

    def _read_again(self, community_id: str) -> None:
        if community_id == self.community.id and not self._again.isActive():
            self._again.start()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()
