"""Whether a brand's people are there by its hours, in words that stay true."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.support_desk import BusinessHours
from spaces_desktop.kernel.errors import DesktopError
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import ConsoleCalls
from spaces_desktop.support.console.hours import is_open, opens_at
from spaces_desktop.support.console.words import hours_words

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 30_000


def now_utc() -> datetime:
    return datetime.now(UTC)


class Opening(QObject):
    words_changed = Signal(str)
    words = Observed("")
    """ "" where the brand has no hours."""

    def __init__(
        self,
        community_id: str,
        calls: ConsoleCalls,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._calls = calls
        self._tasks = tasks
        self._clock = clock
        self._key = f"hours of {community_id}"
        self._hours = BusinessHours()
        self._ticks = QTimer(self)
        self._ticks.setInterval(LOOK_EVERY_MS)
        self._ticks.timeout.connect(self.look)

    def close(self) -> None:
        self._ticks.stop()
        self._tasks.cancel(self._key)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name=self._key, key=self._key)

    def look(self) -> None:
        now = self._clock()
        self.words = hours_words(self._hours, is_open(self._hours, now), opens_at(self._hours, now))

    async def _load(self) -> None:
        try:
            found = await self._calls.settings(self._community_id)
        except DesktopError as error:
            log.info("%s: %s", self._key, error)  # the rest works without them
            return
        self._hours = found.hours
        self.look()
        self._ticks.start()
