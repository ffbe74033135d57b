"""How long somebody has waited, by the server's clock, and how that looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from embedded_server.contracts.support import Conversation

MOST_SKEW = 2.0
"""Seconds; clocks that differ by less are taken as equal."""
WARN_SHARE = 0.8
"""Of the time until a target: from there on it is close."""
OLD, VERY_OLD = 180, 600
"""Seconds of waiting where no target says what is long."""

AGES = ("text_muted", "warning", "danger")
"""The colours of waiting: not long, long, too long."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("console_times", text)


def moment(stamp: str) -> float:
    """Of the wire, in seconds of the epoch."""
    return datetime.fromisoformat(stamp).timestamp()


def local(seconds: float) -> datetime:
    """A moment of the epoch, on the clock of this machine."""
    return datetime.fromtimestamp(seconds, UTC)


class ServerClock:
    """This machine's clock, put right by what the server said of how long somebody waits."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._offset = 0.0

    def now(self) -> float:
        return self._clock() + self._offset

    def learn(self, fresh: Conversation) -> None:
        """`fresh` has just been fetched."""
        if fresh.waiting_since is None or fresh.waiting_seconds is None:
            return
        skew = moment(fresh.waiting_since) + fresh.waiting_seconds - self._clock()
        self._offset = skew if abs(skew) > MOST_SKEW else 0.0


def due(one: Conversation) -> float | None:
    """When its next target is missed."""
    return None if isinstance(one.due_at, UnsetType) or not one.due_at else moment(one.due_at)


def age(since: float | None, due_at: float | None, now: float, due_state: str | None = None) -> int:
    """An index into AGES: by the target where there is one, else by the time alone. `due_state` is
    what the server says of the target, which knows when its clock rests."""
    if due_at is not None:
        if now >= due_at:
            return 2
        if due_state is not None:
            return {"running": 0, "soon": 1, "missed": 2}[due_state]
        begun = since if since is not None else now
        return 1 if now - begun >= WARN_SHARE * (due_at - begun) else 0
    if since is None:
        return 0
    waited = now - since
    return 2 if waited >= VERY_OLD else 1 if waited >= OLD else 0


def waited(seconds: float) -> str:
    """As short as a list has room for: 45 s, 3 min, 2 h, 4 d."""
    whole = max(0, int(seconds))
    if whole < 60:
        return _tr("{count} s").format(count=whole)
    if whole < 3600:
        return _tr("{count} min").format(count=whole // 60)
    if whole < 86_400:
        return _tr("{count} h").format(count=whole // 3600)
    return _tr("{count} d").format(count=whole // 86_400)


def due_words(due_at: float | None, now: float) -> str:
    """What a target says now; "" where it is far, or there is none."""
    if due_at is None:
        return ""
    if now >= due_at:
        return _tr("late")
    return _tr("due in {time}").format(time=waited(due_at - now))
