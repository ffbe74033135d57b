"""Selecting text in a list of messages with the mouse, across rows, as in one document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QPoint, QTime, QTimer
from PySide6.QtWidgets import QApplication

from spaces_desktop.widgets.message_delegate import MessageDelegate
from spaces_desktop.widgets.message_rows import Row
from spaces_desktop.widgets.message_selection import Place
from spaces_desktop.widgets.row_list import RowList

SCROLL_EVERY_MS = 30
FASTEST = 60
"""Pixels that the list moves at each step while the mouse pulls beyond its edge."""


class TextPicking(QObject):
    """`on_changed` is called when something else is selected than before."""

    def __init__(
        self, view: RowList, painter: MessageDelegate, on_changed: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._painter = painter
        self._selection = painter.selection
        self._on_changed = on_changed
        self._is_pulling = False
        self._mouse = QPoint()
        self._pull = QTimer(self)
        self._pull.setInterval(SCROLL_EVERY_MS)
        self._pull.timeout.connect(self._scroll_on)

    @property
    def is_empty(self) -> bool:
        return self._selection.is_empty

    def press(self, at: QPoint, *, extend: bool) -> None:
        place = self._place_at(at)
        if place is None:
            return
        anchor = self._selection.anchor if extend else None
        self._selection.set(anchor or place, place)
        self._is_pulling = True
        self._on_changed()

    def pull(self, at: QPoint) -> None:
        """The mouse moves with its button held; beyond the edge the list comes along."""
        if not self._is_pulling:
            return
        self._mouse = at
        self._take_head()
        outside = not 0 <= at.y() < self._view.viewport().height()
        if outside and not self._pull.isActive():
            self._pull.start()
        elif not outside:
            self._pull.stop()

    def release(self) -> None:
        self._is_pulling = False
        self._pull.stop()

    def pick_word(self, at: QPoint) -> None:
        place = self._place_at(at)
        index = self._view.indexAt(at)
        if place is not None and index.isValid():
            start, end = self._painter.word_at(index, place.at)
            self._select(place, start, end)

    def pick_row(self, row: Row) -> None:
        """All text of one message."""
        at = self._view.rows.position(row.id)
        if at is not None:
            length = self._painter.text_length(self._view.rows.index(at, 0))
            self._select(Place(row.order, row.id, 0), 0, length)

    def clear(self) -> None:
        self.release()
        self._selection.clear()
        self._on_changed()

    @property
    def text(self) -> str:
        """What is selected; of several messages with who said each, and when."""
        ends = self._selection.ends()
        if ends is None:
            return ""
        rows = self._view.rows
        parts: list[tuple[Row, str]] = []
        for at in range(rows.find(ends[0].order), rows.rowCount()):
            row = rows.row_at(at)
            if row.order > ends[1].order:
                break
            inside = ends[0].order < row.order < ends[1].order
            parts.append((row, row.text if inside else self._part_of(at, row)))
        parts = [(row, text) for row, text in parts if text]
        if len(parts) == 1:
            return parts[0][1]
        return "\n\n".join(f"{self._head_of(row)}\n{text}" for row, text in parts)

    def _part_of(self, at: int, row: Row) -> str:
        index = self._view.rows.index(at, 0)
        part = self._selection.of(row, self._painter.text_length(index))
        return "" if part is None else self._painter.text_between(index, part.start, part.end)

    def _head_of(self, row: Row) -> str:
        time = QTime(row.at.hour, row.at.minute)
        shown = QLocale().toString(time, QLocale.FormatType.ShortFormat)
        return self.tr("{author}, {time}").format(author=row.author, time=shown)

    def _select(self, place: Place, start: int, end: int) -> None:
        self._selection.set(
            Place(place.order, place.row_id, start), Place(place.order, place.row_id, end)
        )
        self._on_changed()

    def _take_head(self) -> None:
        place, anchor = self._place_at(self._mouse), self._selection.anchor
        if place is not None and anchor is not None and place != self._selection.head:
            self._selection.set(anchor, place)
            self._on_changed()

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        y = self._mouse.y()
        beyond = y if y < 0 else max(0, y - height + 1)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + max(-FASTEST, min(FASTEST, beyond)))
        self._take_head()

    def _place_at(self, at: QPoint) -> Place | None:
        """The position in the text that is nearest to a place of the list."""
        view = self._view
        if not view.rows.rowCount():
            return None
        inside = QPoint(at.x(), max(0, min(at.y(), view.viewport().height() - 1)))
        index = view.indexAt(inside)
        if not index.isValid():
            last = view.rows.rowCount() - 1
            above = view.visualRect(view.rows.index(0, 0)).top() > inside.y()
            index = view.rows.index(0 if above else last, 0)
        row = view.rows.row_at(index.row())
        within = inside - view.visualRect(index).topLeft()
        found = self._painter.text_position(index, within)
        return Place(row.order, row.id, found or 0)


class Clicks:
    """Tells a third click from a first: Qt knows of double clicks only."""

    def __init__(self) -> None:
        self._at: QPoint | None = None
        self._until = 0

    def double(self, at: QPoint, stamp: int) -> None:
        self._at = at
        self._until = stamp + QApplication.doubleClickInterval()

    def is_third(self, at: QPoint, stamp: int) -> bool:
        near = QApplication.startDragDistance()
        third = (
            self._at is not None
            and stamp <= self._until
            and (at - self._at).manhattanLength() <= near
        )
        self._at = None
        return third
