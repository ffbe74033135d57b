"""A session that is over, told again from its log and its chat, as fast as one likes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.playground import SessionLogEntry, SessionMessage
from spaces_desktop.kernel.errors import Advice, DesktopError, advise
from spaces_desktop.kernel.moments import local_time
from spaces_desktop.kernel.phase import Phase
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SessionCalls
from spaces_desktop.playground.session.chat import row_of
from spaces_desktop.playground.session.words import happened
from spaces_desktop.widgets.message_rows import MessageRows, Row

log = logging.getLogger(__name__)
SPEEDS = (1, 4, 16, 60)
TICK_MS = 50
MOST = 5000
"""Entries and messages each that are fetched; a session with more is told from its beginning."""
_COMES, _GOES = ("started", "joined", "reconnected"), ("left", "lost", "removed")


@dataclass(frozen=True, slots=True)
class Moment:
    """`at_ms` is from the beginning; `comes` and `goes` name who is there from then, or no more."""

    at_ms: int
    row: Row
    is_message: bool
    comes: str = ""
    goes: str = ""


class Replay(QObject):
    phase_changed = Signal(object)
    advice_changed = Signal(object)
    position_ms_changed = Signal(int)
    is_playing_changed = Signal(bool)
    speed_changed = Signal(int)
    here_changed = Signal(object)
    loaded = Signal()

    phase = Observed(Phase.LOADING)
    advice = Observed[Advice | None](None)
    position_ms = Observed(0)
    is_playing = Observed(False)
    speed = Observed(SPEEDS[1])
    here = Observed[tuple[str, ...]](())
    """The names of who was there at this moment."""

    def __init__(
        self,
        space_id: str,
        session_id: str,
        me_id: str,
        calls: SessionCalls,
        tasks: Tasks,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._here_ids = (space_id, session_id)
        self._me_id, self._calls, self._tasks, self._clock = me_id, calls, tasks, clock
        self.rows = MessageRows(self)
        self.moments: tuple[Moment, ...] = ()
        self.began = datetime.now().astimezone()
        self.duration_ms = 0
        self._shown = 0
        self._last = 0.0
        self._exact = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="replay", key=f"replay {id(self)}")

    async def _load(self) -> None:
        try:
            entries = await self._entries()
            messages = await self._messages()
        except DesktopError as error:
            log.info("a replay: %s", error)
            self.advice = advise(error)
            self.phase = Phase.FAILED
            return
        self.advice = None
        self._arrange(entries, messages)
        self.phase = Phase.READY if self.moments else Phase.EMPTY
        self.loaded.emit()
        self.seek(self.duration_ms)

    async def _entries(self) -> list[SessionLogEntry]:
        found: list[SessionLogEntry] = []
        cursor: str | None = None
        while len(found) < MOST:
            page = await self._calls.log(*self._here_ids, cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    async def _messages(self) -> list[SessionMessage]:
        found: list[SessionMessage] = []
        cursor: str | None = None
        while len(found) < MOST:
            page = (await self._calls.messages(*self._here_ids, cursor)).value
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    def _arrange(self, entries: list[SessionLogEntry], messages: list[SessionMessage]) -> None:
        told: list[tuple[datetime, int, Row, str, str]] = []
        for entry in entries:
            name = entry.user_name or ""
            told.append(
                (
                    local_time(entry.at),
                    0,
                    _row_of_entry(entry),
                    name if entry.act in _COMES else "",
                    name if entry.act in _GOES else "",
                )
            )
        for message in messages:
            told.append((local_time(message.created_at), 1, row_of(message, self._me_id), "", ""))
        told.sort(key=lambda one: (one[0], one[1], one[2].order))
        if not told:
            return
        self.began = told[0][0]
        self.moments = tuple(
            Moment(
                at_ms=round((at - self.began).total_seconds() * 1000),
                row=_ordered(row, number),
                is_message=bool(kind),
                comes=comes,
                goes=goes,
            )
            for number, (at, kind, row, comes, goes) in enumerate(told)
        )
        self.duration_ms = self.moments[-1].at_ms

    # Playing

    def play(self) -> None:
        if self.position_ms >= self.duration_ms:
            self.seek(0)
        self._last = self._clock()
        self.is_playing = True
        self._timer.start()

    def pause(self) -> None:
        self._timer.stop()
        self.is_playing = False

    def toggle(self) -> None:
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def set_speed(self, speed: int) -> None:
        self.speed = speed

    def seek(self, position_ms: int) -> None:
        self._exact = float(max(0, min(position_ms, self.duration_ms)))
        self._go_to(round(self._exact))

    def next_moment(self) -> None:
        """On to what happened next."""
        later = (one.at_ms for one in self.moments if one.at_ms > self.position_ms)
        self.seek(next(later, self.duration_ms))

    def _tick(self) -> None:
        now = self._clock()
        self._exact = min(self._exact + (now - self._last) * 1000 * self.speed, self.duration_ms)
        self._last = now
        self._go_to(round(self._exact))
        if self._exact >= self.duration_ms:
            self.pause()

    def _go_to(self, position_ms: int) -> None:
        count = sum(1 for one in self.moments if one.at_ms <= position_ms)
        if count < self._shown:
            self.rows.reset(one.row for one in self.moments[:count])
        else:
            for one in self.moments[self._shown : count]:
                self.rows.put(one.row)
        self._shown = count
        here: dict[str, None] = {}
        for one in self.moments[:count]:
            if one.comes:
                here[one.comes] = None
            here.pop(one.goes, None)
        self.here = tuple(here)
        self.position_ms = position_ms

    def close(self) -> None:
        self.pause()
        self._tasks.cancel(f"replay {id(self)}")


def _ordered(row: Row, order: int) -> Row:
    return replace(row, order=order)


def _row_of_entry(entry: SessionLogEntry) -> Row:
    return Row(
        id=f"log{entry.id}",
        order=entry.id,
        author="",
        author_id="",
        text=happened(entry),
        at=local_time(entry.at),
        is_system=True,
    )
