"""The small bar over the row under the mouse: the first things one can do with a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from spaces_desktop.widgets.icons import icon
from spaces_desktop.widgets.message_rows import Action, Row
from spaces_desktop.widgets.theme import Themes

MOST = 4
REACT = "react"
ICON = 16
EDGE = 18


class RowTools(QFrame):
    """Only for the mouse: the keyboard has the same in the row's menu."""

    reaction_chosen = Signal(str, str)
    """Row id and an emoji."""
    verb_chosen = Signal(str, str)
    """Row id and key of the verb."""
    menu_wanted = Signal(str, QPoint)
    """Row id, and where on the screen."""

    def __init__(self, themes: Themes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("row_tools")
        self.setProperty("role", "floating")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._themes = themes
        self._row_id = ""
        self._verbs: tuple[Action, ...] = ()
        self._quick: tuple[str, ...] = ()
        self.quick: Callable[[], tuple[str, ...]] = tuple
        """The emoji that take one click, where one can react at all."""
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(2, 2, 2, 2)
        self._line.setSpacing(0)
        themes.changed.connect(self._build)
        self.hide()

    @property
    def row_id(self) -> str:
        """The row it stands over, "" while it is hidden."""
        return self._row_id if self.isVisible() else ""

    def show_over(self, row: Row, rect: QRect) -> None:
        """`rect` is the row's in the coordinates of the parent."""
        self._row_id = row.id
        if not row.verbs:
            self.hide()
            return
        may_react = any(one.key == REACT for one in row.verbs)
        quick = self.quick() if may_react else ()
        if (row.verbs, quick) != (self._verbs, self._quick):
            self._verbs, self._quick = row.verbs, quick
            self._build()
        size = self.sizeHint()
        y = max(0, rect.top() - size.height() // 2)
        self.setGeometry(rect.right() - size.width() - EDGE, y, size.width(), size.height())
        self.show()
        self.raise_()

    def leave(self) -> None:
        self._row_id = ""
        self.hide()

    def _build(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for emoji in self._quick:
            words = self.tr("React with {emoji}").format(emoji=emoji)
            tool = self._tool(f"quick_{emoji}", "", words)
            tool.setText(emoji)
            tool.clicked.connect(
                lambda _checked=False, emoji=emoji: self.reaction_chosen.emit(self._row_id, emoji)
            )
        for verb in [one for one in self._verbs if one.icon][:MOST]:
            tool = self._tool(f"verb_{verb.key}", verb.icon, verb.label)
            tool.clicked.connect(
                lambda _checked=False, key=verb.key: self.verb_chosen.emit(self._row_id, key)
            )
        more = self._tool("verb_more", "more", self.tr("More"))
        more.clicked.connect(
            lambda: self.menu_wanted.emit(self._row_id, more.mapToGlobal(more.rect().bottomLeft()))
        )

    def _tool(self, name: str, picture: str, label: str) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setAccessibleName(label)
        tool.setToolTip(label)
        tool.setAutoRaise(True)
        tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if picture:
            tool.setIcon(icon(picture, self._themes.current))
        tool.setIconSize(QSize(ICON, ICON))
        self._line.addWidget(tool)
        # A child of what is on the screen is not shown by itself, and has no size until it is.
        tool.show()
        return tool
