"""The figures of one customer service over a range of days, kept current while they are shown."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.communities import Community
from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.support import Conversation, QueueUpdated
from embedded_server.contracts.support_desk import SupportReport
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import Link, LinkState, LiveEvents
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.report.api import ReportCalls

log = logging.getLogger(__name__)

RANGES = (7, 30, 90)
USUAL_DAYS = 30
AGAIN_AFTER_MS = 5000
"""Conversations that change closely together are one new reading."""


class ReportModel(QObject):
    days_changed = Signal(int)
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    report_changed = Signal(object)
    file_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    saved = Signal(str)

    days = Observed(USUAL_DAYS)
    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    report = Observed[SupportReport | None](None)
    file_advice = Observed[Advice | None](None)
    busy = Observed(False)
    """A file is being saved."""

    def __init__(
        self,
        community: Community,
        calls: ReportCalls,
        live: LiveEvents,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.community = community
        self._calls = calls
        self._live = live
        self._tasks = tasks
        self._key = f"report {uuid4().hex}"
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self.load)
        live.link_changed.connect(self._on_link)
        self._unsubscribe = [
            live.subscribe(EventType.CONVERSATION_UPDATED, self._on_conversation),
            live.subscribe(EventType.QUEUE_UPDATED, self._on_queue),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self._again.stop()
        self._live.link_changed.disconnect(self._on_link)
        self._tasks.cancel(self._key)
        self._tasks.cancel(f"{self._key} file")

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="support report", key=self._key)

    def set_days(self, days: int) -> None:
        if days != self.days:
            self.days = days
            self.report = None
            self.load()

    def save(self, target: Path) -> None:
        """The days that are shown, as CSV of the server's own."""
        self._tasks.spawn(self._save(target), name="save report", key=f"{self._key} file")

    async def _load(self) -> None:
        self._again.stop()
        if self.report is None:
            self.phase = Phase.LOADING
        days = self.days
        try:
            found = await self._calls.report(self.community.id, days)
        except DesktopError as error:
            log.info("report: %s", error)
            self.advice = advise(error)
            if self.report is None:
                self.phase = Phase.FAILED
            return
        self.advice = None
        self.report = found
        is_empty = not (found.started or found.open_now or found.waiting_now)
        self.phase = Phase.EMPTY if is_empty else Phase.READY

    async def _save(self, target: Path) -> None:
        self.file_advice = None
        self.busy = True
        try:
            await self._calls.report_csv(self.community.id, self.days, target)
        except DesktopError as error:
            log.info("report file: %s", error)
            self.file_advice = advise(error)
        else:
            self.saved.emit(str(target))
        finally:
            self.busy = False

    def _on_conversation(self, data: Conversation, _event: Event) -> None:
        self._read_again(data.community_id)

    def _on_queue(self, data: QueueUpdated, _event: Event) -> None:
        self._read_again(data.community_id)

    def _read_again(self, community_id: str) -> None:
        if community_id == self.community.id and not self._again.isActive():
            self._again.start()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.ONLINE and self.advice is not None:
            self.load()
