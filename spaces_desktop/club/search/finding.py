"""All that finds messages in the clubs room, and the way from a hit to its place in the thread."""

from __future__ import annotations

import logging
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from embedded_server.contracts.club import Message
from spaces_desktop.club.search.api import FindingCalls
from spaces_desktop.club.search.mentions import MentionsModel
from spaces_desktop.club.search.pins import PinsModel
from spaces_desktop.club.search.recent import Recent
from spaces_desktop.club.search.reports import ReportsModel
from spaces_desktop.club.search.searching import SearchModel
from spaces_desktop.communities.model import CommunitiesModel
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.moments import wire_time
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.widgets.rooms import Keep

log = logging.getLogger(__name__)


class FindingModel(QObject):
    jump_wanted = Signal(str, str)
    """A community and one of its messages."""
    date_advice_changed = Signal(object)

    date_advice = Observed[Advice | None](None)
    """Why one did not get to a date."""

    def __init__(
        self,
        calls: FindingCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        clubs: CommunitiesModel,
        keep: Keep | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks
        self._clubs = clubs
        self._community_id = ""
        self.search = SearchModel(calls, live, tasks, self._club_name, Recent(keep), parent=self)
        self.mentions = MentionsModel(calls, live, tasks, my_id, clubs.get, parent=self)
        self.pins = PinsModel(calls, live, tasks, parent=self)
        self.reports = ReportsModel(calls, live, tasks, parent=self)

    def close(self) -> None:
        for part in (self.search, self.mentions, self.pins, self.reports):
            part.close()

    def open(self, community_id: str, *, is_staff: bool) -> None:
        """Another club is open, or none."""
        self._community_id = community_id
        self.date_advice = None
        self.search.open_in(community_id)
        self.pins.open(community_id)
        self.reports.open(community_id, is_staff=is_staff)

    def go_to_hit(self, message_id: str) -> None:
        self.search.keep()
        self._go(self.search.message(message_id))

    def go_to_mention(self, message_id: str) -> None:
        self._go(self.mentions.message(message_id))

    def go_to_pin(self, message_id: str) -> None:
        self.jump_wanted.emit(self._community_id, message_id)

    def go_to_report(self, report_id: str) -> None:
        report = self.reports.get(report_id)
        if report is not None and report.message is not None:
            self.jump_wanted.emit(report.community_id, report.message_id)

    def go_to_date(self, day: date) -> None:
        """Show the first message of a day, or what comes next."""
        moment = wire_time(datetime(day.year, day.month, day.day).astimezone())
        doing = self._go_to_date(self._community_id, moment)
        self._tasks.spawn(doing, name="jump to a date", key="jump to a date")

    def mark_read(self, community_id: str) -> None:
        self._tasks.spawn(self._mark_read(community_id), name="mark as read")

    async def _go_to_date(self, community_id: str, moment: str) -> None:
        self.date_advice = None
        try:
            found = await self._calls.first_since(community_id, moment)
        except DesktopError as error:
            log.info("jump to a date: %s", error)
            self.date_advice = advise(error)
            return
        self._go(found)

    async def _mark_read(self, community_id: str) -> None:
        try:
            await self._calls.read_all(community_id)
        except DesktopError as error:
            log.info("mark as read: %s", error)
            self._clubs.form_advice = advise(error)

    def _go(self, message: Message | None) -> None:
        if message is not None:
            self.jump_wanted.emit(message.community_id, message.id)

    def _club_name(self, community_id: str) -> str:
        club = self._clubs.get(community_id)
        return "" if club is None else club.name
