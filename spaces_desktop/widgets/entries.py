"""Rows of a plain list (clubs, people, agents) as a Qt model; nothing but data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """`count` is a badge, `mentions` one that stands out; `is_quiet` keeps both from shouting;
    `is_present` puts a mark at the picture."""

    id: str
    title: str
    detail: str = ""
    count: int = 0
    is_agent: bool = False
    is_person: bool = False
    is_present: bool = False
    mentions: int = 0
    is_quiet: bool = False
    is_verified: bool = False

    @property
    def spoken(self) -> str:
        parts = [self.title]
        if self.is_agent:
            parts.append(QCoreApplication.translate("entries", "AI"))
        if self.is_verified:
            parts.append(QCoreApplication.translate("entries", "Verified"))
        if self.detail:
            parts.append(self.detail)
        if self.count:
            unread = QCoreApplication.translate("entries", "{count} unread")
            parts.append(unread.format(count=self.count))
        if self.mentions:
            named = QCoreApplication.translate("entries", "{count} for you")
            parts.append(named.format(count=self.mentions))
        if self.is_quiet:
            parts.append(QCoreApplication.translate("entries", "notifications off"))
        if self.is_present:
            parts.append(QCoreApplication.translate("entries", "online"))
        return ", ".join(parts)


class Entries(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None

    @property
    def entries(self) -> Sequence[Entry]:
        return tuple(self._entries)

    def position(self, entry_id: str) -> int | None:
        for at, entry in enumerate(self._entries):
            if entry.id == entry_id:
                return at
        return None

    def show(self, entries: Iterable[Entry]) -> None:
        """Put these in place of the old ones, keeping rows (and selections) where ids agree."""
        fresh = list(entries)
        if [one.id for one in fresh] == [one.id for one in self._entries]:
            for at, entry in enumerate(fresh):
                if self._entries[at] != entry:
                    self._entries[at] = entry
                    self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._entries = fresh
        self.endResetModel()
