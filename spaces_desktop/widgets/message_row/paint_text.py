"""Paints the text of a message: its Markdown, what is selected in it, and the end that grows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextCharFormat,
    QTextCursor,
)

from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_rows import RowState
from spaces_desktop.widgets.message_selection import RowSelection

_QUIET = (RowState.SENDING, RowState.UNSENT)


def cursor(laid: RowLayout, start: int, end: int) -> QTextCursor:
    """A cursor over a part of the shown text, as far as there is text."""
    last = laid.document.characterCount() - 1
    made = QTextCursor(laid.document)
    made.setPosition(min(start, last))
    made.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return made


def paint_text(
    painter: QPainter,
    laid: RowLayout,
    fonts: Fonts,
    selected: RowSelection | None,
    seen: tuple[int, int],
) -> None:
    """`seen` is from where to where the row is on the screen: a reply may be many screens long."""
    if not laid.row.text:
        if laid.row.state is RowState.STREAMING and not laid.row.note:
            _paint_caret(painter, laid, fonts)
        return
    quiet = laid.row.state in _QUIET or laid.row.is_system
    x, y = laid.text_at.x(), laid.text_at.y()
    top, bottom = seen
    marks, style = laid.marks, laid.rich.style
    painter.translate(x, y)
    if selected is None and marks.is_empty and top <= y and y + laid.text_height <= bottom:
        # Almost every message: nothing but words, all of them on the screen.
        laid.document.documentLayout().draw(painter, fonts.words(quiet=quiet))
    else:
        clip = QRectF(-x - fonts.left, top - y, laid.width + 2 * fonts.left, bottom - top)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = fonts.words(quiet=quiet).palette
        context.clip = clip
        if selected is not None:
            context.selections = [_selection(laid, fonts, selected)]
        marks.paint_under(painter, style, clip)
        laid.document.documentLayout().draw(painter, context)
        marks.paint_over(painter, style, clip)
    painter.translate(-x, -y)
    if laid.row.state is RowState.STREAMING:
        _paint_caret(painter, laid, fonts)


def _selection(
    laid: RowLayout, fonts: Fonts, selected: RowSelection
) -> QAbstractTextDocumentLayout.Selection:
    mark = QAbstractTextDocumentLayout.Selection()
    mark.cursor = cursor(laid, selected.start, selected.end)
    form = QTextCharFormat()
    form.setBackground(fonts.theme.color("accent"))
    form.setForeground(fonts.theme.color("on_accent"))
    mark.format = form
    return mark


def _paint_caret(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    """A mark at the end of a text that still grows."""
    lines = laid.document.lastBlock().layout()
    where = QPointF(laid.text_at)
    if lines.lineCount():
        last = lines.lineAt(lines.lineCount() - 1)
        end = last.naturalTextRect()
        where += lines.position() + QPointF(end.right() + 3 if laid.row.text else 0, last.y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fonts.theme.color("agent"))
    wide = max(6, fonts.em // 2)
    painter.drawRoundedRect(QRectF(where.x(), where.y() + 2, wide, fonts.em - 4), 2, 2)
