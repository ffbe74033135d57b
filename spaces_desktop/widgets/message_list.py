"""The list of messages: stays where the reader is, whatever comes in above or below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QToolButton, QToolTip, QWidget

from spaces_desktop.widgets.icons import dress
from spaces_desktop.widgets.message_delegate import MessageDelegate
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_rows import ROW, MessageRows, Row, RowState
from spaces_desktop.widgets.theme import Themes

NEAR = 600
"""Pixels from an end at which the next page is asked for."""


class MessageList(QListView):
    action_requested = Signal(str, str)
    """Row id and key of the row's action."""
    hit_activated = Signal(str, object)
    """Row id and Hit of what was clicked in it."""
    older_wanted = Signal()
    newer_wanted = Signal()
    newest_wanted = Signal()
    at_bottom_changed = Signal(bool)
    announced = Signal(str)
    """What was just said to screen readers: somebody else's new message, once it is whole."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stuck = True
        self._anchor: tuple[str, int] | None = None
        self._moving = False
        self._newest_below = False
        self._growing: set[str] = set()
        self.setObjectName("messages")
        self.setAccessibleName(self.tr("Messages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setMouseTracking(True)
        self._painter = MessageDelegate(self, themes)
        self.setItemDelegate(self._painter)
        self._themes = themes
        themes.changed.connect(self._on_restyled)

        self._to_newest = QToolButton(self)
        self._to_newest.setObjectName("to_newest")
        self._to_newest.setText(self.tr("Newest"))
        self._to_newest.setAccessibleName(self.tr("Go to the newest message"))
        self._to_newest.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._to_newest.setProperty("role", "floating")
        dress(self._to_newest, "down", themes)
        self._to_newest.clicked.connect(self.go_to_newest)
        self._to_newest.hide()
        bar = self.verticalScrollBar()
        bar.setSingleStep(24)
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range_changed)

    @property
    def at_bottom(self) -> bool:
        return self._stuck

    def show_rows(self, rows: MessageRows) -> None:
        """Show another list, from its newest end."""
        old = self.model()
        if isinstance(old, MessageRows):
            old.modelReset.disconnect(self._on_reset)
            old.rowsInserted.disconnect(self._on_inserted)
            old.dataChanged.disconnect(self._on_grown)
        self._growing.clear()
        self._set_stuck(True)
        self._anchor = None
        self._painter.show_rows(rows)
        self.setModel(rows)
        rows.modelReset.connect(self._on_reset)
        rows.rowsInserted.connect(self._on_inserted)
        rows.dataChanged.connect(self._on_grown)
        self.scrollToBottom()

    def set_newest_below(self, below: bool) -> None:
        """Whether there is more than this list holds below its last row."""
        self._newest_below = below
        self._show_to_newest()

    def reveal(self, row_id: str) -> None:
        """Bring one row to the middle and make it current."""
        rows = self.model()
        at = rows.position(row_id) if isinstance(rows, MessageRows) else None
        if at is None:
            return
        self._set_stuck(False)
        index = rows.index(at, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self._remember()

    def _on_reset(self) -> None:
        self._set_stuck(True)
        self._anchor = None
        self.scrollToBottom()

    def _on_scrolled(self) -> None:
        if self._moving:
            return
        self._remember()
        self._ask_for_more()

    def _on_range_changed(self) -> None:
        """Something above or below grew: keep to the end, or keep the anchor where it was."""
        if self._moving:
            return
        self._keep_place()
        self._ask_for_more()

    def _keep_place(self) -> None:
        self._moving = True
        bar = self.verticalScrollBar()
        if self._stuck:
            bar.setValue(bar.maximum())
        elif self._anchor is not None:
            row_id, top = self._anchor
            rows = self.model()
            at = rows.position(row_id) if isinstance(rows, MessageRows) else None
            if at is not None:
                bar.setValue(bar.value() + self.visualRect(rows.index(at, 0)).top() - top)
        self._moving = False
        self._remember()

    def doItemsLayout(self) -> None:
        """Lay all rows out, without losing the reader's place to what Qt does on the way."""
        was_moving, self._moving = self._moving, True
        super().doItemsLayout()
        self._moving = was_moving
        if not was_moving and self.model() is not None:
            self._keep_place()

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Only what comes live stands alone at the end of a list that holds the newest."""
        rows = self.model()
        if not isinstance(rows, MessageRows) or self._newest_below:
            return
        if first != last or last != rows.rowCount() - 1:
            return
        row = rows.row_at(last)
        if row.state is RowState.STREAMING:
            self._growing.add(row.id)
        elif not row.is_own:
            self._announce(row)

    def _on_grown(self, first: QModelIndex) -> None:
        row = first.data(ROW)
        if not isinstance(row, Row) or row.state is RowState.STREAMING:
            return
        if row.id in self._growing:
            self._growing.discard(row.id)
            self._announce(row)

    def _announce(self, row: Row) -> None:
        self.announced.emit(row.spoken)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, row.spoken))

    def _remember(self) -> None:
        bar = self.verticalScrollBar()
        index = self.indexAt(QPoint(4, 1))
        row = index.data(ROW)
        self._anchor = (row.id, self.visualRect(index).top()) if isinstance(row, Row) else None
        self._set_stuck(bar.value() >= bar.maximum() - 4)

    def _set_stuck(self, stuck: bool) -> None:
        if stuck != self._stuck:
            self._stuck = stuck
            self.at_bottom_changed.emit(stuck)
        self._show_to_newest()

    def _ask_for_more(self) -> None:
        bar = self.verticalScrollBar()
        if self.model() is None or self.model().rowCount() == 0:
            return
        if bar.value() < NEAR:
            self.older_wanted.emit()
        if bar.maximum() - bar.value() < NEAR:
            self.newer_wanted.emit()

    def _show_to_newest(self) -> None:
        self._to_newest.setVisible(not self._stuck or self._newest_below)
        self._place_to_newest()

    def _place_to_newest(self) -> None:
        size = self._to_newest.sizeHint()
        self._to_newest.setGeometry(
            self.width() - size.width() - 28,
            self.height() - size.height() - 12,
            size.width(),
            size.height(),
        )

    def go_to_newest(self) -> None:
        """To the very end, and stay there; what this list does not hold yet is asked for."""
        self.newest_wanted.emit()
        self._set_stuck(True)
        self.scrollToBottom()

    def _on_restyled(self) -> None:
        self._painter.restyle()
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_to_newest()
        if self._painter.set_width(self.viewport().width()):
            # Qt lays a list out again only when its height changes: here the rows' heights depend
            # on the width. It is done once, before anything looks at the rows.
            self.scheduleDelayedItemsLayout()
        elif not self._moving:
            self._keep_place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._hit_under(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._hit_under(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        row_id, hit = found
        self.hit_activated.emit(row_id, hit)
        if hit.kind in (HitKind.ACTION, HitKind.VERB):
            self.action_requested.emit(row_id, hit.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW)
        if isinstance(row, Row):
            if event.matches(QKeySequence.StandardKey.Copy):
                QGuiApplication.clipboard().setText(row.text)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row.actions:
                self.action_requested.emit(row.id, row.actions[0].key)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy text"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(row.text))
        for action in row.actions:
            entry = menu.addAction(action.label)
            entry.triggered.connect(
                lambda _checked=False, key=action.key: self.action_requested.emit(row.id, key)
            )
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            hint = ""
            if index.isValid():
                hint = self._painter.hint_at(index, self._within(index, event.pos()))
            QToolTip.showText(event.globalPos(), hint, self)
            return True
        return super().viewportEvent(event)

    def _within(self, index: QModelIndex, at: QPoint) -> QPoint:
        return at - self.visualRect(index).topLeft()

    def _hit_under(self, at: QPoint) -> tuple[str, Hit] | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        hit = self._painter.hit(index, self._within(index, at))
        row = index.data(ROW)
        return (row.id, hit) if hit is not None and isinstance(row, Row) else None
