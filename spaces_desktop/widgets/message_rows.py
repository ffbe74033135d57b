"""The rows of a message list as a Qt model: sorted, unique by id, and nothing but data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from spaces_desktop.widgets.message_row.spoken import spoken_row

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()

GROUP_SECONDS = 300
"""Messages of one author that follow each other within this stand under one name."""

MOST = 1200
"""Rows that are held at once; when there are more, those farthest from the reader go."""
SHED = 300
"""How many go at a time."""

PENDING = 2**60
"""From this `order` on stand rows that have no place among the messages yet."""


class RowState(Enum):
    SENT = auto()
    SENDING = auto()
    UNSENT = auto()
    STREAMING = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """A text that a reply used."""

    mark: int
    title: str
    passage: str


@dataclass(frozen=True, slots=True)
class Action:
    """`icon` is a name of `widgets/icons.py`, "" for none."""

    key: str
    label: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that this one answers; `row_id` is where it stands."""

    row_id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ReactionMark:
    emoji: str
    count: int
    is_mine: bool
    names: str = ""
    """Who, for the hint."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of a message. `picture` is the key of its small picture, "" where it has none;
    `width` and `height` are the picture's own, in pixels; `detail` says kind and size in words."""

    id: str
    name: str
    kind: Literal["picture", "sound", "file"]
    detail: str
    picture: str = ""
    width: int = 0
    height: int = 0
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One message as it is shown. `order` sorts; `note` is a line under the text.

    `actions` are buttons in the row, `verbs` stand in its menu (and the first few over it under
    the mouse); both are named by their keys.
    """

    id: str
    order: int
    author: str
    author_id: str
    text: str
    at: datetime
    is_agent: bool = False
    is_own: bool = False
    state: RowState = RowState.SENT
    note: str = ""
    sources: tuple[Source, ...] = ()
    actions: tuple[Action, ...] = ()
    verbs: tuple[Action, ...] = ()
    quote: Quote | None = None
    reactions: tuple[ReactionMark, ...] = ()
    media: tuple[Media, ...] = ()
    names: tuple[str, ...] = ()
    """The words behind an `@` in the text that name somebody."""
    names_me: bool = False
    is_private: bool = False
    is_pinned: bool = False
    is_system: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says: author, time, text, and all that hangs on it."""
        return spoken_row(self)


class MessageRows(QAbstractListModel):
    """Rows are kept in ascending `order`; putting one in twice replaces it.

    They are a window: one part without gaps of all there are, with the reader in it."""

    trimmed = Signal(list, bool)
    """The ids of rows that were let go for want of room, and whether they were the oldest."""
    unread_from_changed = Signal(object)
    ends_changed = Signal()
    came_beyond = Signal(str)
    """The id of a new message that is not held here, as there are others before it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._order_of: dict[str, int] = {}
        self._unread_from: int | None = None
        self._focus: str | None = None
        self.most, self.shed = MOST, SHED
        self._has_older = False
        self._has_newer = False

    @property
    def has_older(self) -> bool:
        """Whether there are more above the first row than are held here."""
        return self._has_older

    @property
    def has_newer(self) -> bool:
        """Whether there are more below the last row than are held here."""
        return self._has_newer

    @property
    def has_room_below(self) -> bool:
        """Whether newer ones will stand at the end. Below what one has just sent there is nothing,
        whatever is on its way before it."""
        newest = self.newest
        return self._has_newer and (newest is None or newest.order < PENDING)

    def set_ends(self, *, has_older: bool, has_newer: bool) -> None:
        if (has_older, has_newer) != (self._has_older, self._has_newer):
            self._has_older, self._has_newer = has_older, has_newer
            self._refresh(0)
            self.ends_changed.emit()

    @property
    def unread_from(self) -> int | None:
        """A line "New messages" stands above the first row of this order or a higher one."""
        return self._unread_from

    def set_unread_from(self, order: int | None) -> None:
        before = self.first_unread
        self._unread_from = order
        for at in {before, self.first_unread}:
            if at is not None:
                self._refresh(at)
        self.unread_from_changed.emit(order)

    @property
    def first_unread(self) -> int | None:
        """Where the line stands: above this row; None where it is not among these rows."""
        if self._unread_from is None:
            return None
        at = self.find(self._unread_from)
        return at if at < len(self._rows) and self.starts_unread(at) else None

    def starts_unread(self, at: int) -> bool:
        """Whether the line "New messages" stands above this row."""
        order = self._rows[at].order
        if self._unread_from is None or not self._unread_from <= order < PENDING:
            return False
        if at == 0:
            # Of what is above and not held here, some may be unread as well.
            return not self._has_older or order == self._unread_from
        return self._rows[at - 1].order < self._unread_from

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    @property
    def rows(self) -> Sequence[Row]:
        return tuple(self._rows)

    @property
    def newest(self) -> Row | None:
        return self._rows[-1] if self._rows else None

    def row_at(self, at: int) -> Row:
        return self._rows[at]

    def get(self, row_id: str) -> Row | None:
        at = self.position(row_id)
        return None if at is None else self._rows[at]

    def position(self, row_id: str) -> int | None:
        order = self._order_of.get(row_id)
        return None if order is None else self.find(order)

    def leads_group(self, at: int) -> bool:
        """Whether this row stands under a name of its own."""
        if at == 0 or self.starts_day(at):
            return True
        before, row = self._rows[at - 1], self._rows[at]
        apart = (row.at - before.at).total_seconds()
        return before.author_id != row.author_id or apart > GROUP_SECONDS

    def starts_day(self, at: int) -> bool:
        return at == 0 or self._rows[at - 1].at.date() != self._rows[at].at.date()

    def reset(self, rows: Iterable[Row]) -> None:
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: row.order)
        self._order_of = {row.id: row.order for row in self._rows}
        self.endResetModel()

    def merge(self, rows: Iterable[Row]) -> None:
        """Put a page in; a page that lies wholly before or after the rest goes in at once."""
        fresh = []
        for row in sorted(rows, key=lambda one: one.order):
            if row.id in self._order_of:
                self.put(row)
            else:
                fresh.append(row)
        if not fresh:
            return
        at = self.find(fresh[0].order)
        if at == self.find(fresh[-1].order):
            self._insert(at, fresh)
        else:
            for row in fresh:
                self.put(row)

    def put(self, row: Row) -> None:
        """Insert the row, or replace the one of the same id."""
        at = self.position(row.id)
        if at is None:
            self._insert(self.find(row.order), [row])
        elif self._rows[at].order == row.order:
            if self._rows[at] != row:
                self._rows[at] = row
                index = self.index(at)
                self.dataChanged.emit(index, index)
        else:
            self.remove(row.id)
            self.put(row)

    def remove(self, row_id: str) -> None:
        at = self.position(row_id)
        if at is None:
            return
        self.beginRemoveRows(_ROOT, at, at)
        del self._rows[at]
        del self._order_of[row_id]
        self.endRemoveRows()
        self._refresh(at)

    def _insert(self, at: int, rows: list[Row]) -> None:
        self.beginInsertRows(_ROOT, at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self._order_of.update((row.id, row.order) for row in rows)
        self.endInsertRows()
        self._refresh(at + len(rows))
        if len(self._rows) > self.most:
            self._trim(at)

    def set_focus(self, row_id: str) -> None:
        """The row that somebody reads; what is far from it goes first."""
        self._focus = row_id

    def _trim(self, changed: int) -> None:
        """Let go of the end that is farther from the reader, or from what just came in."""
        last = self.find(PENDING)
        focus = None if self._focus is None else self.position(self._focus)
        at_start = (changed if focus is None else focus) > last // 2
        count = min(last, len(self._rows) - self.most + self.shed)
        first = 0 if at_start else last - count
        gone = [row.id for row in self._rows[first : first + count]]
        self.beginRemoveRows(_ROOT, first, first + count - 1)
        del self._rows[first : first + count]
        for row_id in gone:
            del self._order_of[row_id]
        self.endRemoveRows()
        self.trimmed.emit(gone, at_start)
        self._refresh(first)

    def _refresh(self, at: int) -> None:
        """The row behind a change may now lead a group, or no longer."""
        if at < len(self._rows):
            index = self.index(at)
            self.dataChanged.emit(index, index)

    def find(self, order: int) -> int:
        """Where the first row of that order or a higher one stands."""
        return bisect_left(self._rows, order, key=lambda row: row.order)
