"""Paints message rows: who, when, what, and what can be done about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, QRect, QSize, Qt, QTime
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spaces_desktop.widgets.message_hits import Hit, HitKind
from spaces_desktop.widgets.message_layout import AVATAR, EDGE, Fonts, Layouts, RowLayout, estimate
from spaces_desktop.widgets.message_rows import Index, MessageRows, RowState
from spaces_desktop.widgets.message_selection import TextSelection
from spaces_desktop.widgets.theme import Theme, Themes

_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MessageDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes
        self._layouts = Layouts()
        self._rows = MessageRows(self)
        self._width = view.viewport().width()
        self._fonts = Fonts(themes.current, view.font())
        self.selection = TextSelection()
        """What the list has selected; it is painted with the text."""

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
        if laid is not None:
            for rect, action in zip(laid.actions, laid.row.actions, strict=True):
                if rect.contains(within):
                    return Hit(HitKind.ACTION, action.key)
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
        return "" if laid is None else _cursor(laid, start, end).selection().toPlainText()

    def word_at(self, index: Index, position: int) -> tuple[int, int]:
        """Where the word at that position of the shown text starts and ends."""
        laid = self.layout_of(index)
        if laid is None:
            return position, position
        cursor = _cursor(laid, position, position)
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return cursor.selectionStart(), cursor.selectionEnd()

    def hint_at(self, index: Index, within: QPoint) -> str:
        """What to say about the place under the mouse: a source's passage, or the exact time."""
        laid = self.layout_of(index)
        if laid is None:
            return ""
        for rect, source in zip(laid.sources, laid.row.sources, strict=True):
            if rect.contains(within):
                return source.passage
        if laid.head is not None and laid.head.contains(within):
            return self._day_name(laid.row.at.date()) + laid.row.at.strftime(", %H:%M:%S")
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        laid = self.layout_of(index)
        if laid is None:
            return
        theme = self._themes.current
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        if state & QStyle.StateFlag.State_HasFocus:
            top = laid.day.bottom() if laid.day else 0
            box = QRect(6, top + 2, laid.width - 12, laid.height - top - 2)
            painter.setPen(QPen(theme.color("focus"), 1.5))
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 6, 6)
        if laid.day is not None:
            self._paint_day(painter, laid, laid.day, theme)
        if laid.head is not None:
            self._paint_head(painter, laid, laid.head, theme)
        self._paint_text(painter, laid, theme)
        self._paint_foot(painter, laid, theme)
        painter.restore()

    def _paint_day(self, painter: QPainter, laid: RowLayout, rect: QRect, theme: Theme) -> None:
        text = self._day_name(laid.row.at.date())
        painter.setFont(self._fonts.small)
        wide = self._fonts.small_metrics.horizontalAdvance(text) + 24
        middle = rect.center().y()
        painter.setPen(QPen(theme.color("border"), 1))
        for start, end in (
            (rect.left(), rect.center().x() - wide // 2),
            (rect.center().x() + wide // 2, rect.right()),
        ):
            painter.drawLine(start, middle, end, middle)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(rect, _CENTER, text)

    def _day_name(self, day: date) -> str:
        past = (date.today() - day).days
        if past == 0:
            return self.tr("Today")
        if past == 1:
            return self.tr("Yesterday")
        shown = QDate(day.year, day.month, day.day)
        return QLocale().toString(shown, QLocale.FormatType.LongFormat)

    def _paint_head(self, painter: QPainter, laid: RowLayout, head: QRect, theme: Theme) -> None:
        row = laid.row
        disc = QRect(EDGE, head.top(), AVATAR, AVATAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("agent_soft") if row.is_agent else theme.avatar(row.author_id))
        if row.is_agent:
            painter.drawRoundedRect(disc, 9, 9)
        else:
            painter.drawEllipse(disc)
        initial = QFont(self._fonts.bold)
        painter.setFont(initial)
        painter.setPen(theme.color("agent") if row.is_agent else theme.color("on_avatar"))
        painter.drawText(disc, _CENTER, row.author[:1].upper())

        painter.setFont(self._fonts.bold)
        painter.setPen(theme.color("text"))
        most = head.width() - 150
        name = self._fonts.bold_metrics.elidedText(row.author, Qt.TextElideMode.ElideRight, most)
        painter.drawText(head, _MIDDLE, name)
        x = head.left() + self._fonts.bold_metrics.horizontalAdvance(name) + 8
        painter.setFont(self._fonts.small)
        if row.is_agent:
            badge = QRect(x, head.top() + 1, 26, head.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("agent_soft"))
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(theme.color("agent"))
            painter.drawText(badge, _CENTER, self.tr("AI"))
            x = badge.right() + 8
        painter.setPen(theme.color("text_muted"))
        at = QLocale().toString(QTime(row.at.hour, row.at.minute), QLocale.FormatType.ShortFormat)
        painter.drawText(QRect(x, head.top(), 120, head.height()), _MIDDLE, at)

    def _paint_text(self, painter: QPainter, laid: RowLayout, theme: Theme) -> None:
        quiet = laid.row.state in (RowState.SENDING, RowState.UNSENT)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, theme.color("text_muted" if quiet else "text"))
        context.palette = palette
        selected = self.selection.of(laid.row, laid.document.characterCount() - 1)
        if selected is not None:
            mark = QAbstractTextDocumentLayout.Selection()
            mark.cursor = _cursor(laid, selected.start, selected.end)
            mark.format = self._selected_format(theme)
            context.selections = [mark]
        painter.save()
        painter.translate(laid.text_at)
        laid.document.documentLayout().draw(painter, context)
        painter.restore()
        if laid.row.state is RowState.STREAMING:
            self._paint_caret(painter, laid, theme)

    def _selected_format(self, theme: Theme) -> QTextCharFormat:
        found = QTextCharFormat()
        found.setBackground(theme.color("accent"))
        found.setForeground(theme.color("on_accent"))
        return found

    def _paint_caret(self, painter: QPainter, laid: RowLayout, theme: Theme) -> None:
        """A mark at the end of a text that still grows."""
        block = laid.document.lastBlock()
        lines = block.layout()
        where = QPointF(laid.text_at)
        if lines.lineCount():
            last = lines.lineAt(lines.lineCount() - 1)
            where += lines.position() + QPointF(last.naturalTextWidth() + 3, last.y())
        tall = self._fonts.body_metrics.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("agent"))
        painter.drawRoundedRect(QRect(int(where.x()), int(where.y()) + 2, 7, tall - 4), 2, 2)

    def _paint_foot(self, painter: QPainter, laid: RowLayout, theme: Theme) -> None:
        row = laid.row
        painter.setFont(self._fonts.small)
        if laid.note is not None:
            bad = row.state in (RowState.UNSENT, RowState.FAILED)
            painter.setPen(theme.color("danger" if bad else "text_muted"))
            painter.drawText(laid.note, int(Qt.TextFlag.TextWordWrap), row.note)
        for rect, source in zip(laid.sources, row.sources, strict=True):
            mark = f"[{source.mark}] "
            painter.setPen(theme.color("agent"))
            painter.drawText(rect, _MIDDLE, mark)
            wide = self._fonts.small_metrics.horizontalAdvance(mark)
            painter.setPen(theme.color("text_muted"))
            text = f"{source.title}: {' '.join(source.passage.split())}"
            text = self._fonts.small_metrics.elidedText(
                text, Qt.TextElideMode.ElideRight, rect.width() - wide
            )
            painter.drawText(rect.adjusted(wide, 0, 0, 0), _MIDDLE, text)
        for rect, action in zip(laid.actions, row.actions, strict=True):
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(rect, 6, 6)
            painter.setPen(theme.color("text"))
            painter.drawText(rect, _CENTER, action.label)


def _cursor(laid: RowLayout, start: int, end: int) -> QTextCursor:
    last = laid.document.characterCount() - 1
    cursor = QTextCursor(laid.document)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor
