"""Rows of amounts (entries, payments, payouts) as a Qt model; nothing but data in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
MONEY_ROW = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """`role` is the colour role of the amount, `under` stands below it; `spoken` is the whole row
    for who listens."""

    id: str
    icon: str
    title: str
    detail: str
    amount: str
    under: str = ""
    role: str = "text"
    spoken: str = ""


class MoneyRows(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MoneyRow] = []

    @property
    def rows(self) -> tuple[MoneyRow, ...]:
        return tuple(self._rows)

    def show(self, rows: Iterable[MoneyRow]) -> None:
        """Take these instead; what grows at either end keeps the place that is looked at."""
        new = list(rows)
        old = self._rows
        if old and new[: len(old)] == old:
            added = len(new) - len(old)
            if added:
                self.beginInsertRows(_ROOT, len(old), len(new) - 1)
                self._rows = new
                self.endInsertRows()
            return
        fresh = len(new) - len(old)
        if old and fresh > 0 and [one.id for one in new[fresh:]] == [one.id for one in old]:
            self.beginInsertRows(_ROOT, 0, fresh - 1)
            self._rows = new
            self.endInsertRows()
            self.dataChanged.emit(self.index(fresh), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def position(self, row_id: str) -> int | None:
        return next((at for at, one in enumerate(self._rows) if one.id == row_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == MONEY_ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or f"{row.title}, {row.detail}, {row.amount}"
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return None
