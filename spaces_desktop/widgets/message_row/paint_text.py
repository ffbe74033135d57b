"""Paints the text of a message: its Markdown, what is selected in it, and the end that grows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
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
    seen: QRect,
) -> None:
    """`seen` is the part of the row on the screen: a reply may be many screens long."""
    if not laid.row.text:
        if laid.row.state is RowState.STREAMING and not laid.row.note:
            _paint_caret(painter, laid, fonts)
        return
    theme, style = fonts.theme, laid.rich.style
    quiet = laid.row.state in _QUIET or laid.row.is_system
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, theme.color("text_muted" if quiet else "text"))
    context.palette = palette
    clip = QRectF(seen.translated(-laid.text_at)).adjusted(-fonts.left, 0, fonts.left, 0)
    context.clip = clip
    if selected is not None:
        mark = QAbstractTextDocumentLayout.Selection()
        mark.cursor = cursor(laid, selected.start, selected.end)
        form = QTextCharFormat()
        form.setBackground(theme.color("accent"))
        form.setForeground(theme.color("on_accent"))
        mark.format = form
        context.selections = [mark]
    painter.save()
    painter.translate(laid.text_at)
    laid.marks.paint_under(painter, style, clip)
    laid.document.documentLayout().draw(painter, context)
    laid.marks.paint_over(painter, style, clip)
    painter.restore()
    if laid.row.state is RowState.STREAMING:
        _paint_caret(painter, laid, fonts)


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
