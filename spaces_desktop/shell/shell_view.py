"""The frame around the rooms: the rail, the quiet strip, and the room one is in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from spaces_desktop.kernel.notices import Notices
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.shell.connection import ConnectionModel
from spaces_desktop.shell.navigation import Navigation, Where
from spaces_desktop.shell.notice_stack import NoticeStack
from spaces_desktop.shell.rail import Rail
from spaces_desktop.widgets.panes import button, frame, label, line
from spaces_desktop.widgets.rooms import Room
from spaces_desktop.widgets.theme import Themes


class ShellView(QWidget):
    sign_out_requested = Signal()
    quit_requested = Signal()

    def __init__(
        self,
        rooms: Sequence[Room],
        navigation: Navigation,
        connection: ConnectionModel,
        notices: Notices,
        themes: Themes,
        who: str,
        where: str,
    ) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._rooms = {room.key: room for room in rooms}
        self._navigation = navigation
        self._themes = themes
        self._bindings = Bindings()
        self._pages = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._build_strip(connection))
        right.addWidget(self._pages, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.rail = Rail(rooms, navigation, themes, who, where)
        self._fill_menu(self.rail.me.menu(), who, where)
        outer.addWidget(self.rail)
        outer.addLayout(right, 1)
        for room in rooms:
            self._pages.addWidget(room.page)
        NoticeStack(notices, themes, self)
        self._shortcut(QKeySequence.StandardKey.Back, navigation.back)
        self._shortcut(QKeySequence.StandardKey.Forward, navigation.forward)
        self._bindings.listen(navigation.acted, self._on_acted)
        self._bindings.bind(navigation, "where", self._on_where)

    def release(self) -> None:
        self.rail.release()
        self._bindings.release()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse, wherever no part of a room takes them for itself."""
        if event.button() is Qt.MouseButton.BackButton:
            self._navigation.back()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self._navigation.forward()
        else:
            super().mousePressEvent(event)

    def _fill_menu(self, menu: QMenu, who: str, where: str) -> None:
        about = menu.addAction(self.tr("{who} at {where}").format(who=who, where=where))
        about.setEnabled(False)
        menu.addSeparator()
        look = QActionGroup(menu)
        for choice, text in (
            ("system", self.tr("Same as the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            entry = QAction(text, menu)
            entry.setCheckable(True)
            entry.setChecked(self._themes.choice == choice)
            entry.triggered.connect(lambda _on=False, which=choice: self._themes.choose(which))
            look.addAction(entry)
            menu.addAction(entry)
        menu.addSeparator()
        out = menu.addAction(self.tr("Sign out"))
        out.setObjectName("sign_out")
        out.triggered.connect(self.sign_out_requested)
        leave = menu.addAction(self.tr("Quit"))
        leave.setShortcut(QKeySequence.StandardKey.Quit)
        leave.triggered.connect(self.quit_requested)

    def _build_strip(self, connection: ConnectionModel) -> QFrame:
        strip = frame("strip", "connection_strip")
        row = line(strip, spacing=8)
        row.setContentsMargins(16, 2, 8, 2)
        text = label("", name="connection_text")
        retry = button(self.tr("Try now"), "connection_retry", "link")
        retry.clicked.connect(connection.retry)
        row.addWidget(text, 1)
        row.addWidget(retry)
        strip.setMinimumHeight(36)

        def show(said: str) -> None:
            text.setText(said)
            strip.setVisible(bool(said))

        self._bindings.bind(connection, "text", show)
        self._bindings.bind(connection, "can_retry", retry.setVisible)
        return strip

    def _shortcut(self, keys: QKeySequence.StandardKey, act: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def _on_where(self, where: Where) -> None:
        room = self._rooms.get(where.room)
        if room is None:
            return
        self._pages.setCurrentWidget(room.page)
        room.open(where.thing, where.inner)

    def _on_acted(self, what: Where) -> None:
        room = self._rooms.get(what.room)
        if room is not None:
            room.open(what.thing, what.inner)
