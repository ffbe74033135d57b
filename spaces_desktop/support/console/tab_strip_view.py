"""The tabs over an open conversation: one for each, with a mark where something new came in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton

from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.support.console.model import ConsoleModel
from spaces_desktop.widgets.controls import tool
from spaces_desktop.widgets.theme import Themes

LONGEST = 22
NEW = "●"


class TabStrip(QTabBar):
    """Shows the model's tabs; a middle click or the cross closes one, dragging moves it."""

    def __init__(self, model: ConsoleModel, themes: Themes, bindings: Bindings) -> None:
        super().__init__()
        self.setObjectName("console_tabs")
        self.setAccessibleName(self.tr("Open conversations"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self._model = model
        self._themes = themes
        self._is_filling = False
        self.currentChanged.connect(self._on_chosen)
        self.tabMoved.connect(self._on_moved)
        bindings.listen(model.tabs.changed, self.fill)
        bindings.listen(model.listing.refreshed, self._say)
        bindings.bind(model.tabs, "current", lambda _current: self._on_current())
        self.fill()

    def fill(self) -> None:
        """Tabs that are there already stay as they are: their crosses keep the keyboard."""
        self._is_filling = True
        wanted = self._model.tabs.ids
        for at in range(self.count() - 1, -1, -1):
            if self.tabData(at) not in wanted:
                self.removeTab(at)
        for at, conversation_id in enumerate(wanted):
            if at >= self.count() or self.tabData(at) != conversation_id:
                self._insert(at, conversation_id)
        self._is_filling = False
        self._say()
        self._on_current()
        self.setVisible(bool(wanted))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self._model.tabs.close_tab(self.tabData(at))
            return
        super().mouseReleaseEvent(event)

    def _insert(self, at: int, conversation_id: str) -> None:
        self.insertTab(at, "")
        self.setTabData(at, conversation_id)
        cross = tool(f"close_{conversation_id}", self.tr("Close"), "close", self._themes)
        cross.setAutoRaise(True)
        cross.clicked.connect(partial(self._on_cross, conversation_id))
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, cross)

    def _on_cross(self, conversation_id: str, _on: bool = False) -> None:
        self._model.tabs.close_tab(conversation_id)

    def _say(self) -> None:
        for at in range(self.count()):
            one = self._model.book.get(self.tabData(at))
            name = self.tr("Conversation") if one is None else one.customer.name
            is_new = one is not None and one.unread_count > 0 and at != self.currentIndex()
            shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
            text = f"{NEW} {shown}" if is_new else shown
            if self.tabText(at) != text:
                self.setTabText(at, text.replace("&", "&&"))
            self.setTabToolTip(at, self._hint(at, name))
            spoken = self.tr("{name}, something new").format(name=name) if is_new else name
            self.setAccessibleTabName(at, spoken)
            cross = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(cross, QToolButton):
                cross.setAccessibleName(self.tr("Close {name}").format(name=name))

    def _hint(self, at: int, name: str) -> str:
        if at >= 9:
            return name
        return self.tr("{name} (Alt+{digit})").format(name=name, digit=at + 1)

    def _on_current(self) -> None:
        ids = self._model.tabs.ids
        current = self._model.tabs.current
        if current in ids and self.count() == len(ids):
            self._is_filling = True
            self.setCurrentIndex(ids.index(current))
            self._is_filling = False

    def _on_chosen(self, at: int) -> None:
        if not self._is_filling and at >= 0:
            self._model.tabs.select(self.tabData(at))

    def _on_moved(self, was: int, now: int) -> None:
        if not self._is_filling:
            self._model.tabs.move(was, now)
