"""Paints message rows: who, when, what, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCursor
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_layout import Fonts, Layouts, RowLayout, estimate
from spaces_desktop.widgets.message_row.hints import hint_of
from spaces_desktop.widgets.message_row.paint_foot import paint_foot
from spaces_desktop.widgets.message_row.paint_head import (
    paint_before,
    paint_focus,
    paint_ground,
    paint_head,
)
from spaces_desktop.widgets.message_row.paint_media import paint_media
from spaces_desktop.widgets.message_row.paint_text import cursor, paint_text
from spaces_desktop.widgets.message_row.words import exact_time
from spaces_desktop.widgets.message_rows import Index, MessageRows
from spaces_desktop.widgets.message_selection import TextSelection
from spaces_desktop.widgets.pictures import Pictures
from spaces_desktop.widgets.theme import Themes


class MessageDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes
        self._layouts = Layouts()
        self._rows = MessageRows(self)
        self._width = view.viewport().width()
        self._fonts = Fonts(themes.current, view.font())
        self._pictures: Pictures | None = None
        self.selection = TextSelection()
        """What the list has selected; it is painted with the text."""

    def set_pictures(self, pictures: Pictures) -> None:
        """Where the small pictures of files come from; without it they stay placeholders."""
        if self._pictures is not None:
            self._pictures.ready.disconnect(self._on_picture)
        self._pictures = pictures
        # A slot of this object, so that pictures may outlive the list.
        pictures.ready.connect(self._on_picture)

    def _on_picture(self, _key: str) -> None:
        self._view.viewport().update()

    def restyle(self) -> None:
        self._fonts = Fonts(self._themes.current, self._view.font())
        self._layouts.clear()

    def show_rows(self, rows: MessageRows) -> None:
        self._rows = rows
        self._layouts.clear()

    def set_width(self, width: int) -> bool:
        """Whether that is another width than before, so that the rows' heights may be others."""
        changed = width != self._width
        self._width = width
        return changed

    def layout_of(self, index: Index) -> RowLayout | None:
        if not index.isValid():
            return None
        return self._layouts.of(self._rows, index.row(), self._width, self._fonts)

    def height_of(self, at: int) -> int:
        """The height of a row in pixels, measured."""
        return self._layouts.of(self._rows, at, self._width, self._fonts).height

    def estimate(self, at: int) -> int:
        """About how tall a row is, without measuring it: for rows that nobody sees yet."""
        return estimate(self._rows.row_at(at), self._rows.leads_group(at), self._width, self._fonts)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        laid = self.layout_of(index)
        return QSize() if laid is None else laid.size

    def hit(self, index: Index, within: QPoint) -> Hit | None:
        """What can be clicked at that place of the row; None where there is only text or air."""
        laid = self.layout_of(index)
        if laid is None:
            return None
        for rect, hit in laid.hits:
            if rect.contains(within):
                return hit
        inside = QPointF(within - laid.text_at)
        if laid.row.text and 0 <= inside.y() <= laid.text_height:
            code = laid.marks.code_at(inside)
            if code is not None:
                return Hit(HitKind.CODE_COPY, laid.marks.code_text(code))
            address = laid.document.documentLayout().anchorAt(inside)
            if address:
                return Hit(HitKind.LINK, address)
        return None

    def text_length(self, index: Index) -> int:
        """How many positions the row's shown text has."""
        laid = self.layout_of(index)
        return 0 if laid is None else max(0, laid.document.characterCount() - 1)

    def text_position(self, index: Index, within: QPoint, *, exact: bool = False) -> int | None:
        """The position in the row's shown text that is nearest; only one under it if `exact`."""
        laid = self.layout_of(index)
        if laid is None:
            return None
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        found = laid.document.documentLayout().hitTest(QPointF(within - laid.text_at), accuracy)
        return None if found < 0 else found

    def text_between(self, index: Index, start: int, end: int) -> str:
        """A part of the row's shown text."""
        laid = self.layout_of(index)
        return "" if laid is None else cursor(laid, start, end).selection().toPlainText()

    def word_at(self, index: Index, position: int) -> tuple[int, int]:
        """Where the word at that position of the shown text starts and ends."""
        laid = self.layout_of(index)
        if laid is None:
            return position, position
        word = cursor(laid, position, position)
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        return word.selectionStart(), word.selectionEnd()

    def hint_at(self, index: Index, within: QPoint) -> str:
        """What to say about the place under the mouse: a source's passage, or the exact time."""
        laid = self.layout_of(index)
        if laid is None:
            return ""
        if laid.time is not None and laid.time.contains(within):
            return exact_time(laid.row.at)
        hit = self.hit(index, within)
        return "" if hit is None else hint_of(laid.row, hit)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.isValid():
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left(), 0)
        tall = self._view.viewport().height()
        self.paint_row(painter, index.row(), rect.top(), tall, has_focus=has_focus)
        painter.restore()

    def paint_row(
        self, painter: QPainter, at: int, top: int, tall: int, *, has_focus: bool
    ) -> None:
        """Paint one row down from `top` in a window that is so tall; pen, brush and font of the
        painter are others afterwards. Every call into Qt counts here."""
        fonts = self._fonts
        laid = self._layouts.of(self._rows, at, self._width, fonts)
        row = laid.row
        painter.translate(0, top)
        if row.names_me or row.is_private:
            paint_ground(painter, laid, fonts)
        if has_focus:
            paint_focus(painter, laid, fonts)
        if laid.day is not None or laid.unread is not None:
            paint_before(painter, laid, fonts)
        paint_head(painter, laid, fonts)
        selected = None
        if not self.selection.is_empty:
            selected = self.selection.of(row, laid.document.characterCount() - 1)
        paint_text(painter, laid, fonts, selected, (-top, tall - top))
        if laid.media:
            paint_media(painter, laid, fonts, self._pictures)
        if laid.has_foot:
            paint_foot(painter, laid, fonts)
        painter.translate(0, -top)
