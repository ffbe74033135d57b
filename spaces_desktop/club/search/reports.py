"""Reports of the open club for its staff: how many are open, and what is done about each."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.errors import Code
from embedded_server.contracts.events import Event, EventType, ReportsUpdated
from embedded_server.contracts.moderation import Report, ReportOutcome, ReportStatus
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.kernel.errors import Advice, ApiError, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import when
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.hits import Hit, Hits, excerpt

log = logging.getLogger(__name__)


class ReportsModel(QObject):
    open_count_changed = Signal(int)
    act_advice_changed = Signal(object)
    shows_resolved_changed = Signal(bool)

    open_count = Observed(0)
    act_advice = Observed[Advice | None](None)
    shows_resolved = Observed(False)

    def __init__(
        self, calls: FindingCalls, live: LiveEvents, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._community_id = ""
        self.hits = Hits(self)
        self.found: Paged[Report] = Paged("reports", self._fetch, live, tasks, self)
        self.found.changed.connect(self._show)
        self._unsubscribe = [
            live.subscribe(EventType.REPORTS_UPDATED, self._on_updated),
            live.subscribe(EventType.RESYNC, lambda _data, _event: self._reload()),
        ]

    def close(self) -> None:
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe.clear()
        self.found.close()

    def open(self, community_id: str, *, is_staff: bool) -> None:
        """Another club is open; who is not staff there sees none."""
        wanted = community_id if is_staff else ""
        if wanted != self._community_id:
            self._community_id = wanted
            self.open_count = 0
            self.act_advice = None
            self.found.clear()
            self._reload()

    def show_resolved(self, resolved: bool) -> None:
        if resolved != self.shows_resolved:
            self.shows_resolved = resolved
            self.found.clear()
            self._reload()

    def get(self, report_id: str) -> Report | None:
        return next((one for one in self.found.items if one.id == report_id), None)

    def resolve(self, report_id: str, outcome: ReportOutcome) -> None:
        doing = self._resolve(self._community_id, report_id, outcome)
        self._tasks.spawn(doing, name="resolve a report", key=f"report {report_id}")

    async def _resolve(self, community_id: str, report_id: str, outcome: ReportOutcome) -> None:
        self.act_advice = None
        try:
            await self._calls.resolve_report(community_id, report_id, outcome)
        except DesktopError as error:
            log.info("report: %s", error)
            if not (isinstance(error, ApiError) and error.code is Code.ALREADY_RESOLVED):
                self.act_advice = advise(error)
                return
            self.act_advice = Advice(self.tr("Somebody else has already handled this."))
        self._reload()

    def _reload(self) -> None:
        if self._community_id:
            self.found.load()

    async def _fetch(self, cursor: str | None) -> Page[Report]:
        status: ReportStatus = "resolved" if self.shows_resolved else "open"
        return await self._calls.reports(self._community_id, status, cursor)

    def _show(self) -> None:
        if not self.shows_resolved:
            self.open_count = max(self.open_count, len(self.found.items))
            if not self.found.has_more:
                self.open_count = len(self.found.items)
        self.hits.show(self._hit(one) for one in self.found.items)

    def _hit(self, one: Report) -> Hit:
        text, _marks = excerpt(one.text, ())
        note = self.tr("{name}: {reason}").format(name=one.reporter_name, reason=one.reason)
        place = ""
        if one.outcome == "deleted":
            place = self.tr("Deleted")
        elif one.outcome == "kept":
            place = self.tr("Kept")
        return Hit(one.id, one.author_name, text, when(one.at), place, " ".join(note.split()))

    def _on_updated(self, data: ReportsUpdated, _event: Event) -> None:
        if data.community_id == self._community_id:
            self.open_count = data.open_count
            self._reload()
