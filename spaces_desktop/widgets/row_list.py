"""A list that measures and paints only what can be seen, and never moves what one reads.

The reader's place is a row and where it stands on the screen. Whatever changes above or below,
the scroll bar is set so that this row stays there; at the bottom the list follows its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.message_delegate import MessageDelegate
from spaces_desktop.widgets.message_rows import Index, MessageRows
from spaces_desktop.widgets.row_heights import RowHeights
from spaces_desktop.widgets.theme import Themes

AHEAD = 64
"""Pixels beyond the window that are measured before they are seen: after a jump all of them are
measured at once, so they are few."""
NEAR = 3000
"""Pixels from an end at which the next page is asked for: some turns of a fast wheel."""
STEPS_AHEAD = 30
"""Who scrolls faster is so many steps from the end at that time."""
REST_MS = 8
"""Changes that come closer after each other than this are shown together."""
TRIES = 12
"""Measuring moves what is to be measured; estimates are right long before that many rounds."""
LINE = 32
CLOSE = 4
"""Pixels from the end that still count as being there."""
_ROOT = QModelIndex()


class RowList(QListView):
    """Qt's own list lays every row out whenever one changes; all its geometry is replaced here,
    and what assistive technology is told about lists and their items stays."""

    at_bottom_changed = Signal(bool)
    older_wanted = Signal()
    newer_wanted = Signal()
    settled = Signal()
    """Rows may have moved on the screen."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._rows = MessageRows(self)
        self._bindings = Bindings()
        self._heights = RowHeights()
        self._follows = self._told = True
        self._place: tuple[str, int] | None = None
        self._width = 0
        self._moving = False
        self._is_dirty = False
        self._is_told = False
        """Whether Qt is just being told of a change, and asks where rows are."""
        self._pace = 0
        """Pixels of a step while one scrolls."""
        self._rested = QElapsedTimer()
        self._rested.start()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.settle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setMouseTracking(True)
        self.painter = MessageDelegate(self, themes)
        self.setItemDelegate(self.painter)
        themes.changed.connect(self._on_restyled)

    @property
    def at_bottom(self) -> bool:
        """Whether the end of the newest message is on the screen, and stays there."""
        return self._follows

    @property
    def rows(self) -> MessageRows:
        return self._rows

    def show_rows(self, rows: MessageRows) -> None:
        """Show another list, from its newest end."""
        self._bindings.release()
        self._rows = rows
        self.painter.show_rows(rows)
        self.setModel(rows)
        self._bindings.listen(rows.rowsRemoved, self._on_removed)
        self._bindings.listen(rows.ends_changed, self._make_dirty)
        self._start_over()

    # What changes.

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        if self.model() is not self._rows:
            # What was shown is gone, and Qt has put a model of its own in its place.
            self._bindings.release()
            self._rows = MessageRows(self)
            self.painter.show_rows(self._rows)
        self._start_over()

    def _start_over(self) -> None:
        self._heights.reset(self._estimates(0, self._rows.rowCount()))
        self._place = None
        self._follow(True)
        self._make_dirty()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._heights.insert(start, self._estimates(start, end + 1))
        self._make_dirty()
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        self._hold_without(start, end)
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)

    def _on_removed(self, _parent: Index, first: int, last: int) -> None:
        self._heights.remove(first, last)
        self._make_dirty()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        for at in range(first.row(), last.row() + 1):
            self._heights.forget(at)
            rect = self.row_rect(at)
            if rect.bottom() >= -AHEAD and rect.top() <= self.viewport().height() + AHEAD:
                self.viewport().update(rect)
                self._schedule()
        self._is_told = True
        QAbstractItemView.dataChanged(self, first, last, roles)
        self._is_told = False

    def _on_restyled(self) -> None:
        self.painter.restyle()
        self._heights.forget_all()
        self._make_dirty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        # Without regard to whether the scroll bar is there: it must not change what makes it come.
        self._width = self.width() - self.verticalScrollBar().sizeHint().width()
        if self.painter.set_width(self._width):
            self._heights.forget_all()
        self._make_dirty()
        if not self._moving:
            self.settle()

    def _estimates(self, first: int, last: int) -> list[int]:
        return [self.painter.estimate(at) for at in range(first, last)]

    def _make_dirty(self) -> None:
        self.viewport().update()
        self._schedule()

    def _schedule(self) -> None:
        self._is_dirty = True
        if not self._soon.isActive():
            self._soon.start(0 if self._rested.hasExpired(REST_MS) else REST_MS)

    # Where everything stands.

    def doItemsLayout(self) -> None:
        self._make_dirty()

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)

    def settle(self) -> None:
        """Measure what can be seen, and put the reader's place back to where it was."""
        if self._moving:
            return
        self._is_dirty = False
        self._soon.stop()
        self._rested.start()
        moved = self._measure()
        bar = self.verticalScrollBar()
        before = bar.value(), bar.maximum()
        self._moving = True
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(LINE)
        bar.setRange(0, self._highest())
        bar.setValue(self._wanted())
        self._moving = False
        if moved or before != (bar.value(), bar.maximum()):
            self.viewport().update()
        self._hold()
        self._focus()
        self._follow(self._is_at_end())
        self.settled.emit()
        self._ask_for_more()

    def _measure(self) -> bool:
        """Whether a row that was thought to be known has another height."""
        moved = False
        for _ in range(TRIES):
            top = self._wanted() - self._head()
            found = self._measure_between(top - AHEAD, top + self.viewport().height() + AHEAD)
            moved = moved or bool(found)
            if not found:
                break
        return moved

    def _measure_between(self, top: int, bottom: int) -> int:
        """How many rows between turned out to be of another height."""
        heights = self._heights
        changed = 0
        if not len(heights):
            return 0
        first, last = heights.at(top), heights.at(bottom)
        for at in range(first, last + 1):
            if not heights.is_known(at):
                changed += heights.set(at, self.painter.height_of(at))
        return changed

    def _head(self) -> int:
        """Room above the first row, for what is on its way; likewise below the last one."""
        return self.viewport().height() if self._rows.has_older else 0

    def _foot(self) -> int:
        return self.viewport().height() if self._rows.has_room_below else 0

    def _highest(self) -> int:
        whole = self._head() + self._heights.total + self._foot()
        return max(0, whole - self.viewport().height())

    def _wanted(self) -> int:
        """The scroll bar's value that keeps the reader's place."""
        highest = self._highest()
        if self._follows:
            return highest
        at = None if self._place is None else self._rows.position(self._place[0])
        if at is None or self._place is None:
            return min(self.verticalScrollBar().value(), highest)
        return max(0, min(self._head() + self._heights.top(at) - self._place[1], highest))

    def _hold(self) -> None:
        """Take as the reader's place the first row on the screen whose height is known."""
        found = self.visible_rows()
        if not found:
            self._place = None
            return
        known = (at for at in found if self._heights.is_known(at))
        self._hold_row(next(known, found[0]))

    def _focus(self) -> None:
        """Tell the rows what is read, so that they keep it and what is around it."""
        newest = self._rows.newest
        if self._follows and newest is not None:
            self._rows.set_focus(newest.id)
        elif self._place is not None:
            self._rows.set_focus(self._place[0])

    def _hold_row(self, at: int) -> None:
        self._place = (self._rows.row_at(at).id, self.row_rect(at).top())

    def _hold_without(self, first: int, last: int) -> None:
        """Hold a row that stays when these go."""
        at = None if self._place is None else self._rows.position(self._place[0])
        if at is None or not first <= at <= last:
            return
        if last + 1 < len(self._heights):
            self._hold_row(last + 1)
        elif first:
            self._hold_row(first - 1)
        else:
            self._place = None

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return not self._rows.has_newer and bar.value() >= bar.maximum() - CLOSE

    def _follow(self, follows: bool) -> None:
        self._follows = follows
        if follows != self._told:
            self._told = follows
            self.at_bottom_changed.emit(follows)

    def visible_rows(self) -> range:
        """The rows of which something is on the screen."""
        if not len(self._heights):
            return range(0)
        top = self.verticalScrollBar().value() - self._head()
        height = self.viewport().height()
        if top >= self._heights.total or top + height <= 0:
            at = self._heights.at(top)
            return range(at, at + 1)
        return range(self._heights.at(top), self._heights.at(top + height - 1) + 1)

    def row_rect(self, at: int) -> QRect:
        y = self._head() + self._heights.top(at) - self.verticalScrollBar().value()
        return QRect(0, y, self._width, self._heights.height(at))

    def _settle_if_needed(self) -> None:
        if self._is_dirty and not self._is_told:
            self.settle()

    def visualRect(self, index: Index) -> QRect:
        self._settle_if_needed()
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        return self.row_rect(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        self._settle_if_needed()
        y = point.y() + self.verticalScrollBar().value() - self._head()
        if not 0 <= y < self._heights.total:
            return QModelIndex()
        return self._rows.index(self._heights.at(y), 0)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, _rect: QRect, _command: object) -> None:
        """Rows are not selected here, text is."""

    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion()

    # Moving about.

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        if self._moving:
            return
        self._pace = min((self._pace + abs(dy)) // 2, self.viewport().height())
        self._follow(self._is_at_end())
        self._hold()
        self.viewport().update()
        self.settle()

    def scrollTo(
        self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        self._settle_if_needed()
        if not index.isValid() or index.row() >= len(self._heights):
            return
        at = index.row()
        self._heights.set(at, self.painter.height_of(at))
        rect, height = self.row_rect(at), self.viewport().height()
        hints = QListView.ScrollHint
        is_whole = rect.top() >= 0 and rect.bottom() < height
        fills = rect.top() <= 0 and rect.bottom() >= height - 1
        if hint == hints.EnsureVisible and (is_whole or fills):
            return
        last = height - rect.height()
        if hint == hints.PositionAtCenter:
            y = max(0, last // 2)
        elif hint == hints.PositionAtTop:
            y = 0
        elif hint == hints.PositionAtBottom or rect.top() < 0:
            # Of one that is taller than the window the nearer end is shown.
            y = last if hint == hints.PositionAtBottom else min(0, last)
        else:
            y = max(0, last)
        self.hold(at, y)
        self.settle()

    def hold(self, at: int, y: int) -> None:
        """Let a row stand there when the list settles."""
        # Whether that is the end after all is found out, and told, then.
        self._follows = False
        self._place = (self._rows.row_at(at).id, y)
        self._is_dirty = True

    def scrollToBottom(self) -> None:
        self._follow(True)
        self.settle()

    def _near(self) -> int:
        near = max(NEAR, STEPS_AHEAD * self._pace)
        count, total = len(self._heights), self._heights.total
        if count <= self._rows.most // 2:
            return near
        # Never are both ends near, or each page would push out the one at the other end.
        shed = 2 * self._rows.shed * total // count
        return min(near, max(LINE, (total - shed - self.viewport().height()) // 3))

    def _ask_for_more(self) -> None:
        if not len(self._heights):
            return
        value = self.verticalScrollBar().value()
        near = self._near()
        if value - self._head() < near:
            self.older_wanted.emit()
        if self._head() + self._heights.total - value - self.viewport().height() < near:
            self.newer_wanted.emit()
