"""Paints what stands over a message: the day, the unread line, who wrote it and when."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from spaces_desktop.widgets.avatar import paint_avatar
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.message_row.fonts import Fonts
from spaces_desktop.widgets.message_row.parts import RowLayout
from spaces_desktop.widgets.message_row.words import (
    ai_label,
    clock,
    day_name,
    state_label,
    unread_label,
)

CENTER = Qt.AlignmentFlag.AlignCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.TextElideMode.ElideRight
_BAR = 3


def paint_ground(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    """A tint behind what names me, and behind what only I see."""
    row, theme = laid.row, fonts.theme
    role = "mention_soft" if row.names_me else "private_soft" if row.is_private else ""
    if not role:
        return
    box = QRect(0, laid.top, laid.width, laid.height - laid.top)
    painter.fillRect(box, theme.color(role))
    if row.names_me:
        painter.fillRect(QRect(0, box.top(), _BAR, box.height()), theme.color("mention"))


def paint_focus(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    theme = fonts.theme
    box = QRect(6, laid.top + 1, laid.width - 12, laid.height - laid.top - 2)
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(theme.color("hover"))
    painter.drawRoundedRect(box, theme.radius["m"], theme.radius["m"])


def paint_before(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    """The lines between messages."""
    theme = fonts.theme
    if laid.day is not None:
        text = day_name(laid.row.at.date())
        painter.setFont(fonts.small_bold)
        wide = fonts.small_bold_metrics.horizontalAdvance(text) + 24
        _line(painter, laid.day, wide, fonts, "border")
        painter.setPen(theme.color("text_muted"))
        painter.drawText(laid.day, CENTER, text)
    if laid.unread is not None:
        text = unread_label()
        painter.setFont(fonts.small_bold)
        wide = fonts.small_bold_metrics.horizontalAdvance(text) + 20
        rect = laid.unread
        painter.setPen(QPen(theme.color("mention"), 1))
        painter.drawLine(rect.left(), rect.center().y(), rect.right() - wide, rect.center().y())
        pill = QRect(rect.right() - wide, rect.top() + 2, wide, rect.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("mention"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(theme.color("on_mention"))
        painter.drawText(pill, CENTER, text)


def _line(painter: QPainter, rect: QRect, wide: int, fonts: Fonts, role: str) -> None:
    middle, center = rect.center().y(), rect.center().x()
    painter.setPen(QPen(fonts.theme.color(role), 1))
    painter.drawLine(rect.left(), middle, center - wide // 2, middle)
    painter.drawLine(center + wide // 2, middle, rect.right(), middle)


def paint_head(painter: QPainter, laid: RowLayout, fonts: Fonts) -> None:
    row, theme = laid.row, fonts.theme
    if laid.state is not None:
        side = fonts.icon
        box = QRect(laid.state.left(), laid.state.top(), side, side)
        icon("pin" if row.is_pinned else "private", theme).paint(painter, box)
        painter.setFont(fonts.small)
        painter.setPen(theme.color("text_muted"))
        text = state_label(is_pinned=row.is_pinned, is_private=row.is_private)
        painter.drawText(laid.state.adjusted(side + 4, 0, 0, 0), MIDDLE, text)
    if laid.avatar is not None:
        paint_avatar(painter, laid.avatar, row.author, row.author_id, theme, is_agent=row.is_agent)
    if laid.name is not None:
        painter.setFont(fonts.bold)
        painter.setPen(theme.color("text"))
        name = fonts.bold_metrics.elidedText(row.author, RIGHT, laid.name.width())
        painter.drawText(laid.name, MIDDLE, name)
    if laid.badge is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("agent_soft"))
        painter.drawRoundedRect(laid.badge, theme.radius["s"], theme.radius["s"])
        painter.setFont(fonts.small_bold)
        painter.setPen(theme.color("agent"))
        painter.drawText(laid.badge, CENTER, ai_label())
    if laid.time is not None:
        painter.setFont(fonts.small)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(laid.time, MIDDLE, clock(row.at))
    if laid.quote is not None and row.quote is not None:
        _paint_quote(painter, laid.quote, row.quote.author, row.quote.text, fonts)


def _paint_quote(painter: QPainter, rect: QRect, author: str, text: str, fonts: Fonts) -> None:
    theme = fonts.theme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(rect, theme.radius["s"], theme.radius["s"])
    painter.setBrush(theme.color("border_strong"))
    painter.drawRoundedRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), 1.5, 1.5)
    inner = rect.adjusted(10, 0, -8, 0)
    painter.setFont(fonts.small_bold)
    painter.setPen(theme.color("text"))
    name = fonts.small_bold_metrics.elidedText(author, RIGHT, inner.width() // 2)
    painter.drawText(inner, MIDDLE, name)
    inner.setLeft(inner.left() + fonts.small_bold_metrics.horizontalAdvance(name) + 8)
    painter.setFont(fonts.small)
    painter.setPen(theme.color("text_muted"))
    flat = fonts.small_metrics.elidedText(" ".join(text.split()), RIGHT, inner.width())
    painter.drawText(inner, MIDDLE, flat)
