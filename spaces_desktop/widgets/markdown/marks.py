"""What is painted under and beside the text: grounds of code, bars of quotations, list marks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from spaces_desktop.widgets.markdown.blocks import Kind, Style
from spaces_desktop.widgets.markdown.document import LineInfo, RichText
from spaces_desktop.widgets.markdown.style import TextStyle

_NO_PEN = Qt.PenStyle.NoPen
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def copy_label() -> str:
    return QCoreApplication.translate("messages", "Copy code")


@dataclass(slots=True)
class CodeMark:
    first: int
    last: int
    """Lines of the document."""
    rect: QRectF
    language: str


@dataclass(slots=True)
class Mark:
    line: int
    rect: QRectF
    style: Style = Style.PLAIN
    text: str = ""


class Marks:
    """Rectangles are in the document's own coordinates."""

    def __init__(self, rich: RichText) -> None:
        self._rich = rich
        self.codes: list[CodeMark] = []
        self._bars: list[Mark] = []
        self._rules: list[Mark] = []
        self._chips: list[Mark] = []
        self._dots: list[Mark] = []

    def update(self) -> None:
        """Measure again what the last change of the text did not leave as it was."""
        rich = self._rich
        from_line = rich.kept_lines
        for kept in (self._bars, self._rules, self._chips, self._dots):
            while kept and kept[-1].line >= from_line:
                kept.pop()
        while self.codes and self.codes[-1].first >= from_line:
            self.codes.pop()
        rich.document.size()  # lays out what is still to be laid out
        block = rich.document.findBlockByNumber(from_line)
        for line in range(from_line, len(rich.infos)):
            self._measure(line, rich.infos[line], block)
            block = block.next()
        rich.kept_lines = len(rich.infos)

    @property
    def is_empty(self) -> bool:
        return not (self.codes or self._bars or self._rules or self._chips or self._dots)

    @property
    def overhang(self) -> tuple[float, float]:
        """By how much code's ground stands over the first line and under the last: Qt takes no
        margin there into the document's size."""
        if not self.codes:
            return 0.0, 0.0
        below = self.codes[-1].rect.bottom() - self._rich.height
        return max(0.0, -self.codes[0].rect.top()), max(0.0, below)

    def _measure(self, line: int, info: LineInfo, block: QTextBlock) -> None:
        layout = block.layout()
        if not layout.lineCount():
            return
        style, width = self._rich.style, self._rich.document.textWidth()
        at = layout.position()
        first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
        top, bottom = at.y() + first.y(), at.y() + last.y() + last.height()
        right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        if "q" in info.path:
            self._quote(line, info, top, bottom, right_to_left)
        if info.kind is Kind.CODE:
            left = len(info.path) * style.step
            if info.opens or not self.codes or self.codes[-1].last != line - 1:
                above = style.bar + round(style.pad * 0.5) if info.opens else style.pad * 0.5
                rect = QRectF(left, top - above, width - left, 0)
                self.codes.append(CodeMark(line, line, rect, info.language))
            self.codes[-1].last = line
            self.codes[-1].rect.setBottom(bottom + style.pad * 0.6)
        elif info.kind is Kind.RULE or info.is_head:
            y = (top + bottom) / 2 if info.kind is Kind.RULE else bottom + style.pad * 0.4
            self._rules.append(Mark(line, QRectF(at.x(), y, width - at.x(), 1)))
        if info.marker:
            left = (len(info.path) - 1) * style.step
            x = width - left - style.step if right_to_left else left
            rect = QRectF(x, at.y() + first.y(), style.step, first.ascent() + first.descent())
            self._dots.append(Mark(line, rect, text=info.marker))
        for start, end, kind in info.chips:
            self._chip(line, block, start, end, kind)

    def _quote(
        self, line: int, info: LineInfo, top: float, bottom: float, right_to_left: bool
    ) -> None:
        step, width = self._rich.style.step, self._rich.document.textWidth()
        for depth, letter in enumerate(info.path):
            if letter != "q":
                continue
            x = width - depth * step - 3 if right_to_left else depth * step
            rect = QRectF(x, top, 3, bottom - top)
            for bar in reversed(self._bars):
                if bar.line < line - 1:
                    break
                if bar.line == line - 1 and bar.rect.x() == x:
                    # The gap between two lines of a quotation belongs to it.
                    rect.setTop(bar.rect.bottom() - 0.5)
                    break
            self._bars.append(Mark(line, rect))

    def _chip(self, line: int, block: QTextBlock, start: int, end: int, kind: Style) -> None:
        layout = block.layout()
        at = layout.position()
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            a = max(start, row.textStart())
            b = min(end, row.textStart() + row.textLength())
            if a >= b:
                continue
            x1, x2 = _x(row, a), _x(row, b)
            rect = QRectF(
                at.x() + min(x1, x2), at.y() + row.y(), abs(x2 - x1), row.ascent() + row.descent()
            )
            self._chips.append(Mark(line, rect.adjusted(-2, 0, 2, 1), kind))

    def copy_rect(self, code: CodeMark) -> QRectF:
        """Where the button is that copies it."""
        style = self._rich.style
        wide = style.small_metrics.horizontalAdvance(copy_label()) + style.pad * 2
        return QRectF(code.rect.right() - wide, code.rect.top(), wide, style.bar)

    def code_at(self, where: QPointF) -> CodeMark | None:
        """The piece of code whose copy button is there."""
        for code in self.codes:
            if self.copy_rect(code).contains(where):
                return code
        return None

    def code_text(self, code: CodeMark) -> str:
        block = self._rich.document.findBlockByNumber(code.first)
        lines = []
        for _ in range(code.first, code.last + 1):
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def paint_under(self, painter: QPainter, style: TextStyle, clip: QRectF) -> None:
        theme = style.theme
        painter.setPen(QPen(theme.color("code_border"), 1))
        painter.setBrush(theme.color("code"))
        for code in self.codes:
            if code.rect.intersects(clip):
                painter.drawRoundedRect(
                    code.rect.adjusted(0.5, 0.5, -0.5, -0.5), style.radius, style.radius
                )
        painter.setPen(_NO_PEN)
        for marks, role, radius in (
            (self._bars, "border_strong", 0),
            (self._rules, "border", 0),
        ):
            painter.setBrush(theme.color(role))
            for mark in marks:
                if mark.rect.intersects(clip):
                    painter.drawRoundedRect(mark.rect, radius, radius)
        for mark in self._chips:
            if mark.rect.intersects(clip):
                role = "accent_soft" if mark.style & Style.MENTION else "code"
                painter.setBrush(theme.color(role))
                painter.drawRoundedRect(mark.rect, theme.radius["s"], theme.radius["s"])

    def paint_over(self, painter: QPainter, style: TextStyle, clip: QRectF) -> None:
        theme = style.theme
        painter.setPen(theme.color("text_muted"))
        painter.setFont(style.font)
        gap = round(style.step * 0.25)
        for mark in self._dots:
            if mark.rect.intersects(clip):
                box = mark.rect.adjusted(-style.step, 0, -gap, 0)
                if mark.rect.x() > self._rich.document.textWidth() / 2:
                    painter.drawText(mark.rect.adjusted(gap, 0, style.step, 0), _LEFT, mark.text)
                else:
                    painter.drawText(box, _RIGHT, mark.text)
        painter.setFont(style.small)
        for code in self.codes:
            if not code.rect.intersects(clip):
                continue
            bar = QRectF(code.rect.left(), code.rect.top(), code.rect.width(), style.bar)
            painter.setPen(theme.color("text_muted"))
            painter.drawText(bar.adjusted(style.pad, 0, 0, 0), _LEFT, code.language)
            copy = self.copy_rect(code)
            painter.setPen(theme.color("link"))
            painter.drawText(copy, Qt.AlignmentFlag.AlignCenter, copy_label())


def _x(row: object, position: int) -> float:
    """Where a position stands in a line; the binding gives it alone or with the position."""
    found = row.cursorToX(position)  # type: ignore[attr-defined] # a QTextLine
    return float(found[0] if isinstance(found, tuple) else found)
