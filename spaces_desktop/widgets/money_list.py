"""A list of amounts, of any length: what it was at the left, how much at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.money_rows import MONEY_ROW, Index, MoneyRow, MoneyRows
from spaces_desktop.widgets.painted_list import PaintedList, paint_ground
from spaces_desktop.widgets.theme import Theme, Themes

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
INSET = 12
NEAR_END_ROWS = 10


class MoneyList(PaintedList):
    more_wanted = Signal()
    """Somebody comes near the end."""

    def __init__(self, name: str, title: str, rows: MoneyRows, themes: Themes) -> None:
        super().__init__(name, title, rows, themes)
        self.set_painter(_Painter(self, themes))
        self.setUniformItemSizes(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def row_height(self) -> int:
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def id_at(self, index: QModelIndex) -> str:
        row = index.data(MONEY_ROW)
        return row.id if isinstance(row, MoneyRow) else ""

    def _on_scrolled(self, value: int) -> None:
        left = self.verticalScrollBar().maximum() - value
        if left < NEAR_END_ROWS * self.row_height:
            self.more_wanted.emit()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: MoneyList, themes: Themes) -> None:
        super().__init__(view)
        self._view = view
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(self._small())
        return QSize(160, self._view.fontMetrics().height() + small.height() + 2 * 9)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(MONEY_ROW)
        if not isinstance(row, MoneyRow):
            return
        theme = self._themes.current
        box = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        paint_ground(painter, state, box, theme, is_chosen=is_chosen)
        side = round(self._view.fontMetrics().height() * 1.2)
        mark = QRect(box.left() + INSET, box.top() + (box.height() - side) // 2, side, side)
        icon(row.icon, theme).paint(painter, mark)
        self._paint_words(painter, row, box.adjusted(2 * INSET + side, 0, -INSET, 0), theme)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: MoneyRow, box: QRect, theme: Theme) -> None:
        plain, small = self._view.font(), self._small()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        above, below = QFontMetrics(plain).height(), QFontMetrics(small).height()
        top = box.top() + (box.height() - above - below) // 2
        upper = QRect(box.left(), top, box.width(), above)
        lower = QRect(box.left(), top + above, box.width(), below)
        painter.setFont(bold)
        painter.setPen(theme.color(row.role))
        painter.drawText(upper, _RIGHT, row.amount)
        taken = QFontMetrics(bold).horizontalAdvance(row.amount) + INSET
        painter.setFont(plain)
        painter.setPen(theme.color("text"))
        title = upper.adjusted(0, 0, -taken, 0)
        painter.drawText(title, _LEFT, _fit(painter, row.title, title.width()))
        painter.setFont(small)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(lower, _RIGHT, row.under)
        taken = QFontMetrics(small).horizontalAdvance(row.under) + INSET
        detail = lower.adjusted(0, 0, -taken, 0)
        painter.drawText(detail, _LEFT, _fit(painter, row.detail, detail.width()))

    def _small(self) -> QFont:
        return self._themes.current.font("small", self._view.font())


def _fit(painter: QPainter, text: str, wide: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
