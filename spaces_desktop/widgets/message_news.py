"""What came in while a list is open: said aloud once it is whole, and counted below the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QToolButton

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.message_rows import PENDING, ROW, MessageRows, Row, RowState
from spaces_desktop.widgets.row_list import RowList
from spaces_desktop.widgets.theme import Themes

RIGHT, BOTTOM = 28, 12


class News(QObject):
    """History that is loaded is no news, and neither is what one says oneself."""

    said = Signal(str)
    count_changed = Signal(int)

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view
        self._rows: MessageRows | None = None
        self._bindings = Bindings()
        self._growing: set[str] = set()
        self._below: set[str] = set()

    def listen(self, rows: MessageRows) -> None:
        self._bindings.release()
        self._rows = rows
        self._bindings.listen(rows.modelReset, self._on_reset)
        self._bindings.listen(rows.rowsInserted, self._on_inserted)
        self._bindings.listen(rows.dataChanged, self._on_changed)
        self._bindings.listen(rows.came_beyond, self._on_beyond)
        self._on_reset()

    def seen(self) -> None:
        """The newest is on the screen."""
        self._forget_count()

    def _on_reset(self) -> None:
        self._growing.clear()
        self._forget_count()

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Only what comes live stands at the end of a list that holds the newest."""
        rows = self._rows
        if rows is None or rows.has_newer:
            return
        followed = last + 1 < rows.rowCount() and rows.row_at(last + 1).order < PENDING
        if followed or first == 0 < last:
            return
        for at in range(first, last + 1):
            self._on_came(rows.row_at(at))

    def _on_came(self, row: Row) -> None:
        if row.order >= PENDING:
            return
        if not self._view.at_bottom and not row.is_own:
            self._on_beyond(row.id)
        if row.state is RowState.STREAMING:
            self._growing.add(row.id)
        elif not row.is_own:
            self._say(row)

    def _on_changed(self, first: QModelIndex) -> None:
        row = first.data(ROW)
        if not isinstance(row, Row) or row.state is RowState.STREAMING:
            return
        if row.id in self._growing:
            self._growing.discard(row.id)
            self._say(row)

    def _on_beyond(self, row_id: str) -> None:
        if row_id not in self._below:
            self._below.add(row_id)
            self.count_changed.emit(len(self._below))

    def _say(self, row: Row) -> None:
        self.said.emit(row.spoken)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, row.spoken))

    def _forget_count(self) -> None:
        if self._below:
            self._below.clear()
            self.count_changed.emit(0)


class NewestButton(QToolButton):
    """Floats over the end of the list while its newest message is out of sight."""

    def __init__(self, view: RowList, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("to_newest")
        self.setAccessibleName(self.tr("Go to the newest message"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("role", "floating")
        dress(self, "down", themes)
        self.show_count(0)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many have come in below."""
        if count == 0:
            self.setText(self.tr("Newest"))
        elif count == 1:
            self.setText(self.tr("1 new"))
        else:
            self.setText(self.tr("{count} new").format(count=count))
        self.place(self.isVisible())

    def place(self, shown: bool) -> None:
        size = self.sizeHint()
        x = self._view.width() - size.width() - RIGHT
        y = self._view.height() - size.height() - BOTTOM
        self.setGeometry(x, y, size.width(), size.height())
        self.setVisible(shown)
