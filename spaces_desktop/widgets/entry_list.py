"""A list of entries: a picture, a title, a quiet second line, and a badge with a count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from spaces_desktop.widgets.avatar import paint_avatar, paint_presence
from spaces_desktop.widgets.entries import ENTRY, Entries, Entry, Index
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.painted_list import PaintedList, paint_ground
from spaces_desktop.widgets.theme import Theme, Themes

INSET = 8
"""Between the edge of an entry and what is in it, in pixels; all else follows the font."""
_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class EntryList(PaintedList):
    def __init__(self, name: str, title: str, entries: Entries, themes: Themes) -> None:
        super().__init__(name, title, entries, themes)
        self.set_painter(_EntryDelegate(self, themes))
        self.setUniformItemSizes(True)
        self._entries = entries
        self._last = ""
        self.has_menu: Callable[[str], bool] = lambda _entry_id: False
        """Whether an entry, by its id, has a menu: then it shows a sign for it."""

    @property
    def row_height(self) -> int:
        """How tall an entry is, in pixels; it follows the font."""
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def select(self, entry_id: str) -> None:
        at = self._entries.position(entry_id)
        self._last = entry_id
        if at is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._entries.index(at))

    def menu_sign(self, index: Index) -> QRect:
        """Where the sign of its menu stands, in the viewport; nowhere for one without."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry) or not self.has_menu(entry.id):
            return QRect()
        rect = self.visualRect(index).adjusted(6, 1, -6, -1)
        side = self.fontMetrics().height() + INSET
        top = rect.top() + (rect.height() - side) // 2
        return QRect(rect.right() - side - 2, top, side, side)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and index.isValid() and self.menu_sign(index).contains(at):
            self.setState(QListView.State.NoState)
            self.customContextMenuRequested.emit(at)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        text = event.text()
        if text.isprintable() and text.strip() and not event.modifiers() & commands:
            # Letters are for whoever writes, not for Qt's search by first letters.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def id_at(self, index: QModelIndex) -> str:
        entry = index.data(ENTRY)
        return entry.id if isinstance(entry, Entry) else ""


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, view: EntryList, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = self._view.fontMetrics().height() + self._small_metrics().height()
        return QSize(120, 4 * round((lines + 22) / 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        theme = self._themes.current
        state = option.state
        box = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, state, box, theme, is_chosen=is_chosen)
        self._paint_picture(painter, entry, box, theme)
        noticed = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
        sign = self._view.menu_sign(index) if state & noticed else QRect()
        if not sign.isEmpty():
            icon("more", theme).paint(painter, sign.adjusted(4, 4, -4, -4))
            box.setRight(sign.left())
        self._paint_texts(painter, entry, box, theme)
        painter.restore()

    def _disc(self, box: QRect) -> QRect:
        side = min(4 * round(self._view.fontMetrics().height() / 2), box.height() - 8)
        top = box.top() + (box.height() - side) // 2
        return QRect(box.left() + INSET, top, side, side)

    def _paint_picture(self, painter: QPainter, entry: Entry, box: QRect, theme: Theme) -> None:
        disc = self._disc(box)
        paint_avatar(
            painter,
            disc,
            entry.title,
            entry.id,
            theme,
            is_agent=entry.is_agent,
            is_round=entry.is_person,
        )
        if entry.is_present:
            paint_presence(painter, disc, theme)

    def _paint_texts(self, painter: QPainter, entry: Entry, box: QRect, theme: Theme) -> None:
        right = box.right() - INSET
        if entry.count:
            loud = "hover" if entry.is_quiet else "accent"
            right = self._paint_badge(painter, _counted(entry.count), right, box, loud) - INSET
        if entry.mentions:
            right = self._paint_badge(painter, "@", right, box, "danger") - INSET
        left = self._disc(box).right() + 1 + INSET + 2
        is_loud = entry.mentions or (entry.count and not entry.is_quiet)
        title = self._bold() if is_loud else self._view.font()
        small = theme.font("small", self._view.font())
        above = QFontMetrics(title).height()
        below = QFontMetrics(small).height() if entry.detail else 0
        room = QRect(left, box.top() + (box.height() - above - below) // 2, right - left, above)
        painter.setFont(title)
        painter.setPen(theme.color("text_muted" if entry.is_quiet else "text"))
        if entry.is_verified:
            room.setRight(self._paint_mark(painter, entry.title, room, theme))
        painter.drawText(room, _MIDDLE, self._fit(painter, entry.title, room.width()))
        if entry.detail:
            painter.setFont(small)
            painter.setPen(theme.color("text_muted"))
            under = QRect(left, room.bottom() + 1, room.width(), below)
            painter.drawText(under, _MIDDLE, self._fit(painter, entry.detail, under.width()))

    def _paint_mark(self, painter: QPainter, title: str, room: QRect, theme: Theme) -> int:
        """The mark of who is verified, behind a title in `room`; where the title has to end."""
        side = room.height()
        end = min(room.left() + painter.fontMetrics().horizontalAdvance(title), room.right() - side)
        icon("verified", theme, "accent").paint(painter, QRect(end + 4, room.top(), side, side))
        return end

    def _paint_badge(self, painter: QPainter, text: str, right: int, box: QRect, role: str) -> int:
        """The left edge of a badge that ends at `right`."""
        theme = self._themes.current
        painter.setFont(theme.font("small", self._bold()))
        metrics = painter.fontMetrics()
        tall = metrics.height() + 4
        wide = max(tall, metrics.horizontalAdvance(text) + 12)
        badge = QRect(right - wide, box.top() + (box.height() - tall) // 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(role))
        painter.drawRoundedRect(badge, tall / 2, tall / 2)
        painter.setPen(theme.color("text_muted" if role == "hover" else "on_accent"))
        painter.drawText(badge, _CENTER, text)
        return badge.left()

    def _fit(self, painter: QPainter, text: str, wide: int) -> str:
        flat = " ".join(text.split())
        return painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, wide)

    def _small_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._themes.current.font("small", self._view.font()))

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _counted(count: int) -> str:
    return "99+" if count > 99 else str(count)
