"""Where the parts of one message row lie, for a given width; measured once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextDocument, QTextOption

from spaces_desktop.widgets.message_rows import MessageRows, Row
from spaces_desktop.widgets.theme import Theme

EDGE = 16
AVATAR = 34
GAP = 12
LEFT = EDGE + AVATAR + GAP
WIDEST = 760
"""Longer lines are hard to read."""


@dataclass(slots=True)
class RowLayout:
    """Rectangles are relative to the row's top left corner."""

    row: Row
    before: Row | None
    """The row above, which decides about name and day."""
    width: int
    day: QRect | None
    head: QRect | None
    document: QTextDocument
    text_at: QPoint
    note: QRect | None
    sources: list[QRect] = field(default_factory=list)
    actions: list[QRect] = field(default_factory=list)
    height: int = 0
    size: QSize = field(default_factory=QSize)


class Fonts:
    def __init__(self, theme: Theme, base: QFont) -> None:
        self.body = QFont(base)
        self.small = theme.font("small", base)
        self.bold = QFont(base)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.body_metrics = QFontMetrics(self.body)
        self.small_metrics = QFontMetrics(self.small)
        self.bold_metrics = QFontMetrics(self.bold)


class Layouts:
    """Measures rows, and remembers those that were looked at last, as long as they do not change.

    A document takes tens of kilobytes: only what is about to be painted is worth keeping."""

    def __init__(self, keep: int = 200) -> None:
        self._kept: dict[str, RowLayout] = {}
        self._keep = keep

    def clear(self) -> None:
        self._kept.clear()

    def of(self, rows: MessageRows, at: int, width: int, fonts: Fonts) -> RowLayout:
        row = rows.row_at(at)
        before = rows.row_at(at - 1) if at else None
        kept = self._kept.get(row.id)
        if kept is not None and kept.row is row and kept.before is before and kept.width == width:
            return kept
        self._kept.pop(row.id, None)
        while len(self._kept) >= self._keep:
            del self._kept[next(iter(self._kept))]
        leads, day = rows.leads_group(at), rows.starts_day(at)
        made = self._kept[row.id] = _measure(row, before, width, leads, day, fonts)
        return made


def estimate(row: Row, leads: bool, width: int, fonts: Fonts) -> int:
    """About how tall a row will be: so many letters, so many lines."""
    room = max(80, min(WIDEST, width - LEFT - EDGE))
    letters = max(1, room // max(1, fonts.body_metrics.averageCharWidth()))
    lines = 1 + len(row.text) // letters + row.text.count("\n")
    return lines * fonts.body_metrics.height() + (50 if leads else 6)


def _measure(
    row: Row, before: Row | None, width: int, leads: bool, day: bool, fonts: Fonts
) -> RowLayout:
    room = max(80, min(WIDEST, width - LEFT - EDGE))
    y = 0
    day_rect = head = note = None
    if day:
        day_rect = QRect(EDGE, 12, width - 2 * EDGE, fonts.small_metrics.height() + 8)
        y = day_rect.bottom() + 1
    y += 14 if leads else 3
    if leads:
        head = QRect(LEFT, y, room, fonts.bold_metrics.height())
        y = head.bottom() + 5
    document = _document(row.text, room, fonts.body)
    text_at = QPoint(LEFT, y)
    if row.text:
        y += int(document.size().height())
    elif not row.note:
        y += fonts.body_metrics.height()
    line = fonts.small_metrics.height()
    if row.note:
        lines = fonts.small_metrics.boundingRect(
            QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), row.note
        )
        note = QRect(LEFT, y + 3, room, max(line, lines.height()))
        y = note.bottom() + 1
    sources = []
    if row.sources:
        y += 6
        for _ in row.sources:
            sources.append(QRect(LEFT, y, room, line + 4))
            y += line + 4
    actions = []
    if row.actions:
        y += 4
        x = LEFT
        for action in row.actions:
            wide = fonts.small_metrics.horizontalAdvance(action.label) + 20
            actions.append(QRect(x, y, wide, line + 10))
            x += wide + 8
        y += line + 10
    height = max(y + 3, (head.top() + AVATAR + 3) if head else 0)
    return RowLayout(
        row=row,
        before=before,
        width=width,
        day=day_rect,
        head=head,
        document=document,
        text_at=text_at,
        note=note,
        sources=sources,
        actions=actions,
        height=height,
        size=QSize(width, height),
    )


def _document(text: str, width: int, font: QFont) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(text)
    document.setTextWidth(width)
    return document
