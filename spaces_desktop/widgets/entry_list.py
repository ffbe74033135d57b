"""A list of entries: a picture, a title, a quiet second line, and a badge with a count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from spaces_desktop.widgets.entries import ENTRY, Entries, Entry, Index
from spaces_desktop.widgets.theme import Theme, Themes

TALL = 52
DISC = 32
_CENTER = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class EntryList(QListView):
    chosen = Signal(str)
    """The id of the entry that was clicked, or entered with the keyboard."""

    def __init__(self, name: str, title: str, entries: Entries, themes: Themes) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(entries)
        self.setItemDelegate(_EntryDelegate(self, themes))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_entered)
        self.activated.connect(self._on_entered)
        themes.changed.connect(self.viewport().update)
        self._entries = entries
        self._last = ""

    def select(self, entry_id: str) -> None:
        at = self._entries.position(entry_id)
        self._last = entry_id
        if at is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self._entries.index(at))

    def _on_entered(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self.chosen.emit(entry.id)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, view: QWidget, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        theme = self._themes.current
        state = option.state
        box = option.rect.adjusted(6, 2, -6, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        self._paint_picture(painter, entry, box, theme)
        self._paint_texts(painter, entry, box, theme)
        painter.restore()

    def _paint_picture(self, painter: QPainter, entry: Entry, box: QRect, theme: Theme) -> None:
        disc = QRect(box.left() + 8, box.center().y() - DISC // 2 + 1, DISC, DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("agent_soft") if entry.is_agent else theme.avatar(entry.id))
        if entry.is_person:
            painter.drawEllipse(disc)
        else:
            painter.drawRoundedRect(disc, 9, 9)
        painter.setPen(theme.color("agent" if entry.is_agent else "on_avatar"))
        painter.setFont(self._bold())
        painter.drawText(disc, _CENTER, entry.title[:1].upper())
        if entry.is_present:
            painter.setPen(QPen(theme.color("window"), 2))
            painter.setBrush(theme.color("success"))
            painter.drawEllipse(disc.right() - 7, disc.bottom() - 7, 10, 10)

    def _paint_texts(self, painter: QPainter, entry: Entry, box: QRect, theme: Theme) -> None:
        right = box.right() - 8
        if entry.count:
            loud = "hover" if entry.is_quiet else "accent"
            right = self._paint_badge(painter, _counted(entry.count), right, box, loud) - 8
        if entry.mentions:
            right = self._paint_badge(painter, "@", right, box, "danger") - 8
        left = box.left() + 8 + DISC + 10
        room = QRect(left, box.top() + 5, right - left, (box.height() - 10) // 2)
        if not entry.detail:
            room.setHeight(box.height() - 10)
        is_loud = entry.mentions or (entry.count and not entry.is_quiet)
        painter.setFont(self._bold() if is_loud else self._view.font())
        painter.setPen(theme.color("text_muted" if entry.is_quiet else "text"))
        painter.drawText(room, _MIDDLE, self._fit(painter, entry.title, room.width()))
        if entry.detail:
            painter.setFont(theme.font("small", self._view.font()))
            painter.setPen(theme.color("text_muted"))
            below = room.translated(0, room.height())
            painter.drawText(below, _MIDDLE, self._fit(painter, entry.detail, below.width()))

    def _paint_badge(self, painter: QPainter, text: str, right: int, box: QRect, role: str) -> int:
        """The left edge of a badge that ends at `right`."""
        theme = self._themes.current
        painter.setFont(theme.font("small", self._bold()))
        wide = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
        badge = QRect(right - wide, box.center().y() - 9, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(role))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(theme.color("text_muted" if role == "hover" else "on_accent"))
        painter.drawText(badge, _CENTER, text)
        return badge.left()

    def _fit(self, painter: QPainter, text: str, wide: int) -> str:
        flat = " ".join(text.split())
        return painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, wide)

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _counted(count: int) -> str:
    return "99+" if count > 99 else str(count)
