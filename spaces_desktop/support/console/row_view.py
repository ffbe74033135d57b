"""One conversation in a list: how long the customer waits, their last words, who is at it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spaces_desktop.kernel.moments import when, wire_time
from spaces_desktop.support.console.lines import Line
from spaces_desktop.support.console.times import (
    AGES,
    ServerClock,
    age,
    due_words,
    local,
    waited,
)
from spaces_desktop.widgets.avatar import paint_avatar
from spaces_desktop.widgets.entries import ENTRY, Index
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.painted_list import paint_ground
from spaces_desktop.widgets.theme import Theme, Themes

INSET = 8
_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LineDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, themes: Themes, clock: ServerClock) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes
        self._clock = clock
        self._sizes: tuple[QFont, Theme, int] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        base, theme = self._view.font(), self._themes.current
        known = self._sizes
        if known is None or known[0] != base or known[1] is not theme:
            small = QFontMetrics(theme.font("small", base)).height()
            tall = QFontMetrics(base).height() + 2 * small + 2
            self._sizes = (QFont(base), theme, 4 * round((tall + 22) / 4))
            known = self._sizes
        return QSize(120, known[2])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ENTRY)
        if not isinstance(line, Line):
            return
        theme, state = self._themes.current, option.state
        box = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, state, box, theme, is_chosen=is_chosen)
        inside = box.adjusted(INSET, 5, -INSET, -5)
        disc = self._paint_picture(painter, line, inside, theme)
        inside.setLeft(disc.right() + 1 + INSET)
        self._paint_texts(painter, line, inside, theme)
        painter.restore()

    def _paint_picture(self, painter: QPainter, line: Line, box: QRect, theme: Theme) -> QRect:
        side = min(4 * round(self._view.fontMetrics().height() / 2), box.height())
        disc = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        if line.position:
            self._paint_place(painter, line, disc, theme)
        else:
            paint_avatar(painter, disc, line.title, line.id, theme, is_agent=False, is_round=True)
        return disc

    def _paint_place(self, painter: QPainter, line: Line, disc: QRect, theme: Theme) -> None:
        """In the queue the place stands where else the picture is."""
        is_first = line.position == 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if is_first else "hover"))
        painter.drawEllipse(disc)
        font = self._bold()
        if line.position > 99:
            font = theme.font("small", font)
        painter.setFont(font)
        painter.setPen(theme.color("on_accent" if is_first else "text"))
        painter.drawText(disc, _CENTER, str(line.position))

    def _paint_texts(self, painter: QPainter, line: Line, box: QRect, theme: Theme) -> None:
        now = self._clock.now()
        base = self._view.font()
        small = theme.font("small", base)
        tall, low = QFontMetrics(base).height(), QFontMetrics(small).height()
        top = box.top() + (box.height() - tall - 2 * low - 2) // 2
        first = QRect(box.left(), top, box.width(), tall)
        second = QRect(box.left(), first.bottom() + 2, box.width(), low)
        third = QRect(box.left(), second.bottom() + 2, box.width(), low)
        first.setRight(self._paint_time(painter, line, first, now, theme) - INSET)
        painter.setFont(self._bold() if line.count else base)
        painter.setPen(theme.color("text_muted" if line.is_resolved else "text"))
        painter.drawText(first, _MIDDLE, self._fit(painter, line.title, first.width()))
        if line.count:
            second.setRight(self._paint_count(painter, line.count, second, theme) - INSET)
        painter.setFont(small)
        painter.setPen(theme.color("text" if line.count else "text_muted"))
        painter.drawText(second, _MIDDLE, self._fit(painter, line.detail, second.width()))
        self._paint_foot(painter, line, third, now, theme)

    def _paint_time(
        self, painter: QPainter, line: Line, box: QRect, now: float, theme: Theme
    ) -> int:
        """How long somebody waits, in the colour of its age; else when the last words came. The
        left edge of it."""
        if line.since is not None:
            text, role = (
                waited(now - line.since),
                AGES[age(line.since, line.due_at, now, line.due_state)],
            )
        else:
            text, role = when(wire_time(local(line.at))), "text_muted"
        font = theme.font("small", self._view.font())
        if role != "text_muted":
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(theme.color(role))
        painter.drawText(box, _END, text)
        return box.right() - wide

    def _paint_foot(
        self, painter: QPainter, line: Line, box: QRect, now: float, theme: Theme
    ) -> None:
        small = theme.font("small", self._view.font())
        late = due_words(line.due_at, now)
        if late:
            begun = line.at if line.since is None else line.since
            role = AGES[age(begun, line.due_at, now, line.due_state)]
            painter.setFont(small)
            wide = painter.fontMetrics().horizontalAdvance(late)
            painter.setPen(theme.color(role))
            painter.drawText(box, _END, late)
            box.setRight(box.right() - wide - INSET)
        role = "accent" if line.is_typing else "text_muted"
        picture = "edit" if line.is_typing else "looking" if line.is_looked_at else ""
        if picture:
            side = box.height()
            sign = QRect(box.left(), box.top(), side, side)
            icon(picture, theme, role).paint(painter, sign.adjusted(1, 1, -1, -1))
            box.setLeft(sign.right() + 4)
        painter.setFont(small)
        painter.setPen(theme.color(role))
        painter.drawText(box, _MIDDLE, self._fit(painter, line.state, box.width()))

    def _paint_count(self, painter: QPainter, count: int, box: QRect, theme: Theme) -> int:
        """The left edge of a badge at the end of the box."""
        painter.setFont(theme.font("small", self._bold()))
        metrics = painter.fontMetrics()
        text = "99+" if count > 99 else str(count)
        tall = metrics.height() + 2
        wide = max(tall, metrics.horizontalAdvance(text) + 10)
        badge = QRect(box.right() - wide + 1, box.center().y() - tall // 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(badge, tall / 2, tall / 2)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(badge, _CENTER, text)
        return badge.left()

    def _fit(self, painter: QPainter, text: str, wide: int) -> str:
        flat = " ".join(text.split())
        return painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, max(0, wide))

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
