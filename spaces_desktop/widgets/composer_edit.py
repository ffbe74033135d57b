"""The text of a composer: its keys, its height, and what is pasted or dropped into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from spaces_desktop.widgets.composer_data import is_inside_fence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class ComposerEdit(QPlainTextEdit):
    resized = Signal()
    entered = Signal()
    """Enter, where it sends."""
    up_pressed = Signal()
    """Up, with nothing written."""
    escaped = Signal()
    emptied = Signal()
    """Backspace, with nothing written."""
    files_given = Signal(object)
    """A list of paths, pasted or dropped."""
    picture_given = Signal(object)
    """A QImage, pasted."""

    def __init__(self) -> None:
        super().__init__()
        self._is_composing = False

    def rows_of_text(self, most: int) -> int:
        """Lines on the screen at this width, at least 1; counting stops at `most`.

        The document's own size is what it was when it was last painted.
        """
        block = self.document().firstBlock()
        measure = self.document().documentLayout()
        rows = 0
        while block.isValid() and rows < most:
            measure.blockBoundingRect(block)  # lays it out if that is still to be done
            rows += max(1, block.layout().lineCount())
            block = block.next()
        return max(1, rows)

    def wrap(self, mark: str) -> None:
        """Put a mark around what is selected, or take it away; the selection stays."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        text, size = self.toPlainText(), len(mark)
        chosen = text[start:end]
        if "\n" in chosen and mark == "`":
            cursor.insertText(f"```\n{chosen}\n```")
            return
        if text[max(0, start - size) : start] == mark and text[end : end + size] == mark:
            cursor.setPosition(start - size)
            cursor.setPosition(end + size, cursor.MoveMode.KeepAnchor)
            cursor.insertText(chosen)
            start, end = start - size, end - size
        else:
            cursor.insertText(f"{mark}{chosen}{mark}")
            start, end = start + size, end + size
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether the key means something of ours."""
        key, held = event.key(), event.modifiers()
        if key in _ENTER:
            return self._on_enter(event)
        marks = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
        if held == _CONTROL and key in marks:
            self.wrap(marks[Qt.Key(key)])
            return True
        if held == _CONTROL | _SHIFT and key == Qt.Key.Key_C:
            self.wrap("`")
            return True
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        if not self.toPlainText() and not self._is_composing:
            if key == Qt.Key.Key_Up and not held & (_SHIFT | _CONTROL):
                self.up_pressed.emit()
                return True
            if key == Qt.Key.Key_Backspace:
                self.emptied.emit()
                return True
        return False

    def _on_enter(self, event: QKeyEvent) -> bool:
        if self._is_composing:
            return True  # it chooses a word of the input method
        if event.modifiers() & _SHIFT:
            return False
        in_code = is_inside_fence(self.toPlainText(), self.textCursor().position())
        if in_code and not event.modifiers() & _CONTROL:
            self.insertPlainText("\n")
            return True
        self.entered.emit()
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = local_files(source)
        image = source.imageData() if source.hasImage() and not source.hasText() else None
        if paths:
            self.files_given.emit(paths)
        elif isinstance(image, QImage) and not image.isNull():
            self.picture_given.emit(image)
        elif source.hasText():
            self.textCursor().insertText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def local_files(source: QMimeData) -> list[Path]:
    """The files of this machine that something dragged or pasted carries."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
