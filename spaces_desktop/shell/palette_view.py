"""The palette on the screen: a field over its results, on the keyboard alone where one likes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.palette import PaletteModel
from spaces_desktop.shell.shortcuts import shown
from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.panes import column, frame, label
from spaces_desktop.widgets.rooms import Found
from spaces_desktop.widgets.theme import Themes

WIDE, TALL = 620, 440
PICTURE = 20
EDGE = 12
_FOUND = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_ICONS = {
    "community": "clubs",
    "person": "person",
    "agent": "agent",
    "place": "browse",
    "command": "forward",
    "setting": "settings",
}
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class PaletteView(QDialog):
    def __init__(self, model: PaletteModel, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Go to"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._model = model
        self._bindings = Bindings()
        self._rows = _Rows(self)
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setAccessibleName(self.tr("Go to a club, a person, a setting or a command"))
        self.field.setPlaceholderText(self.tr("Club, person, setting or command"))
        self.field.setMaxLength(200)
        self.field.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Delegate(themes, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(self._choose)
        self._none = label(self.tr("Nothing found."), "muted", name="palette_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        box = frame("popup")
        column(self, 0, 0).addWidget(box)
        inner = column(box, 10, 8)
        inner.addWidget(self.field)
        inner.addWidget(self._none)
        inner.addWidget(self._list, 1)
        self._place(parent)
        model.begin()
        self.field.textChanged.connect(model.search)
        self._bindings.bind(model, "results", self._on_results)
        self.finished.connect(lambda _code: self._bindings.release())

    def _place(self, parent: QWidget) -> None:
        window = parent.window()
        ems = self.fontMetrics().height()
        wide = min(max(WIDE, 34 * ems), window.width() - 32)
        tall = min(max(TALL, 24 * ems), window.height() - 64)
        self.resize(wide, tall)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - wide) // 2, corner.y() + 48)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._model.settle()
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        self._model.settle()
        count = self._rows.rowCount()
        if count:
            row = self._list.currentIndex().row() + by
            row = row % count if abs(by) == 1 else max(0, min(count - 1, row))
            self._list.setCurrentIndex(self._rows.index(row))
            self._announce(self._rows.found[row].title)

    def _on_results(self, results: tuple[Found, ...]) -> None:
        self._rows.show(results)
        self._list.setVisible(bool(results))
        self._none.setVisible(not results)
        if not results:
            self._announce(self._none.text())
            return
        self._list.setCurrentIndex(self._rows.index(0))
        if len(results) == 1:
            said = self.tr("One result: {first}").format(first=results[0].title)
        else:
            text = self.tr("{count} results, the first is {first}")
            said = text.format(count=len(results), first=results[0].title)
        self._announce(said)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            found = self._rows.found[index.row()]
            self.accept()
            self._model.run(found)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def show(self, found: tuple[Found, ...]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if not index.isValid() or index.row() >= len(self.found):
            return None
        one = self.found[index.row()]
        if role == _FOUND:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = shown(one.keys) if one.keys else ""
            return ", ".join(part for part in (one.title, one.detail, keys) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, themes: Themes, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, max(36, int(option.fontMetrics.height() * 2)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        one: Found = index.data(_FOUND)
        theme = self._themes.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, theme.radius["m"], theme.radius["m"])
        picture = QRect(box.left() + EDGE, box.center().y() - PICTURE // 2, PICTURE, PICTURE)
        icon(_ICONS[one.kind], theme).paint(painter, picture)
        painter.setFont(option.font)
        metrics = option.fontMetrics
        left, right = picture.right() + EDGE, box.right() - EDGE
        if one.keys:
            keys = shown(one.keys)
            right -= metrics.horizontalAdvance(keys)
            painter.setPen(theme.color("text_muted"))
            self._text(painter, box, right, box.right() - EDGE, keys)
            right -= EDGE
        title = metrics.elidedText(one.title, Qt.TextElideMode.ElideRight, right - left)
        painter.setPen(theme.color("text"))
        self._text(painter, box, left, right, title)
        left += metrics.horizontalAdvance(title) + EDGE
        if one.detail and right - left > 4 * EDGE:
            detail = metrics.elidedText(one.detail, Qt.TextElideMode.ElideRight, right - left)
            painter.setPen(theme.color("text_muted"))
            self._text(painter, box, left, right, detail)
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, left: int, right: int, text: str) -> None:
        rect = QRect(left, box.top(), max(0, right - left + 1), box.height())
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine.value, text
        )
