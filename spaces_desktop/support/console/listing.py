"""The list of a console: the queue, one's own conversations, or all, and what a search finds."""

from __future__ import annotations

import json
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from embedded_server.contracts.base import Page
from embedded_server.contracts.support import Conversation
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.live import LiveEvents
from spaces_desktop.kernel.paged import Paged
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.support.console.api import ConsoleCalls
from spaces_desktop.support.console.book import Book
from spaces_desktop.support.console.colleagues import Colleagues
from spaces_desktop.support.console.lines import Line, Lines, Which, line_of
from spaces_desktop.support.console.times import ServerClock

REFRESH_MS = 16
"""Changes closer to each other than a frame are shown together."""


class Listing(QObject):
    which_changed = Signal(str)
    needle_changed = Signal(str)
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    has_more_changed = Signal(bool)
    counts_changed = Signal(object)
    refreshed = Signal()

    which = Observed[Which]("queue")
    needle = Observed("")
    """What is searched for: words of the messages, or of the customer's name."""
    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    has_more = Observed(False)
    counts = Observed[tuple[int, int, int]]((0, 0, 0))
    """How many wait, how many are one's own, and how many of those have something new."""

    def __init__(
        self,
        community_id: str,
        book: Book,
        colleagues: Colleagues,
        clock: ServerClock,
        calls: ConsoleCalls,
        live: LiveEvents,
        tasks: Tasks,
        my_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._community_id = community_id
        self._book = book
        self._colleagues = colleagues
        self._clock = clock
        self._calls = calls
        self._my_id = my_id
        self.lines = Lines(clock, self)
        self._made: dict[str, tuple[Conversation, object, Line]] = {}
        self._base: tuple[Phase, Advice | None] = (Phase.LOADING, None)
        self._all = Paged(f"conversations of {community_id}", self._fetch, live, tasks, self)
        self._all.changed.connect(self.refresh_soon)
        self._all.phase_changed.connect(lambda _phase: self.refresh_soon())
        self._all.advice_changed.connect(lambda _advice: self.refresh_soon())
        self._all.has_more_changed.connect(lambda _more: self.refresh_soon())
        colleagues.company_changed.connect(lambda _one: self.refresh_soon())
        self._calm = QElapsedTimer()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.refresh)
        self.retry: Callable[[], None] = lambda: None

    def close(self) -> None:
        self._rest.stop()
        self._all.close()

    def show(self, which: Which) -> None:
        self.which = which
        if which == "all" and not self.needle and not self._all.items:
            self._all.load()
        self.refresh()

    def search(self, words: str) -> None:
        if words == self.needle:
            return
        self.needle = words
        self._all.clear()
        if words or self.which == "all":
            self._all.load()
        self.refresh()

    def more(self) -> None:
        self._all.more()

    def reload(self) -> None:
        if self._needs_all:
            self._all.load()
        else:
            self.retry()

    def set_base(self, phase: Phase, advice: Advice | None) -> None:
        """How it went with the queue and one's own conversations."""
        self._base = (phase, advice)
        self.refresh()

    def refresh_soon(self) -> None:
        """The first change once this turn of the loop is over, those that follow a frame later."""
        if not self._rest.isActive():
            is_calm = not self._calm.isValid() or self._calm.elapsed() > REFRESH_MS
            self._rest.start(0 if is_calm else REFRESH_MS)

    def refresh(self) -> None:
        self._rest.stop()
        self._calm.start()
        waiting = self._placed()
        mine = self._book.held_by(self._my_id)
        new = sum(1 for one in mine if one.unread_count)
        self.counts = (len(waiting), len(mine), new)
        shown = self._shown(waiting, mine)
        self.lines.show([self._line(one) for one in shown])
        self._keep_made(shown)
        self._show_state(bool(shown))
        self.refreshed.emit()

    @property
    def _needs_all(self) -> bool:
        return self.which == "all" or bool(self.needle)

    def _placed(self) -> list[Conversation]:
        """Who waits, each with the place it has by now."""
        return [
            one if one.queue_position == at else replace(one, queue_position=at)
            for at, one in enumerate(self._book.waiting(), start=1)
        ]

    def _shown(self, waiting: list[Conversation], mine: list[Conversation]) -> list[Conversation]:
        if self.needle:
            found = [self._book.get(one.id) or one for one in self._all.items]
            if self.which == "queue":
                places = {one.id: one for one in waiting}
                return [places[one.id] for one in found if one.id in places]
            ids = {one.id for one in mine}
            return [one for one in found if self.which == "all" or one.id in ids]
        if self.which == "queue":
            return waiting
        if self.which == "mine":
            return mine
        places = {one.id: one for one in waiting}
        return [places.get(one.id, one) for one in self._book.newest()]

    def _line(self, one: Conversation) -> Line:
        company = self._colleagues.company(one.id)
        made = self._made.get(one.id)
        if made is not None and made[0] == one and made[1] == company:
            return made[2]
        line = line_of(one, company, self._my_id)
        self._made[one.id] = (one, company, line)
        return line

    def _keep_made(self, shown: list[Conversation]) -> None:
        if len(self._made) > 2 * len(shown) + 100:
            ids = {one.id for one in shown}
            self._made = {key: made for key, made in self._made.items() if key in ids}

    def _show_state(self, has_rows: bool) -> None:
        phase, advice = self._base
        if self._needs_all:
            phase, advice = self._all.phase, self._all.advice
        self.has_more = self._needs_all and self._all.has_more
        self.advice = advice
        if has_rows:
            self.phase = Phase.READY
        else:
            self.phase = Phase.EMPTY if phase is Phase.READY else phase

    async def _fetch(self, cursor: str | None) -> Page[Conversation]:
        answer = await self._calls.conversations(self._community_id, self.needle, cursor)
        self._book.fetched(answer.value.items, answer.seq)
        for one in answer.value.items:
            self._clock.learn(one)
        return answer.value


def kept_ids(said: str) -> list[str]:
    """A list of ids as it was kept; none where it cannot be read."""
    try:
        found = json.loads(said)
    except ValueError:
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
