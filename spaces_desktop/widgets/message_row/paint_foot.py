"""Paints what stands under a message: what became of it, its sources, reactions and buttons."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.paint_head import CENTER, MIDDLE, RIGHT
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_rows import Action, ReactionMark, RowState, Source

_TROUBLES = (RowState.UNSENT, RowState.FAILED)
_WRAP = int(Qt.TextFlag.TextWordWrap)


def paint_foot(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    row = laid.row
    if laid.note is not None:
        _paint_note(painter, laid.note, row.note, fonts, is_trouble=row.state in _TROUBLES)
    for rect, source in zip(laid.sources, row.sources, strict=True):
        _paint_source(painter, rect, source, fonts)
    for rect, reaction in zip(laid.reactions, row.reactions, strict=True):
        _paint_reaction(painter, rect, reaction, fonts)
    if laid.add_reaction is not None:
        _pill(painter, laid.add_reaction, fonts, "surface", "border")
        box = QRect(0, 0, fonts.icon, fonts.icon)
        box.moveCenter(laid.add_reaction.center())
        icon("react", fonts.theme).paint(painter, box)
    for rect, action in zip(laid.actions, row.actions, strict=True):
        _paint_action(painter, rect, action, fonts)


def _paint_note(
    painter: QPainter, rect: QRect, note: str, fonts: Fonts, *, is_trouble: bool
) -> None:
    theme = fonts.theme
    painter.setFont(fonts.small)
    painter.setPen(theme.color("danger" if is_trouble else "text_muted"))
    if is_trouble:
        box = QRect(rect.left(), rect.top(), fonts.icon, fonts.icon)
        icon("warning", theme, "danger").paint(painter, box)
        rect = rect.adjusted(fonts.icon + 6, 0, 0, 0)
    painter.drawText(rect, _WRAP, note)


def _paint_source(painter: QPainter, rect: QRect, source: Source, fonts: Fonts) -> None:
    theme = fonts.theme
    _pill(painter, rect, fonts, "surface", "border")
    mark = str(source.mark)
    wide = max(rect.height(), fonts.small_bold_metrics.horizontalAdvance(mark) + 12)
    number = QRect(rect.left(), rect.top(), wide, rect.height())
    _pill(painter, number, fonts, "agent_soft", "agent_soft")
    painter.setFont(fonts.small_bold)
    painter.setPen(theme.color("agent"))
    painter.drawText(number, CENTER, mark)
    inner = rect.adjusted(wide + 6, 0, -8, 0)
    painter.setFont(fonts.small)
    painter.setPen(theme.color("text_muted"))
    title = fonts.small_metrics.elidedText(source.title, RIGHT, inner.width())
    painter.drawText(inner, MIDDLE, title)


def _paint_reaction(painter: QPainter, rect: QRect, mark: ReactionMark, fonts: Fonts) -> None:
    theme = fonts.theme
    if mark.is_mine:
        _pill(painter, rect, fonts, "accent_soft", "accent")
    else:
        _pill(painter, rect, fonts, "sunken", "sunken")
    inner = rect.adjusted(8, 0, -8, 0)
    painter.setFont(fonts.body)
    painter.setPen(theme.color("text"))
    painter.drawText(inner, MIDDLE, mark.emoji)
    painter.setFont(fonts.small_bold if mark.is_mine else fonts.small)
    painter.setPen(theme.color("accent" if mark.is_mine else "text_muted"))
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(inner, right, str(mark.count))


def _paint_action(painter: QPainter, rect: QRect, action: Action, fonts: Fonts) -> None:
    theme = fonts.theme
    painter.setPen(QPen(theme.color("border_strong"), 1))
    painter.setBrush(theme.color("surface"))
    inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, theme.radius["m"], theme.radius["m"])
    words = rect
    if action.icon:
        box = QRect(rect.left() + 10, 0, fonts.icon, fonts.icon)
        box.moveTop(rect.center().y() - fonts.icon // 2)
        icon(action.icon, theme, "text").paint(painter, box)
        words = rect.adjusted(fonts.icon + 8, 0, 0, 0)
    painter.setFont(fonts.small)
    painter.setPen(theme.color("text"))
    painter.drawText(words, CENTER, action.label)


def _pill(painter: QPainter, rect: QRect, fonts: Fonts, ground: str, edge: str) -> None:
    theme = fonts.theme
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(theme.color(ground))
    inner = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
