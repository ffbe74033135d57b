"""The list of messages: what one can do in it with mouse and keyboard, and what it says aloud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.message_flash import Flash
from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_news import NewestButton, News
from spaces_desktop.widgets.message_picking import Clicks, TextPicking
from spaces_desktop.widgets.message_rows import MessageRows, Row
from spaces_desktop.widgets.row_moves import RowMoves
from spaces_desktop.widgets.row_tools import RowTools
from spaces_desktop.widgets.theme import Themes

_ACTS = (HitKind.ACTION, HitKind.VERB)
UNREAD_AT = 0.25
"""Where the first unread message is put: so far down the window, under what was read before."""


class MessageList(RowMoves):
    action_requested = Signal(str, str)
    """Row id and key of the row's action or verb."""
    hit_activated = Signal(str, object)
    """Row id and Hit of what was clicked in it."""
    newest_wanted = Signal()
    announced = Signal(str)
    """What was just said to screen readers: somebody else's new message, once it is whole."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.setObjectName("messages")
        self.setAccessibleName(self.tr("Messages"))
        self._pressed: tuple[str, Hit] | None = None
        self._clicks = Clicks()
        self._picking = TextPicking(self, self.painter, self.viewport().update)
        self._tools = RowTools(themes, self)
        self._tools.verb_chosen.connect(self._on_verb)
        self._tools.reaction_chosen.connect(self._on_quick)
        self._tools.menu_wanted.connect(self._on_menu_wanted)
        self._flash = Flash(self)
        self._newest = NewestButton(self, themes)
        self._newest.clicked.connect(self.go_to_newest)
        self._news = News(self)
        self._news.said.connect(self.announced)
        self._news.count_changed.connect(self._newest.show_count)
        self.settled.connect(self._on_settled)

    def show_rows(self, rows: MessageRows) -> None:
        """Show another list, from its newest end."""
        self._picking.clear()
        self._tools.leave()
        super().show_rows(rows)
        self._news.listen(rows)
        self.settle()

    def set_newest_below(self, below: bool) -> None:
        """Whether there is more than this list holds below its last row."""
        self.rows.set_ends(has_older=self.rows.has_older, has_newer=below)

    def set_quick(self, quick: Callable[[], tuple[str, ...]]) -> None:
        """Which emoji take one click in the bar over a row."""
        self._tools.quick = quick

    def set_unread_from(self, order: int | None) -> None:
        """Let the line "New messages" stand above the first row of that order or higher."""
        self.rows.set_unread_from(order)

    def scroll_to_unread(self) -> bool:
        """Whether the line "New messages" is among the rows; then it is on the screen."""
        at = self.rows.first_unread
        if at is None:
            return False
        self.put_at(at, int(self.viewport().height() * UNREAD_AT))
        return True

    def reveal(self, row_id: str) -> None:
        """Bring one row to the middle, make it current and let it stand out for a moment."""
        at = self.rows.position(row_id)
        if at is None:
            return
        index = self.rows.index(at, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, self.ScrollHint.PositionAtCenter)
        self._flash.show(row_id)

    def go_to_newest(self) -> None:
        """To the very end, and stay there. Where this list does not hold it yet it is asked for,
        and what is shown stays until it comes."""
        self.newest_wanted.emit()
        if not self.rows.has_room_below:
            self.scrollToBottom()

    @property
    def selected_text(self) -> str:
        return self._picking.text

    def _on_settled(self) -> None:
        self._tools.leave()
        self._newest.place(not self.at_bottom)
        if self.at_bottom:
            self._news.seen()

    # Mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._show_current(by_keyboard=False)
        if event.button() != Qt.MouseButton.LeftButton:
            event.accept()
            return
        index = self.indexAt(at)
        if index.isValid():
            self.set_current_quietly(index)
        self._pressed = self._hit_under(at)
        if self._pressed is not None:
            return
        if self._clicks.is_third(at, event.timestamp()) and index.isValid():
            self._picking.pick_row(self.rows.row_at(index.row()))
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._picking.press(at, extend=extend)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or self._hit_under(at) is not None:
            self.mousePressEvent(event)
            return
        self._clicks.double(at, event.timestamp())
        self._picking.pick_word(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._picking.pull(at)
            return
        index = self.indexAt(at)
        self.viewport().setCursor(self._cursor_over(index, at))
        if index.isValid():
            self._tools.show_over(self.rows.row_at(index.row()), self.visualRect(index))
        else:
            self._tools.leave()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.accept()
            return
        self._picking.release()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._hit_under(event.position().toPoint()):
            self._activate(*pressed)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.rect().contains(self.mapFromGlobal(self.cursor().pos())):
            self._tools.leave()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            hint = ""
            if index.isValid():
                hint = self.painter.hint_at(index, self._within(index, event.pos()))
            QToolTip.showText(event.globalPos(), hint, self)
            return True
        return super().viewportEvent(event)

    def _cursor_over(self, index: QModelIndex, at: QPoint) -> Qt.CursorShape:
        if index.isValid():
            within = self._within(index, at)
            if self.painter.hit(index, within) is not None:
                return Qt.CursorShape.PointingHandCursor
            if self.painter.text_position(index, within, exact=True) is not None:
                return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.ArrowCursor

    def _within(self, index: QModelIndex, at: QPoint) -> QPoint:
        return at - self.visualRect(index).topLeft()

    def _hit_under(self, at: QPoint) -> tuple[str, Hit] | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        hit = self.painter.hit(index, self._within(index, at))
        return None if hit is None else (self.rows.row_at(index.row()).id, hit)

    def _activate(self, row_id: str, hit: Hit) -> None:
        if hit.kind is HitKind.MENU:
            row = self.rows.get(row_id)
            if row is not None:
                self._open_menu(row, self.cursor().pos())
            return
        self.hit_activated.emit(row_id, hit)
        if hit.kind in _ACTS:
            self.action_requested.emit(row_id, hit.key)

    def _on_verb(self, row_id: str, key: str) -> None:
        self._activate(row_id, Hit(HitKind.VERB, key))

    def _on_quick(self, row_id: str, emoji: str) -> None:
        self._activate(row_id, Hit(HitKind.REACTION, emoji))

    def _on_menu_wanted(self, row_id: str, where: QPoint) -> None:
        row = self.rows.get(row_id)
        if row is not None:
            self._open_menu(row, where)

    # Keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(self._picking.text or (row.text if row is not None else ""))
        elif event.matches(QKeySequence.StandardKey.SelectAll) and row is not None:
            self._picking.pick_row(row)
        elif event.key() == Qt.Key.Key_Escape and not self._picking.is_empty:
            self._picking.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._show_current(by_keyboard=True)
            self._open_menu(row, self._menu_place(row))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            row = self.current_row
            if row is not None:
                self._open_menu(row, self._menu_place(row))
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            self._open_menu(self.rows.row_at(index.row()), event.globalPos())

    def _menu_place(self, row: Row) -> QPoint:
        at = self.rows.position(row.id) or 0
        rect = self.visualRect(self.rows.index(at, 0)) & self.viewport().rect()
        return self.viewport().mapToGlobal(rect.topLeft() + QPoint(rect.width() // 8, 24))

    def _open_menu(self, row: Row, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("message_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in (*row.actions, *row.verbs):
            entry = menu.addAction(action.label.replace("&", "&&"))
            entry.setObjectName(f"act_{action.key}")
            if action.icon:
                entry.setIcon(icon(action.icon, self._themes.current))
            kind = HitKind.ACTION if action in row.actions else HitKind.VERB
            hit = Hit(kind, action.key)
            entry.triggered.connect(lambda _checked=False, hit=hit: self._activate(row.id, hit))
        menu.addSeparator()
        selected = self._picking.text
        if selected:
            copy = menu.addAction(self.tr("Copy selected text"))
            copy.setObjectName("copy_selected")
            copy.triggered.connect(lambda: self._copy(selected))
        whole = menu.addAction(self.tr("Copy text"))
        whole.setObjectName("copy_text")
        whole.triggered.connect(lambda: self._copy(row.text))
        menu.popup(where)

    def _copy(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
