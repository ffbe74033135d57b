"""The field of a definition: line numbers, colours by meaning, and faults at their line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from spaces_desktop.playground.editor.definition import Fault, tokens
from spaces_desktop.widgets.theme import Themes

STEP = "  "
GAP = 8
LEAST_WORDS = 5
"""Lines' heights: in less room behind a line nothing is said there."""
_COLOURS = {
    "name": "accent",
    "text": "success",
    "number": "agent",
    "word": "warning",
    "sign": "text_muted",
}


class CodeEdit(QPlainTextEdit):
    def __init__(self, name: str, title: str, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "code")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._themes = themes
        self._faults: tuple[Fault, ...] = ()
        self._colours = _Colours(self.document(), themes)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._on_update)
        themes.changed.connect(self._restyle)
        self._make_room()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Mark them, and say at each line what is wrong with it."""
        self._faults = tuple(faults)
        marks = []
        for fault in faults:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            last = max(0, self.document().characterCount() - 1)
            cursor.setPosition(min(fault.start, last))
            cursor.setPosition(min(fault.end, last), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(self._themes.current.color("danger"))
            mark.format = style
            marks.append(mark)
        self.setExtraSelections(marks)
        told = " ".join(fault.words for fault in faults)
        self.setAccessibleDescription(told)
        self.viewport().update()
        self._numbers.update()

    def go_to(self, fault: Fault) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(fault.start, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.setFocus()

    @property
    def faulty_lines(self) -> set[int]:
        return {one.line for one in self._faults}

    @property
    def number_width(self) -> int:
        digits = len(str(max(99, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._faults:
            return
        painter = QPainter(self.viewport())
        theme = self._themes.current
        painter.setFont(theme.font("small", QWidget.font(self.window())))
        room = self.viewport().width()
        for fault in self._faults:
            block = self.document().findBlockByNumber(fault.line - 1)
            if not block.isValid() or not block.isVisible():
                continue
            box = self.block_rect(block)
            left = self.fontMetrics().horizontalAdvance(block.text()) + box.left() + 3 * GAP
            place = QRect(left, box.top(), room - left - GAP, box.height())
            if place.width() < LEAST_WORDS * painter.fontMetrics().height():
                continue  # it is told below the field too
            words = painter.fontMetrics().horizontalAdvance(fault.words) + 2 * GAP
            ground = QRect(place.topLeft(), QSize(min(words, place.width()), box.height()))
            painter.fillRect(ground, theme.color("danger_soft"))
            painter.setPen(theme.color("danger"))
            shown = painter.fontMetrics().elidedText(
                fault.words, Qt.TextElideMode.ElideRight, place.width() - 2 * GAP
            )
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(place.adjusted(GAP, 0, 0, 0), middle, shown)
        painter.end()

    def block_rect(self, block: QTextBlock) -> QRect:
        """In the viewport."""
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._break_line()
            return
        super().keyPressEvent(event)

    def _break_line(self) -> None:
        """The next line begins where this one does, or deeper behind an open bracket."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        indent = before[: len(before) - len(before.lstrip())]
        after = cursor.block().text()[cursor.positionInBlock() :].lstrip()
        opens = before.rstrip().endswith(("{", "["))
        cursor.insertText("\n" + indent + (STEP if opens else ""))
        if opens and after.startswith(("}", "]")):
            place = cursor.position()
            cursor.insertText("\n" + indent)
            cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), self.number_width, inside.height())

    def _make_room(self) -> None:
        self.setViewportMargins(self.number_width, 0, 0, 0)

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def _restyle(self) -> None:
        self._colours.rehighlight()
        self.show_faults(self._faults)


class _Numbers(QWidget):
    """The numbers of the lines; one with a fault stands out."""

    def __init__(self, edit: CodeEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.number_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        edit = self._edit
        theme = edit._themes.current
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("sunken"))
        painter.setFont(edit.font())
        faulty = edit.faulty_lines
        block = edit.firstVisibleBlock()
        while block.isValid():
            box = edit.block_rect(block)
            if box.top() > event.rect().bottom():
                break
            number = block.blockNumber() + 1
            painter.setPen(theme.color("danger" if number in faulty else "text_muted"))
            place = QRect(QPoint(0, box.top()), QSize(self.width() - GAP, box.height()))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, str(number))
            block = block.next()
        painter.end()


class _Colours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, themes: Themes) -> None:
        super().__init__(document)
        self._themes = themes

    def highlightBlock(self, text: str) -> None:
        for one in tokens(text):
            style = QTextCharFormat()
            style.setForeground(QColor(self._themes.current.color(_COLOURS[one.kind])))
            self.setFormat(one.start, one.end - one.start, style)
