"""A list of messages in short: who, where and when, two lines of text with what was looked for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from spaces_desktop.widgets.entries import Index
from spaces_desktop.widgets.hits import HIT, Hit, Hits
from spaces_desktop.widgets.painted_list import PaintedList, paint_ground
from spaces_desktop.widgets.theme import Theme, Themes

LINES = 2
PAD = 10
ASIDE = 6
GAP = 2
DOT = 8


class HitList(PaintedList):
    def __init__(self, name: str, title: str, hits: Hits, themes: Themes) -> None:
        super().__init__(name, title, hits, themes)
        self.set_painter(_HitDelegate(self, themes))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def current_id(self) -> str:
        return self.id_at(self.currentIndex())

    def id_at(self, index: Index) -> str:
        hit = index.data(HIT)
        return hit.id if isinstance(hit, Hit) else ""


class _HitDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes

    def _small(self) -> QFont:
        return self._themes.current.font("small", self._view.font())

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _lines(self, hit: Hit) -> int:
        """How many lines its text takes at the list's width."""
        room = self._view.viewport().width() - 2 * (ASIDE + PAD)
        wide = QFontMetrics(self._bold()).horizontalAdvance(hit.text)
        return 1 if wide <= room else LINES

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = index.data(HIT)
        small = QFontMetrics(self._small()).height()
        high = 2 * PAD + QFontMetrics(self._bold()).height() + GAP
        if isinstance(hit, Hit):
            high += self._lines(hit) * QFontMetrics(self._view.font()).height()
            high += (small + GAP) * (bool(hit.place) + bool(hit.note))
        return QSize(160, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        theme = self._themes.current
        box = option.rect.adjusted(ASIDE, 1, -ASIDE, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option.state, box, theme, is_chosen=is_chosen)
        inner = box.adjusted(PAD, PAD - 1, -PAD, -PAD)
        top = self._paint_head(painter, hit, inner, theme)
        if hit.place:
            top = self._paint_small(painter, hit.place, inner, top, theme.color("text_muted"))
        top = self._paint_text(painter, hit, inner, top, theme)
        if hit.note:
            self._paint_small(painter, hit.note, inner, top, theme.color("text_muted"))
        painter.restore()

    def _paint_head(self, painter: QPainter, hit: Hit, inner: QRect, theme: Theme) -> int:
        bold, small = QFontMetrics(self._bold()), QFontMetrics(self._small())
        line = QRect(inner.left(), inner.top(), inner.width(), bold.height())
        wide = small.horizontalAdvance(hit.when)
        painter.setFont(self._small())
        painter.setPen(theme.color("text_muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, hit.when)
        left = line.left()
        if hit.is_new:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(left, line.center().y() - DOT // 2 + 1, DOT, DOT)
            left += DOT + 6
        room = QRect(left, line.top(), line.right() - wide - 8 - left, line.height())
        painter.setFont(self._bold())
        painter.setPen(theme.color("text"))
        shown = bold.elidedText(hit.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
        return line.top() + line.height() + GAP

    def _paint_small(
        self, painter: QPainter, text: str, inner: QRect, top: int, color: object
    ) -> int:
        metrics = QFontMetrics(self._small())
        line = QRect(inner.left(), top, inner.width(), metrics.height())
        painter.setFont(self._small())
        painter.setPen(color)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return top + line.height() + GAP

    def _paint_text(self, painter: QPainter, hit: Hit, inner: QRect, top: int, theme: Theme) -> int:
        font = self._view.font()
        metrics = QFontMetrics(font)
        layout = QTextLayout(hit.text, font)
        marked = QTextCharFormat()
        marked.setBackground(theme.color("warning_soft"))
        marked.setForeground(theme.color("warning"))
        marked.setFontWeight(QFont.Weight.DemiBold)
        ranges = []
        for start, length in hit.marks:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, marked
            ranges.append(one)
        layout.setFormats(ranges)
        layout.beginLayout()
        for number in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(inner.width())
            line.setPosition(QPointF(0, number * metrics.height()))
        layout.endLayout()
        painter.setPen(theme.color("text"))
        layout.draw(painter, QPointF(inner.left(), top))
        return top + self._lines(hit) * metrics.height()
