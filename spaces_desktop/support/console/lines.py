"""Conversations as rows of a list: what an agent has to see of each, and nothing but data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt

from embedded_server.contracts.support import Conversation, ConversationStatus
from spaces_desktop.support.console.times import ServerClock, due, due_words, moment, waited
from spaces_desktop.widgets.entries import Entries, Entry, Index

_ROOT = QModelIndex()
Which = Literal["queue", "mine", "all"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("console_lines", text)


@dataclass(frozen=True, slots=True)
class Line(Entry):
    """`detail` holds the last words; `state` says who has it, who looks and who writes."""

    position: int = 0
    """In the queue; 0 outside of it."""
    since: float | None = None
    """Since when somebody waits, by the server's clock in seconds."""
    due_at: float | None = None
    due_state: str | None = None
    at: float = 0
    """Of the last message."""
    state: str = ""
    is_typing: bool = False
    is_looked_at: bool = False
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """Who else is at a conversation: colleagues that look, and somebody who writes."""

    looking: tuple[str, ...] = ()
    typing: str = ""


NOBODY = Company()


def line_of(one: Conversation, company: Company, my_id: str) -> Line:
    is_waiting = one.status is ConversationStatus.WAITING_HUMAN
    since = moment(one.waiting_since) if one.waiting_since and is_waiting else None
    words = one.last_text
    if one.last_by == "staff" and words:
        words = _tr("We: {words}").format(words=words)
    elif one.last_by == "agent" and words:
        words = _tr("AI: {words}").format(words=words)
    return Line(
        id=one.id,
        title=one.customer.name,
        detail=words or _tr("Nothing written yet"),
        count=one.unread_count,
        is_person=True,
        position=one.queue_position or 0,
        since=since,
        due_at=due(one),
        due_state=None if isinstance(one.due_state, UnsetType) else one.due_state,
        at=moment(one.last_at),
        state=_state(one, company, my_id),
        is_typing=bool(company.typing),
        is_looked_at=bool(company.looking),
        is_resolved=one.status is ConversationStatus.RESOLVED,
    )


def _state(one: Conversation, company: Company, my_id: str) -> str:
    if company.typing:
        return _tr("{name} is writing").format(name=company.typing)
    if len(company.looking) > 1:
        return _tr("{count} colleagues are looking").format(count=len(company.looking))
    if company.looking:
        return _tr("{name} is looking").format(name=company.looking[0])
    if one.status is ConversationStatus.RESOLVED:
        return _tr("Resolved")
    if one.status is ConversationStatus.AI_ACTIVE:
        return _tr("The AI answers")
    if one.status is ConversationStatus.WAITING_HUMAN:
        return _waiting(one)
    if one.assignee is None:
        return ""
    if one.assignee.id == my_id:
        return _tr("Yours")
    return _tr("With {name}").format(name=one.assignee.name)


def _waiting(one: Conversation) -> str:
    if one.reopened:
        return _tr("Back after it was resolved")
    reason = one.transfer_reason
    if not isinstance(reason, UnsetType) and reason.strip():
        return " ".join(reason.split())
    if one.is_guest is True:
        return _tr("Guest of the web site")
    if one.asked_by == "ai":
        return _tr("Handed over by the AI")
    if one.asked_by == "staff":
        return _tr("Put back by a colleague")
    return _tr("Asked for a person")


def spoken(line: Line, now: float) -> str:
    """What a screen reader says of a row."""
    parts = []
    if line.position:
        parts.append(_tr("Number {position}").format(position=line.position))
    parts.append(Entry.spoken.__get__(line))
    if line.since is not None:
        parts.append(_tr("waiting for {time}").format(time=waited(now - line.since)))
    late = due_words(line.due_at, now)
    parts += [one for one in (line.state, late) if one]
    return ", ".join(parts)


class Lines(Entries):
    """Rows come, go and move one by one, so that what is chosen and where one has scrolled to
    stay. Nothing moves while it is held: the pointer is on a row then."""

    def __init__(self, clock: ServerClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self._is_held = False
        self._later: list[Entry] | None = None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            line = self._entries[index.row()]
            return spoken(line, self.clock.now()) if isinstance(line, Line) else line.spoken
        return super().data(index, role)

    def hold(self, held: bool) -> None:
        """While it is held rows change what they say, but not their places."""
        self._is_held = held
        later, self._later = self._later, None
        if not held and later is not None:
            self.show(later)

    def show(self, entries: Iterable[Entry]) -> None:
        fresh = list(entries)
        ids = [one.id for one in fresh]
        if self._is_held and ids != [one.id for one in self._entries]:
            self._later = fresh
            self._say({one.id: one for one in fresh})
            return
        self._drop(set(ids))
        for at, one in enumerate(fresh):
            if at < len(self._entries) and self._entries[at].id == one.id:
                continue
            was = self._find(one.id, at)
            if was is None:
                self.beginInsertRows(_ROOT, at, at)
                self._entries.insert(at, one)
                self.endInsertRows()
            else:
                self.beginMoveRows(_ROOT, was, was, _ROOT, at)
                self._entries.insert(at, self._entries.pop(was))
                self.endMoveRows()
        self._say({one.id: one for one in fresh})

    def _drop(self, kept: set[str]) -> None:
        for at in range(len(self._entries) - 1, -1, -1):
            if self._entries[at].id not in kept:
                self.beginRemoveRows(_ROOT, at, at)
                del self._entries[at]
                self.endRemoveRows()

    def _find(self, entry_id: str, start: int) -> int | None:
        for at in range(start, len(self._entries)):
            if self._entries[at].id == entry_id:
                return at
        return None

    def _say(self, fresh: dict[str, Entry]) -> None:
        for at, one in enumerate(self._entries):
            new = fresh.get(one.id, one)
            if new != one:
                self._entries[at] = new
                self.dataChanged.emit(self.index(at), self.index(at))
