"""Blocks as a text document that is put together piece by piece and grows at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextOption

from spaces_desktop.widgets.markdown.blocks import Block, Kind, Piece, Span, Style
from spaces_desktop.widgets.markdown.parse import parse
from spaces_desktop.widgets.markdown.style import TextStyle

SHORT, LONGEST, WINDOW = 800, 4000, 16_000
"""Of a text that grows, no more characters than about this are read again each time: the less
where it can be cut between two lines of code, of a list or of a quotation."""
_CUTS = re.compile(r"^(?:[-+*]|\d{1,9}[.)]|>)[ \t]", re.M)
_CELL = "\t"


class _Closed(QTextDocument):
    """Asks for nothing: neither files nor addresses."""

    def loadResource(self, kind: int, name: Any) -> Any:
        return None


@dataclass(slots=True)
class LineInfo:
    """What one block of the document is, beside its text."""

    kind: Kind
    path: str = ""
    marker: str = ""
    language: str = ""
    opens: bool = False
    chips: list[tuple[int, int, Style]] = field(default_factory=list)
    """Start, end and style of what gets a ground of its own, counted from the line's start."""
    is_head: bool = False
    """Whether it is the head of a table, which gets a line below."""


class RichText:
    """Text as it is shown. Setting a longer text that begins as the old one did costs only what
    is new; `settled` is up to where nothing changes any more."""

    def __init__(self, style: TextStyle) -> None:
        self.style = style
        self.source = ""
        self.names: tuple[str, ...] = ()
        self.infos: list[LineInfo] = []
        self.kept_lines = 0
        """How many lines the last change left as they were."""
        self.document = _Closed()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(style.font)
        self.document.setIndentWidth(style.step)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._width = 0
        self._settled = 0
        self._settled_lines = 0
        self._prefix = ""
        self._has_table = False

    def set_width(self, width: int) -> None:
        """In pixels. Tables are written anew, as what fits is another."""
        if width == self._width:
            return
        self._width = width
        self.document.setTextWidth(width)
        self.kept_lines = 0
        if self._has_table:
            source, names = self.source, self.names
            self.source = ""
            self.set_text(source, names)

    def set_text(self, text: str, names: tuple[str, ...] = ()) -> None:
        # Reading is for lines of one ending.
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        if text == self.source and names == self.names:
            return
        grows = bool(self.source) and names == self.names and text.startswith(self.source)
        if not grows:
            self._settled = self._settled_lines = 0
            self._prefix = ""
            self._has_table = False
        self.source, self.names = text, names
        self.kept_lines = self._settled_lines
        cursor = self._cut(self._settled_lines)
        cursor.beginEditBlock()
        try:
            self._write(cursor)
        finally:
            cursor.endEditBlock()

    @property
    def height(self) -> int:
        return int(self.document.size().height()) if self.infos else 0

    def _cut(self, lines: int) -> QTextCursor:
        """Take away what stands behind so many lines."""
        cursor = QTextCursor(self.document)
        if lines == 0:
            if self.infos:
                self.document.clear()
                cursor = QTextCursor(self.document)
        elif lines < len(self.infos):
            block = self.document.findBlockByNumber(lines - 1)
            cursor.setPosition(block.position() + block.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            form, chars = block.blockFormat(), block.charFormat()
            cursor.removeSelectedText()
            # An empty line would take over the form of what was removed behind it.
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(chars)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        del self.infos[lines:]
        return cursor

    def _write(self, cursor: QTextCursor) -> None:
        while True:
            part = self.source[self._settled : self._settled + WINDOW]
            is_rest = self._settled + len(part) == len(self.source)
            if not is_rest:
                part = part[: part.rfind("\n") + 1] or part
            pieces = parse(self._prefix + part, self.names)
            if not pieces:
                if is_rest:
                    return
                self._settle(self._settled + len(part), self._prefix)
                continue
            for piece in pieces[:-1]:
                self._put_piece(cursor, piece)
            last = pieces[-1]
            if len(pieces) > 1:
                start = last.start - len(self._prefix)
                self._settle(self._settled + start, "")
                part = part[start:]
            cut = self._cut_of(last, part)
            if cut:
                self._settle_part(cursor, last, part[:cut])
            elif is_rest:
                self._put_piece(cursor, last)
                return
            elif len(pieces) == 1:
                self._settle_part(cursor, last, part)

    def _settle(self, at: int, prefix: str) -> None:
        self._settled, self._prefix = at, prefix
        self._settled_lines = len(self.infos)

    def _cut_of(self, piece: Piece, part: str) -> int:
        """Where a last piece that is long in itself can be settled, from its start; 0: nowhere."""
        if len(part) <= SHORT:
            return 0
        if piece.fence:
            cut = part.rfind("\n") + 1
            return cut if cut > (0 if self._prefix else len(piece.fence)) else 0
        if piece.blocks and piece.blocks[0].kind is Kind.CODE:
            return 0
        cuts = [found.start() for found in _CUTS.finditer(part)]
        if cuts and cuts[-1] > 0 and cuts[0] == 0:
            return cuts[-1]
        if len(part) <= LONGEST:
            return 0
        return part.rfind("\n", 0, LONGEST) + 1 or part.rfind(" ", 0, LONGEST) + 1 or LONGEST

    def _settle_part(self, cursor: QTextCursor, piece: Piece, part: str) -> None:
        if piece.fence:
            # The lines are known already; the one that is being written comes again.
            lines = part.count("\n") - (0 if self._prefix else 1)
            del piece.blocks[lines:]
            self._put_piece(cursor, piece, open_end=True)
            self._settle(self._settled + len(part), piece.fence)
            return
        for one in parse(self._prefix + part, self.names):
            self._put_piece(cursor, one)
        empty = part[len(part.rstrip("\n")) :].count("\n") - 1
        self._put_blocks(cursor, [Block(Kind.BLANK) for _ in range(empty)])
        self._settle(self._settled + len(part), "")

    def _put_piece(self, cursor: QTextCursor, piece: Piece, *, open_end: bool = False) -> None:
        blocks = piece.blocks
        if self._prefix and piece.start == 0 and blocks and blocks[0].kind is Kind.CODE:
            blocks[0].opens = False
        self._put_blocks(cursor, blocks, open_end=open_end)

    def _put_blocks(
        self, cursor: QTextCursor, blocks: Sequence[Block], *, open_end: bool = False
    ) -> None:
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if block.kind is Kind.TABLE:
                self._put_table(cursor, block)
            elif block.kind is Kind.CODE:
                ends = after is None or after.kind is not Kind.CODE or after.opens
                ends = ends and not (open_end and after is None)
                form = self.style.code_line(block.path, block.opens, ends)
                info = LineInfo(Kind.CODE, block.path, "", block.language, block.opens)
                self._put_line(cursor, form, block.spans, info)
            elif block.kind is Kind.LINE:
                form = self.style.line(block.path, bool(block.marker))
                info = LineInfo(Kind.LINE, block.path, block.marker)
                self._put_line(cursor, form, block.spans, info)
            else:
                self._put_line(cursor, self.style.blank, (), LineInfo(block.kind, block.path))

    def _put_line(
        self, cursor: QTextCursor, form: QTextBlockFormat, spans: Sequence[Span], info: LineInfo
    ) -> None:
        style = self.style
        in_code = info.kind is Kind.CODE
        plain = style.chars(Style.PLAIN, in_code=in_code)
        if self.infos:
            cursor.insertBlock(form, plain)
        else:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(plain)
        at = 0
        for span in spans:
            chars = style.chars(span.style, in_code=in_code)
            if span.style & Style.LINK:
                chars = type(chars)(chars)
                chars.setAnchor(True)
                chars.setAnchorHref(span.href)
            cursor.insertText(span.text, chars)
            wide = len(span.text.encode("utf-16-le")) // 2
            if span.style & (Style.MENTION | Style.CODE):
                info.chips.append((at, at + wide, span.style))
            at += wide
        self.infos.append(info)

    def _put_table(self, cursor: QTextCursor, block: Block) -> None:
        """In columns where they fit, else each row as lines of "head: cell"."""
        self._has_table = True
        wide: list[int] = []
        for row in block.rows:
            for at, cell in enumerate(row):
                text = "".join(span.text for span in cell)
                if at == len(wide):
                    wide.append(0)
                wide[at] = max(wide[at], self.style.bold_metrics.horizontalAdvance(text))
        gap = self.style.step
        total = sum(wide) + gap * len(wide) + len(block.path) * self.style.step
        if total <= self._width or len(wide) < 2:
            self._put_columns(cursor, block, [one + gap for one in wide])
        else:
            self._put_records(cursor, block)

    def _put_columns(self, cursor: QTextCursor, block: Block, wide: Sequence[int]) -> None:
        stops, x = [], 0
        for one in wide[:-1]:
            x += one
            stops.append(QTextOption.Tab(x, QTextOption.TabType.LeftTab))
        form = self.style.line(block.path, False)
        form.setTabPositions(stops)
        form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        head = QTextBlockFormat(form)
        head.setBottomMargin(self.style.pad)
        for number, row in enumerate(block.rows):
            spans: list[Span] = []
            for at, cell in enumerate(row):
                spans += [Span(_CELL)] if at else []
                spans += cell
            info = LineInfo(Kind.TABLE, block.path, is_head=number == 0)
            self._put_line(cursor, form if number else head, spans, info)

    def _put_records(self, cursor: QTextCursor, block: Block) -> None:
        head, *rows = block.rows
        form = self.style.line(block.path, False)
        for number, row in enumerate(rows or [head]):
            if number:
                blank = LineInfo(Kind.BLANK, block.path)
                self._put_line(cursor, self.style.blank, (), blank)
            for at, cell in enumerate(row):
                name = head[at] if at < len(head) and rows else []
                spans = [*name, Span(": ")] if name else []
                info = LineInfo(Kind.LINE, block.path)
                self._put_line(cursor, form, [*spans, *cell], info)
