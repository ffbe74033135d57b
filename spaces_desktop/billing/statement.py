"""A statement of the wallet: the entries of a range of days, saved as a file."""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from spaces_desktop.billing.api import BillingCalls
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.moments import wire_time
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks

log = logging.getLogger(__name__)

_KEY = "statement"


def day_start(day: date) -> datetime:
    """When that day begins on the clock of this machine."""
    return datetime.combine(day, time.min).astimezone()


class StatementModel(QObject):
    advice_changed = Signal(object)
    done_bytes_changed = Signal(object)
    saved = Signal(str)

    advice = Observed[Advice | None](None)
    done_bytes = Observed[int | None](None)
    """How much of it is here; None while none is under way."""

    def __init__(self, calls: BillingCalls, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._tasks = tasks

    def save(self, first: date | None, last: date | None, target: Path) -> None:
        """Both days belong to it; None is from the first entry, or up to now."""
        if self.done_bytes is not None:
            return
        if first is not None and last is not None and last < first:
            self.advice = Advice(self.tr("The last day lies before the first one."))
            return
        since = None if first is None else wire_time(day_start(first))
        end = None if last is None else day_start(last + timedelta(days=1))
        until = None if end is None else wire_time(end - timedelta(milliseconds=1))
        self._tasks.spawn(self._save(since, until, target), name=_KEY, key=_KEY)

    def stop(self) -> None:
        self._tasks.cancel(_KEY)

    async def _save(self, since: str | None, until: str | None, target: Path) -> None:
        self.advice = None
        self.done_bytes = 0
        try:
            await self._calls.statement(since, until, target, self._on_progress)
        except DesktopError as error:
            log.info("statement: %s", error)
            self.advice = advise(error)
        else:
            self.saved.emit(str(target))
        finally:
            self.done_bytes = None

    def _on_progress(self, done: int, _total: int) -> None:
        self.done_bytes = done
