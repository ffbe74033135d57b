"""Messages in short, as a Qt model: what a search, a list of pins or of mentions shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from spaces_desktop.widgets.entries import Index

HIT = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
BEFORE = 48
"""So many characters are shown in front of the first word that was looked for."""
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """`marks` are (start, length) in `text`; `note` is a line of its own below it."""

    id: str
    title: str
    text: str
    when: str
    place: str = ""
    note: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    is_new: bool = False

    @property
    def spoken(self) -> str:
        new = QCoreApplication.translate("hits", "unread") if self.is_new else ""
        parts = (new, self.title, self.place, self.when, self.text, self.note)
        return ", ".join(part for part in parts if part)


class Hits(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    @property
    def hits(self) -> Sequence[Hit]:
        return tuple(self._hits)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return hit.spoken
        return None

    def show(self, hits: Iterable[Hit]) -> None:
        """Put these in place of the old ones; rows stay where their ids agree."""
        fresh = list(hits)
        count = len(self._hits)
        if [one.id for one in fresh[:count]] == [one.id for one in self._hits]:
            for at in range(count):
                if self._hits[at] != fresh[at]:
                    self._hits[at] = fresh[at]
                    self.dataChanged.emit(self.index(at), self.index(at))
            if len(fresh) > count:
                self.beginInsertRows(_ROOT, count, len(fresh) - 1)
                self._hits = fresh
                self.endInsertRows()
            return
        self.beginResetModel()
        self._hits = fresh
        self.endResetModel()


def excerpt(text: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text around the first of those words in one line, and where they stand."""
    flat = " ".join(text.split())
    pattern = re.compile("|".join(re.escape(word) for word in words if word), re.IGNORECASE)
    first = pattern.search(flat) if any(words) else None
    if first is not None and first.start() > BEFORE:
        start = flat.rfind(" ", 0, first.start() - BEFORE // 2) + 1
        start = start if first.start() - start < 2 * BEFORE else first.start() - BEFORE // 2
        flat = f"… {flat[start:]}"
    flat = flat[:LONGEST]
    marks = pattern.finditer(flat) if any(words) else iter(())
    return flat, tuple((one.start(), len(one[0])) for one in marks if one[0])
