"""A list whose rows a delegate paints: its ways with mouse and keyboard, and the ground of a row.

`MoneyList`, `HitList` and `EntryList` are of it; what stands in a row is theirs.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate

from spaces_desktop.widgets.theme import Theme, Themes


class PaintedList(QListView):
    chosen = Signal(str)
    """The id of the row that was clicked, or entered with the keyboard."""

    def __init__(self, name: str, title: str, rows: QAbstractItemModel, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(rows)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_entered)
        self.activated.connect(self._on_entered)
        themes.changed.connect(self.viewport().update)

    def set_painter(self, painter: QStyledItemDelegate) -> None:
        self.setItemDelegate(painter)

    def id_at(self, index: QModelIndex) -> str:
        """The id of the row there, "" for none."""
        raise NotImplementedError

    def _on_entered(self, index: QModelIndex) -> None:
        row_id = self.id_at(index)
        if row_id:
            self.chosen.emit(row_id)


def paint_ground(
    painter: QPainter, state: QStyle.StateFlag, box: QRect, theme: Theme, *, is_chosen: bool
) -> None:
    """Behind a row: whether it is the chosen one, under the mouse, or has the focus."""
    radius = theme.radius["m"]
    painter.setPen(Qt.PenStyle.NoPen)
    role = ""
    if is_chosen:
        role = "accent_soft"
    elif state & QStyle.StateFlag.State_MouseOver:
        role = "hover"
    if role:
        painter.setBrush(theme.color(role))
        painter.drawRoundedRect(box, radius, radius)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
